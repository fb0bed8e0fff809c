"""Verdicts on players' tallies and droughts, from the goals that are held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.snapshot import NONE
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import day_words, match_words
from matchdesk.press.form import forms
from matchdesk.press.spelling import same_person


def _clubs(book: Almanac, r: Reading) -> list[Club]:
    """Clubs that a player scored for of late, those of the match in hand first."""
    clubs = {str(c.id): c for c in book.known.clubs}
    found: dict[str, None] = {}
    for full, ids in book.lexicon.played_for.items():
        if same_person(r.player, full):
            found.update(dict.fromkeys(ids))
    ours = {str(c.id) for c in book.sides}
    if not found:
        # A side of the report's other match: whoever scored for it this season.
        first = book.season_start()
        for club in book.sides:
            if _scored(book, club, r.player, book.played(club, None, first, book.written)):
                found[str(club.id)] = None
    order = sorted(found, key=lambda one: (one not in ours, one))
    return [clubs[one] for one in order if one in clubs]


_SLIP = 2
"""Reporters miscount a player's goals by one or two."""
_MANY = 28
"""Beyond so many goals sources give a player one more or less."""


def season_tally(book: Almanac, r: Reading) -> Finding:
    """Goals of a player in a season, in some scope that the words allow, up to the day."""
    if r.number is None:
        return Finding("cannot_say", "The words give no figure.")
    if r.word == "lately":
        return _lately(book, r)
    first: Finding | None = None
    open_to = near = False
    for club in _clubs(book, r):
        if _of_edition(book, club, r):
            told = f"{r.player}: {r.number} for {club.name} in {book.catalogue.name(r.competition)}, qualifying counted."
            return Finding("supported", told)
        for form in forms(
            book, club, competition=r.competition, first=book.season_start(),
            everything=r.word == "all",
        ):  # fmt: skip
            if not len(form):
                continue
            rows = form.rows(0)
            upto = [rows]
            if book.row in rows:
                place = rows.index(book.row)
                upto = [rows[: place + 1], rows[:place], rows]
                tonight = _scored(book, club, r.player, rows[place : place + 1])
                if tonight == 1 and book.all_goals(book.row) and r.word != "before":
                    # Who scored tonight is told of with that goal.
                    upto = [rows[: place + 1], rows] if rows[place + 1 :] else [rows]
            for part in upto:
                if not part:
                    continue
                scored = _scored(book, club, r.player, part)
                missing = [x for x in part if not book.all_goals(x)]
                told = (
                    f"{r.player}: {scored} for {club.name} in {form.words} of the season, "
                    f"up to {match_words(book.value(part[-1]))}"
                )
                held = (
                    f"; goals of {len(missing)} of {len(part)} matches are not held in full."
                    if missing
                    else "."
                )
                evidence = (
                    {"kind": "tally", "player": r.player, "team": club.name, "goals": scored,
                     "matches": len(part), "without_goals": len(missing)},
                )  # fmt: skip
                if scored == r.number:
                    return Finding("supported", told + held, evidence)
                near = near or abs(scored - r.number) <= max(_SLIP, r.number // 4)
                # Official credit may differ by one.
                close = abs(scored - r.number) <= 1 and (bool(missing) or scored > _MANY)
                unknown = sum(_nameless(book, club, x) for x in missing)
                # Goals of other clubs, or under another name, count too: far more is told in error.
                most = 2 * (scored + unknown) + 3 if 5 * len(missing) <= len(part) else 99
                short = scored < r.number <= most and bool(missing)
                if form.apart:
                    continue
                since = book.season_start()
                room = 0 if form.exact else form.room(0, len(part) - 1, since)
                if short or close or (room and scored < r.number <= scored + room + 2):
                    open_to = True
                verdict: Verdict = "cannot_say" if short or close else "contradicted"
                first = first or Finding(verdict, told + held, evidence)
                if verdict == "cannot_say":
                    open_to = True
    if first is None:
        return Finding("cannot_say", f"No goal of {r.player} is held this season.", void=True)
    if open_to:
        return Finding("cannot_say", first.reason, first.evidence)
    # So far off the figure is of his side, of a career, or of somebody else.
    return first if near else replace(first, beyond=True)


def _of_edition(book: Almanac, club: Club, r: Reading) -> bool:
    """True if a nation's player has so many goals in an edition, whose qualifying takes years."""
    now = book.match is not None and book.match.phase == "qualifying"
    if not now or "." not in r.competition or not book.records.is_nation(book.records.number(club)):
        return False
    season = book.season_of(r.competition)
    rows = [
        row
        for row in book.played(club, None, book.day - dt.timedelta(days=1100), book.written)
        if book.value(row).competition == r.competition and book.value(row).season == season
    ]
    qualifying = [row for row in rows if book.value(row).phase == "qualifying"]
    tonight = _scored(book, club, r.player, [book.row]) if book.row in rows else 0
    for part in (qualifying, rows):
        scored = _scored(book, club, r.player, part)
        if scored and r.number in (scored, scored - tonight if tonight > 1 else scored):
            return True
    return False


def career_tally(book: Almanac, r: Reading) -> Finding:
    """Goals of a player over all seasons: for a nation in a tournament, whose goals are all held."""
    if r.number is None:
        return Finding("cannot_say", "The words give no figure.")
    first: Finding | None = None
    for club in _clubs(book, r):
        if not book.records.is_nation(book.records.number(club)) or "." not in r.competition:
            lately_told = season_tally(book, r)
            if lately_told.verdict == "supported":
                return lately_told
            continue
        every = [
            row for row in book.played(club, None, None, book.written)
            if book.value(row).competition == r.competition
            and book.value(row).phase != "qualifying"
        ]  # fmt: skip
        scored = _scored(book, club, r.player, every)
        tonight = _scored(book, club, r.player, [book.row]) if book.row in every else 0
        told = f"{r.player}: {scored} for {club.name} in {book.catalogue.name(r.competition)}"
        season = book.season_of(r.competition)
        lately = [row for row in every if book.value(row).season == season]
        now = _scored(book, club, r.player, lately)
        if r.number in range(scored - tonight, scored + 1) or r.number in range(now - tonight, now + 1):  # fmt: skip
            return Finding("supported", f"{told}, {now} of them in {season}.")
        if any(not book.all_goals(row) for row in every) or not every:
            return Finding("cannot_say", f"{told}; goals are not all held.")
        first = first or Finding("contradicted", f"{told}.")
    return first or Finding("cannot_say", "Goals of all his seasons are not held.")


_MISSED = 8
"""Matches that a player may have missed among his last ones."""


def streak(book: Almanac, r: Reading) -> Finding:
    """A player who scored in so many matches running, those that he missed left out."""
    assert r.number is not None
    return _recent(book, r, r.number)


def _lately(book: Almanac, r: Reading) -> Finding:
    """So many goals of a player in his last matches."""
    assert r.other is not None
    return _recent(book, r, r.other)


def _recent(book: Almanac, r: Reading, count: int) -> Finding:
    assert r.number is not None
    first: Finding | None = None
    possible = False
    for club in _clubs(book, r):
        for form in forms(
            book, club, competition=r.competition, first=book.day - dt.timedelta(days=700)
        ):
            rows = form.rows(0)
            if form.apart or len(rows) < count:
                continue
            place = rows.index(book.row) + 1 if book.row in rows else len(rows)
            for end in dict.fromkeys((place, len(rows), place - 1)):
                begin = max(0, end - count - _MISSED)
                part = rows[begin:end]
                goals = [_scored(book, club, r.player, [row]) for row in part]
                if any(not book.all_goals(row) for row in part):
                    possible = True
                close = goals[-count:]
                if r.word == "streak":
                    held = _streak_of(goals)
                    right = held == r.number or (held < r.number and all(close))
                    # Those in which he did not play break nothing.
                    open_to = held < r.number <= sum(g > 0 for g in goals)
                    told = f"{r.player} scored in {held} matches running of {club.name} in {form.words}."
                else:
                    held = sum(close)
                    right = held == r.number
                    open_to = held < r.number <= sum(goals)
                    told = f"{r.player}: {held} in the last {count} of {club.name} in {form.words}."
                if right:
                    return Finding("supported", told)
                possible = possible or open_to or (form.room(begin, end - 1) > 0 and not form.exact)
                first = first or Finding("contradicted", told)
    if first is None:
        return Finding("cannot_say", f"No match of {r.player} is held.")
    return Finding("cannot_say", first.reason) if possible else first


def _streak_of(goals: list[int]) -> int:
    """Length of the run of matches with a goal that the last one ends."""
    length = 0
    for number in reversed(goals):
        if not number:
            break
        length += 1
    return length


def _nameless(book: Almanac, club: Club, row: int) -> int:
    """Goals of a side in a match of which no scorer is held."""
    match = book.value(row)
    if match.result is None:
        return 0
    home = match.home == club
    whole = match.result.home if home else match.result.away
    return max(0, whole - sum(goal.home == home for goal in book.goals(row)))


def _scored(book: Almanac, club: Club, player: str, rows: list[int]) -> int:
    m = book.known.matches
    number = book.known.club_number(club)
    total = 0
    book.hold_goals(rows)
    for row in rows:
        home = int(m.home[row]) == number
        for goal in book.goals(row):
            if goal.home == home and goal.kind != "own_goal" and same_person(player, goal.player):
                total += 1
    return total


def drought(book: Almanac, r: Reading) -> Finding:
    """A goal after a wait: the player's last one before, and what lies between."""
    for club in _clubs(book, r):
        for form in forms(book, club, first=book.day - dt.timedelta(days=1500)):
            rows = form.rows(0)
            if book.row == NONE or book.row not in rows:
                continue
            place = rows.index(book.row)
            number = book.known.club_number(club)
            book.hold_goals(rows[max(0, place - 120) : place])
            waited = 0
            for row in reversed(rows[:place]):
                home = int(book.known.matches.home[row]) == number
                if any(g.home == home and same_person(r.player, g.player) for g in book.goals(row)):
                    match = book.value(row)
                    told = f"{r.player} scored before in {match_words(match)}; {waited} matches of {club.name} since."
                    if r.window is not None and match.date is not None:
                        if r.window.holds(match.date):
                            return Finding("supported", told)
                        late = match.date > r.window.last
                        return Finding("contradicted" if late else "cannot_say", told)
                    if r.number is not None and not r.word and r.number in (waited, waited + 1):
                        return Finding("supported", told)
                    if r.word and match.date is not None and r.number is not None:
                        days = (book.day - match.date).days
                        unit = 30.5 if r.word == "month" else 7
                        if abs(days / unit - r.number) <= 1:
                            return Finding("supported", told)
                    # Matches that the player missed do not count.
                    return Finding("cannot_say", told)
                waited += 1
            return Finding(
                "cannot_say",
                f"No goal of {r.player} for {club.name} is held before {day_words(book.day)}.",
            )
    return Finding("cannot_say", f"No match of {r.player} is held.")
