"""Cases in files: someone who knows football but not Python can add one."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

from matchdesk.core.competition import ClubId, CompetitionId, Leg
from matchdesk.core.match import Club, Correction, Match
from matchdesk.core.moment import Moment
from matchdesk.core.rows import CorrectionKind, Status
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.core.text import slug

FOLDER = Path(__file__).resolve().parents[1] / "cases"
_LINE = re.compile(
    r"^(?P<home>.+?) (?:(?P<score>\d+-\d+)|v|(?=\[aet)) ?(?P<away>[^\[]*?)(?P<more>( ?\[.*)?)$"
)
_LATE_ONLY = re.compile(
    r"^(?P<home>.+?) \[aet (?P<late>\d+-\d+)\] (?P<away>[^\[]+?)(?P<more>( \[.*)?)$"
)
_MARK = re.compile(r"\[([^\]]+)\]")
_DAY = dt.date(2018, 1, 1)


def load(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    document = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    cases: list[dict[str, Any]] = document["case"]
    return cases


def a_club(name: str) -> Club:
    """A club of a case."""
    return Club(ClubId(f"xx.{slug(name)}"), name)


def a_match(line: str, number: int, competition: str, season: str, **more: Any) -> Match:
    """A match as a case writes it."""
    found = _LATE_ONLY.match(line) or _LINE.match(line)
    assert found is not None, line
    words = found.groupdict()
    marks = _MARK.findall(words["more"])
    score = Score.parse(words["score"]) if words.get("score") else None
    late = Score.parse(words["late"]) if words.get("late") else None
    status: Status = "played" if score or late else "scheduled"
    kicks = awarded = None
    leg: Leg = ""
    for mark in marks:
        word, _, value = mark.partition(" ")
        if word == "aet":
            late = Score.parse(value)
        elif word == "pens":
            kicks = Score.parse(value)
        elif word == "awarded":
            status, awarded = "awarded", Score.parse(value)
        elif word == "replay":
            leg = "replay"
        elif word == "play-off":
            leg = "play-off"
        elif word == "void":
            status = "void"
        elif word == "abandoned":
            status = "abandoned"
        elif word == "postponed":
            status = "postponed"
        else:
            raise AssertionError(f"{line}: unknown mark {mark!r}")
    return Match(
        id="",
        competition=CompetitionId(competition),
        season=Season.parse(season),
        date=_DAY + dt.timedelta(days=number),
        home=a_club(words["home"]),
        away=a_club(words["away"].strip()),
        status=status,
        score=score,
        extra_time=late,
        penalties=kicks,
        awarded_score=awarded,
        leg=leg,
        **more,
    )


def a_correction(
    competition: str, season: str, kind: CorrectionKind, subject: str, value: str
) -> Correction:
    """A decision of a case."""
    return Correction(
        competition=CompetitionId(competition),
        season=Season.parse(season),
        kind=kind,
        subject=a_club(subject).id if subject else "",
        value=value,
        source="the committee",
    )


def table_world(case: dict[str, Any]) -> tuple[Snapshot, str, Season]:
    """The snapshot of a table case."""
    competition, season = case["rule"].split()
    if isinstance(case["results"], str):
        # A group of a European competition, its results one after the other.
        results = [" ".join(line.split()) for line in case["results"].split(";")]
        case = {**case, "results": results, "phase": "group"}
    more = {"phase": case.get("phase", "league")}
    if more["phase"] == "group":
        more["group"] = "A"
    matches = [a_match(r, n, competition, season, **more) for n, r in enumerate(case["results"])]
    decided = [
        a_correction(competition, season, "points_deducted", club, str(points))
        for club, points in case.get("deducted", {}).items()
    ]
    decided += [a_correction(competition, season, "ahead", "", v) for v in case.get("ahead", [])]
    on = case.get("on")
    moment = Moment(dt.date.fromisoformat(on) if on else _DAY + dt.timedelta(days=9999))
    store = MemoryStore(all_corrections=tuple(decided))
    return snapshot_of(matches, moment, store), competition, Season.parse(season)


_TOTALS = re.compile(r"^(?P<club>.+) (\d+)-(\d+)-(\d+) (\d+)-(\d+)$")


def totals_world(case: dict[str, Any]) -> tuple[Snapshot, str, Season]:
    """A league in which clubs have these figures, each against opponents of its own."""
    competition, season = case["rule"].split()
    lines = []
    for line in case["totals"]:
        found = _TOTALS.match(line)
        assert found is not None, line
        club = found["club"]
        won, drawn, lost, scored, conceded = (int(n) for n in found.groups()[1:])
        for n in range(won):
            # The goals are spread over the wins, and those against over the defeats.
            goals = scored // won + (n < scored % won)
            lines.append(f"{club} {goals}-0 Z{club} won {n}")
        lines += [f"{club} 0-0 Z{club} drawn {n}" for n in range(drawn)]
        for n in range(lost):
            goals = conceded // lost + (n < conceded % lost)
            lines.append(f"{club} 0-{goals} Z{club} lost {n}")
    matches = [a_match(line, 0, competition, season, phase="league") for line in lines]
    return (
        snapshot_of(matches, Moment(_DAY + dt.timedelta(days=9))),
        competition,
        Season.parse(season),
    )


def tie_world(case: dict[str, Any]) -> tuple[Snapshot, str, Season, str]:
    """The snapshot of a tie case."""
    competition, season, round_ = case["rule"].split()
    matches = [
        a_match(m, n, competition, season, phase="knockout", round=round_)
        for n, m in enumerate(case["matches"])
    ]
    decided = []
    if "decision" in case:
        club, _, word = case["decision"].partition(": ")
        decided.append(a_correction(competition, season, "through", club, word))
    store = MemoryStore(all_corrections=tuple(decided))
    moment = Moment(_DAY + dt.timedelta(days=99))
    return snapshot_of(matches, moment, store), competition, Season.parse(season), round_
