from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.season import Season
from matchdesk.forecast import table_kernel, table_numpy, table_plain
from matchdesk.forecast.chance import (
    LOWEST,
    MIXED,
    Tables,
    drawn,
    level_of,
    mix,
    mixed,
    start_of,
)
from matchdesk.forecast.table_plain import AGAIN, BY_CHANCE, Doubt, TableWorld, put_in_order
from matchdesk.forecast.worlds import _steps
from matchdesk.rules.catalogue import BUILT_IN
from matchdesk.rules.order import World, arrange

TABLES = Tables(-0.08)
# Orders with every way of going on among level clubs.
RULES = [
    "es.1 2017-18",
    "en.1 2017-18",
    "de.1 2017-18",
    "it.1 2017-18",
    "uefa.cl 2017-18",
    "uefa.cl 2021-22",
]


def world(rule: str, clubs: int, played: int, seed: int) -> tuple[TableWorld, World]:
    """A double round robin under a rulebook, for the kernel and for the rules themselves."""
    competition, season = rule.split()
    stage = BUILT_IN.edition(competition, Season.parse(season)).stages[-1]
    rng = np.random.default_rng([2026, seed, clubs])
    fixtures = np.array([(i, j) for i in range(clubs) for j in range(clubs) if i != j])
    rng.shuffle(fixtures)
    # Few goals, so that many clubs end level.
    goals = rng.poisson(0.5, (len(fixtures), 2))
    rules = World(
        clubs=clubs, fixtures=fixtures, goals=goals, points=stage.points, steps=stage.order,
        head_to_head_from=stage.head_to_head_from, zones=stage.zones, season_done=True,
    )  # fmt: skip
    steps, cuts = _steps(stage.order, rules)
    none = np.zeros(clubs, dtype=np.int64)
    table = TableWorld(
        clubs=clubs, of=np.arange(clubs) * 2, home=fixtures[:, 0].copy(),
        away=fixtures[:, 1].copy(), played=played, score=goals[:played],
        level=rng.integers(-60, 20, (len(fixtures) - played, 2)),
        points=(stage.points.win, stage.points.draw, stage.points.loss), offset=none, steps=steps,
        cuts=cuts, section=none, half=none, before=none, stream=99,
    )  # fmt: skip
    return table, rules


def doubt(clubs: int) -> Doubt:
    rng = np.random.default_rng(7)
    return Doubt(
        np.abs(rng.normal(0, 0.1, (2 * clubs, 2))),
        np.abs(rng.normal(0, 0.1, (2 * clubs, 2))),
        np.array([0.03, 0.02]),
    )


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("clubs", "played", "runs"), [(4, 0, 130), (4, 12, 3), (6, 11, 70), (20, 200, 5)]
)
def test_the_kernel_equals_its_twin(rule: str, clubs: int, played: int, runs: int) -> None:
    table, _ = world(rule, clubs, played, 1)
    watch = np.arange(min(2, len(table.level)))
    numbers = np.arange(17, 17 + runs)
    plain = table_plain.ends(table, doubt(clubs), TABLES, 5, numbers, watch)
    for twin in (table_kernel, table_numpy):
        quick = twin.ends(table, doubt(clubs), TABLES, 5, numbers, watch)
        for name in ("position", "points", "difference", "scored", "watched"):
            np.testing.assert_array_equal(getattr(plain, name), getattr(quick, name), err_msg=name)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(12))
def test_the_order_is_that_of_the_rules(rule: str, seed: int) -> None:
    clubs = 4 + seed % 4
    table, rules = world(rule, clubs, clubs * (clubs - 1), seed)
    done = arrange(rules)
    order, points = put_in_order(table, table.score, start_of(1, 3), seed)
    assert points.tolist() == done.points
    # Where the rules leave clubs open, chance may put them in any order.
    place = {club: n for n, club in enumerate(done.order)}
    for level in done.undecided:
        first = min(place[club] for club in level)
        place.update((club, first) for club in level)
    assert [place[club] for club in order] == sorted(place.values())


def test_words_of_arrays_and_of_whole_numbers_are_the_same() -> None:
    words = [0, 1, 2**63, 2**64 - 1, 12345678901234567890]
    assert mix(np.array(words, dtype=np.uint64)).tolist() == [mixed(word) for word in words]


def test_goals_have_their_distribution() -> None:
    home, away = level_of(np.log(1.7)), level_of(np.log(1.1))
    words = drawn(start_of(4, 40), np.arange(200_000), 0) & np.uint64(0xFFFFFFFF)
    x, y = TABLES.score(np.full(len(words), home), np.full(len(words), away), words)
    rates = np.exp(np.array([home, away]) / 64)
    for goals, rate in ((x, rates[0]), (y, rates[1])):
        # Five standard errors.
        assert goals.mean() == pytest.approx(rate, abs=5 * np.sqrt(rate / len(words)))
    a, b = rates
    zero = np.exp(-a - b) * (1 + 0.08 * a * b)
    assert ((x == 0) & (y == 0)).mean() == pytest.approx(zero, abs=5 * np.sqrt(zero / len(words)))
    one = a * b * np.exp(-a - b) * 1.08
    assert ((x == 1) & (y == 1)).mean() == pytest.approx(one, abs=5 * np.sqrt(one / len(words)))


def test_slots_tell_what_the_bounds_say() -> None:
    numbers = np.arange(65536)
    for level in (-100, 0, 60):
        entries = TABLES.slots[level - LOWEST][numbers >> 8].astype(np.int64)
        goals = (entries & 15) + ((numbers & 255) >= (entries >> 4))
        plain = entries != MIXED
        np.testing.assert_array_equal(
            goals[plain], TABLES.goals(np.full(65536, level), numbers)[plain]
        )
        assert plain.mean() > 0.98


def test_runs_can_be_taken_in_any_order() -> None:
    table, _ = world("es.1 2017-18", 6, 8, 2)
    whole = table_kernel.ends(table, doubt(6), TABLES, 9, np.arange(300), np.zeros(0, np.int64))
    parts = [
        table_kernel.ends(table, doubt(6), TABLES, 9, np.arange(a, b), np.zeros(0, np.int64))
        for a, b in ((0, 70), (70, 71), (71, 300))
    ]
    np.testing.assert_array_equal(whole.position, np.concatenate([part.position for part in parts]))


@pytest.mark.parametrize("seed", range(10))
def test_the_kernel_equals_its_twin_under_any_list_of_steps(seed: int) -> None:
    # Lists that no rulebook has: every criterion, among level clubs or not, begun again or not, for
    # two or for more, and only about some places.
    rng = np.random.default_rng([2026, 11, seed])
    table, _ = world("es.1 2017-18", 6 + seed % 3, 10 + seed, seed)
    codes = [0, *rng.permutation([*range(17), AGAIN])[:7].tolist(), BY_CHANCE]
    steps = np.zeros((len(codes), 4), dtype=np.int64)
    steps[:, 0] = codes
    steps[1:-1, 1] = np.where(steps[1:-1, 0] < 6, rng.integers(0, 2, len(codes) - 2), 0)
    steps[1:-1, 2] = rng.integers(0, 2, len(codes) - 2) * steps[1:-1, 1]
    steps[1:-1, 3] = rng.choice([0, 0, 0, 2, 3], len(codes) - 2)
    cuts = np.full((len(codes), 8), -1, dtype=np.int64)
    cuts[1 + seed % 5, 0] = seed % 4
    table = replace(
        table, steps=steps, cuts=cuts, offset=rng.integers(-3, 4, table.clubs),
        half=rng.integers(0, 2, table.clubs), before=rng.permutation(table.clubs),
        section=(np.arange(table.clubs) % 2) * (seed % 2),
    )  # fmt: skip
    numbers = np.arange(3, 90)
    none = np.zeros(0, dtype=np.int64)
    plain = table_plain.ends(table, doubt(table.clubs), TABLES, 5, numbers, none)
    for twin in (table_kernel, table_numpy):
        quick = twin.ends(table, doubt(table.clubs), TABLES, 5, numbers, none)
        np.testing.assert_array_equal(plain.position, quick.position)
        np.testing.assert_array_equal(plain.points, quick.points)
