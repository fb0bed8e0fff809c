"""Small worlds for the brief's tests: a league of four clubs, its cup, and others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchdesk.brief import Brief, compose
from matchdesk.brief.written import CheckAnswer
from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Appearance, Club, Fact, Goal, Ground, Match, Spell
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, match_id, snapshot_of
from matchdesk.core.text import slug
from matchdesk.rules.calendar import known_at
from matchdesk.rules.catalogue import Catalogue

RULES = Catalogue(Path(__file__).parent / "rulebooks")
NOW = Season(2017, True)
BEFORE = Season(2016, True)


def club(name: str, country: str = "zz") -> Club:
    """A club; its id follows from its name."""
    return Club(ClubId(f"{country}.{slug(name)}"), name, country)


HARBOUR, ROVERS, MILL, SPA = (club(name) for name in ("Harbour", "Rovers", "Mill", "Spa Lánes"))


def match(
    competition: str,
    season: Season,
    day: str | None,
    home: Club,
    away: Club,
    score: str = "",
    **more: object,
) -> Match:
    """A match; played if it has a score."""
    fields: dict[str, Any] = dict(more)
    for name in ("half_time", "extra_time", "penalties", "awarded_score"):
        if name in fields:
            fields[name] = Score.parse(fields[name])
    fields.setdefault("status", "played" if score else "scheduled")
    return Match(
        id="",
        competition=CompetitionId(competition),
        season=season,
        date=dt.date.fromisoformat(day) if day else None,
        home=home,
        away=away,
        score=Score.parse(score) if score else None,
        **fields,
    )


def league(season: Season, table: Iterable[tuple[str, str, Club, Club, str]]) -> list[Match]:
    """Matches of the Coast League: matchday, day, sides, score."""
    return [
        match("zz.1", season, day, home, away, score, round=number, phase="league")
        for number, day, home, away, score in table
    ]


LEAGUE_BEFORE = league(
    BEFORE,
    [
        ("1", "2016-09-03", HARBOUR, ROVERS, "2-0"),
        ("1", "2016-09-03", MILL, SPA, "1-1"),
        ("2", "2016-10-01", ROVERS, MILL, "0-1"),
        ("2", "2016-10-01", SPA, HARBOUR, "0-3"),
        ("3", "2016-11-05", HARBOUR, MILL, "1-1"),
        ("3", "2016-11-05", ROVERS, SPA, "2-0"),
        ("4", "2017-02-04", ROVERS, HARBOUR, "0-2"),
        ("4", "2017-02-04", SPA, MILL, "0-0"),
        ("5", "2017-03-04", MILL, ROVERS, "3-1"),
        ("5", "2017-03-04", HARBOUR, SPA, "4-0"),
        ("6", "2017-04-01", MILL, HARBOUR, "0-1"),
        ("6", "2017-04-01", SPA, ROVERS, "1-2"),
    ],
)
LEAGUE_NOW = league(
    NOW,
    [
        ("1", "2017-09-02", HARBOUR, ROVERS, "1-2"),
        ("1", "2017-09-02", MILL, SPA, "3-0"),
        ("2", "2017-10-07", ROVERS, MILL, "0-0"),
        ("2", "2017-10-07", SPA, HARBOUR, "1-2"),
        ("3", "2017-11-04", HARBOUR, MILL, "2-2"),
        ("3", "2018-02-28", ROVERS, SPA, "1-0"),
        ("4", "2018-02-03", ROVERS, HARBOUR, "2-0"),
        ("4", "2018-02-03", SPA, MILL, "2-1"),
        ("5", "2018-03-03", MILL, ROVERS, "1-0"),
        ("5", "2018-03-03", HARBOUR, SPA, "0-0"),
        ("6", "2018-04-07", MILL, HARBOUR, "2-1"),
        ("6", "2018-04-07", SPA, ROVERS, "0-1"),
    ],
)
CUP_BEFORE = [
    match("zz.cup", BEFORE, "2017-01-11", HARBOUR, SPA, "2-1", round="semi_final", leg="1"),
    match("zz.cup", BEFORE, "2017-01-18", SPA, HARBOUR, "0-0", round="semi_final", leg="2"),
    match("zz.cup", BEFORE, "2017-01-11", ROVERS, MILL, "0-0", round="semi_final", leg="1"),
    match("zz.cup", BEFORE, "2017-01-18", MILL, ROVERS, "2-0", round="semi_final", leg="2"),
    match("zz.cup", BEFORE, "2017-05-06", HARBOUR, MILL, "1-0", round="final", neutral=True),
]
CUP_NOW = [
    match("zz.cup", NOW, "2018-01-10", ROVERS, HARBOUR, "0-1", round="semi_final", leg="1"),
    match(
        "zz.cup", NOW, "2018-01-24", HARBOUR, ROVERS, "1-2",
        round="semi_final", leg="2", half_time="0-1", time="21:00", attendance=8123,
    ),
    match("zz.cup", NOW, "2018-01-11", SPA, MILL, "1-1", round="semi_final", leg="1"),
    match("zz.cup", NOW, "2018-01-25", MILL, SPA, "2-0", round="semi_final", leg="2"),
    match(
        "zz.cup", NOW, "2018-05-05", ROVERS, MILL, "1-1",
        round="final", neutral=True, ground="Old Park", drawn_on=dt.date(2018, 1, 27),
        extra_time="2-2", penalties="4-5",
    ),
]  # fmt: skip

GOALS = {
    ("2018-01-10", HARBOUR): (Goal(False, "Ada Reed", 89),),
    ("2018-01-24", ROVERS): (
        Goal(False, "Ibn Sorel", 31),
        Goal(True, "Ada Reed", 47, None, "penalty"),
        Goal(False, "Ivo Strand", 90, 2, "own_goal"),
    ),
}
ELEVEN = (
    Appearance(True, "Kit Moor", "start"),
    Appearance(True, "Ada Reed", "start", off="70", cards="yellow 12"),
    Appearance(True, "Bo Finch", "sub", on="70"),
    Appearance(True, "Cy Lund", "not_in_squad"),
    Appearance(False, "Ibn Sorel", "start"),
)


@dataclass(frozen=True)
class World:
    """A whole ledger in memory."""

    whole: Snapshot

    def at(self, moment: Moment) -> Snapshot:
        """What was known at a moment."""
        return known_at(self.whole, moment)

    def brief(self, match: str, day: str, *, check: CheckAnswer | None = None) -> Brief:
        """The brief of a match at the end of a day."""
        return compose(self.at, match, Moment.end_of(day), check=check, catalogue=RULES)


def world(
    matches: Iterable[Match], store: Callable[[list[Match]], MemoryStore] | None = None
) -> World:
    """A world of matches."""
    held = list(matches)
    return World(snapshot_of(held, store=store(held) if store else None))


def _store(held: list[Match]) -> MemoryStore:
    goals: dict[int, tuple[Goal, ...]] = {}
    elevens: dict[int, tuple[Appearance, ...]] = {}
    for key, m in enumerate(held):
        for (day, away), found in GOALS.items():
            if str(m.date) == day and m.away == away:
                goals[key] = found
        if str(m.date) == "2018-01-24" and m.competition == "zz.cup":
            elevens[key] = ELEVEN
    return MemoryStore(
        goals_by_key=goals,
        appearances_by_key=elevens,
        all_grounds=(Ground("Quay Road", "Harbour Town", "zz", HARBOUR.id),),
        all_facts=(
            Fact(ident("zz.cup", NOW, HARBOUR, ROVERS), "referee", "Mo Lind", source="almanac"),
        ),
        all_spells=(
            Spell("Una Marsh", HARBOUR.id, "coach", start=dt.date(2017, 7, 1)),
            Spell("Old Marsh", HARBOUR.id, "coach", end=dt.date(2017, 6, 30)),
        ),
    )


def ident(competition: str, season: Season, home: Club, away: Club, nth: int = 1) -> str:
    """Id of a match."""
    return match_id(competition, season, home.id, away.id, nth)


def coast() -> World:
    """Two seasons of a league and its cup."""
    return world([*LEAGUE_BEFORE, *LEAGUE_NOW, *CUP_BEFORE, *CUP_NOW], _store)


SECOND_LEG = ident("zz.cup", NOW, HARBOUR, ROVERS)
FIRST_LEG = ident("zz.cup", NOW, ROVERS, HARBOUR)
FINAL = ident("zz.cup", NOW, ROVERS, MILL)
LEAGUE_MATCH = ident("zz.1", NOW, HARBOUR, MILL)
