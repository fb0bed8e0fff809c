"""Verdicts on meetings of two sides: how many there were, who won them, when they met last."""

from __future__ import annotations

import datetime as dt

from matchdesk.core.english import counted, listed
from matchdesk.core.season import Season
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row
from matchdesk.press.evidence import day_words, match_row, match_words
from matchdesk.press.form import OUTCOMES, Flags, campaigns, forms


def head_to_head(book: Almanac, r: Reading) -> Finding:
    """Meetings of two sides: how many, and how many of them were won."""
    if r.team is None or r.opponent is None or r.number is None:
        return Finding("cannot_say", "The sides are not settled.")
    how, _, when = r.word.partition(":")
    if how == "lastmet":
        return _last_met(book, r)
    if how == "never":
        return never(book, r)
    if how == "round":
        return _in_round(book, r)
    first: tuple[str, tuple[Row, ...]] | None = None
    missing: list[str] = []
    start: dt.date | None = None
    stop: dt.date | None = None
    if when == "season":
        start = book.season_start()
    elif when == "last":
        stop = book.season_start() - dt.timedelta(days=1)
        start = dt.date(stop.year - 1, stop.month, stop.day) + dt.timedelta(days=1)
    elif when == "span" and r.other:
        start = book.day - dt.timedelta(days=r.other + 20)
    elif when == "since" and r.window is not None:
        start = r.window.first
    found = (
        campaigns(book, r.team, r.venue, r.opponent)
        if when == "hand"
        else forms(
            book, r.team, competition=r.competition, venue=r.venue, opponent=r.opponent,
            first=start, last=stop,
        )
    )  # fmt: skip
    for form in found:
        flags = form.held(OUTCOMES[r.outcome]) if r.outcome else None
        place = form.place_of(book.row) if len(form) else -1
        for upto in dict.fromkeys((len(form), place if place >= 0 else len(form))):
            begin = max(0, upto - r.other) if how == "last" and r.other else 0
            part = range(begin, upto)
            number = len(part) if flags is None else int(flags[part.start : part.stop].sum())
            rows = form.rows(part.start, part.stop)
            met = [match_words(book.value(x)) for x in rows[-4:]]
            told = (
                f"{r.team.name} v {r.opponent.name} in {form.words}: {counted(len(part), 'meeting')}"
                + (f", {number} {r.outcome}" if r.outcome else "")
                + (f"; {'; '.join(met)}." if met else ".")
            )
            evidence = tuple(match_row(book.value(x)) for x in rows[-12:])
            whole = how == "last" or when == "all"
            if number == r.number and (not whole or len(part) == r.other):
                return Finding("supported", told, evidence)
            first = first or (told, evidence)
        lacks = form.lacking(0) if len(form) else ("all of it",)
        if lacks and flags is not None and how == "last" and r.other and len(form) >= r.other:
            # Of meetings that are not held a few may lie among the last ones.
            lacks = lacks if _may_be(flags, r.number, r.other) else ()
        if lacks and len(form) and when == "season" and start is not None:
            # Two sides meet twice in a cup, at most.
            room = min(2 * len(lacks), form.room(0, since=start))
            counts = (len(form),) if flags is None else (int(flags.sum()),)
            lacks = lacks if any(0 < r.number - n <= room for n in counts) else ()
        missing += lacks
    if first is None:
        return Finding("cannot_say", "No meeting of these sides is held.")
    lacking = tuple(dict.fromkeys(missing))
    if lacking or when == "ever":
        held = f" Not held in full: {listed(list(lacking[:6]))}." if lacking else ""
        return Finding("cannot_say", first[0] + held, first[1])
    return Finding("contradicted", first[0], first[1])


_ENOUGH = 3
_UNHELD = 2
"""Meetings of two sides that may lie, not held, among their last ones."""


def _may_be(flags: Flags, number: int, total: int) -> bool:
    """True if so many of the last meetings may be what is told, a few of them not being held."""
    for more in range(_UNHELD + 1):
        held = int(flags[max(0, len(flags) - total + more) :].sum())
        if held <= number <= held + more:
            return True
    return False


def _in_round(book: Almanac, r: Reading) -> Finding:
    """Whether two sides met in a round of some year."""
    assert r.team is not None
    for row in book.played(r.team, r.opponent, None, book.day - dt.timedelta(days=1)):
        match = book.value(row)
        if match.date is None or r.number not in (
            match.date.year,
            match.season.start + match.season.split,
        ):
            continue
        if match.round == r.round:
            return Finding("supported", f"{match_words(match)}.", (match_row(match),))
    return Finding("cannot_say", "No meeting of these sides in that round is held.", void=True)


def _last_met(book: Almanac, r: Reading) -> Finding:
    """When two sides met last before the match in hand."""
    assert r.team is not None
    assert r.window is not None
    rows = book.played(r.team, r.opponent, None, book.day - dt.timedelta(days=1))
    league = r.competition == "league"
    if r.competition:
        rows = [row for row in rows if _within(book, row, r.competition, league=league)]
    for row in rows[:6]:
        match = book.value(row)
        if match.date is not None and r.window.holds(match.date):
            return Finding("supported", f"{match_words(match)}.", (match_row(match),))
        if r.word == "lastmet:since":
            break
    if not rows:
        return Finding("cannot_say", "No earlier meeting is held.", void=True)
    match = book.value(rows[0])
    told, evidence = f"The last meeting held: {match_words(match)}.", (match_row(match),)
    if r.word == "lastmet:since" and match.date is not None and match.date > r.window.last:
        return Finding("contradicted", told, evidence)
    # Meetings in other competitions may be meant, or not held.
    return Finding("cannot_say", told, evidence)


def _within(book: Almanac, row: int, competition: str, *, league: bool) -> bool:
    """True if a match is of a competition, or of any league where the words name a class."""
    match = book.value(row)
    if league:
        return book.catalogue.edition(match.competition, match.season).kind == "league"
    return str(match.competition) == competition


def never(book: Almanac, r: Reading) -> Finding:
    """A side that has never beaten, or lost to, another, or anybody in a competition: one case contradicts it."""
    assert r.team is not None
    for form in forms(book, r.team, competition=r.competition, venue=r.venue, opponent=r.opponent):
        if not len(form):
            continue
        place = form.place_of(book.row)
        flags = form.held(OUTCOMES[r.outcome])[: place if place >= 0 else None]
        rows = form.rows(0)
        if flags.any():
            match = book.value(rows[int(flags.nonzero()[0][-1])])
            return Finding("contradicted", f"{match_words(match)}.", (match_row(match),))
        lacking = form.lacking(0)
        told = f"None in {counted(len(flags), 'meeting')} held, since {day_words(book.value(rows[0]).date)}."
        season = Season.of_code(int(form.outings.period[form.places[-1]]))
        number = book.records.number(r.team)
        if r.opponent is None:
            reach = (
                book.holdings.reach(r.competition, season, number) if "." in r.competition else None
            )
            return Finding("supported" if reach is not None and reach.whole else "cannot_say", told)
        other = book.records.number(r.opponent)
        whole = book.holdings.all_reach(season, number, other).whole
        # Of a league that is named, all meetings from the first one on are as good as all.
        if whole or (form.exact and len(flags) >= _ENOUGH and not form.missing(0)):
            return Finding("supported", told)
        held = f" Not held in full: {listed(list(lacking[:6]))}." if lacking else ""
        return Finding("cannot_say", told + held)
    return Finding("cannot_say", "No meeting of these sides is held.")
