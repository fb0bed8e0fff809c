"""Verdicts on runs and form: every scope and moment that the words allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matchdesk.core.english import counted, listed
from matchdesk.core.match import Club, Coverage
from matchdesk.core.snapshot import NONE
from matchdesk.press import judge_tally
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row, Verdict, slip
from matchdesk.press.evidence import day_words, match_row, match_words
from matchdesk.press.form import LIVES, OUTCOMES, Flags, Form, campaigns, forms

_TOLD = {
    "unbeaten": "unbeaten in {}", "winning": "wins in {} in a row", "losing": "defeats in {} in a row",
    "winless": "{} without a win", "drawing": "draws in {} in a row", "scoring": "goals in {} in a row",
    "blank": "{} without a goal", "clean": "{} without conceding", "conceding": "{} with goals conceded",
}  # fmt: skip


def run(book: Almanac, r: Reading, *, refute: bool = True) -> Finding:
    """A run: as long in some scope and at some moment that the words allow.

    ``refute`` False: it is asked only whether the data bear it out.
    """
    if r.word == "streak":
        return judge_tally.streak(book, r)
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    kind, *more = r.word.split(":")
    if kind == "form":
        return _form(book, r, more[0], more[1] if len(more) > 1 else "")
    if "since" in more:
        return _since(book, r, kind)
    if "whole" in more or "from" in more:
        return _whole(book, r, kind)
    if "over" in more:
        return _over(book, r, kind)
    if r.number is None:
        return Finding("cannot_say", "The words give no figure.")
    if "past" in more:
        return _past(book, r, kind, _LONG_AGO if "long" in more else _LATELY)
    ended, least = "ended" in more, "least" in more
    test = LIVES[kind]
    here = _of_hand(book, r, test, more)
    if ended and here is False:
        return Finding("cannot_say", "The match in hand goes on with that run.", void=True)
    first: tuple[str, tuple[Row, ...]] | None = None
    open_to: list[str] = []
    possible = near = False
    longest = 0
    for form in _forms(book, r):
        for upto, words in _moments(book, form, ended, test if "now" in more else ""):
            length = form.run(test, upto)
            if length != r.number and form.run(test, upto, kicks=True) == r.number:
                length = r.number
            longest = max(longest, length)
            end = len(form) if upto is None else upto
            rows = form.rows(max(0, end - length), end)
            told = _words(book, r, form, kind, length, rows, words)
            evidence = tuple(match_row(book.value(x)) for x in rows[-12:])
            season = _this_season(book, form, end)
            if "season" in more and r.number > season and not form.missing(end - season):
                # Of this season: a run that began before it is not meant.
                first = first or (None if form.apart else (told, evidence))
                continue
            season = season if kind in ("unbeaten", "winless") else 0
            if length == r.number or (least and length > r.number) or season == r.number <= length:
                lacking = form.lacking(end - length)
                return Finding(
                    "supported",
                    told + _not_held(lacking),
                    evidence,
                    _cover(book, rows),
                    here=bool(here),
                )
            if form.apart:
                continue
            first = first or (told, evidence)
            near = near or (length > 1 and slip(length, r.number))
            if refute and (
                _possible(form, r.number, length, end, least)
                # "In all competitions": those of cups that are not on record, too.
                or (r.round == "all" and 0 < r.number - length <= 2 and form.missing(end - length))
            ):
                possible = True
            if (
                season
                and upto is None
                and not {"now", "season"} & {*more}
                and r.number <= length
                and r.number in (length - 1, season - 1)
            ):
                # Unbeaten in so many and one more: still true, if not the whole of it.
                possible = True
        if refute:
            open_to += form.lacking(max(0, len(form) - max(r.number, longest) - 1))
    if first is None:
        return none_held(any(True for _ in _forms(book, r)))
    if possible or not refute:
        missing = tuple(dict.fromkeys(open_to))
        return Finding("cannot_say", first[0] + _not_held(missing), first[1], here=bool(here))
    # A run that the side is not on at all is another side's, or of another time; so is one that it is
    # far from, where no side stands beside the words.
    none = r.number >= _LONG and (longest == 0 or (longest == 1 and _of_the_other(book, r)))
    off = r.number - longest
    far = off > max(3, r.number // 3) and (not r.competition or off > max(8, r.number // 2))
    beyond = none or (far and book.guessed)
    return Finding(
        "contradicted", first[0], first[1], beyond=beyond, far=far, here=bool(here), near=near
    )


def _of_hand(book: Almanac, r: Reading, test: str, more: list[str]) -> bool | None:
    """Whether the match in hand is part of a run, or has ended it, as the words say; None if they do not."""
    if not ("now" in more or "ended" in more) or r.team not in book.sides or book.match is None:
        return None
    every = forms(book, r.team)
    place = every[0].place_of(book.row) if every and book.row != NONE else NONE
    if place == NONE:
        return None
    lives = bool(every[0].held(test)[place])
    if "now" in more:
        return lives or None
    return not lives


def _of_the_other(book: Almanac, r: Reading) -> bool:
    """True if the other side of the match in hand is on the run that is told."""
    if book.match is None or r.opponent is not None or r.spare or r.team not in book.sides:
        return False
    other = next(c for c in book.sides if c != r.team)
    asked = replace(r, team=other, spare=True)
    return run(book, asked, refute=False).verdict == "supported"


def loosely(book: Almanac, r: Reading) -> Finding:
    """A run at whatever moment bears the words out: now, before the match, or over, where they tell of then."""
    _, kind, *more = r.word.split(":")
    past = ("past:long",) if "long" in more else ("past",) if "then" in more else ()
    ways = ("least", "ended", *past)
    assert r.number is not None
    found = Finding("cannot_say", "No run of that length is held.")
    for number in (r.number, *((r.number - 1,) if "first" in more else ())):
        for way in ways:
            asked = replace(r, number=number, word=f"{kind}:{way}")
            found = run(book, asked, refute=False)
            if found.verdict == "supported":
                return found
    return found


_LONG = 3
"""A run of so many is no slip of the pen for none."""
_JUST_NOW = 2
"""Days in which a round is played: a run told to go on did so then."""
_MANY = 12
"""Of so many last matches those of cups that are not on record are few."""
_LATELY = 130
"""Days within which a run that is over may be told of."""
_LONG_AGO = 420
"""As many, where the words point to another time."""


def _past(book: Almanac, r: Reading, kind: str, days: int) -> Finding:
    """A run that may have ended before: one of that length within some days bears the words out."""
    first = book.written.toordinal() - days
    for form in _forms(book, r):
        flags = form.held(LIVES[kind])
        edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
        for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            if end - begin == r.number and form.days()[end - 1] >= first:
                rows = form.rows(begin, end)
                told = _words(book, r, form, kind, end - begin, rows, "")
                return Finding(
                    "supported", told, tuple(match_row(book.value(x)) for x in rows[-12:])
                )
    return Finding("cannot_say", "No run of that length is held.", void=True)


def _over(book: Almanac, r: Reading, kind: str) -> Finding:
    """A run that the match in hand, or the last one, has ended, of whatever length: two matches or more."""
    test = LIVES[kind]
    least = 2 if kind == "unbeaten" else 1
    first: Finding | None = None
    for form in _forms(book, r):
        place = form.place_of(book.row) if book.row != NONE else NONE
        upto = place if place != NONE else len(form) - 1
        if upto < 1:
            continue
        length = form.run(test, upto)
        rows = form.rows(max(0, upto - length), upto + 1)
        told = _words(book, r, form, kind, length, rows, " before this match")
        evidence = tuple(match_row(book.value(x)) for x in rows[-12:])
        if length >= least and not form.held(test)[upto]:
            return Finding("supported", told, evidence)
        first = first or Finding("contradicted", told, evidence)
    return first or Finding("cannot_say", "No match of that scope is held.", void=True)


def _this_season(book: Almanac, form: Form, end: int) -> int:
    """How many of a season's matches come before a place: a run may be told of one season alone."""
    days = form.days()[:end]
    if not len(days):
        return 0
    start = book.season_start(dt.date.fromordinal(int(days[-1]))).toordinal()
    return int(len(days) - np.searchsorted(days, start))


def _possible(form: Form, number: int, length: int, end: int, least: bool) -> bool:
    """True if matches that are not held may make a run as long as told.

    They lie between those held, and a side needs days for each.
    """
    broken = end - length - 1
    if number > length:
        if broken < 0:
            # Everything held belongs to the run: what came before is not known.
            return True
        if form.sided and length and number > 2:
            # At home, or away, few matches are not on record.
            return False
        return bool(form.missing(broken)) and number <= length + form.room(broken, end - 1)
    if least or number >= _LONG:
        # Of a longer run held a match would have to lie unrecorded that broke it, and nothing tells of one.
        return False
    begin = max(0, end - number - 1)
    return bool(form.missing(begin)) and form.room(begin, end - 1) > 0


def _forms(book: Almanac, r: Reading) -> list[Form]:
    if r.team is None:
        return []
    found = forms(
        book, r.team, competition=r.competition, venue=r.venue, opponent=r.opponent,
        everything=r.round == "all",
        first=book.season_start() if ":season" in r.word else None,
    )  # fmt: skip
    return [form for form in found if len(form)]


def _moments(
    book: Almanac, form: Form, ended: bool, now: str = ""
) -> Iterator[tuple[int | None, str]]:  # fmt: skip
    """Up to the last match, up to the match in hand, and before it.

    ``now``: the words tell of a run that the match in hand is part of, if it passes this test.
    """
    place = form.place_of(book.row) if book.row != NONE else NONE
    if now and len(form):
        flags = form.held(now)
        if place != NONE and flags[place]:
            yield place + 1, ""
            return
        if place == NONE and flags[-1] and form.days()[-1] >= book.day.toordinal() - _JUST_NOW:
            yield None, ""
            return
    if ended:
        if place != NONE:
            yield place, " before this match"
        else:
            # The match in hand is none of them: what ended may have ended in the last one.
            yield len(form) - 1, " before the last match"
        return
    yield None, ""
    if place != NONE:
        if place + 1 < len(form):
            yield place + 1, " up to this match"
        yield place, " before this match"
    elif len(form) > 1 and form.days()[-1] == book.day.toordinal():
        yield len(form) - 1, " before the last match"


def _words(
    book: Almanac, r: Reading, form: Form, kind: str, length: int, rows: list[int], words: str
) -> str:
    assert r.team is not None
    where = " at home" if r.venue == "home" else " away" if r.venue == "away" else ""
    whom = f" against {r.opponent.name}" if r.opponent else ""
    told = _TOLD[kind].format(counted(length, "match"))
    start = f", from {match_words(book.value(rows[0]))}" if length > 1 and rows else ""
    return f"{r.team.name}: {told}{where}{whom} in {form.words}{words}{start}."


def _not_held(lacking: tuple[str, ...]) -> str:
    return f" Not held in full: {listed(list(lacking[:6]))}." if lacking else ""


def _cover(book: Almanac, rows: list[int]) -> tuple[Coverage, ...]:
    return book.covered((str(m.competition), m.season) for m in (book.value(x) for x in rows[-6:]))


def _form(book: Almanac, r: Reading, which: str, kind: str = "") -> Finding:
    """So many wins in the last so many; ``kind``: matches of a kind of run instead of wins."""
    assert r.number is not None
    assert r.other is not None
    test = LIVES[kind] if kind else OUTCOMES[r.outcome or "win"]
    first: tuple[str, tuple[Row, ...]] | None = None
    missing: list[str] = []
    possible = False
    begun = campaigns(book, r.team, r.venue) if which == "first" and r.team is not None else []
    for form in (*_forms(book, r), *begun):
        for upto, words in [*_moments(book, form, False)]:
            end = len(form) if upto is None else upto
            flags = form.held(test)[:end]
            if any(form is one for one in begun):
                part = range(min(end, r.other))
            elif which == "first":
                days = form.days()
                start = book.season_start(dt.date.fromordinal(int(days[-1])))
                begin = int(np.searchsorted(days, start.toordinal()))
                part = range(begin, min(end, begin + r.other))
            else:
                part = range(max(0, end - r.other), end)
            number = int(flags[part.start : part.stop].sum())
            rows = form.rows(part.start, part.stop)
            assert r.team is not None
            told = (
                f"{r.team.name}: {number} of the {which} {len(part)} in {form.words}{words} "
                f"({kind or r.outcome or 'win'})."
            )
            evidence = tuple(match_row(book.value(x)) for x in rows[-12:])
            if number == r.number and len(part) == r.other:
                lacking = form.lacking(part.start)
                return Finding("supported", told + _not_held(lacking), evidence, _cover(book, rows))
            if form.apart:
                continue
            first = first or (told, evidence)
            missing += form.lacking(part.start)
            near = which == "last" and len(part) == r.other and abs(number - r.number) <= 2
            if not (near and r.other >= _MANY and not form.sided) and _may_be(
                form, flags, part, r.number, r.other
            ):
                possible = True
            if which == "last" and len(part) < r.other:
                possible = possible or begins_here(book, r.team, form)
    if first is None:
        return none_held(any(True for _ in _forms(book, r)))
    if possible:
        return Finding("cannot_say", first[0] + _not_held(tuple(dict.fromkeys(missing))), first[1])
    return Finding("contradicted", first[0], first[1])


def none_held(some: bool) -> Finding:
    """Nothing to set against the words: no match of that scope, or those of cups alone."""
    if some:
        return Finding("cannot_say", "The league of this side is not held.")
    return Finding("cannot_say", "No match of that scope is held.", void=True)


def begins_here(book: Almanac, team: Club, form: Form) -> bool:
    """True if nothing of a side is held from the year before the first of some matches."""
    days = form.days()
    if not len(days):
        return True
    first = dt.date.fromordinal(int(days[0]))
    one = dt.timedelta(days=1)
    return not book.played(team, None, first - 400 * one, first - one)


def _may_be(form: Form, flags: Flags, part: range, number: int, total: int) -> bool:
    """True if matches not held, put among the last ones, may give the number told."""
    if not form.missing(part.start):
        # A start of a season, or a club, with fewer matches than told is no case of it.
        return False
    room = min(total, form.room(part.start, max(part.start, part.stop - 1)))
    for more in range(room + 1):
        held = int(flags[max(part.start, part.stop - total + more) : part.stop].sum())
        if held <= number <= held + more:
            return True
    return False


def _whole(book: Almanac, r: Reading, kind: str) -> Finding:
    """Unbeaten, without a win, or with nothing but wins in a season so far, or since a day."""
    test = LIVES[kind]
    start = book.season_start() if r.window is None else r.window.first
    first: Finding | None = None
    for form in forms(
        book, r.team, competition=r.competition, venue=r.venue, opponent=r.opponent, first=start,
        everything=r.round == "all",
    ) if r.team is not None else ():  # fmt: skip
        if not len(form):
            continue
        place = form.place_of(book.row) if book.row != NONE else NONE
        if not r.competition and not _league_held(book, r.team):
            continue
        for upto in dict.fromkeys(
            (
                len(form),
                place + 1 if place != NONE else len(form),
                place if place > 0 else len(form),
            )
        ):
            flags = form.held(test)[:upto]
            broken = np.flatnonzero(~flags)
            rows = form.rows(0, upto)
            assert r.team is not None
            told = f"{r.team.name}: {_TOLD[kind].format(counted(len(flags), 'match'))} in {form.words} since {day_words(start)}"
            if not len(broken):
                lacking = form.missing(0)
                evidence = tuple(match_row(book.value(x)) for x in rows[-12:])
                return Finding(
                    "supported", f"{told}.{_not_held(lacking)}", evidence, _cover(book, rows)
                )
            if form.apart:
                continue
            match = book.value(rows[int(broken[-1])])
            first = first or Finding(
                "contradicted",
                f"{r.team.name} in {form.words}: {match_words(match)}.",
                (match_row(match),),
            )
    return first or Finding("cannot_say", "No match of that scope is held.", void=True)


def _league_held(book: Almanac, team: Club | None) -> bool:
    """True for nations, and for clubs whose league is held: of others a few cup matches tell nothing."""
    if team is None or book.records.is_nation(book.records.number(team)):
        return True
    return book.league_of(team) is not None


def _since(book: Almanac, r: Reading, kind: str) -> Finding:
    """Unbeaten, or without a win, since some day: the last such match lies in it."""
    window = r.window
    assert window is not None
    breaking = {"unbeaten": "lost", "winless": "won"}[kind]
    first: Finding | None = None
    for form in _forms(book, r):
        days = form.days()
        happened = np.flatnonzero(form.held(breaking))
        place = form.place_of(book.row) if book.row != NONE else NONE
        for upto in dict.fromkeys((len(form), place if place != NONE else len(form))):
            before = happened[happened < upto]
            if not len(before):
                continue
            last = int(before[-1])
            when = dt.date.fromordinal(int(days[last]))
            match = book.value(form.rows(last, last + 1)[0])
            told = f"The last in {form.words}: {match_words(match)}."
            evidence = (match_row(match),)
            if window.holds(when):
                lacking = form.lacking(last)
                return Finding("supported", told + _not_held(lacking), evidence)
            # Longer ago than told, the words still hold; a season may have begun since.
            verdict: Verdict = "contradicted" if when > window.last else "cannot_say"
            if first is None or verdict == "cannot_say":
                first = Finding(verdict, told, evidence)
    if first is None:
        return Finding("cannot_say", f"None is held since {day_words(window.first)}.", void=False)
    return first
