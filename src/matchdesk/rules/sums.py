"""What clubs won, drew and scored: sums over matches, and over the meetings of each pair.

Two ways lead to the same figures: :func:`totals` and :func:`meetings_of` count many matches at once,
:class:`Running` takes one match after the other, as a season goes by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.rules.edition import Points

Ints = NDArray[np.integer[Any]]


def no_matches() -> Ints:
    """An empty int[0, 2]."""
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of every club; each list has one whole number a club.

    ``points`` are those won on the pitch; deductions come off when the table is put in order.
    """

    played: list[int]
    won: list[int]
    drawn: list[int]
    lost: list[int]
    goals_for: list[int]
    goals_against: list[int]
    points: list[int]
    away_goals: list[int]
    away_goals_against: list[int]
    away_wins: list[int]


@dataclass(frozen=True, slots=True)
class Meetings:
    """What every club did against every other: lists, place ``club * clubs + opponent``.

    Attributes:
        points, wins, goals, away_goals: of the club against the opponent.
        settled: matches of the pair that are over, void ones included.
        pending: matches of the pair still to come.
    """

    points: list[int]
    wins: list[int]
    goals: list[int]
    away_goals: list[int]
    settled: list[int]
    pending: list[int]


def match_points(goals: Ints, points: Points, late: Ints | None = None) -> tuple[Ints, Ints, Ints]:
    """Points of both sides, and who won: 1 home, -1 visitors, 0 a draw.

    Args:
        goals: int[match, 2], goals: home, visitors.
        points: what a win, a draw and a defeat are worth.
        late: int[match], how a match went on: 0 over after 90 minutes, 1 after extra time, 2 and -2
            a shoot-out won by the home side or the visitors; None where none went on.

    Returns:
        int[match] three times.
    """
    lead = np.sign(goals[:, 0] - goals[:, 1])
    win, draw, loss = points.win, points.draw, points.loss
    home = np.where(lead > 0, win, np.where(lead < 0, loss, draw))
    away = np.where(lead < 0, win, np.where(lead > 0, loss, draw))
    if points.bonus_margin:
        far = np.abs(goals[:, 0] - goals[:, 1]) >= points.bonus_margin
        home, away = home + (far & (lead > 0)), away + (far & (lead < 0))
    if points.bonus_goals:
        home = home + (goals[:, 0] >= points.bonus_goals)
        away = away + (goals[:, 1] >= points.bonus_goals)
    if late is not None and points.beyond_ninety:
        if points.extra_time_win is not None:
            long = (late == 1) & (lead != 0)
            lost = loss if points.extra_time_loss is None else points.extra_time_loss
            home = np.where(long, np.where(lead > 0, points.extra_time_win, lost), home)
            away = np.where(long, np.where(lead < 0, points.extra_time_win, lost), away)
        if points.shoot_out_win is not None:
            shot = (np.abs(late) == 2) & (lead == 0)
            lost = loss if points.shoot_out_loss is None else points.shoot_out_loss
            home = np.where(shot, np.where(late > 0, points.shoot_out_win, lost), home)
            away = np.where(shot, np.where(late < 0, points.shoot_out_win, lost), away)
            lead = np.where(shot, np.sign(late), lead)
    return home, away, lead


def totals(
    fixtures: Ints, goals: Ints, clubs: int, points: Points, late: Ints | None = None
) -> Totals:
    """Sums of every club over the matches that count.

    Args:
        fixtures: int[match, 2], club numbers 0..clubs-1: home, visitors.
        goals: int[match, 2], goals: home, visitors.
        clubs: number of clubs.
        points: points for a win, a draw and a defeat.
        late: as for :func:`match_points`.

    >>> totals(np.array([[0, 1]]), np.array([[2, 1]]), 2, Points()).points
    [3, 0]
    """
    return sided_totals(fixtures, goals, clubs, points, late)


def sided_totals(
    fixtures: Ints,
    goals: Ints,
    clubs: int,
    points: Points,
    late: Ints | None = None,
    counts: NDArray[np.bool_] | None = None,
) -> Totals:
    """As :func:`totals`; with ``counts`` (bool[match, 2]) for one side of a match and not the other.

    A table of home matches counts each match for the home side alone.
    """
    home, away = fixtures[:, 0], fixtures[:, 1]
    scored, conceded = goals[:, 0], goals[:, 1]
    home_points, away_points, lead = match_points(goals, points, late)
    # One column a club and side: the home side's figures first, the visitors' after them.
    n = clubs
    who = np.concatenate((home, away + n))
    own = np.concatenate((scored, conceded))
    other = np.concatenate((conceded, scored))
    won_points = np.concatenate((home_points, away_points))
    result = np.concatenate((lead, -lead))
    if counts is not None:
        kept = np.concatenate((counts[:, 0], counts[:, 1]))
        who, own, other = who[kept], own[kept], other[kept]
        won_points, result = won_points[kept], result[kept]

    def count(weight: NDArray[Any] | None = None) -> NDArray[np.int64]:
        sums = np.bincount(who, weights=weight, minlength=2 * n)
        return sums.astype(np.int64).reshape(2, n)

    played, won, lost = count(), count(result > 0), count(result < 0)
    made, taken, points_won = count(own), count(other), count(won_points)
    return Totals(
        played=(played[0] + played[1]).tolist(),
        won=(won[0] + won[1]).tolist(),
        drawn=(played - won - lost).sum(axis=0).tolist(),
        lost=(lost[0] + lost[1]).tolist(),
        goals_for=(made[0] + made[1]).tolist(),
        goals_against=(taken[0] + taken[1]).tolist(),
        points=(points_won[0] + points_won[1]).tolist(),
        away_goals=made[1].tolist(),
        away_goals_against=taken[1].tolist(),
        away_wins=won[1].tolist(),
    )


def meetings_of(
    fixtures: Ints,
    goals: Ints,
    clubs: int,
    points: Points,
    late: Ints | None = None,
    void: Ints | None = None,
    pending: Ints | None = None,
) -> Meetings:
    """What every club did against every other.

    Args:
        fixtures: int[match, 2], club numbers 0..clubs-1: home, visitors.
        goals: int[match, 2], goals: home, visitors.
        clubs: number of clubs.
        points: points for a win, a draw and a defeat.
        late: as for :func:`match_points`.
        void: int[match, 2], matches declared void.
        pending: int[match, 2], matches still to come.
    """
    n = clubs
    size = n * n
    home, away = fixtures[:, 0], fixtures[:, 1]
    there, back = home * n + away, away * n + home
    home_points, away_points, lead = match_points(goals, points, late)
    both = np.concatenate((there, back))

    def square(place: Ints, weight: NDArray[Any] | None = None) -> list[int]:
        sums = np.bincount(place, weights=weight, minlength=size).astype(np.int64)
        listed: list[int] = sums.tolist()
        return listed

    settled, to_come = both, np.empty(0, dtype=np.int64)
    if void is not None and len(void):
        settled = np.concatenate((both, void[:, 0] * n + void[:, 1], void[:, 1] * n + void[:, 0]))
    if pending is not None and len(pending):
        to_come = np.concatenate(
            (pending[:, 0] * n + pending[:, 1], pending[:, 1] * n + pending[:, 0])
        )
    return Meetings(
        points=square(both, np.concatenate((home_points, away_points))),
        wins=square(both, np.concatenate((lead > 0, lead < 0))),
        goals=square(both, np.concatenate((goals[:, 0], goals[:, 1]))),
        away_goals=square(back, goals[:, 1]),
        settled=square(settled),
        pending=square(to_come),
    )


class Running:
    """Sums that grow match by match.

    Args:
        clubs: number of clubs.
        pending: int[match, 2], all matches that are still to come at the start.
    """

    def __init__(self, clubs: int, pending: Ints) -> None:
        n = clubs
        self.clubs = n
        self.totals = Totals(*([0] * n for _ in range(10)))
        none = np.empty((0, 2), dtype=np.int64)
        self.meetings = meetings_of(none, none, n, Points(), pending=pending)

    def add(
        self, home: int, away: int, scored: int, conceded: int, given: tuple[int, int, int]
    ) -> None:
        """Count one match; ``given`` are points of both sides and the winner (:func:`match_points`)."""
        t, m, n = self.totals, self.meetings, self.clubs
        home_points, away_points, lead = given
        there, back = home * n + away, away * n + home
        t.played[home] += 1
        t.played[away] += 1
        if lead > 0:
            t.won[home] += 1
            t.lost[away] += 1
            m.wins[there] += 1
        elif lead < 0:
            t.won[away] += 1
            t.lost[home] += 1
            t.away_wins[away] += 1
            m.wins[back] += 1
        else:
            t.drawn[home] += 1
            t.drawn[away] += 1
        t.goals_for[home] += scored
        t.goals_against[home] += conceded
        t.goals_for[away] += conceded
        t.goals_against[away] += scored
        t.away_goals[away] += conceded
        t.away_goals_against[away] += scored
        t.points[home] += home_points
        t.points[away] += away_points
        m.points[there] += home_points
        m.points[back] += away_points
        m.goals[there] += scored
        m.goals[back] += conceded
        m.away_goals[back] += conceded
        self.settle(home, away)

    def settle(self, home: int, away: int) -> None:
        """Count a match as over that adds nothing to the sums, such as one declared void."""
        m, n = self.meetings, self.clubs
        for place in (home * n + away, away * n + home):
            m.settled[place] += 1
            m.pending[place] -= 1
