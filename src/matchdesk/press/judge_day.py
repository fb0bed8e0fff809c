"""Verdicts on days: of the match in hand, of a leg, of a result or a fixture that the words tell of."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import numpy as np

from matchdesk.core.country import members
from matchdesk.core.match import Match
from matchdesk.core.snapshot import NONE
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.claim import Finding, Outcome, Reading, Verdict
from matchdesk.press.days import Window
from matchdesk.press.evidence import day_words, match_row, match_words
from matchdesk.press.judge_fixture import day_of, same_league
from matchdesk.press.judge_match import all_held, fits_reading
from matchdesk.press.mentions import is_nation

_LATELY = 13
"""Days back in which a result told with a weekday was played."""
_SURE_DAYS = 1990
"""From when sources agree on the day of a match in Europe, as far as it does not end after midnight."""
_AROUND = 3
"""Days around a weekday on which a match may have been instead."""
_SURE_AT_HOME = 1950
_LEAGUES_OF_ENGLAND = ("en.1", "en.2", "en.3", "en.4")
_ONE_SEASON = 300
"""Days around a month that may be the wrong one."""


def date(book: Almanac, r: Reading) -> Finding:
    """A day: of the match told of, else of the match in hand, a leg of its tie, or those days."""
    if r.window is None:
        return Finding("cannot_say", "The report has no day to count from.")
    if r.word == "calendar":
        day = r.window.first
        right = day.weekday() == r.window.weekday
        told = f"{day_words(day)} was a {day:%A}."
        return Finding("supported" if right else "contradicted", told, certain=True)
    if r.word.startswith("fixture"):
        return day_of(book, replace(r, word=r.word[8:]))
    r = replace(r, window=_written_later(book, r.window))
    assert r.window is not None
    if r.number is not None:
        return _apart(book, r, r.number)
    if r.word == "any":
        return _any(book, r, r.window)
    whole = r.window.first == r.window.last == book.written and _YEAR_TOLD.search(r.window.words)
    found = (
        _of_result(book, replace(r, word=""), r.window)
        if r.word == "result"
        else _of_match(book, r)
    )
    if whole and found.verdict == "contradicted":
        return Finding("cannot_say", "That is the day of the report itself.", void=True)
    return found


def _written_later(book: Almanac, window: Window) -> Window:
    """The days of a report that may have been written later than its last match, and be dated of it."""
    if _PRINTED.match(window.words) and window.last < book.written:
        # "Last night", in a paper that bears the day of the match.
        return replace(window, last=book.written)
    if not book.guessed or any(c.isdigit() for c in window.words):
        return window
    if window.weekday is not None and window.first == window.last:
        return replace(window, last=window.last + dt.timedelta(days=7))
    return window


_YEAR_TOLD = re.compile(r"\b(?:18|19|20)\d\d\b")
_PRINTED = re.compile(r"yesterday|last (?:night|evening)")


def _any(book: Almanac, r: Reading, window: Window) -> Finding:
    """A side, or anybody of a competition, played in those days: loose words may be of it."""
    if r.team is not None:
        spare = dt.timedelta(days=window.slack)
        rows = book.played(r.team, None, window.first - spare, window.last + spare)
    else:
        m = book.known.matches
        place = book.known.competitions.index(r.competition) if r.competition in book.known.competitions else -1  # fmt: skip
        days = (m.day >= window.first.toordinal()) & (m.day <= window.last.toordinal())
        rows = np.flatnonzero(days & (m.competition == place)).tolist()
    for row in rows:
        if window.first == window.last or _holds(window, book.value(row)):
            return _told(book, row, "supported")
    beside = _on_another_day(book, r, window)
    if beside != NONE:
        return _told(book, beside, "contradicted")
    return Finding("cannot_say", "No match is held in those days.", void=True)


def _one_of_the_week(window: Window) -> bool:
    """True for one day, or a weekday of the week in which a report without a day may have been written."""
    days = (window.last - window.first).days
    return window.slack == 0 and (days == 0 or (days == 7 and window.weekday is not None))


def _on_another_day(book: Almanac, r: Reading, window: Window) -> int:
    """The one match of a side around a weekday told, where it was on another day for certain."""
    if r.team is None or window.weekday is None or not _one_of_the_week(window):
        return NONE
    room = dt.timedelta(days=_AROUND)
    near = book.played(r.team, None, window.first - room, min(book.written, window.last + room))
    if not near or any(_near(window, book.value(x)) for x in near):
        return NONE
    return near[0]


def _apart(book: Almanac, r: Reading, days: int) -> Finding:
    """So many days between the match in hand and an earlier one: "five days after beating Liverpool"."""
    if r.team is None or r.opponent is None or book.match is None or book.match.date is None:
        return Finding("cannot_say", "The two matches are not settled.", void=True)
    last = book.match.date - dt.timedelta(days=1)
    rows = book.played(r.team, r.opponent, last - dt.timedelta(days=days + 40), last)
    if r.team not in book.sides or not rows:
        return Finding("cannot_say", "No such match is held in the weeks before.", void=True)
    slack = r.other or 0
    for row in rows:
        day = book.value(row).date
        if day is not None and abs((book.match.date - day).days - days) <= slack:
            return _told(book, row, "supported")
    apart = [
        (book.match.date - day).days for row in rows if (day := book.value(row).date) is not None
    ]
    sure = all(abs(told - days) > slack + (0 if slack else 1) for told in apart)
    return _told(book, rows[0], "contradicted" if sure else "cannot_say")


def _of_result(book: Almanac, r: Reading, window: Window) -> Finding:
    """The day of a result: a match that had it lies in those days, or only in others."""
    assert r.team is not None
    short = (window.last - window.first).days <= 8
    spare = dt.timedelta(days=window.slack)
    inside = book.played(r.team, r.opponent, window.first - spare, window.last + spare)
    inside = [x for x in inside if _holds(window, book.value(x))]
    fitting = [x for x in inside if fits_reading(book.value(x), replace(r, venue=""), "any")]
    for row in (fitting or inside) if fitting or r.opponent is not None else ():
        return _told(book, row, "supported")
    if short:
        first, last = book.written - dt.timedelta(days=_LATELY), book.written
        if window.last < first - dt.timedelta(days=7):
            around = dt.timedelta(days=16 if any(c.isdigit() for c in window.words) else 6)
            first, last = window.first - around, window.last + around
    else:
        around = dt.timedelta(days=_ONE_SEASON)
        first, last = window.first - around, min(book.written, window.last + around)
    rows = book.played(r.team, r.opponent, first, last)
    own = book.row if set(book.sides) == {r.team, r.opponent} else NONE
    if own != NONE and own not in rows and short:
        rows.append(own)
    others = [x for x in rows if fits_reading(book.value(x), replace(r, venue=""), "any")]
    if not others:
        if inside:
            return _told(book, inside[0], "cannot_say")
        theirs = _of_others(book, r, window) if short else NONE
        if theirs != NONE:
            return _told(book, theirs, "contradicted", sure=True)
        return Finding("cannot_say", "No such match is held in those days.", void=True)
    nearest = others[0]
    match = book.value(nearest)
    if r.opponent is None:
        # Whom they met is not told: it may have been a match that is not held.
        return _told(book, nearest, "cannot_say")
    if not short:
        whole = all_held(book, r.team, r.opponent, others)
        long_ago = (book.written - window.last).days > YEAR
        if len(others) == 1 and match.date is not None and same_league(book, r.team, r.opponent):
            # One result like it within a season: a cup would have had to bring the same.
            whole = True
        if is_nation(r.team):
            # One result like it within a year and a half, weeks away from the month told.
            whole = len(others) == 1
        if not whole or long_ago or r.score is None:
            return _told(book, nearest, "cannot_say")
    if any(_near(window, book.value(x)) for x in others):
        return _told(book, nearest, "cannot_say")
    if short and window.weekday is None and not any(c.isdigit() for c in window.words):
        # "Yesterday", "a fortnight ago": the day of writing may be no more than that of the match.
        return _told(book, nearest, "cannot_say")
    sure = match.date is not None
    return _told(book, nearest, "contradicted", sure=sure)


def _of_others(book: Almanac, r: Reading, window: Window) -> int:
    """The one result like it of the other side against anybody named, of these days, if it was on another weekday.

    "Behind Rennes following their draw at Lens on Sunday": whose it was is left open, but not against whom.
    """
    if r.opponent is None or window.weekday is None or not _one_of_the_week(window):
        return NONE
    since = min(window.first, book.written - dt.timedelta(days=_LATELY))
    outcome = _TURNED.get(r.outcome, r.outcome)
    found = []
    for row in book.played(r.opponent, None, since, book.written):
        match = book.value(row)
        them = match.away if match.home == r.opponent else match.home
        turned = replace(r, team=r.opponent, opponent=None, outcome=outcome, venue="")
        if them in book.named and _near(window, match):
            return NONE
        if them in book.named and fits_reading(match, turned, "any"):
            found.append(row)
    return found[0] if len(found) == 1 else NONE


_TURNED: dict[Outcome, Outcome] = {"win": "loss", "loss": "win"}


def _holds(window: Window, match: Match) -> bool:
    return match.date is not None and window.holds(match.date)


def _near(window: Window, match: Match) -> bool:
    """True if a match may have been on the day told, but for what sources call that day."""
    if match.date is None:
        return True
    off = abs((match.date - window.first).days)
    if window.weekday is not None and match.date.weekday() == window.weekday:
        # "Sunday, August 5th", of a match on Sunday the 4th: the number is wrong.
        of_day = window.first == window.last and window.first.weekday() != window.weekday
        return not (of_day and 0 < off <= _AROUND)
    off = max((window.first - match.date).days, (match.date - window.last).days, 0)
    if window.weekday is not None:
        apart = (match.date.weekday() - window.weekday) % 7
        off = min(apart, 7 - apart)
        if match.date.year >= _SURE_DAYS and match.home.country in members("uefa"):
            return off < 1
        if match.date.year >= _SURE_AT_HOME and str(match.competition) in _LEAGUES_OF_ENGLAND:
            return off < 1
    return off < 2 + window.slack


def _told(book: Almanac, row: int, verdict: Verdict, *, sure: bool = False) -> Finding:
    match = book.value(row)
    cover = book.coverage(match.competition, match.season)
    told = f"{match_words(match)}, {_weekday(match)}."
    return Finding(verdict, told, (match_row(match),), cover, certain=sure)


def _of_match(book: Almanac, r: Reading) -> Finding:
    """The day of the match in hand, of a leg of its tie, or of another match in those days."""
    window = r.window
    if window is None or book.match is None:
        return Finding("cannot_say", "The report has no day to count from.")
    if r.opponent is not None and r.team is not None:
        rows = book.played(r.team, r.opponent, window.first, window.last)
        rows = [row for row in rows if _holds(window, book.value(row))]
        if rows:
            found = book.value(rows[0])
            return Finding("supported", f"{match_words(found)}.", (match_row(found),))
        first = book.written - dt.timedelta(days=_LATELY)
        lately = book.played(r.team, r.opponent, first, book.written) if r.word == "met" else []
        if lately and not any(_near(window, book.value(x)) for x in lately):
            return _told(book, lately[0], "contradicted", sure=True)
        return Finding("cannot_say", "No such match is held in those days.", void=r.word == "met")
    rows = [book.row]
    if r.leg and book.leg(r.leg) != NONE:
        rows = [book.leg(r.leg)]
    elif book.tie is not None:
        rows += [leg.row for leg in book.tie.legs if leg.result is not None]
    if set(rows) == {book.row}:
        # Of a tie that is not known as one any meeting of those days may be the leg; and the two may
        # have met in another competition.
        rows += book.played(book.sides[0], book.sides[1], window.first, window.last)
    for row in rows:
        match = book.value(row)
        if match.date and window.holds(match.date):
            return Finding(
                "supported", f"{match_words(match)}, {_weekday(match)}.", (match_row(match),)
            )
    match = book.value(rows[0])
    if match.result is None and _holds(window, match):
        return _told(book, rows[0], "supported")
    if match.result is None:
        return Finding(
            "cannot_say", "The report's own match is still to come.", (match_row(match),)
        )
    near = min(
        (abs((day - window.first).days) for x in rows if (day := book.value(x).date) is not None),
        default=99,
    )
    told = f"{match_words(match)}, {_weekday(match)}."
    # Some sources date a late match to the next day.
    # Of what was played, by whoever may be meant: this match was not on that weekday.
    sure = (
        (r.word == "played" or (book.guessed and not book.doubtful and r.word == ""))
        and window.weekday is not None
        and _one_of_the_week(window)
        and not any(_near(window, book.value(x)) for x in rows)
    )
    verdict = (near >= 2 and r.leg != "" and book.tie is not None) or (
        not r.leg and (sure or (near >= 2 and window.first == window.last))
    )
    return Finding("contradicted" if verdict else "cannot_say", told, (match_row(match),))


def _weekday(match: Match) -> str:
    return f"a {match.date:%A}" if match.date else "no day held"
