"""Is what was written true? Reading press reports, and judging every claim by the ledger.

``read`` turns text into claims with their places, ``judge`` holds each against the ledger as it
was known when the report was written, ``compare`` sets several reports side by side. A claim is
contradicted only if no sensible reading of it holds and the ledger holds what it takes to say so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from matchdesk.core.match import Match
from matchdesk.core.snapshot import NONE, Snapshot
from matchdesk.errors import AmbiguousName, UnknownName
from matchdesk.press import one_subject
from matchdesk.press.account import Account, accounts
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Claim, Judged, Mention
from matchdesk.press.coaches import introduced, squads_named
from matchdesk.press.compare import Statement, Topic, compare, same_quotes
from matchdesk.press.evidence import match_row
from matchdesk.press.fitting import Found
from matchdesk.press.judge import judge
from matchdesk.press.lexicon import Lexicon
from matchdesk.press.match_of import match_of
from matchdesk.press.mentions import Finder, Sides
from matchdesk.press.other_game import foreign, other_game
from matchdesk.press.passages import Passages
from matchdesk.press.read import read
from matchdesk.press.reference import Context
from matchdesk.press.report import Report, read_reports
from matchdesk.press.roles import Roles
from matchdesk.press.shelf import At, Shelf
from matchdesk.press.speech import Quote
from matchdesk.press.told_of import scores_of
from matchdesk.press.undated import SPAN, Scorers

__all__ = [
    "Check",
    "Checked",
    "Claim",
    "Judged",
    "Report",
    "check",
    "read_reports",
]


@dataclass(frozen=True)
class Checked:
    """One report, checked.

    Attributes:
        report: the report.
        match: the match that it is about, None where none is settled; ``why`` says how it was
            found, or why not. ``others`` are matches that fit as well.
        claims: every claim with its verdict, in the order of the text.
        quotes: quotes with their speakers in full.
    """

    report: Report
    match: Match | None
    why: str
    others: tuple[Match, ...]
    claims: tuple[Judged, ...]
    quotes: tuple[Quote, ...]

    def count(self, verdict: str) -> int:
        """How many claims have a verdict."""
        return sum(c.verdict == verdict for c in self.claims)

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        published = self.report.published
        return {
            "file": self.report.file,
            "published": published.isoformat() if published else None,
            "published_from": self.report.dated_by,
            "match": self.match.id if self.match else None,
            "match_row": match_row(self.match) if self.match else None,
            "match_reason": self.why,
            "claims": [c.to_dict() for c in self.claims],
            "quotes": [
                {
                    "speaker": q.speaker,
                    "text": q.text,
                    "start": q.start,
                    "end": q.end,
                    "indirect": q.indirect,
                }
                for q in self.quotes
            ],
            "messages": [m.to_dict() for m in self.report.messages],
        }


@dataclass(frozen=True)
class Check:
    """Reports checked, and set side by side; of each match the account that they agree on."""

    reports: tuple[Checked, ...]
    comparison: tuple[Topic, ...]
    same_quotes: tuple[tuple[Statement, ...], ...]
    problems: tuple[str, ...] = ()
    """Files of a folder that could not be read, each with the reason."""

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """What the reports of each match tell, once, in our own words."""
        return accounts(self.reports, self.comparison, self.same_quotes)

    def the_match(self) -> str:
        """Id of the one match that the reports tell of.

        Raises:
            UnknownName: no report settles a match.
            AmbiguousName: the reports are about different matches, or one fits several.
        """
        settled = sorted({r.match.id for r in self.reports if r.match is not None})
        if len(settled) == 1:
            return settled[0]
        if settled:
            raise AmbiguousName(
                f"The reports tell of {len(settled)} matches; expected one. Name the match meant.",
                code="ambiguous-match",
                near=settled,
            )
        reasons = " ".join(dict.fromkeys(r.why for r in self.reports)) or "Found no report."
        others = sorted({m.id for r in self.reports for m in r.others})
        if others:
            raise AmbiguousName(
                f"{reasons} Name the match meant.", code="ambiguous-match", near=others
            )
        raise UnknownName(f"{reasons} Name the match meant.", code="unknown-match")

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "reports": [r.to_dict() for r in self.reports],
            "comparison": [t.to_dict() for t in self.comparison],
            "same_quotes": [
                [{"file": s.file, "start": s.start, "end": s.end} for s in group]
                for group in self.same_quotes
            ],
            "accounts": [account.to_dict() for account in self.accounts],
            "problems": list(self.problems),
        }


def check(
    reports: Sequence[Report],
    at: At,
    *,
    fallback: dt.date,
    match: Match | None = None,
    shelf: Shelf | None = None,
    inside: tuple[int, int] | None = None,
) -> Check:
    """Check reports against the ledger.

    Args:
        reports: the reports.
        at: the ledger at a moment; asked for the days around each report, so it should cache.
        fallback: the last day on which the match of a report without a date can have been played;
            such a report is judged by the days of its matches.
        match: the match that all of them are about, where the caller knows it.
        shelf: what is kept of the ledger from one call to the next.
        inside: judge only claims that touch this stretch of each text; all of it is read.

    Returns:
        Every claim with its verdict, and the comparison of the reports.
    """
    kept = shelf if shelf is not None else Shelf(at)
    done = [_checked(report, kept, match, fallback, inside) for report in reports]
    settled = {str(one.match.id): one.match for one in done if one.match is not None}
    if len(settled) == 1 and len(done) > 1:
        (theirs,) = settled.values()
        done = [_among(one, theirs, kept, fallback, inside) for one in done]
    return Check(tuple(done), compare(done), same_quotes([(c.report, c.quotes) for c in done]))


def _checked(
    report: Report, shelf: Shelf, match: Match | None, fallback: dt.date,
    inside: tuple[int, int] | None = None,
) -> Checked:  # fmt: skip
    known = shelf.known(report.published or fallback)
    finder = Finder(Lexicon.of(known, report.words(), shelf.names(known)))
    raw = squads_named(
        report.text, finder.mentions(report), report.published, shelf.names(known).by_id
    )
    why = other_game(report) if match is None else ""
    found = Found(NONE, None, why) if why else _found(report, raw, known, shelf, match, fallback)
    if foreign(report):
        found = replace(
            found, reason=f"{found.reason} The text is hardly English; only figures are read."
        )
    if found.open and not why:
        return _borne_out(report, shelf, raw, known, found)
    return _held(report, shelf, raw, known, found, why, inside, finder)


_AFTER = 7
"""Days after a match in which a report that stands among others may be about it."""


def _among(
    one: Checked, match: Match, shelf: Shelf, fallback: dt.date,
    inside: tuple[int, int] | None,
) -> Checked:  # fmt: skip
    """A report whose match is not settled by itself, about the match of those it stands among.

    All others that settle one tell of ``match``; it names a side of it and gives its score, or both sides, and was
    written in the days after.
    """
    if one.match is not None or other_game(one.report):
        return one
    if match.date is None or match.result is None:
        return one
    day = one.report.published
    if day is not None and not 0 <= (day - match.date).days <= _AFTER:
        return one
    known = shelf.known(day or match.date)
    finder = Finder(Lexicon.of(known, one.report.words(), shelf.names(known)))
    named = {
        club
        for m in finder.mentions(one.report)
        if m.kind == "club"
        for club in m.clubs
        if club in (match.home, match.away)
    }
    scores = {match.result, match.penalties or match.result}
    told = scores_of(one.report.text)
    if len(named) < 2 and not (
        named and any(score in told or score.swapped() in told for score in scores)
    ):
        return one
    again = _checked(one.report, shelf, match, fallback, inside)
    if again.match is None:
        return one
    return replace(
        again,
        why=f"The other reports are about it, and this one names {' and '.join(sorted(club.name for club in named))}.",
    )


_MOST, _MORE = 3.0, 2.0
"""How much of a report without a day must be true of a match, and how much more than of others."""
_MUCH, _SHARE = 3, 8
"""Of so many errors, and more than one to so many true words, it is likelier that the match is another one."""
_OWN = 1.5
"""What the result of the match itself is worth beside the rest of what the report says."""


def _borne_out(
    report: Report, shelf: Shelf, raw: Sequence[Mention], known: Snapshot, found: Found
) -> Checked:
    """A report without a day, about the match of which most of what it says is true."""
    tried: list[tuple[float, Checked]] = []
    for match, written in found.open:
        why = f"Most of what the report says is so of {match.home.name} v {match.away.name}, {match.date}."
        one = Found(_row_of(known, match), match, why, found.others, written)
        done = _held(report, shelf, raw, known, one, "")
        right = {(c.claim.start, c.claim.end) for c in done.claims if c.verdict == "supported"}
        wrong = {(c.claim.start, c.claim.end) for c in done.claims if c.verdict == "contradicted"}
        value = len(right) - 1.5 * len(wrong) + _OWN * _tells(done, match)
        tried.append((value, done))
    tried.sort(key=lambda one: -one[0])
    best, done = tried[0]
    # Two matches of the same days are no rivals: what is said is so of both their weeks.
    rival = next((value for value, one in tried[1:] if _apart(one.match, done.match)), None)
    if best >= _MOST and (rival is None or best - rival >= _MORE):
        return _in_doubt(done)
    return _held(report, shelf, raw, known, found, "")


def _in_doubt(done: Checked) -> Checked:
    """A report whose match is but the likeliest: where much of what it says is wrong, another may be meant."""
    right = sum(c.verdict == "supported" for c in done.claims)
    wrong = sum(c.verdict == "contradicted" for c in done.claims)
    if wrong < _MUCH or wrong * _SHARE <= right:
        return done
    claims = tuple(
        replace(
            c,
            finding=replace(
                c.finding, verdict="cannot_say", reason=f"{c.finding.reason} The match is only the likeliest one."
            ),
        )
        if c.verdict == "contradicted"
        else c
        for c in done.claims
    )  # fmt: skip
    return replace(done, claims=claims)


def _tells(done: Checked, match: Match) -> bool:
    """True if a report tells the result of a match, and rightly."""
    return any(
        c.claim.type == "match_result"
        and c.verdict == "supported"
        and any(row.get("id") == str(match.id) for row in c.finding.evidence)
        for c in done.claims
    )


def _apart(one: Match | None, other: Match | None) -> bool:
    """True if two matches were not played in the same days."""
    if one is None or other is None or one.date is None or other.date is None:
        return True
    return abs((one.date - other.date).days) > SPAN


def _held(
    report: Report, shelf: Shelf, raw: Sequence[Mention], known: Snapshot, found: Found, why: str,
    inside: tuple[int, int] | None = None, finder: Finder | None = None,
) -> Checked:  # fmt: skip
    """A report's claims held against the ledger, its match being settled or left open."""
    words, day = report.words(), report.published
    finder = finder or Finder(Lexicon.of(known, words, shelf.names(known)))
    lexicon = finder.lexicon
    written = found.written or day or _day(found.match) or known.day
    row = found.row
    if written != known.day:
        # A report without a day is judged by the days of its matches.
        known = shelf.known(written)
        row = _row_of(known, found.match)
    book = Almanac(known, written, found.match, row, lexicon, shelf.memory(written))
    book.guessed = day is None
    book.doubtful = day is None and bool(found.open)
    if found.since is not None:
        book.back = max(book.back, (written - found.since).days + 1)
    rows = sorted(
        {
            near
            for club in book.sides
            for near in book.played(club, None, book.day - dt.timedelta(days=300), written)
        }
    )
    before = len(lexicon.persons)
    named = {club for m in raw if m.kind == "club" for club in m.clubs[:2]}
    book.named = frozenset(named)
    told = {row for club in sorted(named, key=lambda c: c.id) for row in book.recent.of(club)}
    listed = sorted({*rows, *told})
    book.hold_goals(listed)
    lexicon.add_players(known, listed, words, book.memory.goals, book.memory.lineups)
    if len(lexicon.persons) != before:
        finder = Finder(lexicon)
    sides = Sides(book.sides, _around(known, found.match), day=_day(found.match))
    mentions = finder.mentions(report, sides)
    context = Context(found.match, lexicon, written, known.match, book.goals, row)
    context.coaches = introduced(report.text, mentions)
    context.near = sorted(told, reverse=True)
    context.clubs = shelf.names(known).by_id
    context.bearers = Roles(book).bearers
    context.live = len(_STAMP.findall(report.text)) >= 3
    if found.match is not None and found.match.result is not None:
        held = found.match.result
        context.told_right = held in scores_of(report.text) or held.swapped() in scores_of(
            report.text
        )
        context.home = book.sides
    book.staged = _STAGED.search(report.text) is not None
    book.early = context.live or _EARLY.search(report.text) is not None
    passages = Passages(known, book.recent, row)
    heard = read(report, mentions, context, passages)
    if not context.live:  # which tells how the table stands at every minute of the day
        book.told.update(_told(report.text, heard.claims, known, written))
    dated = (day is not None or found.match is not None) and not why

    def verdict(claim: Claim) -> Judged:
        return judge(claim, book if dated else None, report.text[claim.start : claim.end], why)

    start, end = inside or (0, len(report.text))
    near = (start - one_subject.NEAR, end + one_subject.NEAR)
    wanted = [c for c in heard.claims if c.start < near[1] and near[0] < c.end]
    judged = tuple(verdict(c) for c in wanted if not c.offered)
    if dated:
        judged = one_subject.settled(judged, report.text, verdict)
        judged = _with_offered(judged, (c for c in wanted if c.offered), verdict)
    judged = tuple(one for one in judged if one.claim.start < end and start < one.claim.end)
    return Checked(report, found.match, found.reason, found.others, judged, heard.quotes)


def _with_offered(
    judged: tuple[Judged, ...], offered: Iterable[Claim], verdict: Callable[[Claim], Judged]
) -> tuple[Judged, ...]:
    """Claims read so loosely that only those count which the data bear out, and no closer reading has decided."""
    decided: dict[str, list[tuple[int, int]]] = {}
    for one in judged:
        if one.verdict != "cannot_say":
            decided.setdefault(one.claim.type, []).append((one.claim.start, one.claim.end))
    found = []
    for claim in offered:
        taken = decided.setdefault(claim.type, [])
        if any(a < claim.end and claim.start < b for a, b in taken):
            continue
        one = verdict(claim)
        if one.verdict == "supported":
            taken.append((claim.start, claim.end))
            found.append(one)
    if not found:
        return judged
    return tuple(sorted((*judged, *found), key=lambda x: (x.claim.start, -x.claim.end)))


# "Liverpool can cut the gap by beating Villa on Sunday": no result yet.
_YET = re.compile(r"\b(?:can|could|would|will|if|may|might|should)\b[^.;]{0,50}$", re.IGNORECASE)


def _told(
    text: str, claims: Sequence[Claim], known: Snapshot, written: dt.date
) -> dict[str, tuple[dt.date, int]]:
    """Clubs of which a report tells the result of a match of the last days: its day, and where."""
    days: dict[str, tuple[dt.date, int]] = {}
    for claim in claims:
        if claim.type != "match_result" or claim.hand == NONE:
            continue
        match = known.match(claim.hand)
        if match.result is None or match.date is None:
            continue
        if _YET.search(text, max(0, claim.start - 70), claim.start):
            continue
        if 0 <= (written - match.date).days <= _AFTER:
            for club in (match.home.id, match.away.id):
                if club not in days or days[club][0] < match.date:
                    days[club] = match.date, claim.start
    return days


# "43' GOAL!", "39 min: GOAL!": a report minute by minute.
_STAMP = re.compile(
    r"(?<![\w.])\d{1,3}(?:\+\d{1,2})?(?:['\u2019](?=\s)| ?mins?(?:ute)?s?[:.]|(?<=\d)m: )"
)


# "Barcelona, who host Athletic in the late kick-off", "went top for a few hours at least".
_EARLY = re.compile(
    r"\b(?:later (?:today|on (?:today|saturday|sunday|monday|tuesday|wednesday|thursday|friday)|in the day|"
    r"that (?:day|evening|night)|kick-?off|game|match|fixture|saturday|sunday)|"
    r"(?:play|plays|playing|host|hosts|face|faces|visit|visits|meet|meets|travel|travels|go|entertain|take on|takes on|in action)\b[^.;]{0,50}\b(?:later|tonight|"
    r"this (?:evening|afternoon)|today|(?:late|later|evening) (?:kick-?off|game|match|fixture))|"
    r"provisionally|temporarily|for (?:now|the time being|at least (?:a few|\w+) hours|the moment|a few hours|a couple of hours)|"
    r"at least (?:until|for a few hours|temporarily|overnight)|overnight (?:lead|leaders)|leaders overnight|until at least|"
    r"(?:before|ahead of) (?:\w+ ){1,4}(?:play|plays|kick off|kicks off|game|match) (?:later|tonight|today)|still to play)\b",
    re.IGNORECASE,
)


# "The second stage is six games old", "top of Group B": of some leagues, in some years.
_STAGED = re.compile(
    r"\b(?:(?:first|second|opening)[- ]stage|group (?:[a-d]|one|two)\b)", re.IGNORECASE
)


def _row_of(known: Snapshot, match: Match | None) -> int:
    """Row of a match in another snapshot."""
    if match is None:
        return NONE
    for row in known.select(match.competition, match.season, club=match.home).tolist():
        if known.match(row).id == match.id:
            return int(row)
    return NONE


def _day(match: Match | None) -> dt.date | None:
    return match.date if match else None


def _found(
    report: Report, mentions: Sequence[Mention], known: Snapshot, shelf: Shelf, match: Match | None,
    fallback: dt.date,
) -> Found:  # fmt: skip
    if match is not None:
        row = _row_of(known, match)
        if row != NONE:
            return Found(row, known.match(row), "The match was named.")
        return Found(NONE, None, f"{match.id} was not known when the report was written.")
    day = report.published
    found = match_of(report, mentions, known, day=day, goals=Scorers(known))
    if day is not None and found.match is None and day < fallback:
        # Played on the day after, where the clock was ahead of the report's.
        later = shelf.known(day + dt.timedelta(days=1))
        again = match_of(report, mentions, later, day=day, goals=Scorers(later))
        if again.match is not None and again.match.date is not None and again.match.date > day:
            return replace(again, written=again.match.date)
    return found


def _around(known: Snapshot, match: Match | None) -> frozenset[str]:
    """Clubs of the leagues and the competition of a match in its season."""
    if match is None:
        return frozenset()
    m = known.matches
    numbers = [known.club_number(match.home), known.club_number(match.away)]
    season = match.season.code
    clubs: set[int] = set()
    for competition in {
        int(c)
        for n in numbers
        for c in m.competition[((m.home == n) | (m.away == n)) & (m.season == season)]
    }:
        inside = (m.competition == competition) & (m.season == season)
        clubs |= {int(c) for c in m.home[inside]} | {int(c) for c in m.away[inside]}
    return frozenset(str(known.clubs[c].id) for c in clubs)
