"""Rounds that no source names, told by who plays on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations, permutations

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, match_id, snapshot_of
from matchdesk.press import check
from matchdesk.press.lexicon import nations
from matchdesk.press.report import Report
from matchdesk.press.rounds import Rounds
from matchdesk.rules.calendar import known_at

DAY = dt.date(2011, 1, 5)


def _match(number: int, home: str, away: str, score: tuple[int, int], competition: str) -> Match:
    def club(name: str) -> Club:
        return Club(ClubId(f"es.{name.lower().replace(' ', '-')}"), name, "es")

    season = Season(2010, True) if competition == "es.cup" else Season(2011, False)
    return Match(
        match_id(competition, season, home, away), CompetitionId(competition), season,
        DAY + dt.timedelta(days=number), club(home), club(away), "played", Score(*score),
    )  # fmt: skip


def _told(
    *rows: tuple[int, str, str, tuple[int, int]], competition: str = "es.cup"
) -> dict[str, str]:
    matches = [_match(*row, competition) for row in rows]
    later = _match(200, "A", "B", (0, 0), "es.1")
    whole: Snapshot = snapshot_of([*matches, later])
    names = Rounds.of(whole).names
    return {f"{m.home.name}{m.away.name}": names.get(key, "") for key, m in enumerate(matches)}


CUP = (
    (0, "A", "E", (2, 0)), (0, "B", "F", (1, 0)), (0, "C", "G", (1, 0)), (0, "D", "H", (1, 0)),
    (7, "E", "A", (0, 0)), (7, "F", "B", (0, 0)), (7, "G", "C", (0, 0)), (7, "H", "D", (0, 0)),
    (20, "A", "B", (1, 0)), (20, "C", "D", (1, 0)), (27, "B", "A", (0, 0)), (27, "D", "C", (0, 0)),
)  # fmt: skip


def test_rounds_of_a_cup_over_two_legs() -> None:
    told = _told(*CUP, (60, "A", "C", (2, 1)))
    assert told["AC"] == "final"
    assert {told[k] for k in ("AB", "BA", "CD", "DC")} == {"semi_final"}
    assert {told[k] for k in ("AE", "HD")} == {"quarter_final"}


def test_a_cup_that_is_not_over_tells_nothing() -> None:
    assert set(_told(*CUP).values()) == {""}


def test_the_last_day_of_a_group_is_no_final() -> None:
    group = (
        (0, "A", "B", (1, 0)), (0, "C", "D", (1, 0)), (4, "A", "C", (1, 0)), (4, "B", "D", (1, 0)),
        (8, "A", "D", (1, 0)), (9, "B", "C", (1, 0)),
    )  # fmt: skip
    assert set(_told(*group, competition="fifa.confederations").values()) == {""}


def test_final_and_third_place_after_groups() -> None:
    group = (
        (0, "A", "B", (1, 0)), (0, "E", "F", (1, 0)), (3, "A", "C", (1, 0)), (3, "E", "G", (1, 0)),
        (6, "B", "C", (1, 0)), (6, "F", "G", (1, 0)),
    )  # fmt: skip
    told = _told(
        *group, (9, "A", "F", (1, 0)), (9, "E", "B", (0, 0)), (12, "F", "E", (1, 0)), (12, "A", "B", (1, 0)),
        competition="fifa.confederations",
    )  # fmt: skip
    assert told["AB"] == "final"
    assert (told["FE"], told["AF"], told["EB"]) == ("third_place", "semi_final", "semi_final")
    assert told["BC"] == ""


COPA = (
    (0, "Real Madrid", "Levante", (8, 0)), (15, "Levante", "Real Madrid", (2, 0)),
    (14, "Barcelona", "Athletic Bilbao", (2, 1)), (16, "Athletic Bilbao", "Barcelona", (1, 1)),
    (14, "Almería", "Mallorca", (4, 3)), (17, "Mallorca", "Almería", (0, 1)),
    (14, "Sevilla", "Málaga", (5, 3)), (17, "Málaga", "Sevilla", (0, 3)),
    (35, "Sevilla", "Real Madrid", (0, 1)), (42, "Real Madrid", "Sevilla", (2, 0)),
    (35, "Barcelona", "Almería", (5, 0)), (42, "Almería", "Barcelona", (0, 3)),
    (119, "Barcelona", "Real Madrid", (0, 1)),
)  # fmt: skip


def _judged(text: str) -> dict[tuple[str, str], str]:
    matches = [_match(*row, "es.cup") for row in COPA]
    matches.append(_match(200, "Barcelona", "Sevilla", (0, 0), "es.1"))

    def at(moment: Moment) -> Snapshot:
        day = min(moment.day, dt.date(2012, 1, 1))
        return known_at(
            snapshot_of(matches, Moment.end_of(dt.date(2012, 1, 1))), Moment.end_of(day)
        )

    done = check([Report.of_text(text)], at, fallback=dt.date(2012, 1, 1)).reports[0]
    return {(c.claim.type, " ".join(c.text.split())): c.verdict for c in done.claims}


def test_a_report_of_a_cup_without_rounds() -> None:
    told = _judged(
        "* Real win 2-0 to go through\n(Adds quotes)\nMADRID, Feb 17, 2011 (Wire) - Real Madrid reached the final of\n"
        "the Copa del Rey with a 2-0 win at home to Sevilla on\nWednesday and won the semi-final 3-0 on aggregate. Sevilla went\n"
        "out in the semi-finals. Real had put out Levante 8-2."
    )
    for kind in ("match_result", "aggregate", "round"):
        assert "supported" in {verdict for (one, _), verdict in told.items() if one == kind}, told
    assert told["aggregate", "Levante 8-2"] == "supported"
    assert "contradicted" not in told.values()


def test_wrong_rounds_and_aggregates_of_a_cup_without_rounds() -> None:
    told = _judged(
        "MADRID, (Wire - 17th Feb, 2011) Real Madrid beat Sevilla 2-0 in the second leg. Sevilla went out in the "
        "quarter-finals. Real put out Levante 8-3."
    )
    assert told["match_result", "Real Madrid beat Sevilla 2-0"] == "supported"
    assert "contradicted" in {told["round", "in the quarter-finals"], told["elimination", "Sevilla went out in the quarter-finals"]}  # fmt: skip
    assert told["aggregate", "Levante 8-3"] == "contradicted"


def test_a_side_is_in_one_group_after_another() -> None:
    ids = sorted(nations())

    def qualifier(day: int, one: str, other: str) -> Match:
        found = _match(day, one, other, (1, 0), "fifa.wc")
        home, away = (
            Club(ClubId(ids[ord(name) - 65]), name, ids[ord(name) - 65][:2])
            for name in (one, other)
        )
        return replace(found, home=home, away=away, phase="qualifying")

    first = [*combinations("ABCD", 2), *combinations("EFG", 2)]
    second = [*permutations("ABE", 2)]
    matches = [qualifier(40 * (n >= len(first)) + n, *pair) for n, pair in enumerate((*first, *second))]  # fmt: skip
    told = Rounds.of(snapshot_of([*matches, _match(900, "A", "B", (0, 0), "es.1")])).qualifying
    groups: dict[str, set[str]] = {}
    for key, number in told.items():
        groups.setdefault(number, set()).update((matches[key].home.name, matches[key].away.name))
    assert {"".join(sorted(group)) for group in groups.values()} == {"ABCD", "ABE", "EFG"}
    assert groups["3"] == set("ABE")
