"""Verdicts on sums over a side's matches: so many won, drawn, lost, points, goals, clean sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matchdesk.press import judge_run
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, slip
from matchdesk.press.evidence import match_row
from matchdesk.press.form import Form, campaigns, forms
from matchdesk.rules.words import in_words

_EVER = dt.date(1860, 1, 1)
_MISCOUNTED = 3
"""A side's matches are told wrong by so many at most."""
_MOST_GOALS = 8
"""Goals of one match that is not held, at most."""


@dataclass(frozen=True)
class Told:
    """What the words say of a sum.

    Attributes:
        kind: what is counted. which: "last" or "first" of the matches, "" for all of them.
        more: further figures: draws and defeats of a record, goals against; None where not told.
    """

    kind: str
    which: str
    more: tuple[int | None, ...]

    @classmethod
    def of(cls, word: str) -> Told:
        """The parts of a reading's word, "sum:kind:which:more:more"."""
        _, kind, which, *more = word.split(":")
        return cls(kind, which, tuple(int(x) if x.isdigit() else None for x in more))


@dataclass(frozen=True)
class Part:
    """Some of a side's matches, one after another, and what they add up to.

    Attributes:
        margin: int64[match]: goals scored less goals conceded. begin, end: places in the form.
    """

    form: Form
    begin: int
    end: int
    margin: NDArray[np.int64]
    scored: int
    conceded: int
    clean: int

    @property
    def record(self) -> tuple[int, int, int]:
        """Won, drawn, lost."""
        return (
            int((self.margin > 0).sum()),
            int((self.margin == 0).sum()),
            int((self.margin < 0).sum()),
        )

    def count(self, kind: str) -> int:
        """What is counted."""
        won, drawn, lost = self.record
        points = 3 * won + drawn
        return {
            "won": won, "record": won, "mix": won, "lost": lost, "drawn": drawn, "points": points,
            "scored": self.scored, "goals": self.scored, "conceded": self.conceded,
            "clean": self.clean, "dropped": 3 * len(self.margin) - points,
            "allbut": len(self.margin) - won, "notwon": len(self.margin) - won,
        }[kind]  # fmt: skip

    def reaches(self, r: Reading, told: Told) -> bool:
        """True if these are as many matches as the words tell, or they tell of no number."""
        total = r.other
        if total is None and told.kind in ("mix", "record") and told.more:
            total = (r.number or 0) + sum(n or 0 for n in told.more)
        return total in (None, len(self.margin))

    def fits(self, r: Reading, told: Told) -> bool:
        """True if the words are right of these matches."""
        total = r.other in (None, len(self.margin))
        won, drawn, lost = self.record
        if told.kind == "mix":
            wanted = (r.number, *told.more)
            return total and all(
                n is None or n == held for n, held in zip(wanted, self.record, strict=True)
            )
        right = self.count(told.kind) == r.number and total
        if told.kind == "points":
            right = right or (2 * won + drawn == r.number and total)
        if told.kind == "record" and told.more:
            right = right and (drawn, lost) == told.more
        if told.kind == "goals":
            right = right and told.more == (self.conceded,)
        return right


def sums(book: Almanac, r: Reading) -> Finding:
    """So many won, lost, points or goals of a season, or of its last matches."""
    assert r.team is not None
    told = Told.of(r.word)
    if told.kind != "mix" and r.number is None:
        return Finding("cannot_say", "The words give no figure.")
    if told.kind == "record" and (wrong := _no_sum(r, told)):
        return Finding("contradicted", wrong)
    first: Finding | None = None
    meant: Finding | None = None
    open_to: list[str] = []
    possible = near = False
    most = 0
    for form in _scopes(book, r, told):
        most = max(most, len(form))
        sound = not form.missing(0)
        for part in _parts(book, r, told, form):
            reason, evidence = _words(book, r, part)
            lacking = form.lacking(part.begin)
            if part.fits(r, told):
                held = f" Not held in full: {in_words(list(lacking[:6]))}." if lacking else ""
                return Finding("supported", reason + held, evidence)
            first = first or Finding("contradicted", reason, evidence)
            open_to += lacking
            near = near or (slip(part.count(told.kind), r.number or 0) and part.reaches(r, told))
            if r.other == len(part.margin) and sound and not told.which and len(part.margin) > 2:
                # As many matches as told: this scope is meant.
                meant = meant or Finding("contradicted", reason, evidence, settled=True)
            if r.other is not None and told.which == "last" and len(part.margin) < r.other:
                possible = possible or judge_run.begins_here(book, r.team, form)
            if form.apart:
                continue
            since = None if part.begin else _start(book, r)
            room = 0 if sound else form.room(part.begin, max(part.begin, part.end - 1), since)
            possible = possible or _may_be(r, told, part, room)
            if (
                book.guessed
                and told.kind in ("won", "lost", "drawn")
                and r.number == part.count(told.kind) + 1
            ):
                # Of a day guessed from what the report tells: a match more may have been played.
                possible = True
    if first is None:
        return Finding("cannot_say", "No match of that scope is held.", void=True)
    if meant is not None:
        return replace(meant, near=near)
    if most + _MISCOUNTED < _matches(r, told):
        # Nobody counts matches that were not played: these belong to other seasons or to somebody else.
        return replace(first, verdict="cannot_say", void=True)
    if possible:
        missing = tuple(dict.fromkeys(open_to))
        held = f" Not held in full: {in_words(list(missing[:6]))}." if missing else ""
        return Finding("cannot_say", f"{first.reason}{held}", first.evidence)
    # Reporters err by one or two: what is further off is of somebody else, or of other matches.
    return replace(first, near=near, far=not near)


def _matches(r: Reading, told: Told) -> int:
    """How many matches the words speak of, at least."""
    of_results = told.kind in ("won", "lost", "drawn", "mix", "record")
    parts = (r.number or 0) + sum(n or 0 for n in told.more) if of_results else 0
    return max(r.other or 0, parts)


def _no_sum(r: Reading, told: Told) -> str:
    """Why a record cannot be: its parts are not as many matches as told."""
    if not r.other or r.number is None or len(told.more) != 2 or None in told.more:
        return ""
    parts = (r.number, *(n or 0 for n in told.more))
    if sum(parts) == r.other:
        return ""
    return f"{parts[0]} won, {parts[1]} drawn and {parts[2]} lost are not {r.other} matches."


def _start(book: Almanac, r: Reading) -> dt.date:
    """The day from which on matches count."""
    if r.window is None and r.opponent is not None:
        return _EVER
    if r.window is None and r.other is not None and ":last" in r.word:
        # The last ones may reach back into the season before.
        return book.season_start() - dt.timedelta(days=max(400, 25 * r.other))
    return r.window.first if r.window is not None else book.season_start()


def _scopes(book: Almanac, r: Reading, told: Told) -> list[Form]:
    assert r.team is not None
    of_league = told.kind in ("points", "dropped") and not told.which
    asked = r.competition or ("league" if of_league else "")
    if asked == "table":
        # A table, or an opening of so many matches, is of the league, or of the groups in hand.
        nation = book.records.is_nation(book.records.number(r.team))
        # In a cup without groups the table is that of the league all the same.
        own = book.league_of(r.team)
        hand = book.match is not None and own != (str(book.match.competition), book.match.season)
        grouped = book.match is not None and book.match.phase in ("group", "group_2")
        asked = "" if nation or own is None or (hand and grouped) else "league"
    found = forms(
        book, r.team, competition=asked, venue=r.venue,
        opponent=r.opponent, first=_start(book, r), everything=r.round == "all",
    )  # fmt: skip
    if r.window is None and r.opponent is None:
        here = str(book.match.competition) if book.match else ""
        found += campaigns(book, r.team, venue=r.venue) if asked in ("", here) else []
    if r.round == "group":
        found = [f for f in found if len(f) and _of_groups(book, f)] or found
    if r.other is not None and not told.which:
        # As many matches as told in a scope held in full: no other is meant.
        found = [f for f in found if len(f) == r.other and not f.missing(0)][-1:] or found
    return [form for form in found if len(form)]


def _of_groups(book: Almanac, form: Form) -> bool:
    """True if these are matches of a group stage alone."""
    rows = form.rows(0)
    return all(book.value(row).phase in ("group", "group_2") for row in (rows[0], rows[-1]))


def _parts(book: Almanac, r: Reading, told: Told, form: Form) -> Iterator[Part]:
    """The matches that may be meant: up to now, with the match in hand, and before it."""
    o, places = form.outings, form.places
    margin, scored, conceded = o.margin[places], o.scored[places], o.conceded[places]
    place = form.place_of(book.row)
    ends = [len(form)]
    if place >= 0:
        ends += [place + 1, *([place] if place else [])]
    for upto in dict.fromkeys(ends):
        begin, end = 0, upto
        if r.other is not None and told.which == "last":
            begin = max(0, upto - r.other)
        elif r.other is not None and told.which == "first":
            end = min(upto, r.other)
        starts = [begin]
        if r.window is not None and not told.which:
            # Its time may have begun on any of these days.
            last = r.window.last.toordinal()
            starts += [i + 1 for i in range(begin, end) if form.days()[i] <= last]
        for first in starts:
            kept = conceded[first:end]
            yield Part(
                form, first, end, margin[first:end], int(scored[first:end].sum()), int(kept.sum()),
                int((kept == 0).sum()),
            )  # fmt: skip


def _words(book: Almanac, r: Reading, part: Part) -> tuple[str, tuple[dict[str, object], ...]]:
    assert r.team is not None
    won, drawn, lost = part.record
    whom = f" against {r.opponent.name}" if r.opponent is not None else ""
    of = f"since {r.window.first}" if r.window is not None else "held" if whom else "of the season"
    reason = (
        f"{r.team.name} in {part.form.words}{whom} {of}: {len(part.margin)} matches, {won} won, "
        f"{drawn} drawn, {lost} lost, goals {part.scored}-{part.conceded}."
    )
    rows = part.form.rows(part.begin, part.end)
    return reason, tuple(match_row(book.value(x)) for x in rows[-12:])


def _may_be(r: Reading, told: Told, part: Part, room: int) -> bool:
    """True if matches that are not held may make the words right."""
    held = part.count(told.kind)
    which, number = told.which, r.number or 0
    if told.kind == "points" and which == "last" and r.other is not None and len(part.margin):
        return _may_end(part.margin, min(room, r.other), number)
    if told.kind == "mix" or (told.kind == "record" and told.more):
        extra = [
            n - have
            for n, have in zip((r.number, *told.more), part.record, strict=True)
            if n is not None
        ]
        if which:
            return room > 0
        return min(extra) >= 0 and (sum(extra) > 0 or r.other is not None) and sum(extra) <= room
    if told.kind in ("scored", "conceded", "goals") and not which:
        return room > 0 and held < number <= held + _MOST_GOALS * room
    if which or told.kind in ("points", "record", "dropped"):
        return room > 0
    if r.other is None:
        return held <= number <= held + room
    more = r.other - len(part.margin)
    return 0 <= more <= room and held <= number <= held + more


def _may_end(margins: NDArray[np.int64], room: int, points: int) -> bool:
    """True if some of the last matches, not held, may make the points told of them."""
    for more in range(1, room + 1):
        part = margins[more:]
        held = int(3 * (part > 0).sum() + (part == 0).sum())
        if held <= points <= held + 3 * more:
            return True
    return False
