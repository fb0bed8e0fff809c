"""The agreed account: what several reports tell of one match, once, in plain sentences of our own.

Each sentence names its sources (the words of each report) and the rows of the ledger that bear it
out. What only reports can know (scenes, crowds, money) enters as reported, never as a fact of the
ledger. Where reports differ the account says so; where the ledger refutes one, it says what is
right. Beside it stands what each speaker said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matchdesk.core.competition import round_words
from matchdesk.core.english import (
    counted,
    letter,
    listed,
    long_day,
    ordinal,
    place,
    plain_day,
    possessive,
)
from matchdesk.core.match import Coverage, Match
from matchdesk.core.text import fold
from matchdesk.press import points, retelling
from matchdesk.press.claim import Judged, Row
from matchdesk.press.compare import Statement, Told, Topic
from matchdesk.press.sheet import Said, sheet_of

Basis = Literal["ledger", "reported", "differ", "refuted"]
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the account.

    Attributes:
        text: the sentence.
        basis: "ledger": told by reports and borne out; "reported": only the reports tell it;
            "differ": the reports cannot all be right; "refuted": the ledger says otherwise.
        sources: the words of the reports that it rests on.
        rows: rows of the ledger. coverage: how much of their seasons is held.
    """

    text: str
    basis: Basis
    sources: tuple[Statement, ...]
    rows: tuple[Row, ...] = ()
    coverage: tuple[Coverage, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The sentence as a JSON object."""
        return {
            "text": self.text,
            "basis": self.basis,
            "sources": [s.to_dict() for s in self.sources],
            "rows": list(self.rows),
            "coverage": [held.to_dict() for held in self.coverage],
        }


@dataclass(frozen=True, slots=True)
class Account:
    """What the reports of one match tell.

    Attributes:
        match: the match. files: its reports, in order.
        sentences: the event, told once.
        quotes: what each speaker said, in the order in which they first speak; "" for words
            without a speaker.
    """

    match: Match
    files: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[str, tuple[Said, ...]], ...]

    def to_dict(self) -> dict[str, object]:
        """The account as a JSON object."""
        return {
            "match": self.match.id,
            "files": list(self.files),
            "sentences": [s.to_dict() for s in self.sentences],
            "quotes": [
                {"speaker": speaker or None, "said": [one.to_dict() for one in said]}
                for speaker, said in self.quotes
            ],
        }


def accounts(
    told: Sequence[Told],
    comparison: Sequence[Topic],
    same: Sequence[Sequence[Statement]],
) -> tuple[Account, ...]:
    """One account a match, of the reports whose match is settled.

    Args:
        told: the reports, checked.
        comparison: where they agree and differ.
        same: the same words in several reports.
    """
    letters = {one.report.file: letter(number) for number, one in enumerate(told)}
    found = []
    for match in dict.fromkeys(one.match for one in told if one.match is not None):
        mine = [one for one in told if one.match == match]
        files = tuple(one.report.file for one in mine)
        writer = _Writer(match, mine, letters)
        sentences = (
            *writer.facts(),
            *writer.scenes(),
            *writer.differences(comparison),
            *writer.refuted(),
        )
        found.append(Account(match, files, sentences, sheet_of(mine, same)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Told:
    """One claim of one report."""

    file: str
    claim: Judged
    statement: Statement


class _Writer:
    """Sentences of one account."""

    def __init__(self, match: Match, told: Sequence[Told], letters: dict[str, str]) -> None:
        self.match = match
        self.told = told
        self.letters = letters
        self.day = match.date
        self.claims = [
            _Told(
                one.report.file, claim,
                Statement(one.report.file, claim.claim.start, claim.claim.end, claim.text),
            )
            for one in told
            for claim in one.claims
        ]  # fmt: skip

    def by(self, files: Sequence[str]) -> str:
        """Reports in words: "report A", "reports A and C"."""
        names = [self.letters[f] for f in dict.fromkeys(files)]
        return f"report{'s' if len(names) > 1 else ''} {listed(names)}"

    # Facts that the ledger bears out -----------------------------------------------------------

    def facts(self) -> Iterator[Sentence]:
        """What reports tell and the ledger bears out, and what it cannot say but was seen."""
        held: dict[tuple[int, str], list[_Told]] = {}
        for one in self.claims:
            if one.claim.claim.why_not or one.claim.claim.said_by:
                continue
            if one.claim.verdict == "supported":
                for rank, text in self._say(one.claim):
                    held.setdefault((rank, text), []).append(one)
            elif one.claim.verdict == "cannot_say" and one.claim.claim.type in _OPEN:
                text = self._open(one)
                if text:
                    held.setdefault((66, text), []).append(one)
        for (_, text), group in sorted(held.items(), key=lambda item: item[0][0]):
            open_ = all(one.claim.verdict == "cannot_say" for one in group)
            yield self._sentence(text, "reported" if open_ else "ledger", group)

    def _sentence(self, text: str, basis: Basis, group: Sequence[_Told]) -> Sentence:
        rows: list[Row] = []
        coverage: dict[tuple[str, str], Coverage] = {}
        for one in group:
            rows += [row for row in one.claim.finding.evidence if row not in rows]
            for held in one.claim.finding.coverage:
                coverage.setdefault((held.competition, str(held.season)), held)
        sources = tuple(dict.fromkeys(one.statement for one in group))
        return Sentence(
            retelling.stopped(self._days(text)),
            basis,
            sources,
            tuple(rows),
            tuple(coverage.values()),
        )

    def _say(self, one: Judged) -> list[tuple[int, str]]:
        """(place in the account, sentence) of a claim borne out; empty for what adds nothing."""
        r, kind, rows = one.reading, one.claim.type, one.finding.evidence
        reason = one.finding.reason
        team = r.team.name if r.team else ""
        first = next((row for row in rows if row.get("kind") == "match"), None)
        if kind == "match_result" and first is not None:
            if first.get("id") == self.match.id:
                return [(0, self._result())]
            if r.leg == "1" or (first.get("leg") == "1" and self.match.leg == "2"):
                return [(59, retelling.first_leg(first))]
            return [(80, retelling.result(first))]
        if kind == "date" and first is not None and first.get("id") == self.match.id:
            return [(1, f"It was played on {long_day(self.day)}")]
        if kind == "date":
            return []
        if (
            kind == "venue"
            and r.clubs
            and self.match.home not in r.clubs
            and not self.match.neutral
        ):
            return []
        if kind == "venue" and first is not None and first.get("id") == self.match.id and r.players:
            return [(1, f"It was played at {r.players[0]}")]
        if kind == "half_time_score" or reason.startswith("Half-time:"):
            return [(2, self._half_time(reason) or reason)]
        if kind == "score_at_minute":
            # The goals tell it.
            return []
        if kind == "comeback":
            return self._back(one)
        if kind in ("scorer", "minute", "player_goals"):
            return [(3 + self._place(goal), self._goal(goal)) for goal in self._goals(one)]
        if kind in ("aggregate", "qualification_reason", "elimination", "qualification"):
            leg = next((x for x in rows if x.get("leg") == "1"), None)
            if kind == "aggregate" and r.word != "final" and leg is not None:
                return [(59, retelling.first_leg(leg))]
            whole = next((str(x["sentence"]) for x in rows if x.get("sentence")), "")
            if self.match.penalties is not None and "on penalties" in (whole or reason):
                # The first sentence tells it.
                return [(0, self._result())] if first or whole else []
            return [(60, whole or reason)]
        if kind == "round" and r.word == "reach":
            return [(61, f"{team} {retelling.goes(team)} on to the {round_words(r.round)}")]
        if kind in ("squad_omission", "squad_inclusion", "lineup") and r.players and team:
            return [
                (
                    62,
                    f"{listed(list(r.players))} {retelling.of_squad(kind, len(r.players))} {possessive(team)} {_WHERE[kind]}",
                )
            ]
        row = rows[0] if rows else None
        if kind in ("league_position", "points") and row and row.get("kind") == "table_row":
            return [(63, retelling.position(row))]
        if kind == "points_gap":
            return [(64, retelling.gap(one))]
        if kind == "nth_of_season" and r.number and r.outcome:
            return [(65, self._nth(one))]
        if kind == "next_fixture":
            return [(90, reason)]
        if kind == "still_in":
            return [(89, retelling.with_articles(reason))]
        if kind == "person_role":
            told = retelling.role(one)
            return [(95, told)] if told else []
        if kind in ("title_holder", "title_count"):
            return [(88, retelling.with_articles(reason))]
        if kind in (
            "round",
            "interval",
            "ratio",
            "arithmetic",
            "player_in_match",
            "count",
            "geography",
        ):
            if kind == "interval" and r.number and r.player and r.players:
                if not _apart(rows, r.players[0], r.player, r.number):
                    return []
                later = counted(r.number, "minute")
                return [
                    (
                        57,
                        f"{possessive(r.player)} goal came {later} after {possessive(r.players[0])}",
                    )
                ]
            return [(70, reason)] if kind == "count" else []
        return [(70, reason)] if reason else []

    def _back(self, one: Judged) -> list[tuple[int, str]]:
        """A comeback by the goals of the match: who was how far behind, and what came of it."""
        team, m = one.reading.team, self.match
        goals = [row for row in one.finding.evidence if row.get("kind") == "goal"]
        if team is None or team not in (m.home, m.away) or m.result is None or not goals:
            return []
        stood, worst = [0, 0], (0, (0, 0))
        for row in goals:
            stood[0 if row.get("team") == team.name else 1] += 1
            worst = max(worst, (stood[1] - stood[0], (stood[1], stood[0])))
        if worst[0] < 1:
            return []
        ours, theirs = m.result if m.home == team else m.result.swapped()
        end = "win" if ours > theirs else "draw" if ours == theirs else "lose"
        behind = f"{worst[1][0]}-{worst[1][1]}"
        if end == "lose":
            return [(56, f"{team.name} came back from {behind} down before they lost")]
        return [(56, f"{team.name} came from {behind} down to {end}")]

    def _result(self) -> str:
        m = self.match
        score = m.result
        where = "in a match" if not m.round else f"in the {round_words(m.round)}"
        leg = {"1": ", first leg,", "2": ", second leg,"}.get(m.leg, "")
        occasion = f"{where}{leg} of {retelling.competition_called(m.competition)}"
        if not m.round or m.round.isdigit() or m.group:
            occasion = f"in {retelling.competition_called(m.competition)}"
        day = f" on {plain_day(m.date)}" if m.date else ""
        if score is None:
            return f"{m.home.name} met {m.away.name} {occasion}{day}"
        tail = " after extra time" if m.extra_time is not None else ""
        if m.penalties is not None:
            winner = m.home if m.penalties.home > m.penalties.away else m.away
            high, low = max(m.penalties), min(m.penalties)
            return (
                f"{m.home.name} and {m.away.name} drew {score}{tail} {occasion}{day}, and {winner.name} "
                f"won {high}-{low} on penalties"
            )
        if score.home == score.away:
            return f"{m.home.name} and {m.away.name} drew {score}{tail} {occasion}{day}"
        won, lost = (m.home, m.away) if score.home > score.away else (m.away, m.home)
        ground = " on neutral ground" if m.neutral else " at home" if won == m.home else " away"
        return (
            f"{won.name} beat {lost.name} {max(score)}-{min(score)}{ground}{tail} {occasion}{day}"
        )

    def _half_time(self, reason: str) -> str:
        """The half-time score as a sentence."""
        m = re.match(r"Half-time: (.+?) (\d+)-(\d+) ", reason)
        if m is None or m[1] != self.match.home.name:
            return ""
        home, away = int(m[2]), int(m[3])
        if home == away:
            return f"It was {home}-{away} at half-time"
        side = self.match.home if home > away else self.match.away
        return f"{side.name} led {max(home, away)}-{min(home, away)} at half-time"

    def _goals(self, one: Judged) -> list[Row]:
        """Goals of the match that a claim about a player rests on."""
        mine = fold(one.reading.player).split()
        return [
            row
            for row in one.finding.evidence
            if row.get("kind") == "goal"
            and row.get("match") == self.match.id
            and mine
            and mine[-1] in fold(str(row.get("player", ""))).split()
        ]

    @staticmethod
    def _place(goal: Row) -> int:
        """Goals stand in the order in which they fell, within places 3 to 59."""
        minute = goal.get("minute")
        return min(56, int(minute) // 3 + 1) if isinstance(minute, int) else 56

    def _goal(self, goal: Row) -> str:
        player, team, minute = goal.get("player"), goal.get("team"), goal.get("minute")
        when = ""
        if isinstance(minute, int):
            when = f" in the {place(minute)} minute"
            if goal.get("added"):
                when = f" {goal['added']} minutes into the time added to the {'first' if minute == 45 else 'second'} half"
        if goal.get("goal") == "own_goal":
            return f"An own goal by {player} counted for {team}{when}"
        how = " from the penalty spot" if goal.get("goal") == "penalty" else ""
        return f"{player} scored for {team}{how}{when}"

    def _nth(self, one: Judged) -> str:
        r = one.reading
        noun = {"win": "win", "draw": "draw", "loss": "defeat"}[r.outcome]
        where = f"{r.venue} " if r.venue else ""
        comp = f" in {retelling.competition_called(r.competition)}" if r.competition else ""
        team = possessive(r.team.name) if r.team else "the"
        listing = one.finding.reason.partition(": ")[2] or one.finding.reason
        return (
            f"It was {team} {ordinal(r.number or 0)} {where}{noun} of the season{comp}: {listing}"
        )

    def _open(self, one: _Told) -> str:
        """What a report calls a first, with what the ledger has seen of it."""
        topic = next((p.topic for p in points.of([one.claim], self.match)), "")
        name, _, what = topic.partition(": ")
        if not what or not name.startswith(("first", "record")):
            return ""
        reason = one.claim.finding.reason
        told = f"a {name} {what}" if not name.startswith("record") else what
        seen = f" ({reason[:1].lower()}{reason[1:].rstrip('.')})" if reason else ""
        subject, verb = retelling.of_first(what)
        told = f"{subject} had never {verb} before" if verb else told
        return f"By {self.by([one.file])}, {told}{seen}"

    # What only reports tell ---------------------------------------------------------------------

    def scenes(self) -> Iterator[Sentence]:
        """Scenes, crowds and money, as reported and by whom."""
        groups: dict[str, list[_Told]] = {}
        crowds = {
            (bool(_AWAY.search(one.claim.text)), re.sub(r"\D", "", one.claim.text))
            for one in self.claims
            if one.claim.claim.type == "attendance"
        }
        # Where reports give several figures, that is told as a difference.
        several = {away for away, _ in crowds if sum(a is away for a, _ in crowds) > 1}
        for one in self.claims:
            kind = one.claim.claim.type
            label = ""
            if kind == "scene":
                label = next(
                    (told for sign, told in _SCENES if re.search(sign, one.claim.text, re.I)), ""
                )
            elif kind == "attendance" and one.claim.verdict != "contradicted":
                figure = re.search(r"\d[\d,.]*\d|\d", one.claim.text)
                away = _AWAY.search(one.claim.text)
                if figure and bool(away) not in several:
                    whose = "away fans were there" if away else "people watched"
                    label = f"{figure[0]} {whose}"
            elif kind in _HEARD:
                label = f"{_HEARD[kind]} “{' '.join(one.claim.text.split())}”"
            if label:
                groups.setdefault(label, []).append(one)
        for label, group in groups.items():
            by = self.by([one.file for one in group])
            verb = "tell" if " and " in by or "," in by else "tells"
            head = by[:1].upper() + by[1:]
            scene = group[0].claim.claim.type == "scene"
            text = (
                f"{head} {verb} of {label}" if scene else f"{label[:1].upper()}{label[1:]}, by {by}"
            )
            if group[0].claim.claim.type in _HEARD:
                text = f"{head} {'give' if verb == 'tell' else 'gives'} {label}"
            sources = tuple(self._around(one) for one in group)
            yield Sentence(retelling.stopped(text), "reported", tuple(dict.fromkeys(sources)))

    def _around(self, one: _Told) -> Statement:
        """The whole sentence of a report around a few words."""
        report = next(t.report for t in self.told if t.report.file == one.file)
        at = one.claim.claim.start
        for sentence in report.sentences:
            if sentence.start <= at < sentence.end:
                text = report.text[sentence.start : sentence.end]
                return Statement(one.file, sentence.start, sentence.end, text)
        return one.statement

    def differences(self, comparison: Sequence[Topic]) -> Iterator[Sentence]:
        """Where reports of the match cannot all be right."""
        files = {one.report.file for one in self.told}
        groups: dict[tuple[Statement, ...], list[Topic]] = {}
        for topic in comparison:
            mine = tuple(s for s in topic.statements if s.file in files)
            why = topic.topic.startswith("why ") and topic.conflict == "slight"
            if len({s.file for s in mine}) > 1 and (topic.kind == "differ" or why):
                groups.setdefault(mine, []).append(topic)
        for mine, topics in groups.items():
            sides: dict[str, list[str]] = {}
            for s in mine:
                told = " ".join((s.value or s.text).split())
                if told.isdigit() and len(told) > 4:
                    told = f"{int(told):,}"
                sides.setdefault(told, []).append(s.file)
            if len(sides) < 2:
                continue
            told = "; ".join(f"{value} ({self.by(by)})" for value, by in sides.items())
            names = [m[1] for t in topics if (m := re.fullmatch(r"why (.+) was missing", t.topic))]
            what = topics[0].topic.replace("score: ", "score of ", 1)
            if what.startswith(_NAMED):
                what = f"the {what}"
            what = re.sub(r"^next for (.+?)(?: \(.*\))?$", r"whom \1 meet next", what)
            if len(names) > 1:
                what = f"why {listed(names)} were missing"
            yield Sentence(
                retelling.stopped(f"The reports differ on {what}: {told}"), "differ", mine
            )

    def refuted(self) -> Iterator[Sentence]:
        """What a report has wrong, and what is right; the same words once."""
        told: list[_Told] = []
        for one in self.claims:
            if one.claim.verdict != "contradicted" or any(
                one.file == other.file
                and one.statement.start < other.statement.end
                and other.statement.start < one.statement.end
                for other in told
            ):
                continue
            told.append(one)
            words = " ".join(one.claim.text.split())
            text = f"{self.by([one.file])} has “{words}”, which the ledger does not bear out. {one.claim.finding.reason}"
            yield self._sentence(text[:1].upper() + text[1:], "refuted", [one])

    def _days(self, text: str) -> str:
        def told(m: re.Match[str]) -> str:
            try:
                return plain_day(dt.date(int(m[1]), int(m[2]), int(m[3])), self.day)
            except ValueError:
                return m[0]

        return _ISO.sub(told, text)


_NAMED = ("time of", "place of", "points ", "score ", "aggregate", "day of", "ground", "role of")
"""Beginnings of topics that want an article in a sentence."""
_AWAY = re.compile(r"away|travelling|visiting")
_OPEN = frozenset({"first_ever", "first_since", "record"})
_SCENES = (
    (r"boo", "booing"), (r"whistl", "whistling"), (r"jeer", "jeering"),
    (r"knees", "players on their knees"), (r"bonkers|celebrat", "celebrations"),
    (r"chant", "chanting"), (r"ovation", "a standing ovation"), (r"applau", "applause"),
    (r"roar", "roaring"), (r"wav", "waving"), (r"atmosphere", "the atmosphere"),
)  # fmt: skip
_HEARD = {
    "budget": "the money as", "contract": "the contract as", "transfer_fee": "the fee as",
    "event_detail": "a detail of play as", "injury": "an injury as",
}  # fmt: skip
_WHERE = {"squad_omission": "side", "squad_inclusion": "squad", "lineup": "line-up"}


def _apart(rows: Sequence[Row], before: str, after: str, minutes: int) -> bool:
    """True if a goal of one player came so long after one of another, give or take a minute."""

    def times(name: str) -> list[int]:
        mine = set(fold(name).split())
        return [
            at for row in rows
            if row.get("kind") == "goal" and mine <= set(fold(str(row.get("player"))).split())
            and isinstance(at := row.get("minute"), int)
        ]  # fmt: skip

    return any(abs(b - a - minutes) <= 1 for a in times(before) for b in times(after))
