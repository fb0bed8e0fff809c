"""The fit of many leagues at once, with a matrix of second derivatives taken apart.

Clubs that play one another form a block (a country, as a rule). What all share (pools, goals, home
advantage, rho) is the border, put aside by its Schur complement. The few matches between blocks, of
continental cups, enter by conjugate gradients with the blocks and the border as preconditioner
(Hestenes and Stiefel 1952, J. Res. NBS 49): the step is Newton's, exact but for rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchdesk.forecast.fit import Layout, Pairs, Places, Terms, places, terms
from matchdesk.forecast.record import Flags, Floats, Whole

_MOST_STEPS = 60
_MOST_TURNS = 400
_LINKED = 0.05
"""Share of a pool's matches that are against another pool, from which both are one block."""


def climb_joint(
    theta: Floats, pairs: Pairs, pool: Whole, layout: Layout, prior: Floats, free: Flags
) -> tuple[Floats, float, int, bool]:
    """Newton's method; see :func:`.fit.fit_goals`.

    Returns:
        Parameters, log-likelihood without the ridge, steps, and whether the last was negligible.
    """
    blocks = _Blocks.of(pairs, pool, layout)
    sides = places(pairs, pool, layout)
    told = terms(theta, pairs, pool, layout)
    assert told is not None
    target = told.value - 0.5 * prior @ theta**2
    for steps in range(1, _MOST_STEPS + 1):
        slope = np.where(free, _slope(told, sides, layout.size) - prior * theta, 0.0)
        step = blocks.solve(told, sides, prior, free, slope)
        size = 1.0
        while True:
            tried = theta + size * step
            if abs(tried[-1]) < 1.0:
                new = terms(tried, pairs, pool, layout)
                if new is not None:
                    new_target = new.value - 0.5 * prior @ tried**2
                    if new_target >= target - 1e-10 * abs(target):
                        break
            size /= 2
            if size < 1e-6:
                return theta, told.value, steps, False
        gained, target = new_target - target, new_target
        theta, told = tried, new
        if size == 1.0 and (np.abs(step).max() < 1e-7 or gained < 1e-12 * abs(target)):
            return theta, told.value, steps, True
    return theta, told.value, steps, False


def _slope(told: Terms, sides: tuple[Places, Places], size: int) -> Floats:
    slope = _back(told.one[0], told.one[1], sides, size)
    slope[-1] = told.rho_one
    return slope


def _back(home: Floats, away: Floats, sides: tuple[Places, Places], size: int) -> Floats:
    """Sums over the pairs for each parameter."""
    found = np.zeros(size)
    for of, by in zip(sides, (home, away), strict=True):
        for place, sign in of:
            found += np.bincount(place, weights=sign * by, minlength=size)
    return found


def _times(
    told: Terms, sides: tuple[Places, Places], prior: Floats, free: Flags, vector: Floats
) -> Floats:
    """Minus the second derivatives, with the prior, times a vector."""
    home, away = (
        np.sum([sign * vector[place] for place, sign in of], axis=0, dtype=np.float64)
        for of in sides
    )
    rho = vector[-1]
    found = -_back(
        told.two[0] * home + told.two[2] * away + told.by_rho[0] * rho,
        told.two[1] * away + told.two[2] * home + told.by_rho[1] * rho,
        sides,
        len(vector),
    )
    found[-1] = -(told.by_rho[0] @ home + told.by_rho[1] @ away + told.rho_two * rho)
    whole: Floats = np.where(free, found + prior * vector, 0.0)
    return whole


@dataclass(frozen=True)
class _Blocks:
    """Where the parameters of clubs stand.

    Attributes:
        layout: of all parameters.
        block: int[club parameter], its block. local: its place in it.
        sizes: int[block], parameters. begin: int[block], where its matrix begins when all are laid
            out one after the other.
        crossed: some pairs are of two blocks.
    """

    layout: Layout
    block: Whole
    local: Whole
    sizes: Whole
    begin: Whole
    crossed: bool

    @classmethod
    def of(cls, pairs: Pairs, pool: Whole, layout: Layout) -> _Blocks:
        """Blocks are pools that often play one another."""
        pools = layout.pools
        one, two = pool[pairs.home], pool[pairs.away]
        met = np.bincount(one * pools + two, pairs.weight, pools * pools).reshape(pools, pools)
        met = met + met.T
        share = met / np.maximum(met.sum(axis=1, keepdims=True), 1e-12)
        linked = np.maximum(share, share.T) > _LINKED
        label = np.arange(pools)
        while True:
            least = np.where(linked, label[None, :], pools).min(axis=1)
            least = np.minimum(least, label)
            if (least == label).all():
                break
            label = least
        _, number = np.unique(label, return_inverse=True)
        block = number[pool]
        count = np.bincount(block)
        local = np.empty(layout.clubs, dtype=np.int64)
        order = np.argsort(block, kind="stable")
        local[order] = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
        sizes = 2 * count
        return cls(
            layout=layout,
            block=np.concatenate((block, block)),
            local=np.concatenate((local, local + count[block])),
            sizes=sizes,
            begin=np.cumsum(sizes**2) - sizes**2,
            crossed=bool((block[pairs.home] != block[pairs.away]).any()),
        )

    def solve(
        self,
        told: Terms,
        sides: tuple[Places, Places],
        prior: Floats,
        free: Flags,
        slope: Floats,
    ) -> Floats:
        """The Newton step."""
        near = self._near(told, sides, prior, free)
        step = near(slope)
        if not self.crossed:
            return step
        # Conjugate gradients from there.
        rest = slope - _times(told, sides, prior, free, step)
        turned = near(rest)
        way, left = turned.copy(), float(rest @ turned)
        begun = float(slope @ near(slope))
        for _ in range(_MOST_TURNS):
            if left <= 1e-18 * begun:
                break
            times = _times(told, sides, prior, free, way)
            size = left / float(way @ times)
            step = step + size * way
            rest = rest - size * times
            turned = near(rest)
            new = float(rest @ turned)
            way = turned + (new / left) * way
            left = new
        return step

    def _near(self, told: Terms, sides: tuple[Places, Places], prior: Floats, free: Flags) -> _Near:
        """Blocks and border, taken apart."""
        clubs = 2 * self.layout.clubs
        border = self.layout.size - clubs
        flat = np.zeros(int(self.begin[-1] + self.sizes[-1] ** 2))
        side = np.zeros(clubs * border)
        corner = np.zeros((border, border))
        for of, by_rho in zip(sides, told.by_rho, strict=True):
            for place, sign in of:
                column = np.bincount(place, weights=-sign * by_rho, minlength=self.layout.size)
                side.reshape(clubs, border)[:, -1] += column[:clubs]
                corner[-1, :] += column[clubs:]
                corner[:, -1] += column[clubs:]
        for n, of in enumerate(sides):
            for m, other in enumerate(sides):
                second = -(told.two[n] if n == m else told.two[2])
                for place, sign in of[:2]:
                    for place_two, sign_two in other[:2]:
                        inside = self.block[place] == self.block[place_two]
                        at = self.begin[self.block[place]] + self.local[place_two]
                        at = at + self.local[place] * self.sizes[self.block[place]]
                        weight = np.where(inside, sign * sign_two * second, 0.0)
                        flat += np.bincount(np.where(inside, at, 0), weight, len(flat))
                    for place_two, sign_two in other[2:]:
                        at = place * border + place_two - clubs
                        side += np.bincount(at, sign * sign_two * second, len(side))
                for place, sign in of[2:]:
                    for place_two, sign_two in other[2:]:
                        at = (place - clubs) * border + place_two - clubs
                        corner += np.bincount(
                            at, sign * sign_two * second, border * border
                        ).reshape(border, border)
        corner[-1, -1] -= told.rho_two
        held = ~free[clubs:]
        edge = side.reshape(clubs, border)
        edge[:, held] = 0.0
        corner[held, :] = corner[:, held] = 0.0
        corner[np.diag_indices(border)] += np.where(held, 1.0, prior[clubs:])
        inverse, solved, members = [], [], []
        schur = corner
        for number, size in enumerate(self.sizes.tolist()):
            own = np.flatnonzero(self.block == number)
            own = own[np.argsort(self.local[own])]
            begin = int(self.begin[number])
            matrix = flat[begin : begin + size * size].reshape(size, size)
            matrix[np.diag_indices(size)] += prior[own]
            inverse.append(_inverse(matrix))
            solved.append(inverse[-1] @ edge[own])
            members.append(own)
            schur = schur - edge[own].T @ solved[-1]
        return _Near(clubs, members, inverse, solved, _inverse(schur))


@dataclass(frozen=True)
class _Near:
    """The inverse of blocks and border together."""

    clubs: int
    members: list[Whole]
    inverse: list[Floats]
    solved: list[Floats]
    schur: Floats

    def __call__(self, vector: Floats) -> Floats:
        found = np.empty_like(vector)
        border = vector[self.clubs :].copy()
        for own, solved in zip(self.members, self.solved, strict=True):
            border -= solved.T @ vector[own]
        border = self.schur @ border
        found[self.clubs :] = border
        for own, inverse, solved in zip(self.members, self.inverse, self.solved, strict=True):
            found[own] = inverse @ vector[own] - solved @ border
        return found


def _inverse(matrix: Floats) -> Floats:
    """Inverse of a matrix that should be positive definite, lifted where it is not."""
    matrix = (matrix + matrix.T) / 2
    damp, top = 0.0, float(matrix.diagonal().max(initial=1.0))
    while True:
        try:
            lifted = matrix + damp * np.eye(len(matrix))
            np.linalg.cholesky(lifted)
            return np.asarray(np.linalg.inv(lifted), dtype=np.float64)
        except np.linalg.LinAlgError:
            damp = max(damp * 10, 1e-6 * top)
