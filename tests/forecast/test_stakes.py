from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.forecast import stakes
from matchdesk.forecast.grounds import closed, closed_doors
from matchdesk.forecast.model import Pair, model_of
from matchdesk.forecast.record import record_of
from matchdesk.forecast.settings import SETTINGS
from tests.forecast.worlds import season

S = SETTINGS.stakes


def free(order: list[float], above: int, own: float, left: int) -> float:
    """How open the boundary below the first places is."""
    gap = own - order[above] if own >= order[above - 1] else order[above - 1] - own
    return 0.0 if gap > 3 * left else float(1 / np.cosh(gap / (S.spread * np.sqrt(left))) ** 2)


def plainly(fixtures: stakes.Fixtures, total: int) -> np.ndarray:
    """The same features of one season, match by match and club by club."""
    found = np.zeros((len(fixtures.home), 2, stakes.FEATURES))
    clubs = sorted({*fixtures.home.tolist(), *fixtures.away.tolist()})
    top = (1, 2, 4, 6) if fixtures.level[0] == 1 else (2, 6)
    down = (2, 1) if len(clubs) <= 14 else (4, 3, 2)
    for n in range(len(fixtures.home)):
        monday = (fixtures.day[n] - 1) // 7 * 7 + 1
        points, played = dict.fromkeys(clubs, 0.0), dict.fromkeys(clubs, 0)
        for k in range(len(fixtures.home)):
            if fixtures.known[k] and fixtures.day[k] < monday:
                lead = fixtures.home_goals[k] - fixtures.away_goals[k]
                for club, by in ((fixtures.home[k], lead), (fixtures.away[k], -lead)):
                    points[club] += (3 if by > 0 else 1 if by == 0 else 0) + by / 1000
                    played[club] += 1
        order = sorted(points.values(), reverse=True)
        for side, club in enumerate((fixtures.home[n], fixtures.away[n])):
            left = max(total - played[club], 1)
            nth = sum(club in (fixtures.home[k], fixtures.away[k]) for k in range(n))

            own = points[club]
            stay = max(free(order, len(clubs) - k, own, left) for k in down)
            late = np.exp(-(left - 1) / S.late)
            found[n, side] = (
                np.exp(-nth / S.early), np.exp(-(total - nth - 1) / S.last),
                1 - max(stay, *(free(order, k, own, left) for k in top)), stay * late,
                free(order, 1, own, left) * late,
            )  # fmt: skip
    return found


def fixtures_of(snapshot: Snapshot) -> stakes.Fixtures:
    record = record_of(snapshot)
    one = np.ones(len(record), dtype=np.int64)
    return stakes.Fixtures(
        record.home, record.away, record.competition, one, record.season, record.day, one > 0,
        record.known, record.counts[:, 0, 0], record.counts[:, 0, 1],
    )  # fmt: skip


@pytest.mark.parametrize(("clubs", "played"), [(10, None), (10, 13), (16, 27), (8, 0)])
def test_features_equal_the_plain_count(clubs: int, played: int | None) -> None:
    fixtures = fixtures_of(snapshot_of(season(clubs, 2010, seed=3, played=played)))
    found = stakes.features(fixtures, S)
    np.testing.assert_allclose(found, plainly(fixtures, 2 * (clubs - 1)), atol=1e-9)


def test_a_side_with_nothing_to_play_for_is_weaker() -> None:
    fixtures = fixtures_of(snapshot_of(season(16, 2010, seed=3)))
    felt = stakes.features(fixtures, S)
    shift = stakes.shifts(fixtures, S)
    spent = (felt[:, 0, stakes.NOTHING] > 0.9) & (felt[:, 1, stakes.SURVIVAL] > 0.5)
    assert spent.any()
    assert (shift[spent, 0] < shift[spent, 1]).all()


def test_leagues_of_another_shape_have_no_stakes() -> None:
    # Two seasons in which some meet once more: no plain double round.
    odd = []
    for year in (2010, 2011, 2012):
        held = season(10, year, seed=2)
        odd += held + [replace(m, date=dt.date(year + 1, 2, 1)) for m in held[:2]]
    fixtures = fixtures_of(snapshot_of(odd))
    found = stakes.shifts(fixtures, S)
    last = fixtures.season == fixtures.season.max()
    assert (found[last] == 0).all()
    assert (found[fixtures.season == fixtures.season.min()] != 0).any()


def test_groups_and_cups_have_no_stakes() -> None:
    grouped = [replace(m, group="A") for m in season(10, 2010, seed=2)]
    assert not record_of(snapshot_of(grouped)).shift.any()
    cup = [replace(m, competition="xx.cup") for m in season(10, 2010, seed=2)]  # type: ignore[arg-type]
    assert not record_of(snapshot_of(cup)).shift.any()


def test_what_is_at_stake_is_known_at_the_moment() -> None:
    whole = season(10, 2010, seed=5) + season(10, 2011, seed=5)
    day = dt.date(2011, 12, 4)
    cut = [
        m if m.date is not None and m.date <= day else replace(m, status="scheduled", score=None)
        for m in whole
    ]
    one, other = record_of(snapshot_of(whole)), record_of(snapshot_of(cut, Moment(day)))
    # The next match day is in the week after the moment: both see the same table.
    near = one.day <= day.toordinal() + 4
    assert (one.day[near] > day.toordinal()).any()
    np.testing.assert_array_equal(one.shift[near], other.shift[near])


def test_a_pair_without_a_fixture_has_the_stakes_of_the_fixture() -> None:
    matches = season(10, 2010, seed=5) + season(10, 2011, seed=5, played=16)
    moment = Moment(max(m.date for m in matches if m.score is not None and m.date is not None))
    held = model_of(snapshot_of(matches, moment))
    bare = model_of(snapshot_of([m for m in matches if m.score is not None], moment))
    places = held.fixtures[:5]
    record = held.record
    pairs = [
        Pair(
            bare.snapshot.club_number(held.snapshot.clubs[record.home[n]]),
            bare.snapshot.club_number(held.snapshot.clubs[record.away[n]]),
            0,
            int(record.day[n]),
        )
        for n in places
    ]
    assert record.shift[places].any()
    np.testing.assert_allclose(bare.expect_pairs(pairs).rate, held.expect(places).rate, atol=1e-12)


def test_empty_stands_are_known_once_announced() -> None:
    days = np.array([dt.date(2020, 6, 20).toordinal(), dt.date(2022, 1, 1).toordinal()] * 2)
    leagues = np.array([0, 0, 1, 1])
    found = closed(["es.1", "xx.1"], leagues, days, dt.date(2020, 6, 1))
    assert found.tolist() == [True, False, False, False]
    assert not closed(["es.1", "xx.1"], leagues, days, dt.date(2019, 12, 1)).any()
    periods, announced = closed_doors()
    assert all(announced < first < last for of in periods.values() for first, last in of)


def test_home_advantage_is_less_before_empty_stands() -> None:
    matches = [
        replace(m, competition="es.1", date=m.date and m.date.replace(year=m.date.year + 9))  # type: ignore[arg-type]
        for m in season(6, 2010, seed=2)
    ]  # fmt: skip
    model = model_of(snapshot_of(matches, Moment(dt.date(2020, 5, 10))))
    day = dt.date(2020, 9, 12).toordinal()
    empty, full = model.expect_pairs([Pair(0, 1, 0, day), Pair(0, 1, 0, day + 400)]).rate
    assert empty[0] < full[0]
    assert empty[1] > full[1]
