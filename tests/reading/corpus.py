"""The labelled reports, and what was found in them set beside the labels."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import Checked, check
from matchdesk.press.claim import Judged
from matchdesk.press.report import Report

FOLDER = Path(__file__).parent
SETS = ("dev", "held_out", "held_out_2")
STARTER = FOLDER / "dev/starter.toml"

KIN: tuple[frozenset[str], ...] = tuple(
    frozenset(kin.split())
    for kin in (
        "match_result comeback",
        "half_time_score score_at_minute",
        "score_at_minute match_result comeback",
        "aggregate qualification qualification_reason",
        "qualification elimination still_in round qualification_reason title_holder",
        "group_standing league_position points points_gap",
        "title_holder title_count count",
        "scorer player_goals player_in_match drought",
        "season_tally career_tally player_goals count scorer",
        "minute interval score_at_minute",
        "run nth_of_season count head_to_head drought first_since",
        "first_ever record first_since head_to_head run drought debut",
        "squad_omission squad_inclusion lineup substitution card injury",
        "arithmetic ratio interval",
        "venue geography",
    )
)
"""Types between which one sentence may fairly be put in either place."""

OTHERS = frozenset(
    (
        "date next_fixture division last_chance person_role age assist goal_description "
        "event_detail lineup_judgement opinion form_judgement scene quote quote_summary "
        "attribution attendance budget contract transfer_fee question"
    ).split()
)
"""Types that nothing else may stand for."""

DECIDED = ("supported", "contradicted")


@dataclass(frozen=True)
class Label:
    """A claim that should be found.

    Attributes:
        type: of ``TYPES`` in :mod:`matchdesk.press.claim`.
        words: what carries it, as written; ``nth`` of them where they stand more than once.
        verdict: with everything that the ledger of the report holds.
        accepted: verdicts that are right, too: where coverage of a "first ever" may be doubted.
        truth: what would be right, for a line that is wrong on purpose.
    """

    type: str
    words: str
    verdict: str
    nth: int = 1
    accepted: tuple[str, ...] = ()
    truth: str = ""

    @property
    def decidable(self) -> bool:
        """Whether the ledger decides it, without a doubt."""
        return self.verdict in DECIDED and not self.accepted


@dataclass(frozen=True)
class Alteration:
    """One detail of a report changed."""

    words: str
    becomes: str
    type: str


@dataclass(frozen=True)
class Labelled:
    """A report with its labels; ``match`` is "" where it tells of several alike."""

    name: str
    text: str
    published: dt.date
    match: str
    claims: tuple[Label, ...]
    altered: tuple[Alteration, ...] = ()
    ledger: str = "starter"

    def span(self, label: Label) -> tuple[int, int]:
        """Where the words of a label stand."""
        return place(self.text, label.words, label.nth)


@dataclass
class Score:
    """Found against labelled, by type."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong_lines: Counter[str] = field(default_factory=Counter)
    """Decidable labels that are false on purpose; ``caught`` those called contradicted."""
    caught: Counter[str] = field(default_factory=Counter)
    true_lines: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    """Claims called contradicted where no wrong line stands, labelled or not."""
    silent: Counter[str] = field(default_factory=Counter)
    """Labels that nothing decides; ``silent_right`` those left open, or not read as a claim."""
    silent_right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        for name in (
            "labelled", "found", "right", "wrong_lines", "caught", "true_lines", "false_alarms",
            "silent", "silent_right",
        ):  # fmt: skip
            getattr(self, name).update(getattr(other, name))
        self.misses.extend(other.misses)


def kin(one: str, other: str) -> bool:
    """Whether a claim of one type may stand for a label of the other."""
    return one == other or any(one in family and other in family for family in KIN)


def load(*files: Path) -> tuple[Labelled, ...]:
    """Reports of some files, in their order; without any, of all sets."""
    found = []
    for file in files or [f for one in SETS for f in sorted((FOLDER / one).glob("*.toml"))]:
        document: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        for entry in document["report"]:
            claims = tuple(
                Label(**{**c, "accepted": tuple(c.get("accepted", ()))}) for c in entry["claims"]
            )
            altered = tuple(Alteration(**a) for a in entry.get("altered", ()))
            rest = {k: v for k, v in entry.items() if k not in ("claims", "altered", "text")}
            found.append(
                Labelled(**rest, text=entry["text"].strip(), claims=claims, altered=altered)
            )
    return tuple(found)


def of_set(name: str) -> tuple[Labelled, ...]:
    """Reports of one of the sets."""
    return load(*sorted((FOLDER / name).glob("*.toml")))


def fingerprint(*files: Path) -> str:
    """Hash of labelled reports; without files, of all sets and the list of ledgers."""
    whole = hashlib.sha256()
    everything = [f for one in SETS for f in sorted((FOLDER / one).glob("*.toml"))]
    for file in files or [*everything, FOLDER / "ledgers.toml"]:
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


def checked(
    desk: Desk, text: str, published: dt.date, inside: tuple[int, int] | None = None
) -> Checked:
    """One report of a given day (or a stretch of it), checked against a desk's ledger."""

    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    report = Report.of_text(text, "report", published)
    return check([report], at, fallback=published, shelf=desk.shelf, inside=inside).reports[0]


def over(done: Checked, kind: str, start: int, end: int) -> list[Judged]:
    """Claims of a type that overlap a stretch of the text."""
    return [one for one in touching(done.claims, start, end) if one.claim.type == kind]


def touching(claims: Iterable[Judged], start: int, end: int) -> list[Judged]:
    """Claims that overlap a stretch of the text."""
    return [one for one in claims if one.claim.start < end and start < one.claim.end]


def place(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Where words stand in a text."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        assert start >= 0, f"{words!r} does not stand in the text {nth} times"
    return start, start + len(words)


def score(entry: Labelled, done: Checked) -> Score:
    """Every label of a report looked for, and every claim called false looked at."""
    told = Score()
    wrong_spans = []
    for label in entry.claims:
        start, end = entry.span(label)
        near = touching(done.claims, start, end)
        related = [one for one in near if kin(one.claim.type, label.type)]
        if label.verdict == "contradicted":
            wrong_spans.append((start, end))
        if not label.decidable:
            if label.verdict == "cannot_say":
                told.silent[label.type] += 1
                told.silent_right[label.type] += not any(
                    one.verdict in DECIDED for one in related if one.claim.type == label.type
                )
            continue
        told.labelled[label.type] += 1
        told.found[label.type] += bool(related)
        if label.verdict == "contradicted":
            told.wrong_lines[label.type] += 1
            good = any(one.verdict == "contradicted" for one in near)
            told.caught[label.type] += good
        else:
            told.true_lines[label.type] += 1
            said = {one.verdict for one in related}
            good = "supported" in said and "contradicted" not in said
        told.right[label.type] += good
        if not good:
            told.misses.append(
                f"{entry.name}: {label.type}, {label.verdict}: "
                f"{context(entry.text, start, end)}{_said(near)}"
            )
    for one in done.claims:
        if one.verdict == "contradicted" and not touching([one], *_hull(wrong_spans, one)):
            told.false_alarms[one.claim.type] += 1
            told.misses.append(
                f"{entry.name}: FALSE ALARM {one.claim.type}: "
                f"{context(entry.text, one.claim.start, one.claim.end)}: {one.finding.reason}"
            )
    return told


def _hull(spans: Sequence[tuple[int, int]], one: Judged) -> tuple[int, int]:
    """The first of some stretches that a claim overlaps, an empty one if none."""
    for start, end in spans:
        if one.claim.start < end and start < one.claim.end:
            return start, end
    return 0, 0


def context(text: str, start: int, end: int, around: int = 45) -> str:
    """A stretch of a text in brackets, with what stands around it."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return f"…{before}[{text[start:end]}]{after}…".replace("\n", " ")


def _said(claims: Sequence[Judged]) -> str:
    said = "; ".join(
        f"{one.claim.type} {one.text!r} {one.verdict}: {one.finding.reason}" for one in claims
    )
    return f": {said or 'nothing read here'}"
