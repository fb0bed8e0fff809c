"""Numbers of the models, chosen on seasons before 2012-13; ``docs/models`` tells how.

None of them is fitted to the data asked about. Rates are logarithms of goals a match: a strength of
0.1 is about a tenth more goals.
"""

from __future__ import annotations

from dataclasses import dataclass

COUNTS = ("goals", "shots_on_target", "shots_off_target", "corners")
"""What is counted in a match for both sides. Goals alone are always there."""


@dataclass(frozen=True, slots=True)
class Count:
    """How one kind of count shows strengths.

    Attributes:
        level: usual number a side and match, before anything is known of a competition.
        strength: share of a club's strength that shows in it.
        shown: share of what a club shows in shots beyond its goals.
        weight: information in one count, compared with a Poisson count of the same mean.
        score: by how much a goal's lead lowers it (sides ahead sit back).
    """

    level: float
    strength: float
    shown: float
    weight: float
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class StakeSettings:
    """What the state of a league does to the goals of a match, in logarithms; see :mod:`.stakes`.

    Attributes:
        nothing: goals of a side for whom nothing is at stake, less those of its opponent.
        survival, title: the same for a side that may still go down or be champion, in the last
            match; it fades over ``late`` matches.
        early_home: the home side's goals in the first match of a season, less the visitors'; it
            fades over ``early`` matches.
        late_goals: both sides' goals in the last match; it fades over ``last`` matches.
        spread: points by which two clubs move apart in a match.
    """

    nothing: float = -0.064
    survival: float = 0.099
    title: float = 0.144
    late: float = 8.0
    early_home: float = -0.052
    early: float = 2.5
    late_goals: float = 0.15
    last: float = 1.0
    spread: float = 2.6


@dataclass(frozen=True, slots=True)
class StrengthSettings:
    """Settings of the strengths; variances a day unless said otherwise.

    Attributes:
        counts: as :data:`COUNTS`.
        newcomer_spread: standard deviation of attack and of defence of a club never seen.
        together: correlation of attack and defence of a club never seen.
        step_down: by how much both are lower one level of a country's leagues further down.
        from_below: by how much both are lower for a club that comes up from a level not held, and
            below_spread their standard deviation.
        drift: variance that attack and defence gain a day. drift_together: their correlation,
            shots_together: the same for a club whose shots are held. below_pace: by how much faster clubs of lower leagues drift.
        summer: variance gained between two seasons. kept: share of the distance to the mean of its
            level that a club keeps.
        kept_closed: the same in leagues from which no club goes down, where players are shared out.
        kept_away: the same for every season that a club was not seen in a league.
        form, form_kept: standard deviation of form, and the share of it kept over a week.
        shown, shown_drift, shown_summer: standard deviation of what shows in shots alone, its drift,
            and what it gains between two seasons.
        level_drift: variance gained by the goals of a competition; home_drift by its home advantage.
        home, home_spread: home advantage of a competition before it is known.
        country_spread: standard deviation of the strength of a country's clubs against others.
        nation_spread: the same as ``newcomer_spread`` for national sides.
        cup_top, cup_below: share of their strengths that clubs of a top league, and of lower ones or
            none held, show in cups of their country, where sides are changed and little is lost.
        below_leagues: by how much weaker than one more level down a cup club is that is seen in no
            league held.
        abroad: by how much a club is stronger that is seen in continental cups alone.
        low_scores: Dixon and Coles' rho.
        friendly: weight of a friendly.
        closed_home: share of home advantage that is left before empty stands.
        stakes: what the state of a league does.
    """

    counts: tuple[Count, ...] = (
        Count(1.2, 1.0, 0.0, 1.1),
        Count(4.5, 1.0, 1.0, 0.75, 0.075),
        Count(6.0, 0.7, 0.8, 1.1, 0.05),
        Count(5.0, 0.9, 1.25, 0.33),
    )
    newcomer_spread: float = 0.45
    together: float = 0.8
    step_down: float = 0.4
    from_below: float = 0.25
    below_spread: float = 0.15
    drift: float = 0.00011 / 7
    drift_together: float = 0.5
    shots_together: float = 0.1
    below_pace: float = 1.5
    summer: float = 0.0014
    kept: float = 0.985
    kept_closed: float = 0.8
    kept_away: float = 0.8
    form: float = 0.07
    form_kept: float = 0.93
    shown: float = 0.08
    shown_drift: float = 0.000022 / 7
    shown_summer: float = 0.00044
    level_drift: float = 0.0000035 / 7
    home: float = 0.3
    home_spread: float = 0.14
    home_drift: float = 0.000003 / 7
    level_spread: float = 0.2
    country_spread: float = 0.2
    country_drift: float = 0.002 / 365
    nation_spread: float = 0.8
    cup_top: float = 0.9
    cup_below: float = 0.7
    below_leagues: float = 0.3
    abroad: float = 0.2
    low_scores: float = -0.09
    friendly: float = 1.0
    closed_home: float = 0.5
    stakes: StakeSettings = StakeSettings()


SETTINGS = StrengthSettings()
