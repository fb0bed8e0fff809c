"""Verdicts on players' tallies and droughts, from the goals that are held."""

from __future__ import annotations

import datetime as dt

from matchdesk.core.match import Club
from matchdesk.core.snapshot import NONE
from matchdesk.press.almanac import Almanac, day_words, match_words
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.form import forms
from matchdesk.press.mentions import same_person


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


def season_tally(book: Almanac, r: Reading) -> Finding:
    """Goals of a player in a season, in some scope that the words allow, up to the day."""
    if r.number is None:
        return Finding("cannot_say", "The words give no figure.")
    first: Finding | None = None
    open_to = False
    for club in _clubs(book, r):
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
                # Official credit may differ by one.
                close = abs(scored - r.number) <= 1 and bool(missing)
                short = bool(missing) and scored < r.number
                lacking = () if form.exact else form.lacking(0)
                room = form.room(0, len(part) - 1) if lacking else 0
                if short or close or (lacking and scored < r.number <= scored + 3 * room):
                    open_to = True
                verdict = "contradicted" if not missing or scored > r.number + 1 else "cannot_say"
                first = first or Finding(verdict, told + held, evidence)  # type: ignore[arg-type]
                if verdict == "cannot_say":
                    open_to = True
    if first is None:
        return Finding("cannot_say", f"No goal of {r.player} is held this season.")
    if open_to:
        return Finding("cannot_say", first.reason, first.evidence)
    return first


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
