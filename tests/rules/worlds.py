"""Worlds for the calendar's tests: real seasons read from development data, and small ones."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import COLUMNS, Snapshot, snapshot_of
from matchdesk.core.text import slug

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAY = re.compile(
    r"^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (" + "|".join(_MONTHS) + r")[ /](\d+)(?: (\d{4}))?\s*$"
)
_LINE = re.compile(r"^\s+(?:(\d+[.:]\d\d)\s+)?(\S.*?)\s+v\s+(\S.*?)(?:\s{2,}(\d+)-(\d+).*)?$")
_HEAD = re.compile(r"^\s*[▪»]\s*(.*?)\s*$")
_COUNTRY = re.compile(r"\s*\([A-Z]{3}\)$")
_ROUNDS = {
    "Round of 16": "round_of_16", "Quarterfinals": "quarter_final", "Semifinals": "semi_final",
    "Final": "final", "Round 1": "round_1", "Round 2": "round_2", "Round 3": "round_3",
    "Round 4": "round_of_32", "1/8 Finals": "round_of_16",
}  # fmt: skip
# The same club under the names of three sources.
_SAME = {
    "real-madrid-cf": "Real Madrid", "cd-leganes": "Leganés", "fc-barcelona": "Barcelona",
    "sevilla-fc": "Sevilla", "valencia-cf": "Valencia", "atletico-de-madrid": "Atlético Madrid",
}  # fmt: skip


def club(name: str) -> Club:
    """A club by a name of one of the sources."""
    plain = _COUNTRY.sub("", name)
    plain = _SAME.get(slug(plain), plain)
    return Club(ClubId(f"xx.{slug(plain)}"), plain)


def football_txt(file: Path, competition: str, season: str) -> list[Match]:
    """Matches of a football.txt file of the "A v B 1-0" dialect."""
    held = Season.parse(season)
    matches: list[Match] = []
    phase, round_, group, time = "", "", "", None
    day = dt.date(held.start, 7, 1)
    for line in file.read_text(encoding="utf-8").splitlines():
        if head := _HEAD.match(line):
            title, time = head[1], None
            if title.startswith("Group "):
                phase, round_, group = "group", "", title[6:]
            elif title.startswith("Matchday "):
                phase, round_, group = "", title[9:], ""
            else:
                phase, round_, group = "knockout", _ROUNDS[title], ""
        elif found := _DAY.match(line):
            month, time = _MONTHS.index(found[1]) + 1, None
            year = int(found[3]) if found[3] else day.year
            day = dt.date(year, month, int(found[2]))
        elif round_ + group and (found := _LINE.match(line)):
            time = found[1].replace(".", ":") if found[1] else time
            score = Score(int(found[4]), int(found[5])) if found[4] else None
            matches.append(
                Match(
                    id="",
                    competition=CompetitionId(competition),
                    season=held,
                    date=day,
                    home=club(found[2]),
                    away=club(found[3]),
                    status="played" if score else "scheduled",
                    score=score,
                    time=time,
                    phase=phase,
                    round=round_,
                    group=group,
                )
            )
    return matches


def copa_csv(file: Path) -> list[Match]:
    """Matches of the Copa del Rey CSV; the semi-finals with the day of their draw."""
    matches = []
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            round_ = _ROUNDS.get(
                row["round"], row["round"].lower().replace("finals", "_final").strip()
            )
            kicks = Score(int(row["pen_home"]), int(row["pen_away"])) if row["pen_home"] else None
            matches.append(
                Match(
                    id="",
                    competition=CompetitionId("es.cup"),
                    season=Season.parse(row["season"]),
                    date=dt.date.fromisoformat(row["date"]),
                    home=club(row["home"]),
                    away=club(row["away"]),
                    status="played",
                    score=Score(int(row["home_goals"]), int(row["away_goals"])),
                    penalties=kicks,
                    phase="knockout",
                    round=round_,
                    leg=row["leg"],  # type: ignore[arg-type]
                )
            )
    return matches


def night_world(shared: Path) -> Snapshot:
    """La Liga, Copa del Rey and Champions League of 2017-18, all results."""
    data = shared / "data"
    return snapshot_of(
        [
            *football_txt(data / "openfootball-espana/2017-18/1-liga.txt", "es.1", "2017-18"),
            *copa_csv(data / "night-2018-01-24/copa_2017-18.csv"),
            *football_txt(
                data / "openfootball-champions-league/2017-18/cl.txt", "uefa.cl", "2017-18"
            ),
        ]
    )


def with_draw(matches: Iterable[Match], round_: str, drawn_on: dt.date) -> list[Match]:
    """The matches, those of one round with a recorded draw date."""
    return [replace(m, drawn_on=drawn_on) if m.round == round_ else m for m in matches]


def a_match(
    home: str,
    away: str,
    date: str | dt.date | None,
    score: tuple[int, int] | None = None,
    *,
    competition: str = "xx.1",
    season: str = "2017-18",
    **more: object,
) -> Match:
    """A match of a small world; played if it has a score."""
    return Match(
        id="",
        competition=CompetitionId(competition),
        season=Season.parse(season),
        date=dt.date.fromisoformat(date) if isinstance(date, str) else date,
        home=Club(ClubId(f"xx.{home.lower()}"), home),
        away=Club(ClubId(f"xx.{away.lower()}"), away),
        status=more.pop("status", "played" if score else "scheduled"),  # type: ignore[arg-type]
        score=Score(*score) if score else None,
        **more,  # type: ignore[arg-type]
    )


def league(
    clubs: Sequence[str],
    start: dt.date,
    *,
    competition: str = "xx.1",
    season: str = "2017-18",
    **more: object,
) -> list[Match]:
    """A double round robin, a matchday a week, every match 1-0."""
    names = list(clubs)
    n = len(names)
    matches = []
    for turn in range(2 * (n - 1)):
        day = start + dt.timedelta(days=7 * turn)
        for pair in range(n // 2):
            home, away = names[pair], names[n - 1 - pair]
            if turn >= n - 1:
                home, away = away, home
            matches.append(
                a_match(
                    home,
                    away,
                    day + dt.timedelta(days=pair % 2),
                    (1, 0),
                    competition=competition,
                    season=season,
                    round=str(turn + 1),
                    **more,
                )
            )
        names = [names[0], names[-1], *names[1:-1]]
    return matches


def same(left: Snapshot, right: Snapshot) -> bool:
    """Both snapshots hold the same matches in the same order, and say the same of them."""
    return (
        all(np.array_equal(getattr(left.matches, c), getattr(right.matches, c)) for c in COLUMNS)
        and left.clubs == right.clubs
        and left.moment == right.moment
    )


def end_of(day: str) -> Moment:
    """The end of a day."""
    return Moment.end_of(day)
