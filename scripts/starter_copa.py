"""Copa del Rey 2010-11 to 2019-20 from the RSSSF archive, checked against the goal lists.

The archive writes the score after extra time; the score after 90 minutes follows from the goals
where every one of them is listed. It has no kick-off times and no half-time scores.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from matchdesk.core.competition import CompetitionId, Leg
from matchdesk.core.problem import Origin
from matchdesk.core.rows import MatchRow, Status
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from scripts.starter_clubs import Clubs
from scripts.starter_goals import Listed

COMPETITION = CompetitionId("es.cup")
LAST_SEASON = 2019  # from 2020-21 on openfootball has half-time and 90-minute scores too
SPAIN = "es"

ROUNDS: Mapping[str, str] = {
    "Preliminary Round": "preliminary",
    "Round 1": "round_1",
    "Round 2": "round_2",
    "Round 3": "round_3",
    "Round 4": "round_of_32",
    "1/16 Finals": "round_of_32",
    "1/8 Finals": "round_of_16",
    "Quarterfinals": "quarter_final",
    "Semifinals": "semi_final",
    "Final": "final",
}

# (season, home, away) as the archive writes them → the sides that met. Each of the three leaves a
# club in two matches of one round, or one that had gone out before; the goal list has the sides and
# their scorers.
SLIPS: Mapping[tuple[int, str, str], tuple[str, str]] = {
    (2016, "CD Tudelano", "CD Toledo"): ("CD Tudelano", "Atlético Sanluqueño CF"),
    (2017, "CF Lorca Deportivo", "Córdoba CF"): ("Lorca FC", "Córdoba CF"),
    (2017, "Hércules de Alicante CF", "Lorca FC"): ("Hércules de Alicante CF", "Lorca Deportiva"),
}

# Matches that did not count, or were never played, and why; who went through stands in
# facts/corrections.csv.
VOID: Mapping[tuple[int, str, str], str] = {
    (2011, "es.hercules", "es.alcoyano"): "result annulled, tie awarded to Alcoyano",
    (2015, "es.mirandes", "es.osasuna"): "suspended player fielded, tie awarded to Mirandés",
    (2015, "es.real-madrid", "es.cadiz"): "not played: Real Madrid were disqualified",
}
AWARDED: Mapping[tuple[int, str, str], str] = {
    (2013, "es.racing-santander", "es.real-sociedad"): "awarded: Racing refused to play",
}
# Pairings known from a day on: the semi-finals of 2017-18 were drawn on 26 January 2018.
DRAWN: Mapping[tuple[int, str], dt.date] = {(2017, "semi_final"): dt.date(2018, 1, 26)}
# Days of a whole round that the archive leaves out, and the source (see sources.csv).
DAYS: Mapping[tuple[int, str], tuple[dt.date, str]] = {
    (2010, "round_2"): (dt.date(2010, 9, 1), "wikipedia-copa-2010"),
}
# Grounds of finals where the archive names them.
FINALS: Mapping[int, str] = {2010: "Mestalla", 2019: "La Cartuja"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two sources do not say the same, and which of them the starter follows."""

    match: str
    results: str
    goals: str
    kept: str


def read_archive(
    path: Path,
    clubs: Clubs,
    goals: Mapping[tuple[int, str, str], list[Listed]],
    differences: list[Difference],
) -> Iterator[MatchRow]:
    """Rows of the archive, with clubs as ids; appends to ``differences``."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            season = Season.parse(row["season"])
            if season.start <= LAST_SEASON:
                yield _match(Origin(path.name, line), season, row, clubs, goals, differences)


def _match(
    origin: Origin,
    season: Season,
    row: dict[str, str],
    clubs: Clubs,
    goals: Mapping[tuple[int, str, str], list[Listed]],
    differences: list[Difference],
) -> MatchRow:
    # Remarks of the archive's margin run into the name of the visitors.
    written = (row["home"], re.split(r"\s{3,}", row["away"])[0])
    met = SLIPS.get((season.start, *written), written)
    home, away = (clubs.id(name, SPAIN, season.start) for name in met)
    key = (season.start, home, away)
    names = f"{clubs.display[home]} v {clubs.display[away]}"
    if met != written:
        differences.append(
            Difference(f"{season} {names}", " v ".join(written), " v ".join(met), "goal list")
        )
    final = row["round"] == "Final"
    listed = listed_match(goals, key, either_way=final)
    result = _score(row["home_goals"], row["away_goals"])
    penalties = _score(row["pen_home"], row["pen_away"])
    date = _date(f"{season} {names}", row["date"], listed, differences)
    round_ = ROUNDS[row["round"]]
    note = VOID.get(key) or AWARDED.get(key, "")
    if date is None and (season.start, round_) in DAYS:
        date, source = DAYS[season.start, round_]
        note = f"date: {source}"
    extra = bool(row["after"])
    status: Status = "played"
    if key in VOID:
        status = "void"
    elif key in AWARDED:
        status = "awarded"
    awarded = status == "awarded"
    match = MatchRow(
        origin=origin,
        competition=COMPETITION,
        season=season,
        date=date,
        home=home,
        away=away,
        score=None if awarded or extra else result,
        extra_time=result if extra else None,
        penalties=penalties,
        awarded_score=result if awarded else None,
        status=status,
        phase="knockout",
        round=round_,
        leg=_leg(row["leg"]),
        ground=FINALS.get(season.start, "") if final else "",
        neutral=True if final else None,
        drawn_on=DRAWN.get((season.start, round_)),
        note=note,
    )
    return with_ending(match, listed, clubs, differences)


def _leg(written: str) -> Leg:
    match written:
        case "1":
            return "1"
        case "2":
            return "2"
        case "":
            return ""
    raise ValueError(f"no leg: {written!r}")


def _score(home: str, away: str) -> Score | None:
    return Score(int(home), int(away)) if home and away else None


def listed_match(
    goals: Mapping[tuple[int, str, str], list[Listed]],
    key: tuple[int, str, str],
    *,
    either_way: bool = False,
) -> Listed | None:
    """The goals of a match, None where none are listed.

    ``either_way``: sources name the sides of a match on neutral ground in different orders.
    """
    found = goals.get(key) or (goals.get((key[0], key[2], key[1])) if either_way else None)
    if not found:
        return None
    if len(found) > 1:
        raise ValueError(f"{key}: the goal list has this match twice")
    return found[0]


def _date(
    match: str, written: str, listed: Listed | None, differences: list[Difference]
) -> dt.date | None:
    """The day of the match: the goal list's where the two differ.

    The archive heads a block of matches with one day and writes the second legs of a whole round
    under one heading; the goal list gives each match its own, and agrees with the days of the week
    on which the cup was played.
    """
    date = dt.date.fromisoformat(written) if written else None
    if listed is None or listed.date == date:
        return date
    differences.append(
        Difference(match, written or "no date", listed.date.isoformat(), "goal list")
    )
    return listed.date


def with_ending(
    row: MatchRow, listed: Listed | None, clubs: Clubs, differences: list[Difference]
) -> MatchRow:
    """A match of the cup with its scores after 90 and 120 minutes and from the spot.

    Where every goal is listed, the goals tell: one of the 119th minute is one of extra time,
    whatever the other source says. Without the goals a single match that went to extra time was
    level after 90 minutes, and 0-0 if one side has no goal at all.

    Raises:
        ValueError: the sources do not agree on the goals.
    """
    if row.status != "played":
        return row
    result = row.extra_time or row.score
    if listed is None or not listed.whole:
        goalless = row.extra_time is not None and not row.leg and min(row.extra_time) == 0
        return replace(row, score=Score(0, 0)) if goalless and row.score is None else row
    swapped = listed.home != row.home
    normal, after = listed.at_full_time(), listed.score
    if swapped:
        normal, after = normal.swapped(), after.swapped()
    name = f"{row.season} {clubs.display[row.home]} v {clubs.display[row.away]}"
    if not (listed.extra_time or listed.shoot_out):
        if row.extra_time is not None or result != after:
            raise ValueError(f"{name}: {result}, goal list {after}")
        return row
    # A goal of the 91st minute that is written as one of the 90th would leave a winner.
    if not row.leg and normal.home != normal.away:
        return row
    ended = replace(
        row,
        score=normal,
        extra_time=after,
        penalties=row.penalties or (listed.result if listed.shoot_out else None),
    )
    if row.extra_time is None or row.score not in (None, normal):
        differences.append(Difference(name, _told(row), _told(ended), "goal list"))
    elif row.extra_time != after:
        raise ValueError(f"{name}: {row.extra_time} after extra time, goal list {after}")
    return ended


def _told(row: MatchRow) -> str:
    """The scores of a match in words."""
    parts = [str(row.score or "?")]
    if row.extra_time is not None:
        parts.append(f"{row.extra_time} after extra time")
    if row.penalties is not None:
        parts.append(f"{row.penalties} on penalties")
    return ", ".join(parts)
