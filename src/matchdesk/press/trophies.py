"""Which titles words can mean, and who won them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import MatchdeskError
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Reading
from matchdesk.press.mentions import is_nation
from matchdesk.records.begun import begun
from matchdesk.rules.honours import Honours, champions

_CONTINENTAL = ("fifa.wc", "uefa.euro", "conmebol.copa", "caf.afcon", "afc.asian", "concacaf.gold")


def titles_meant(book: Almanac, r: Reading) -> list[str]:
    """Competitions whose title words can mean, the likeliest first."""
    club = r.team
    assert club is not None
    named = r.competition
    hand = [str(book.match.competition)] if book.match else []
    nation = is_nation(club)
    if nation and named in ("league", "continental", ""):
        return list(dict.fromkeys((*hand, *_CONTINENTAL)))
    if named == "european":
        return ["uefa.euro"] if nation else ["uefa.cl"]
    if named == "continental":
        return ["uefa.cl", "conmebol.lib", "caf.cl", "afc.cl"]
    if named == "league":
        return [f"{club.country}.1"]
    if named.startswith("country:"):
        return [f"{named[8:]}.1"]
    if named == "world":
        return ["fifa.wc"] if nation else ["fifa.clubwc", "intercontinental"]
    if named == "cup":
        match = book.match
        league = (
            match is None
            or book.catalogue.edition(match.competition, match.season).kind == "league"
        )
        return [*(() if league else hand), f"{club.country}.cup"]
    if named:
        return [named]
    return [*hand, f"{club.country}.1", "uefa.cl"]


def before(competition: str, season: Season, book: Almanac | None = None) -> tuple[Season, ...]:
    """The edition before a season, () where there was none."""
    known = begun().get(competition)
    if known is None and book is not None:
        # Of a competition that is not played every year: the last one held.
        return tuple(s for s in book.known.seasons(competition) if s < season)[-1:]
    earlier = known.before(season) if known is not None else season.previous
    if earlier is not None and book is not None:
        held = [s for s in book.known.seasons(competition) if s < season]
        # A tournament put off to the year after bears the one name or the other.
        earlier = held[-1] if held and held[-1].start == earlier.start + 1 else earlier
    return (earlier,) if earlier is not None else ()


def latest(book: Almanac, competition: str) -> Season | None:
    """The last season of a competition up to the day."""
    held = [s for s in book.known.seasons(competition) if s.start <= book.day.year]
    return held[-1] if held else None


def honours(book: Almanac, competition: str) -> Honours | None:
    """The roll of honour of a competition, None where nothing of it is held.

    Seasons that were over stand as all that the ledger holds has them; those that go on are looked at as of the day.
    """
    held = book.memory.honours
    if competition not in held:
        held[competition] = _honours(book, competition)
    return held[competition]


def _honours(book: Almanac, competition: str) -> Honours | None:
    rolls = book.memory.rolls
    if competition not in rolls:
        rolls[competition] = _roll(book.whole, competition)
    whole = rolls[competition]
    if whole is None:
        return None
    m = book.whole.matches
    rows = book.all_of(competition)
    today = book.written.toordinal()
    begun_, open_ = (
        set(m.season[rows[m.day[rows] <= today]].tolist()),
        set(m.season[rows[m.day[rows] > today]].tolist()),
    )
    seasons = [h for h in whole.seasons if h.season.code in begun_ - open_]
    going_on = [Season.of_code(code) for code in begun_ & open_]
    if going_on:
        part = np.concatenate([book.known.season_rows(competition, s) for s in going_on])
        now = _roll(replace(book.known, matches=book.known.matches.take(part)), competition)
        seasons += now.seasons if now is not None else ()
    return replace(whole, seasons=tuple(sorted(seasons, key=lambda h: h.season)))


def _roll(known: Snapshot, competition: str) -> Honours | None:
    try:
        return champions(known, competition)
    except MatchdeskError:
        return None


def decided(book: Almanac, competition: str) -> bool:
    """True if the season that the day lies in has its winner."""
    season = book.season_of(competition)
    return season is not None and book.winners(competition, season) is not None


def in_a_row(competition: str, won: tuple[Season, ...]) -> set[int]:
    """How many of the last seasons won follow one upon the other."""
    number = 0
    expected: Season | None = None
    for season in reversed(won):
        if expected is not None and season != expected:
            break
        number += 1
        expected = next(iter(before(competition, season)), None)
    return {number}


_OVER = dt.timedelta(days=45)


def likely_winner(book: Almanac, competition: str, season: Season) -> Club | None:
    """Who came first in a league of which it is not known how many matches a season has.

    All who can have won have played as often, and nothing was played for weeks after: good enough to
    bear words out, and no more.
    """
    if book.catalogue.edition(competition, season).kind != "league":
        return None
    rows = book.known.select(competition, season)
    days = [book.value(int(row)).date for row in rows]
    last = max((day for day in days if day is not None), default=None)
    if last is None or last + _OVER > book.written:
        return None
    for row in rows[:1]:
        table = book.table(competition, season, book.written, book.value(int(row)).home)
        if table is not None and len(table.rows) > 1:
            first, second = table.rows[:2]
            most = max(x.played for x in table.rows)
            if first.played == second.played == most and first.points > second.points:
                return first.club
    return None
