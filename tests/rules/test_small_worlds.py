"""Small leagues counted fully: every outcome, by the engine and by its slow twin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations, product

import numpy as np
import pytest

from matchdesk.core.season import Season
from matchdesk.rules.catalogue import rulebook
from matchdesk.rules.order import Arrangement, World, arrange
from tests.rules import slow_order as slow
from tests.rules.slow_order import Played

Twin = Callable[[list[str], list[Played]], list[list[str]]]

TWINS: dict[str, Twin] = {
    "es.1 2017-18": slow.la_liga_order,
    "en.1 2017-18": lambda c, m: slow.flat_order(c, m, [], [slow.difference, slow.goals]),
    "it.1 2015-16": lambda c, m: slow.flat_order(
        c, m, [slow.points, slow.difference], [slow.difference, slow.goals]
    ),
    "pt.1 2015-16": lambda c, m: slow.flat_order(
        c, m, [slow.points, slow.difference, slow.away_goals],
        [slow.difference, slow.wins, slow.goals],
    ),
    "br.1 2001": lambda c, m: slow.flat_order(
        c, m, [], [slow.wins, slow.difference, slow.goals]
    ),
    "de.1 2010-11": lambda c, m: slow.flat_order(
        c, m, [], [slow.difference, slow.goals]
    ),
    "uefa.cl 2005-06": lambda c, m: slow.flat_order(
        c, m, [slow.points, slow.difference, slow.away_goals], [slow.difference, slow.goals]
    ),
    "uefa.cl 2012-13": lambda c, m: slow.uefa_order(
        c, m, [slow.points, slow.difference, slow.goals, slow.away_goals],
        [slow.difference, slow.goals],
    ),
    "uefa.euro 2020": lambda c, m: slow.uefa_order(
        c, m, [slow.points, slow.difference, slow.goals],
        [slow.difference, slow.goals, slow.wins],
    ),
}  # fmt: skip
# The German list goes on with the matches between level clubs: only its overall part is compared.
PART_ONLY = {"de.1 2010-11"}


def worlds(clubs: str, meetings: int, scores: list[tuple[int, int]]) -> Iterator[list[Played]]:
    """Every outcome of all matches of a few clubs."""
    fixtures = [(a, b) for a, b in permutations(clubs, 2) if meetings == 2 or a < b]
    for outcome in product(scores, repeat=len(fixtures)):
        yield [(a, b, *score) for (a, b), score in zip(fixtures, outcome, strict=True)]


def put(rule: str, clubs: str, meetings: int, matches: list[Played]) -> Arrangement:
    """The table by the engine."""
    competition, season = rule.split()
    stage = rulebook(competition, Season.parse(season)).stages[0]
    return arrange(
        World(
            len(clubs),
            np.array([(clubs.index(h), clubs.index(v)) for h, v, _, _ in matches]),
            np.array([(a, b) for _, _, a, b in matches]),
            stage.points,
            stage.order,
            head_to_head_from=stage.head_to_head_from,
            meetings=meetings,
            season_done=True,
        )
    )


def sets(done: Arrangement, clubs: str) -> list[list[str]]:
    """Clubs from the top; clubs that stay level in one set."""
    found: list[list[str]] = []
    for club, word in zip(done.order, done.words, strict=True):
        if word == "undecided":
            found[-1].append(clubs[club])
        else:
            found.append([clubs[club]])
    return found


@pytest.mark.parametrize("rule", [*TWINS])
def test_three_clubs_twice(rule: str) -> None:
    """3 clubs, 6 matches, 4 scores each: 4,096 seasons."""
    count = level = 0
    for matches in worlds("ABC", 2, [(0, 0), (1, 0), (0, 1), (2, 1)]):
        done = put(rule, "ABC", 2, matches)
        expected = TWINS[rule](["A", "B", "C"], matches)
        found = sets(done, "ABC")
        if rule in PART_ONLY:
            order = [club for part in found for club in part]
            assert sorted(order) == ["A", "B", "C"]
            for part in expected:
                assert {*order[: len(part)]} == {*part}
                del order[: len(part)]
        else:
            assert found == expected, matches
        count += 1
        level += any(len(part) > 1 for part in found)
    assert count == 4096
    assert level < count


@pytest.mark.parametrize("rule", ["uefa.euro 2020", "fifa.wc 2010", "uefa.cl 2012-13"])
def test_four_clubs_once(rule: str) -> None:
    """4 sides, 6 matches, 4 scores each: the groups of a tournament."""
    for matches in worlds("ABCD", 1, [(0, 0), (1, 0), (0, 2), (1, 1)]):
        done = put(rule, "ABCD", 1, matches)
        if rule in TWINS:
            assert sets(done, "ABCD") == TWINS[rule](["A", "B", "C", "D"], matches)
        points = [done.points[c] for c in done.order]
        assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("rule", [*TWINS])
def test_other_names_change_nothing(rule: str) -> None:
    """Clubs numbered the other way round stand in the same order, those left open aside."""
    for number, matches in enumerate(worlds("ABC", 2, [(1, 0), (0, 1), (2, 2)])):
        if number % 7:
            continue
        other = str.maketrans("ABC", "CBA")
        renamed = [(h.translate(other), v.translate(other), a, b) for h, v, a, b in matches]
        one = [[*part] for part in sets(put(rule, "ABC", 2, matches), "ABC")]
        two = sets(put(rule, "ABC", 2, renamed), "ABC")
        assert [sorted(part) for part in one] == [
            sorted(club.translate(other) for club in part) for part in two
        ]
