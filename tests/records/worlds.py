"""Small worlds of matches for the tests of records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Coverage, Goal, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.core.words import Status


def club(name: str, country: str = "zz") -> Club:
    """A club whose id is its name in small letters."""
    return Club(ClubId(f"{country}.{name.lower().replace(' ', '-')}"), name, country)


def match(
    day: str,
    home: str,
    score: str,
    away: str,
    *,
    competition: str = "zz.1",
    season: str | None = None,
    status: Status = "played",
    round: str = "",
    leg: str = "",
    extra: str = "",
    penalties: str = "",
    awarded: str = "",
    neutral: bool = False,
    country: str = "zz",
) -> Match:
    """A match in a few words; the season is the one that its day lies in."""
    date = dt.date.fromisoformat(day)
    if season is None:
        start = date.year if date.month >= 7 else date.year - 1
        season = f"{start}-{(start + 1) % 100:02d}"
    return Match(
        id="",
        competition=CompetitionId(competition),
        season=Season.parse(season),
        date=date,
        home=club(home, country),
        away=club(away, country),
        status=status,
        score=Score.parse(score) if score else None,
        extra_time=Score.parse(extra) if extra else None,
        penalties=Score.parse(penalties) if penalties else None,
        awarded_score=Score.parse(awarded) if awarded else None,
        phase="knockout" if round else "league",
        round=round,
        leg=leg,  # type: ignore[arg-type]
        neutral=neutral,
    )


def world(
    matches: Iterable[Match],
    on: str | None = None,
    declared: Iterable[tuple[str, str, int]] = (),
    goals: dict[int, tuple[Goal, ...]] | None = None,
) -> Snapshot:
    """A snapshot of matches; ``declared`` are competition, season and number of matches."""
    store = MemoryStore(
        goals_by_key=goals or {},
        all_declared=tuple(
            Coverage(CompetitionId(c), Season.parse(s), 0, n) for c, s, n in declared
        ),
    )
    moment = Moment.end_of(on) if on else None
    return snapshot_of(matches, moment, store)


def background() -> list[Match]:
    """Many matches of other clubs with usual results, so that base rates are those of football."""
    scores = ("1-0", "2-1", "1-1", "0-1", "2-0", "0-0", "1-2", "3-1", "2-2", "0-2", "1-0")
    names = ("Bay", "Cape", "Dune", "Ebb", "Firth", "Gulf", "Haven")
    matches: list[Match] = []
    for year in range(1970, 1978):
        day = dt.date(year, 9, 1)
        for home in names:
            for away in names:
                if home != away:
                    matches.append(match(day.isoformat(), home, scores[len(matches) % 11], away))
                    day += dt.timedelta(days=3)
    return matches


def meetings(scores: Iterable[str], start: int = 2000) -> list[Match]:
    """Rovers at home to Mill, a season each, in one league.

    Before them both have had every result against others, so that nothing of them is a first.
    """
    before = background()
    for name in ("Rovers", "Mill"):
        for number, score in enumerate(("1-0", "0-0", "0-1", "1-0")):
            before.append(match(f"{start - 2}-{number + 1:02d}-01", name, score, "Lane"))
            before.append(match(f"{start - 1}-{number + 1:02d}-01", "Quay", score, name))
    return before + [
        match(f"{start + n}-09-01", "Rovers", score, "Mill") for n, score in enumerate(scores)
    ]
