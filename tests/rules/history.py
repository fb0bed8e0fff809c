"""Real seasons, read from development data for the tests of the rules."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from matchdesk.core.competition import ClubId, CompetitionId, Leg
from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.text import slug

_KICKS = re.compile(r"^\d+-\d+$")
_EUROPE = {
    "Round1": "round_1", "Round2": "round_2", "R16": "round_of_16", "QF": "quarter_final",
    "SF": "semi_final", "final": "final", "prelim": "preliminary", "PrelimF": "preliminary",
    "Q-1": "qualifying_1", "Q-2": "qualifying_2", "Q-3": "qualifying_3", "Q-PO": "play_off",
}  # fmt: skip
_COPA = {
    "Preliminary Round": "preliminary", "Round 1": "round_1", "Round 2": "round_2",
    "Round 3": "round_3", "Round 4": "round_of_32", "1/16 Finals": "round_of_32",
    "1/8 Finals": "round_of_16", "Quarterfinals": "quarter_final", "Semifinals": "semi_final",
    "Final": "final",
}  # fmt: skip


def club(name: str, country: str = "xx") -> Club:
    """A club whose id is made of its name."""
    return Club(ClubId(f"{country}.{slug(name)}"), name, country)


def rows_of(file: Path) -> Iterator[Mapping[str, str]]:
    """Rows of a CSV file, compressed or not."""
    opened = gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open()
    with opened as lines:
        yield from csv.DictReader(lines)


@cache
def league(shared: Path, name: str, competition: str, tier: int = 1) -> tuple[Match, ...]:
    """All matches of one tier of a country; phase 2 of a season is a split."""
    country = competition[:2]
    return tuple(
        Match(
            id="",
            competition=CompetitionId(competition),
            season=Season(int(float(row["Season"])), True),
            date=_day(row["Date"]),
            home=club(row["home"], country),
            away=club(row["visitor"], country),
            status="played",
            score=Score(int(row["hgoal"]), int(row["vgoal"])),
            phase="split" if row.get("round") == "phase2" else "league",
            group=row["group"] if row.get("group", "NA") not in ("NA", "") else "",
        )
        for row in rows_of(shared / f"data/engsoccerdata/{name}.csv.gz")
        if row.get("tier", "1") in (str(tier), f"{tier}.0", "NA") and row["hgoal"] != "NA"
    )


@cache
def european_cup(shared: Path) -> tuple[tuple[Match, ...], dict[tuple[object, ...], str]]:
    """The European Cup 1955-56 to 2015-16, and the recorded winner of each tie."""
    matches: list[Match] = []
    winners: dict[tuple[object, ...], str] = {}
    for row in rows_of(shared / "data/engsoccerdata/champs.csv.gz"):
        season = Season(int(row["Season"]), True)
        word = row["round"]
        phase, group, round_ = "knockout", "", ""
        if word.startswith("Group"):
            phase, group = ("group_2" if "inter" in word else "group"), word[5]
        else:
            round_ = _EUROPE.get(word, "round_1")
            phase = "qualifying" if word.startswith("Q-") else "knockout"
            pair = frozenset((row["home"], row["visitor"]))
            winners[season, round_, pair] = row["tiewinner"]
        kicks = row["pens"].strip()
        matches.append(
            Match(
                id="",
                competition=CompetitionId("uefa.cl"),
                season=season,
                date=_day(row["Date"]),
                home=club(row["home"]),
                away=club(row["visitor"]),
                status="played",
                score=Score.parse(row["FT"]),
                extra_time=Score.parse(row["aet"]) if row["aet"] != "NA" else None,
                penalties=Score.parse(kicks) if _KICKS.match(kicks) else None,
                phase=phase,
                round=round_,
                group=group,
                leg=_leg(row["leg"], word),
            )
        )
    return tuple(matches), winners


@cache
def copa(shared: Path) -> tuple[Match, ...]:
    """The Copa del Rey 2010-11 to 2020-21; notes in the names of clubs are left out."""
    matches: list[Match] = []
    for row in rows_of(shared / "data/copa/copa_2010-11_to_2020-21_rsssf.csv"):
        given = Score(int(row["home_goals"]), int(row["away_goals"])) if row["home_goals"] else None
        awarded = given if row["note"].startswith("awarded") else None
        late = given if row["after"] else None
        kicks = Score(int(row["pen_home"]), int(row["pen_away"])) if row["pen_home"] else None
        void = "annulled" in row["note"] or "not played" in row["note"]
        matches.append(
            Match(
                id="",
                competition=CompetitionId("es.cup"),
                season=Season.parse(row["season"]),
                date=_day(row["date"]),
                home=club(_plain(row["home"]), "es"),
                away=club(_plain(row["away"]), "es"),
                status="void" if void else "awarded" if awarded else "played",
                score=None if late or awarded else given,
                extra_time=late,
                penalties=kicks,
                awarded_score=awarded,
                phase="knockout",
                round=_COPA[row["round"]],
                leg=row["leg"],  # type: ignore[arg-type]
            )
        )
    return tuple(matches)


def _leg(word: str, round_: str) -> Leg:
    if word == "replay":
        return "replay" if round_ == "final" else "play-off"
    return "1" if word == "1" else "2" if word == "2" else ""


def _plain(name: str) -> str:
    return re.split(r"\s{3,}|⮑|\[", name)[0].strip()


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text not in ("", "NA") else None


@cache
def world_cup(shared: Path) -> tuple[Match, ...]:
    """The men's World Cups: groups and knock-out; replays and group play-offs by their label.

    The source gives one score a match; where it went to extra time that is the score after it.
    """
    matches = []
    met: set[tuple[str, ...]] = set()
    for row in rows_of(shared / "data/worldcup-fjelstul/matches.csv.gz"):
        if "Women" in row["tournament_name"]:
            continue
        stage = row["stage_name"]
        late = row["extra_time"] == "1"
        score = Score(int(row["home_team_score"]), int(row["away_team_score"]))
        kicks = None
        if row["penalty_shootout"] == "1":
            kicks = Score(
                int(row["home_team_score_penalties"]), int(row["away_team_score_penalties"])
            )
        phase = {"group stage": "group", "second group stage": "group_2", "final round": "group_2"}
        group = row["group_name"].upper().removeprefix("GROUP ") if stage in phase else ""
        matches.append(
            Match(
                id="",
                competition=CompetitionId("fifa.wc"),
                season=Season(int(row["tournament_id"][3:7]), False),
                date=_day(row["match_date"]),
                home=club(row["home_team_name"]),
                away=club(row["away_team_name"]),
                status="played",
                score=None if late else score,
                extra_time=score if late else None,
                penalties=kicks,
                phase=phase.get(stage, "knockout"),
                round="" if stage in phase else _ROUND_OF[stage],
                group=group if stage != "final round" else "",
                leg=_replay(row, met),
                neutral=True,
            )
        )
    return tuple(matches)


_ROUND_OF = {
    "round of 16": "round_of_16", "quarter-finals": "quarter_final",
    "quarter-final": "quarter_final", "semi-finals": "semi_final", "semi-final": "semi_final",
    "third-place match": "third_place", "final": "final",
}  # fmt: skip


def _replay(row: Mapping[str, str], met: set[tuple[str, ...]]) -> Leg:
    """Replays are marked in the source; a second meeting in a group was a play-off."""
    if row["replay"] == "1":
        return "replay"
    if row["group_stage"] != "1":
        return ""
    sides = sorted((row["home_team_id"], row["away_team_id"]))
    pair = (row["tournament_id"], row["stage_name"], *sides)
    again = pair in met
    met.add(pair)
    return "play-off" if again else ""
