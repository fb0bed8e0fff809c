"""Poisson and Dixon-Coles fitted to many matches at once, by Newton's method with exact derivatives.

Home goals are Poisson with log rate ``goals[c] + home[c] * at_home + attack[i] - defence[j]``,
visitors' with ``goals[c] + attack[j] - defence[i]``; ``c`` is the competition. Attack and defence
lie around the mean of their pool (a league), the means around zero, each held by a ridge: normal
priors, so that a club with few matches or none has an answer. Dixon and Coles (1997, "Modelling
association football scores and inefficiencies in the football betting market", Applied Statistics
46, equations 4.2 and 4.4) add ``low_scores`` (their rho) and weights that fade with time.

The likelihood needs of each pair of clubs at home and away only seven sums, so the work goes with
the pairs that met and not with the matches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from matchdesk.errors import UsageError
from matchdesk.forecast import compiled
from matchdesk.forecast.record import Flags, Floats, Whole

Kind = Literal["poisson", "dixon_coles"]
KINDS: tuple[Kind, ...] = ("poisson", "dixon_coles")

MANY = 250
"""Clubs from which the matrix of second derivatives is taken apart by country."""
_MOST_STEPS = 60
_CLOSE = 1e-9
_LOOSE = 1e-8
"""Ridge on what the matches leave open: level of all attacks and defences together."""


@dataclass(frozen=True)
class Pairs:
    """Sums over the matches of each pair that met; float or int[pair].

    Attributes:
        home, away, competition: numbers. at_home: 1, or 0 on neutral ground.
        weight: sum of weights. scored, conceded: weighted goals, home and visitors.
        low: float[pair, 4], weights of matches that ended 0-0, 0-1, 1-0 and 1-1.
    """

    home: Whole
    away: Whole
    competition: Whole
    at_home: Floats
    weight: Floats
    scored: Floats
    conceded: Floats
    low: Floats

    def __len__(self) -> int:
        return len(self.home)


@dataclass(frozen=True)
class GoalFit:
    """A fitted model.

    Attributes:
        kind: "poisson" or "dixon_coles".
        attack, defence: float[club], logarithms of goals; higher is better.
        goals, home: float[competition].
        low_scores: rho; 0 for "poisson".
        log_likelihood: of the matches, weighted, without the ridge and the constants log x!.
        steps: Newton steps taken. converged: the last one was negligible.
        spread: float[parameter, parameter], inverse of the curvature at the optimum: attack,
            defence, pool attack, pool defence, goals, home, low_scores; None if not asked for.
    """

    kind: Kind
    attack: Floats
    defence: Floats
    goals: Floats
    home: Floats
    low_scores: float
    log_likelihood: float
    steps: int
    converged: bool
    spread: Floats | None = None

    def rates(
        self, home: Whole, away: Whole, competition: Whole | int = 0, at_home: ArrayLike = 1.0
    ) -> Floats:
        """Logarithms of both sides' expected goals, float[match, 2]."""
        level = self.goals[competition]
        own = level + self.home[competition] * np.asarray(at_home)
        return np.stack(
            (own + self.attack[home] - self.defence[away],
             level + self.attack[away] - self.defence[home]), axis=-1
        )  # fmt: skip


def fit_goals(
    home: ArrayLike,
    away: ArrayLike,
    home_goals: ArrayLike,
    away_goals: ArrayLike,
    *,
    kind: Kind = "dixon_coles",
    weights: ArrayLike | None = None,
    ridge: float = 0.0,
    pool_ridge: float = 0.0,
    clubs: int | None = None,
    competition: ArrayLike | None = None,
    at_home: ArrayLike | None = None,
    pool: ArrayLike | None = None,
    spread: bool = False,
    plain: bool = False,
) -> GoalFit:
    """Fit a goal model.

    Args:
        home: int[match], numbers of clubs from 0.
        away: likewise.
        home_goals: int[match], goals after 90 minutes.
        away_goals: likewise.
        kind: "poisson" or "dixon_coles".
        weights: float[match]; 1 each if not given. :func:`fading` makes those of Dixon and Coles.
        ridge: precision of a club's attack and defence around its pool, in matches' worth of goals.
        pool_ridge: precision of a pool around zero.
        clubs: how many there are; one without a match gets the mean of its pool.
        competition: int[match], whose goals and home advantage count; one for all if not given.
        at_home: 1, or 0 on neutral ground.
        pool: int[club], such as the number of its league; one for all if not given.
        spread: also give the covariance of the parameters.
        plain: never use the compiled kernel.

    Raises:
        UsageError: no matches, or columns of different lengths.

    >>> fit = fit_goals([0, 1, 0, 1], [1, 0, 1, 0], [2, 0, 3, 1], [0, 1, 1, 1], kind="poisson")
    >>> bool(fit.attack[0] > fit.attack[1]), fit.converged
    (True, True)
    """
    i, j = np.asarray(home, dtype=np.int64), np.asarray(away, dtype=np.int64)
    x, y = np.asarray(home_goals), np.asarray(away_goals)
    if not len(i) or not len(i) == len(j) == len(x) == len(y):
        raise UsageError(
            f"Found {len(i)} home sides, {len(j)} visitors, {len(x)} and {len(y)} scores; expected "
            "as many of each, and at least one. Nothing was fitted.",
            code="no-matches",
        )
    if kind not in KINDS:
        raise UsageError(f"Found the model {kind!r}, expected one of {', '.join(KINDS)}.")
    count = int(max(i.max(), j.max())) + 1
    count = max(count, clubs or 0)
    c = np.zeros(len(i), dtype=np.int64) if competition is None else np.asarray(competition)
    pairs = paired(i, j, x, y, weights, c.astype(np.int64), at_home, count)
    pools = np.zeros(count, dtype=np.int64) if pool is None else np.asarray(pool, dtype=np.int64)
    return fit_pairs(
        pairs, count, pools, kind=kind, ridge=ridge, pool_ridge=pool_ridge, spread=spread,
        plain=plain,
    )  # fmt: skip


def fading(days_ago: ArrayLike, rate: float) -> Floats:
    """Weights of matches so many days ago: exp(-rate * days) (Dixon and Coles' phi).

    >>> fading([0, 365], 0.0018).round(3).tolist()
    [1.0, 0.518]
    """
    faded: Floats = np.exp(-rate * np.asarray(days_ago, dtype=np.float64))
    return faded


def paired(
    home: Whole,
    away: Whole,
    home_goals: ArrayLike,
    away_goals: ArrayLike,
    weights: ArrayLike | None,
    competition: Whole,
    at_home: ArrayLike | None,
    clubs: int,
) -> Pairs:
    """Sums of the matches of each pair, competition and ground."""
    x = np.asarray(home_goals, dtype=np.float64)
    y = np.asarray(away_goals, dtype=np.float64)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
    ground = np.ones(len(x)) if at_home is None else np.asarray(at_home, dtype=np.float64)
    key = ((competition * 2 + (ground > 0)) * clubs + home) * clubs + away
    size = (int(competition.max()) + 1) * 2 * clubs * clubs
    if size <= max(16 * len(x), 1 << 16):
        met = np.bincount(key, minlength=size)
        found = np.flatnonzero(met)
        place = np.empty(size, dtype=np.int64)
        place[found] = np.arange(len(found))
        which = place[key]
    else:
        found, which = np.unique(key, return_inverse=True)
    low = np.where((x <= 1) & (y <= 1), 2 * x + y, 4).astype(np.int64)
    sums = np.bincount(which * 5 + low, weights=w, minlength=5 * len(found)).reshape(-1, 5)
    grounds = found // (clubs * clubs)
    return Pairs(
        home=found // clubs % clubs,
        away=found % clubs,
        competition=grounds // 2,
        at_home=(grounds % 2).astype(np.float64),
        weight=sums.sum(axis=1),
        scored=np.bincount(which, weights=w * x, minlength=len(found)).astype(np.float64),
        conceded=np.bincount(which, weights=w * y, minlength=len(found)).astype(np.float64),
        low=np.ascontiguousarray(sums[:, :4]),
    )


@dataclass(frozen=True)
class Layout:
    """Where the parameters stand: attack, defence, pool attack, pool defence, goals, home, rho."""

    clubs: int
    pools: int
    competitions: int

    @property
    def size(self) -> int:
        """Number of parameters."""
        return 2 * self.clubs + 2 * self.pools + 2 * self.competitions + 1

    @property
    def goals(self) -> int:
        """Place of the goals of the first competition."""
        return 2 * self.clubs + 2 * self.pools


def fit_pairs(
    pairs: Pairs,
    clubs: int,
    pool: Whole,
    *,
    kind: Kind,
    ridge: float,
    pool_ridge: float,
    spread: bool = False,
    plain: bool = False,
) -> GoalFit:
    """As :func:`fit_goals`, from sums."""
    pools = int(pool.max(initial=0)) + 1
    layout = Layout(clubs, pools, int(pairs.competition.max()) + 1)
    theta = np.zeros(layout.size)
    per_side = (pairs.scored.sum() + pairs.conceded.sum()) / (2 * pairs.weight.sum())
    theta[layout.goals : layout.goals + layout.competitions] = np.log(max(per_side, 0.05))
    prior = _prior(layout, ridge, pool_ridge)
    free = np.ones(layout.size, dtype=np.bool_)
    free[-1] = kind == "dixon_coles"
    if pools == 1:
        free[2 * clubs : 2 * clubs + 2] = False
    home_games = np.bincount(
        pairs.competition, weights=pairs.weight * pairs.at_home, minlength=layout.competitions
    )
    at = layout.goals + layout.competitions
    free[at : at + layout.competitions] = home_games > 0
    if layout.clubs > MANY and not spread and not plain:
        from matchdesk.forecast.fit_joint import climb_joint

        theta, value, steps, done = climb_joint(theta, pairs, pool, layout, prior, free)
        curve = np.zeros((0, 0))
    else:
        kernel = None if plain else compiled.kernel("fit_kernel")
        theta, value, curve, steps, done = _climb(theta, pairs, pool, layout, prior, free, kernel)
    covariance = None
    if spread:
        covariance = np.zeros((layout.size, layout.size))
        covariance[np.ix_(free, free)] = np.linalg.inv(-curve[np.ix_(free, free)])
    n = clubs
    of_pool = theta[2 * n : 2 * n + 2 * pools]
    attack = theta[:n] + of_pool[pool]
    defence = theta[n : 2 * n] + of_pool[pools + pool]
    goals = theta[layout.goals : at].copy()
    if ridge <= 0 and pools == 1:
        # Nothing fixes the level: sum of the attacks and of the defences is zero, as is usual.
        goals += attack.mean() - defence.mean()
        attack, defence = attack - attack.mean(), defence - defence.mean()
    return GoalFit(
        kind=kind, attack=attack, defence=defence, goals=goals,
        home=theta[at : at + layout.competitions].copy(), low_scores=float(theta[-1]),
        log_likelihood=value, steps=steps, converged=done, spread=covariance,
    )  # fmt: skip


def _prior(layout: Layout, ridge: float, pool_ridge: float) -> Floats:
    """Precision of each parameter around zero."""
    prior = np.zeros(layout.size)
    prior[: 2 * layout.clubs] = max(ridge, _LOOSE)
    prior[2 * layout.clubs : layout.goals] = max(pool_ridge, _LOOSE)
    prior[layout.goals :] = _LOOSE
    return prior


def _climb(
    theta: Floats,
    pairs: Pairs,
    pool: Whole,
    layout: Layout,
    prior: Floats,
    free: Flags,
    kernel: object | None,
) -> tuple[Floats, float, Floats, int, bool]:
    """Newton's method; a step that does not climb is halved, a direction that falls is bent."""
    where = np.flatnonzero(free)
    value, slope, curve = derivatives(theta, pairs, pool, layout, kernel)
    target = value - 0.5 * prior @ theta**2
    steps = 0
    for steps in range(1, _MOST_STEPS + 1):
        full = (slope - prior * theta)[where]
        bend = -curve[np.ix_(where, where)]
        bend[np.diag_indices(len(where))] += prior[where]
        step = _solve(bend, full)
        size = 1.0
        while True:
            tried = theta.copy()
            tried[where] += size * step
            if abs(tried[-1]) < 1.0:
                new_value, new_slope, new_curve = derivatives(tried, pairs, pool, layout, kernel)
                new_target = new_value - 0.5 * prior @ tried**2
                if new_target >= target - 1e-10 * abs(target):
                    break
            size /= 2
            if size < 1e-6:
                return theta, value, curve - np.diag(prior), steps, False
        theta, value, slope, curve = tried, new_value, new_slope, new_curve
        gained, target = new_target - target, new_target
        if size == 1.0 and (np.abs(step).max() < 1e-7 or gained < _CLOSE * abs(target) * 1e-3):
            return theta, value, curve - np.diag(prior), steps, True
    return theta, value, curve - np.diag(prior), steps, False


def _solve(bend: Floats, full: Floats) -> Floats:
    """The Newton step; where the curvature has the wrong sign, a step in its size."""
    damp = 0.0
    top = float(bend.diagonal().max())
    while True:
        try:
            lifted: Floats = (bend + damp * np.eye(len(bend))).astype(np.float64)
            np.linalg.cholesky(lifted)
            return np.asarray(np.linalg.solve(lifted, full), dtype=np.float64)
        except np.linalg.LinAlgError:
            damp = max(damp * 10, 1e-6 * top)


def derivatives(
    theta: Floats, pairs: Pairs, pool: Whole, layout: Layout, kernel: object | None = None
) -> tuple[float, Floats, Floats]:
    """Log-likelihood, its gradient and its matrix of second derivatives, all exact.

    ``-inf`` where a low score would have no chance at all.
    """
    if kernel is not None:
        found: tuple[float, Floats, Floats] = kernel.derivatives(  # type: ignore[attr-defined]
            theta, pairs, pool, layout
        )
        return found
    told = terms(theta, pairs, pool, layout)
    if told is None:
        return -np.inf, np.zeros(layout.size), np.zeros((layout.size, layout.size))
    one, two, by_rho = told.one, told.two, told.by_rho
    home_of, away_of = places(pairs, pool, layout)
    size = layout.size
    slope = np.zeros(size)
    flat = np.zeros(size * size)
    sides = ((home_of, 0), (away_of, 1))
    for of, side in sides:
        for place, sign in of:
            slope += np.bincount(place, weights=sign * one[side], minlength=size)
            column = np.bincount(place, weights=sign * by_rho[side], minlength=size)
            flat[np.arange(size) * size + size - 1] += column
            flat[(size - 1) * size + np.arange(size)] += column
    for of, side in sides:
        for other, other_side in sides:
            second = two[side] if side == other_side else two[2]
            for place, sign in of:
                for place_two, sign_two in other:
                    flat += np.bincount(
                        place * size + place_two, weights=sign * sign_two * second,
                        minlength=size * size,
                    )  # fmt: skip
    slope[-1] += told.rho_one
    flat[-1] += told.rho_two
    return told.value, slope, flat.reshape(size, size)


@dataclass(frozen=True)
class Terms:
    """Log-likelihood and its derivatives by each pair's two log rates and by rho.

    Attributes:
        value: the log-likelihood.
        one: float[side, pair], first derivatives. two: float[3, pair], second derivatives: home,
            away, mixed. by_rho: float[side, pair], mixed with rho.
        rho_one, rho_two: first and second derivative by rho.
    """

    value: float
    one: Floats
    two: Floats
    by_rho: Floats
    rho_one: float
    rho_two: float


Places = list[tuple[Whole, Floats]]


def terms(theta: Floats, pairs: Pairs, pool: Whole, layout: Layout) -> Terms | None:
    """Derivatives pair by pair; None where a low score would have no chance at all."""
    n, pools = layout.clubs, layout.pools
    i, j, c = pairs.home, pairs.away, pairs.competition
    at = layout.goals
    of_pool = theta[2 * n : at]
    attack = theta[:n] + of_pool[pool]
    defence = theta[n : 2 * n] + of_pool[pools + pool]
    level = theta[at + c]
    home_rate = level + theta[at + layout.competitions + c] * pairs.at_home + attack[i] - defence[j]
    away_rate = level + attack[j] - defence[i]
    rho = theta[-1]
    home_mean, away_mean = np.exp(home_rate), np.exp(away_rate)
    value = float(
        pairs.scored @ home_rate
        + pairs.conceded @ away_rate
        - pairs.weight @ (home_mean + away_mean)
    )
    # First and second derivatives by the two log rates and by rho.
    one = np.stack(
        (pairs.scored - pairs.weight * home_mean, pairs.conceded - pairs.weight * away_mean)
    )
    two = np.stack((-pairs.weight * home_mean, -pairs.weight * away_mean, np.zeros(len(pairs))))
    by_rho = np.zeros((2, len(pairs)))
    rho_one, rho_two = 0.0, 0.0
    n00, n01, n10, n11 = pairs.low.T
    for times, factor in (
        (n00, -home_mean * away_mean),
        (n01, home_mean),
        (n10, away_mean),
        (n11, np.full(len(pairs), -1.0)),
    ):
        # tau = 1 + rho * factor; factor grows with the log rates it holds.
        tau = 1 + rho * factor
        if ((times > 0) & (tau <= 0)).any():
            return None
        tau = np.where(tau > 0, tau, 1.0)
        value += float(times @ np.log(tau))
        share = times * rho * factor / tau
        mixed = times * factor / tau**2
        rho_one += float((times * factor / tau).sum())
        rho_two -= float((times * (factor / tau) ** 2).sum())
        curve = share - times * (rho * factor / tau) ** 2
        holds_home = factor is not away_mean and times is not n11
        holds_away = factor is not home_mean and times is not n11
        if holds_home:
            one[0] += share
            two[0] += curve
            by_rho[0] += mixed
        if holds_away:
            one[1] += share
            two[1] += curve
            by_rho[1] += mixed
        if holds_home and holds_away:
            two[2] += curve
    return Terms(value, one, two, by_rho, rho_one, rho_two)


def places(pairs: Pairs, pool: Whole, layout: Layout) -> tuple[Places, Places]:
    """Places and signs of the parameters of the home side's log rate, and of the visitors'.

    Those of clubs come first, two of them; then pools, goals and home advantage.
    """
    n, pools, at = layout.clubs, layout.pools, layout.goals
    i, j, c = pairs.home, pairs.away, pairs.competition
    ones = np.ones(len(pairs))
    home_of = [(i, ones), (n + j, -ones), (2 * n + pool[i], ones), (2 * n + pools + pool[j], -ones),
               (at + c, ones), (at + layout.competitions + c, pairs.at_home)]  # fmt: skip
    away_of = [(j, ones), (n + i, -ones), (2 * n + pool[j], ones), (2 * n + pools + pool[i], -ones),
               (at + c, ones)]  # fmt: skip
    return home_of, away_of
