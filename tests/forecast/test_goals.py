from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchdesk.forecast.goals import MOST, outcomes, poisson, scores
from matchdesk.forecast.strengths import Expected

RATE = st.floats(-3, 2)


@given(RATE, RATE, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(-0.2, 0.1))
def test_chances_sum_to_one(one: float, other: float, a: float, b: float, rho: float) -> None:
    expected = Expected(np.array([[one, other]]), np.array([[a, b, 0.3 * np.sqrt(a * b)]]))
    found = outcomes(expected, rho)
    assert found.chances.sum() == pytest.approx(1, abs=1e-12)
    assert (found.chances >= 0).all()
    grid = scores(expected, rho)
    assert grid.sum() == pytest.approx(1, abs=1e-12)
    assert (grid >= 0).all()


def test_outcomes_are_sums_of_scores() -> None:
    rng = np.random.default_rng(1)
    expected = Expected(rng.normal(0.2, 0.4, (20, 2)), np.tile([0.02, 0.03, -0.005], (20, 1)))
    grid, found = scores(expected, -0.08), outcomes(expected, -0.08)
    x, y = np.arange(MOST)[:, None], np.arange(MOST)[None, :]
    for n, lead in enumerate((x > y, x == y, x < y)):
        # The last cell holds all that is beyond it: a thousandth of a thousandth.
        np.testing.assert_allclose((grid * lead).sum(axis=(1, 2)), found.chances[:, n], atol=1e-5)


def test_the_correction_is_dixon_and_coles() -> None:
    home, away, rho = 1.4, 1.1, -0.1
    expected = Expected(np.log([[home, away]]), np.zeros((1, 3)))
    grid = scores(expected, rho)[0]
    plain = np.outer(poisson(np.array(home)), poisson(np.array(away)))
    tau = {
        (0, 0): 1 - home * away * rho, (0, 1): 1 + home * rho, (1, 0): 1 + away * rho,
        (1, 1): 1 - rho,
    }  # fmt: skip
    for (x, y), factor in tau.items():
        assert grid[x, y] == pytest.approx(plain[x, y] * factor, rel=1e-9)
    assert grid[2, 1] == pytest.approx(plain[2, 1], rel=1e-9)


def test_doubt_flattens() -> None:
    rate = np.log([[2.2, 0.9]])
    sure = outcomes(Expected(rate, np.zeros((1, 3)))).chances[0]
    unsure = outcomes(Expected(rate, np.array([[0.3, 0.3, -0.2]]))).chances[0]
    assert unsure[0] < sure[0]


def test_sides_swapped_swap_the_chances() -> None:
    one = outcomes(Expected(np.array([[0.4, 0.1]]), np.array([[0.02, 0.05, 0.01]]))).chances[0]
    other = outcomes(Expected(np.array([[0.1, 0.4]]), np.array([[0.05, 0.02, 0.01]]))).chances[0]
    # The three points in each direction are laid along the first side: good to a millionth.
    np.testing.assert_allclose(one, other[::-1], atol=5e-6)
