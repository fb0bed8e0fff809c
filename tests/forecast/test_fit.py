from __future__ import annotations

import numpy as np
import pytest

from matchdesk.errors import UsageError
from matchdesk.forecast import fit, fit_kernel
from matchdesk.forecast.fit import KINDS, Kind, Layout, derivatives, fading, fit_goals, paired

CLUBS = 7


def results(seed: int, matches: int = 300) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng([2026, seed])
    home = rng.integers(0, CLUBS, matches)
    away = (home + rng.integers(1, CLUBS, matches)) % CLUBS
    strength = rng.normal(0, 0.3, CLUBS)
    lead = strength[home] - strength[away]
    return home, away, rng.poisson(1.5 * np.exp(lead)), rng.poisson(1.1 * np.exp(-lead))


@pytest.mark.parametrize("pools", [1, 2])
def test_derivatives_are_exact(pools: int) -> None:
    home, away, x, y = results(1)
    competition = np.arange(len(home)) % 2
    ground = (np.arange(len(home)) % 5 > 0).astype(float)
    pairs = paired(home, away, x, y, None, competition, ground, CLUBS)
    layout = Layout(CLUBS, pools, 2)
    pool = np.arange(CLUBS) % pools
    rng = np.random.default_rng(5)
    theta = rng.normal(0, 0.1, layout.size)
    theta[-1] = -0.06
    _, slope, curve = derivatives(theta, pairs, pool, layout)
    steps = 1e-6 * np.eye(layout.size)
    found = [
        (derivatives(theta + s, pairs, pool, layout), derivatives(theta - s, pairs, pool, layout))
        for s in steps
    ]
    # Central differences are good to the square of the step and to rounding: 1e-5 of values of 100.
    np.testing.assert_allclose([(a[0] - b[0]) / 2e-6 for a, b in found], slope, atol=2e-5)
    np.testing.assert_allclose([(a[1] - b[1]) / 2e-6 for a, b in found], curve, atol=2e-5)


@pytest.mark.parametrize("pools", [1, 2])
def test_the_kernel_equals_its_twin(pools: int) -> None:
    home, away, x, y = results(2)
    pairs = paired(home, away, x, y, fading(np.arange(300), 0.002), home % 1, None, CLUBS)
    layout = Layout(CLUBS, pools, 1)
    pool = np.arange(CLUBS) % pools
    theta = np.random.default_rng(6).normal(0, 0.1, layout.size)
    theta[-1] = -0.05
    # A single pool has no mean of its own; the kernel leaves its places out.
    free = np.ones(layout.size, dtype=bool)
    if pools == 1:
        free[2 * CLUBS : 2 * CLUBS + 2] = False
        theta[~free] = 0.0
    plain = derivatives(theta, pairs, pool, layout)
    quick = fit_kernel.derivatives(theta, pairs, pool, layout)
    # Sums in another order: equal to rounding.
    assert quick[0] == pytest.approx(plain[0], rel=1e-12)
    np.testing.assert_allclose(quick[1][free], plain[1][free], atol=1e-9)
    np.testing.assert_allclose(
        quick[2][np.ix_(free, free)], plain[2][np.ix_(free, free)], atol=1e-9
    )


@pytest.mark.parametrize("kind", fit.KINDS)
def test_the_optimum_is_one(kind: fit.Kind) -> None:
    home, away, x, y = results(3)
    found = fit_goals(home, away, x, y, kind=kind)
    assert found.converged
    assert found.attack.sum() == pytest.approx(0, abs=1e-9)
    pairs = paired(home, away, x, y, None, home * 0, None, CLUBS)
    layout = Layout(CLUBS, 1, 1)
    theta = np.concatenate(
        (found.attack, found.defence, [0, 0], found.goals, found.home, [found.low_scores])
    )
    value, slope, _ = derivatives(theta, pairs, np.zeros(CLUBS, dtype=np.int64), layout)
    assert value == pytest.approx(found.log_likelihood, rel=1e-9)
    if kind == "dixon_coles":
        np.testing.assert_allclose(np.delete(slope, [14, 15]), 0, atol=1e-3)


def test_weights_count_matches_several_times() -> None:
    home, away, x, y = results(4)
    twice = fit_goals(*(np.tile(v, 2) for v in (home, away, x, y)), ridge=2.0)
    weighed = fit_goals(home, away, x, y, weights=np.full(len(home), 2.0), ridge=2.0)
    np.testing.assert_allclose(twice.attack, weighed.attack, atol=1e-9)


def test_a_club_without_matches_stands_at_the_mean_of_its_pool() -> None:
    home, away, x, y = results(5)
    found = fit_goals(home, away, x, y, ridge=3.0, clubs=CLUBS + 1)
    assert found.attack[CLUBS] == pytest.approx(0, abs=1e-6)
    assert np.isfinite(found.rates(np.array([CLUBS]), np.array([0]))).all()


def test_leagues_are_tied_by_the_matches_between_them() -> None:
    # Club 0 of pool 0 beats club 3 of pool 1 every time: pool 1 is weaker, club 4 with it.
    home, away = np.array([0, 1, 3, 4, 0, 0]), np.array([1, 0, 4, 3, 3, 3])
    found = fit_goals(
        home, away, [1, 1, 1, 1, 4, 4], [1, 1, 1, 1, 0, 0], kind="poisson", ridge=3.0,
        pool_ridge=0.5, clubs=5, pool=[0, 0, 0, 1, 1],
    )  # fmt: skip
    assert found.attack[4] < found.attack[2]


@pytest.mark.parametrize("ridge", [0.0, 3.0])
def test_one_match_is_no_error(ridge: float) -> None:
    found = fit_goals([0], [1], [2], [0], ridge=ridge)
    assert np.isfinite(found.rates(np.array([0]), np.array([1]))).all()


def test_no_match_is_refused() -> None:
    with pytest.raises(UsageError, match="Found 0 home sides"):
        fit_goals([], [], [], [])


def test_the_covariance_is_that_of_the_curvature() -> None:
    home, away, x, y = results(6)
    found = fit_goals(home, away, x, y, ridge=3.0, spread=True)
    assert found.spread is not None
    assert np.linalg.eigvalsh(found.spread).min() > -1e-12
    # More matches, less doubt.
    more = fit_goals(*(np.tile(v, 4) for v in (home, away, x, y)), ridge=3.0, spread=True)
    assert more.spread is not None
    assert (more.spread.diagonal()[:CLUBS] < found.spread.diagonal()[:CLUBS]).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("abroad", [0, 60])
def test_many_leagues_at_once_are_fitted_as_by_the_whole_matrix(
    kind: Kind, abroad: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng([7, abroad])
    pool = np.repeat(np.arange(4), 10)
    home = rng.integers(0, 40, 1_600)
    away = pool[home] * 10 + (home % 10 + rng.integers(1, 10, len(home))) % 10
    away[:abroad] = (home[:abroad] + 10) % 40
    league = np.where(pool[home] == pool[away], pool[home], 4)
    strength = rng.normal(0, 0.3, 40)
    lead = strength[home] - strength[away]
    x, y = rng.poisson(1.5 * np.exp(lead)), rng.poisson(1.1 * np.exp(-lead))
    asked = {
        "kind": kind, "competition": league, "pool": pool, "ridge": 2.0, "pool_ridge": 1.0,
        "at_home": (np.arange(len(home)) % 9 > 0).astype(float), "clubs": 41,
        "weights": fading(np.arange(len(home)) % 500, 0.002),
    }  # fmt: skip
    asked["pool"] = np.append(pool, 0)
    whole = fit_goals(home, away, x, y, **asked)  # type: ignore[arg-type]
    monkeypatch.setattr(fit, "MANY", 20)
    apart = fit_goals(home, away, x, y, **asked)  # type: ignore[arg-type]
    assert whole.converged
    assert apart.converged
    assert apart.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-6)
    # Both stop where a step is negligible: 1e-7 in the parameters.
    for name in ("attack", "defence", "goals", "home", "low_scores"):
        np.testing.assert_allclose(getattr(apart, name), getattr(whole, name), atol=1e-5)
