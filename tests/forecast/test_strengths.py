from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.forecast import strengths, strengths_kernel
from matchdesk.forecast.goals import outcomes
from matchdesk.forecast.model import Pair, model_of
from matchdesk.forecast.record import columns_of, record_of
from tests.forecast.worlds import club, cup_tie, season, with_cup, world


def figures(snapshot: Snapshot) -> Snapshot:
    """The same with shots and corners for every other match."""
    rng = np.random.default_rng(3)
    told = {
        int(key): ((12, 9), (5, 3), (int(rng.poisson(6)), int(rng.poisson(4))))
        for key in snapshot.matches.key[::2]
    }
    return replace(snapshot, store=replace(snapshot.store, figures_by_key=told))  # type: ignore[type-var]


def abroad() -> Snapshot:
    """Two countries that meet in a cup, and a match on neutral ground."""
    other = [
        replace(
            match,
            competition=CompetitionId("yy.1"),
            home=Club(ClubId(match.home.id.replace("xx", "yy")), match.home.name, "yy"),
            away=Club(ClubId(match.away.id.replace("xx", "yy")), match.away.name, "yy"),
        )
        for match in season(6, 2011, seed=9)
    ]
    meeting = [
        replace(
            cup_tie(n, n + 1, dt.date(2012, 2, 1 + n), round="semi_final", score="2-0",
                    competition="uefa.cl"),
            away=Club(ClubId(f"yy.{club(n + 1).id[3:]}"), "Other", "yy"),
            neutral=n == 2,
        )
        for n in range(4)
    ]  # fmt: skip
    return snapshot_of([*season(6, 2011, seed=9), *other, *meeting])


@pytest.mark.parametrize(
    "snapshot", [world(), figures(world()), abroad()], ids=["plain", "shots", "abroad"]
)
def test_the_kernel_equals_its_twin(snapshot: Snapshot) -> None:
    record = record_of(snapshot)
    places = np.flatnonzero(record.known)
    blocks = (record.day[places] - 1) // 7
    wanted = np.ones(len(places), dtype=np.bool_)
    plain, quick = strengths.beginning(record), strengths.beginning(record)
    told = strengths.follow(plain, record, places, blocks, wanted)
    rate, spread = strengths_kernel.follow_arrays(
        quick.arrays(), columns_of(record), strengths.numbers_of(record.settings), places, blocks,
        wanted,
    )  # fmt: skip
    # The same sums in another order: equal to rounding.
    np.testing.assert_allclose(rate, told.rate, atol=1e-10)
    np.testing.assert_allclose(spread, told.spread, atol=1e-10)
    for one, other in zip(plain.arrays(), quick.arrays(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-10)


def test_covariances_stay_positive() -> None:
    model = model_of(figures(world(8, seasons=4, played=None)))
    for spread in model.state.spread:
        assert np.linalg.eigvalsh(spread).min() > 0


def test_a_stronger_club_is_found() -> None:
    matches = season(6, 2010, seed=4) + season(6, 2011, seed=4)
    won: dict[str, int] = {}
    for match in matches:
        assert match.score is not None
        won[match.home.name] = won.get(match.home.name, 0) + match.score.home - match.score.away
        won[match.away.name] = won.get(match.away.name, 0) - match.score.home + match.score.away
    snapshot = snapshot_of(matches)
    strength = model_of(snapshot).state.mean[:, :2].sum(axis=1)
    best = max(won, key=lambda name: won[name])
    assert snapshot.clubs[int(strength.argmax())].name == best


def test_nothing_of_the_week_enters_what_is_expected_of_it() -> None:
    snapshot = world(6, seasons=2, played=None)
    record = record_of(snapshot)
    places = np.flatnonzero(record.known)
    blocks = (record.day[places] - 1) // 7
    wanted = np.ones(len(places), dtype=np.bool_)
    told = strengths.follow(strengths.beginning(record), record, places, blocks, wanted)
    at = int(np.flatnonzero(blocks == blocks[40])[0])
    # Other scores from that week on change nothing that was expected before it, and of its matches.
    counts = record.counts.copy()
    counts[places[at:], 0] = counts[places[at:], 0][:, ::-1] + 3
    other = replace(record, counts=counts)
    again = strengths.follow(strengths.beginning(other), other, places, blocks, wanted)
    same = blocks <= blocks[40]
    np.testing.assert_array_equal(told.rate[same], again.rate[same])
    assert not np.array_equal(told.rate[~same], again.rate[~same])


def test_cutting_gives_the_same_strengths() -> None:
    whole = season(6, 2010, seed=1) + season(6, 2011, seed=1)
    day = dt.date(2011, 9, 20)
    cut = [
        m if m.date is not None and m.date <= day else replace(m, status="scheduled", score=None)
        for m in whole
    ]
    one = model_of(snapshot_of(cut, Moment(day)))
    kept = [m for m in whole if m.date is not None and m.date <= day]
    other = model_of(snapshot_of(kept, Moment(day)))
    for club_ in one.snapshot.clubs:
        a, b = one.snapshot.club_number(club_), other.snapshot.club_number(club_)
        if b >= 0:
            np.testing.assert_allclose(one.state.mean[a], other.state.mean[b], atol=1e-12)


def test_a_club_never_seen_and_a_league_with_one_match_have_chances() -> None:
    one = [m for m in season(4, 2010, seed=2)][:1]
    model = model_of(snapshot_of(one))
    chances = outcomes(model.expect_pairs([Pair(0, -1, 0), Pair(-1, -1), Pair(0, 1, 0)])).chances
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert (chances > 0.02).all()


def test_no_result_at_all() -> None:
    scheduled = [replace(m, status="scheduled", score=None) for m in season(4, 2010, seed=2)]
    model = model_of(snapshot_of(scheduled, Moment(dt.date(2010, 8, 1))))
    chances = outcomes(model.expect(model.fixtures)).chances
    np.testing.assert_allclose(chances, np.tile(chances[0], (len(chances), 1)))
    assert chances[0, 0] > chances[0, 2]


def test_neutral_ground_takes_the_home_advantage_away() -> None:
    model = model_of(world())
    at_home, neutral = outcomes(
        model.expect_pairs([Pair(0, 1, 0), Pair(0, 1, 0, neutral=True)])
    ).chances
    assert at_home[0] > neutral[0]


def test_newcomers_of_a_lower_level_are_weaker() -> None:
    upper, lower = season(6, 2010, seed=1), []
    for match in season(6, 2010, seed=7, competition="xx.2"):
        home = Club(ClubId(f"{match.home.id}-2"), f"{match.home.name} 2", "xx")
        away = Club(ClubId(f"{match.away.id}-2"), f"{match.away.name} 2", "xx")
        lower.append(replace(match, home=home, away=away))
    snapshot = snapshot_of(upper + lower)
    strength = model_of(snapshot).state.mean[:, :2].sum(axis=1)
    second = np.array([c.name.endswith(" 2") for c in snapshot.clubs])
    assert strength[second].mean() < strength[~second].mean() - 0.4


def test_cup_clubs_begin_below_the_leagues_held() -> None:
    snapshot = with_cup([cup_tie(12, 0, dt.date(2012, 9, 5), round="round_1", score="0-3")])
    record = record_of(snapshot)
    stranger = snapshot.club_number(club(12))
    assert record.first[stranger, 0] < record.first[snapshot.club_number(club(0)), 0]


def test_clubs_are_nearer_in_cups_of_their_country() -> None:
    model = model_of(with_cup([cup_tie(12, 0, dt.date(2012, 9, 5), round="round_1", score="0-3")]))
    names = model.snapshot.competitions
    league, cup = names.index(CompetitionId("xx.1")), names.index(CompetitionId("xx.cup"))
    strength = model.state.mean[:, :2].sum(axis=1)
    top = model.record.home[model.record.competition == league]
    best, worst = int(top[strength[top].argmax()]), int(top[strength[top].argmin()])
    pairs = [Pair(best, worst, n, neutral=True) for n in (league, cup)]
    rate = model.expect_pairs(pairs).rate
    gaps = rate[:, 0] - rate[:, 1]
    # Not to the last digit: what is at stake counts in the league alone.
    assert gaps[1] == pytest.approx(model.settings.cup_top * gaps[0], rel=0.05)
    stranger = model.snapshot.club_number(club(12))
    assert model.shares(cup)[stranger] == model.settings.cup_below
    assert (model.shares(league) == 1).all()


def test_leagues_from_which_no_club_goes_down_are_told_by_their_seasons() -> None:
    s = model_of(world()).settings
    same = [m for year in range(2006, 2012) for m in season(8, year, seed=1)]
    kept = record_of(snapshot_of(same)).before[:, :, 0]
    # The first four seasons tell nothing yet; then each club begins nearer to the mean.
    assert np.unique(kept).tolist() == [s.kept_closed, s.kept, 1.0]
    # One club goes down in each.
    left = [replace(m, home=club(8 + year - 2006)) if m.home == club(0) else m
            for year in range(2006, 2012) for m in season(8, year, seed=1)]  # fmt: skip
    left = [
        replace(m, away=club(8 + m.season.start - 2006)) if m.away == club(0) else m for m in left
    ]
    assert s.kept_closed not in record_of(snapshot_of(left)).before[:, :, 0]
