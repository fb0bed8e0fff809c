"""Who stands above whom: whole numbers in, an order and its reasons out.

The criteria are a rulebook's list; the first that separates level clubs decides. Three ways of going
on with the clubs that stay level are written in the list, never assumed:

- flat: a mini-table is built once, from the first head-to-head criterion on, and kept;
- restart: as soon as a criterion has separated some clubs, those still level start again from the
  first criterion with a mini-table of themselves alone;
- "again": after all head-to-head criteria, a part of the clubs that is still level gets them once
  more on its own matches only.

Lots, fair play, play-offs and coefficients are decisions: without one the clubs stay undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from matchdesk.rules.edition import HeadToHeadFrom, OrderStep, Points, Zone
from matchdesk.rules.sums import Ints, Meetings, Totals, meetings_of, no_matches, totals
from matchdesk.rules.words import AGAIN, INPUTS

__all__ = [
    "Arrangement", "Ints", "Meetings", "Totals", "Value", "Weighed", "World", "arrange",
    "goal_average", "no_matches", "put_in_order", "totals",
]  # fmt: skip

Value = int | Fraction

# A goal average without a goal conceded stands above every other.
NO_GOAL_CONCEDED = Fraction(10**9)


@dataclass(frozen=True, slots=True)
class World:
    """One table to be put in order.

    Clubs are numbered by name: that is the order shown where the rules leave it open.

    Attributes:
        clubs: number of clubs.
        fixtures, goals: int[match, 2] of the matches that count: home, visitors.
        points: points for a win, a draw and a defeat.
        steps: the criteria.
        head_to_head_from: when criteria among level clubs begin to count.
        meetings: matches of each pair in a whole season; 0 where not every pair meets.
        season_done: True once every match of the table has been played.
        deducted: points taken off, by club.
        carried: points brought into the table, by club (a split that halves points); None where
            points are those of the matches.
        section: part of a split league, 0 the highest; None where there is no split.
        zones: what the places mean, for steps that are used for some of them only.
        void, pending: int[match, 2], matches declared void and matches still to come.
        ahead: decisions: (club above, club below) → word of the decision, "" where it names none.
        beside: clubs that ties beside the league put above others; they settle a play-off that
            the rules ask for, and nothing else.
        late: int[match], how matches went on after 90 minutes (:func:`.sums.match_points`); None
            where that earns no other points.
        lines: places about which the clubs on either side play a match if they are level on
            points: the last place above each line.
        half: half a point by which halving points helped (-1) or cost (1) a club; None without.
        before: place of each club before the split, from 1; None without.
        section_steps: criteria in the parts of a split; empty where they are ``steps``.
    """

    clubs: int
    fixtures: Ints
    goals: Ints
    points: Points
    steps: tuple[OrderStep, ...]
    head_to_head_from: HeadToHeadFrom = "always"
    meetings: int = 2
    season_done: bool = False
    deducted: Mapping[int, int] = field(default_factory=dict)
    carried: Sequence[int] | None = None
    section: Sequence[int] | None = None
    zones: tuple[Zone, ...] = ()
    void: Ints = field(default_factory=no_matches)
    pending: Ints = field(default_factory=no_matches)
    ahead: Mapping[tuple[int, int], str] = field(default_factory=dict)
    beside: Mapping[tuple[int, int], str] = field(default_factory=dict)
    late: Ints | None = None
    lines: tuple[int, ...] = ()
    half: Sequence[int] | None = None
    before: Sequence[int] | None = None
    section_steps: tuple[OrderStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Clubs in order, with the reason for each place.

    Attributes:
        order: club numbers from the top.
        words: for each place the word that separates it from the one above; "" for the first.
        values: for each place the two figures compared, (above, here); None where there are none.
        points: points of every club, deductions taken off.
        totals: sums of every club.
        undecided: groups of clubs that the list does not separate.
    """

    order: list[int]
    words: list[str]
    values: list[tuple[Value, Value] | None]
    points: list[int]
    totals: Totals
    undecided: list[list[int]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One criterion as it was tried on clubs that were level.

    Attributes:
        word: word of the criterion.
        clubs: the clubs that were level.
        among: clubs whose matches made the mini-table; empty for overall criteria.
        figures: figure of each club by which it was ranked, more is better; empty where the
            criterion was passed over.
        why_not: why it was passed over: "not_finished", "not_meant", "number", "no_decision", "".
    """

    word: str
    clubs: tuple[int, ...]
    among: tuple[int, ...] = ()
    figures: Mapping[int, Value] = field(default_factory=dict)
    why_not: str = ""


def arrange(
    world: World,
    told: Callable[[Weighed], None] | None = None,
    sums: Totals | None = None,
) -> Arrangement:
    """Put the clubs of a table in order by the rulebook's list.

    Args:
        world: the table.
        told: called with every criterion tried on level clubs, in order.
        sums: sums of the clubs where they are not those of ``fixtures``.

    >>> import numpy as np
    >>> from matchdesk.rules.edition import DEFAULT_ORDER
    >>> fixtures, goals = np.array([[0, 1], [1, 2], [2, 0]]), np.array([[1, 0], [1, 0], [3, 0]])
    >>> done = arrange(World(3, fixtures, goals, Points(), DEFAULT_ORDER))
    >>> done.order, done.words
    ([2, 1, 0], ['', 'goal_difference', 'goal_difference'])
    """
    w = world
    if sums is None:
        sums = totals(w.fixtures, w.goals, w.clubs, w.points, w.late)
    return put_in_order(
        w,
        sums,
        lambda: meetings_of(w.fixtures, w.goals, w.clubs, w.points, w.late, w.void, w.pending),
        told,
    )


def put_in_order(
    world: World,
    sums: Totals,
    meetings: Callable[[], Meetings],
    told: Callable[[Weighed], None] | None = None,
) -> Arrangement:
    """As :func:`arrange`, from sums that are counted already; ``meetings`` is asked at need."""
    points = list(sums.points if world.carried is None else world.carried)
    for club, taken in world.deducted.items():
        points[club] -= taken
    return _Arranger(world, sums, points, meetings, told).run()


class _Arranger:
    """One run of :func:`arrange`; holds what the steps share."""

    def __init__(
        self,
        world: World,
        sums: Totals,
        points: list[int],
        meetings: Callable[[], Meetings],
        told: Callable[[Weighed], None] | None,
    ) -> None:
        self.world = world
        self.sums = sums
        self.points = points
        self.told = told
        self.steps = world.steps
        self.order: list[int] = []
        self.words: list[str] = []
        self.values: list[tuple[Value, Value] | None] = []
        self.undecided: list[list[int]] = []
        self._count_meetings = meetings
        self._meetings: Meetings | None = None
        self._overall: dict[str, Sequence[Value]] = {"points": points}
        self.first_tied = 0
        self._use(world.steps)

    def _use(self, steps: tuple[OrderStep, ...]) -> None:
        self.steps = steps
        self.first_tied = next((n for n, s in enumerate(steps) if s.among_tied), 0)

    @property
    def meetings(self) -> Meetings:
        if self._meetings is None:
            self._meetings = self._count_meetings()
        return self._meetings

    def run(self) -> Arrangement:
        everyone = list(range(self.world.clubs))
        section = self.world.section
        if section is None:
            self._split(everyone, 0, None, False)
        else:
            if self.world.section_steps:
                self._use(self.world.section_steps)
            for part in sorted(set(section)):
                start = len(self.order)
                self._split([c for c in everyone if section[c] == part], 0, None, False)
                if start:
                    self._between_parts(start)
        if self.words:
            self.words[0], self.values[0] = "", None
        if self.world.lines and self.world.season_done:
            self._lines()
            if self.world.beside:
                self._beside()
        if self.world.ahead:
            self._overrule()
        return Arrangement(
            self.order, self.words, self.values, self.points, self.sums, self.undecided
        )

    def _between_parts(self, start: int) -> None:
        """The first club of a lower part: points tell it apart, or else the split alone."""
        here, above = self.points[self.order[start]], self.points[self.order[start - 1]]
        self.words[start], self.values[start] = "split", None
        if here < above:
            self.words[start], self.values[start] = "points", (above, here)

    def _place(self, club: int) -> None:
        self.order.append(club)
        self.words.append("")
        self.values.append(None)

    def _split(self, clubs: list[int], at: int, mini: list[int] | None, overall: bool) -> None:
        """Place level clubs, going on with criterion ``at``.

        ``mini`` is the set whose matches make the mini-table, None before the first criterion
        that needs one. ``overall`` is True once the set's matches were found unfinished: then
        only overall criteria are used for it.
        """
        if len(clubs) == 1:
            self._place(clubs[0])
            return
        steps = self.steps
        while at < len(steps):
            step = steps[at]
            passed = self._passed_over(step, clubs, mini)
            if passed:
                self._tell(step, clubs, passed)
            elif step.by in INPUTS:
                blocks = self._decided(clubs, step.by == "play_off")
                if len(blocks) > 1:
                    self._blocks(blocks, step, at, mini, overall)
                    return
                self._tell(step, clubs, "no_decision")
                if step.by == "play_off" and step.only_for:
                    self._open(clubs, at + 1, mini, overall)
                    return
                # A decision that is not held: nothing after it may take its place.
                break
            elif step.by == AGAIN:
                if mini is not None and len(mini) != len(clubs):
                    mini, at = None, self.first_tied
                    continue
            elif step.among_tied:
                if overall:
                    self._tell(step, clubs, "not_finished")
                else:
                    if mini is None:
                        mini = clubs
                    if not self._counts(mini):
                        self._tell(step, clubs, "not_finished")
                        overall, mini = True, None
                    elif self._by_value(clubs, at, mini, overall):
                        return
            elif self._by_value(clubs, at, mini, overall):
                return
            at += 1
        blocks = self._decided(clubs)
        if len(blocks) > 1:
            self._blocks(blocks, OrderStep("lots"), len(steps), mini, overall)
            return
        self.undecided.append(clubs)
        for number, club in enumerate(clubs):
            self._place(club)
            if number:
                self.words[-1] = "undecided"

    def _open(self, clubs: list[int], at: int, mini: list[int] | None, overall: bool) -> None:
        """A play-off still to come: the clubs are shown by what follows in the list, undecided."""
        start, held = len(self.order), len(self.undecided)
        self._split(clubs, at, mini, overall)
        del self.undecided[held:]
        self.undecided.append(self.order[start:])
        for place in range(start + 1, len(self.order)):
            self.words[place], self.values[place] = "undecided", None

    def _passed_over(self, step: OrderStep, clubs: list[int], mini: list[int] | None) -> str:
        """Why a step is not meant for these clubs and the places they share; "" if it is."""
        if step.clubs != "any":
            count = len(mini if mini is not None and step.among_tied else clubs)
            if (step.clubs == "two") != (count == 2):
                return "number"
        if step.when == "season_done" and not self.world.season_done:
            return "not_finished"
        if not step.only_for:
            return ""
        # What is played for a title or against relegation is settled when the season is over.
        if not self.world.season_done:
            return "not_finished"
        above, below = len(self.order) + 1, len(self.order) + len(clubs)
        for wanted in step.only_for:
            if wanted == "title":
                if above == 1:
                    return ""
                continue
            for zone in self.world.zones:
                meant = zone.zone == wanted or (wanted == "europe" and zone.zone[:5] == "uefa.")
                if meant and (above < zone.first <= below or above <= zone.last < below):
                    return ""
        return "not_meant"

    def _tell(self, step: OrderStep, clubs: list[int], why_not: str) -> None:
        if self.told is not None:
            word = step.word if step.by != AGAIN else AGAIN
            self.told(Weighed(word, tuple(clubs), why_not=why_not))

    def _by_value(self, clubs: list[int], at: int, mini: list[int] | None, overall: bool) -> bool:
        """Separate clubs by the figure of a step; False if all are level."""
        step = self.steps[at]
        figures = self._figures(step, clubs, mini)
        if self.told is not None:
            among = tuple(mini) if step.among_tied and mini else ()
            self.told(Weighed(step.word, tuple(clubs), among, {c: figures[c] for c in clubs}))
        ranked = sorted(clubs, key=figures.__getitem__, reverse=True)
        best = figures[ranked[0]]
        if best == figures[ranked[-1]]:
            return False
        again = step.restart and at > 0 and not overall
        word, start, count = step.word, 0, len(ranked)
        backwards = step.by == "goals_against" or step.by == "place_before_split"
        above: Value | None = None
        while start < count:
            here = figures[ranked[start]]
            end = start + 1
            while end < count and figures[ranked[end]] == here:
                end += 1
            place = len(self.order)
            if end - start == 1:
                self._place(ranked[start])
            elif again:
                self._split(ranked[start:end], 0, None, False)
            else:
                self._split(ranked[start:end], at + 1, mini, overall)
            if above is not None:
                self.words[place] = word
                self.values[place] = (-above, -here) if backwards else (above, here)
            above, start = here, end
        return True

    def _blocks(
        self,
        blocks: list[tuple[list[int], str]],
        step: OrderStep,
        at: int,
        mini: list[int] | None,
        overall: bool,
    ) -> None:
        for number, (block, word) in enumerate(blocks):
            start = len(self.order)
            self._split(block, at + 1, mini, overall)
            if number:
                self.words[start] = word or step.by

    def _decided(self, clubs: list[int], play_off: bool = False) -> list[tuple[list[int], str]]:
        """Level clubs in blocks by the decisions held: (clubs, word of the decision above them).

        With ``play_off`` ties beside the league count too.
        """
        held = self.world.ahead
        if play_off and self.world.beside:
            held = {**self.world.beside, **held}
        if not held:
            return [(clubs, "")]
        inside = {pair: w for pair, w in held.items() if {*pair} <= {*clubs}}
        if not inside:
            return [(clubs, "")]
        below: dict[int, set[int]] = {club: set() for club in clubs}
        for above, under in inside:
            below[above].add(under)
        for via in clubs:
            for club in clubs:
                if via in below[club]:
                    below[club] |= below[via]
        ranked = sorted(clubs, key=lambda club: -len(below[club]))
        blocks: list[tuple[list[int], str]] = [([], "")]
        for number, club in enumerate(ranked):
            rest = ranked[number:]
            placed = ranked[:number]
            if placed and all(c in below[p] for p in placed for c in rest):
                words = [inside[p, c] for p in blocks[-1][0] for c in rest if (p, c) in inside]
                blocks.append(([club], next((w for w in words if w), "")))
            else:
                blocks[-1][0].append(club)
        return [(sorted(block), word) for block, word in blocks]

    def _lines(self) -> None:
        """Clubs on either side of a line that are level on points: a match between them decides."""
        figure = self._figures(self.steps[0], self.order, None)
        for line in self.world.lines:
            if not 0 < line < len(self.order):
                continue
            upper, lower = self.order[line - 1], self.order[line]
            if figure[upper] != figure[lower]:
                continue
            if (lower, upper) in self.world.ahead:
                continue  # put right by the decision itself
            if (upper, lower) in self.world.ahead:
                word = self.world.ahead[upper, lower]
                self.words[line], self.values[line] = word or "play_off", None
                continue
            if (upper, lower) in self.world.beside or (lower, upper) in self.world.beside:
                if (lower, upper) in self.world.beside:
                    self.order[line - 1], self.order[line] = lower, upper
                self.words[line], self.values[line] = "play_off", None
                self.undecided = [u for u in self.undecided if {*u} != {upper, lower}]
                continue
            self._tell(OrderStep("play_off"), [upper, lower], "no_decision")
            if not any(upper in level and lower in level for level in self.undecided):
                self.undecided.append([upper, lower])
            self.words[line], self.values[line] = "undecided", None

    def _beside(self) -> None:
        """A match for another place, such as the last in Europe, that the record shows was played.

        Only in leagues that settle places so, and only for neighbours level on points.
        """
        figure = self._figures(self.steps[0], self.order, None)
        for upper, lower in zip(self.order[:-1], self.order[1:], strict=True):
            below = self.order.index(lower)
            if below in self.world.lines or figure[upper] != figure[lower]:
                continue
            for one, other in ((upper, lower), (lower, upper)):
                if (one, other) in self.world.beside:
                    self.order[below - 1], self.order[below] = one, other
                    self.words[below], self.values[below] = "play_off", None
                    self.undecided = [u for u in self.undecided if {*u} != {upper, lower}]

    def _overrule(self) -> None:
        """A decision about two clubs level on points stands above the order, for those two only."""
        section = self.world.section
        level = self._figures(self.steps[0], self.order, None)
        for (above, below), word in self.world.ahead.items():
            upper, lower = self.order.index(above), self.order.index(below)
            if upper < lower or level[above] != level[below]:
                continue
            if section is not None and section[above] != section[below]:
                continue
            self.order[upper], self.order[lower] = below, above
            self.words[upper], self.values[upper] = word or "play_off", None
            if lower:
                self.values[lower] = None

    def _counts(self, mini: list[int]) -> bool:
        """True if criteria among these clubs count already."""
        when = self.world.head_to_head_from
        if when == "always":
            return True
        if when == "season_done":
            return self.world.season_done
        settled, pending = self.meetings.settled, self.meetings.pending
        wanted, n = self.world.meetings, self.world.clubs
        for number, a in enumerate(mini):
            row = a * n
            for b in mini[number + 1 :]:
                if settled[row + b] < wanted or pending[row + b] > 0:
                    return False
        return True

    def _figures(
        self, step: OrderStep, clubs: Iterable[int], mini: list[int] | None
    ) -> Mapping[int, Value] | Sequence[Value]:
        """The figures of a step by club; more is better."""
        if step.among_tied:
            return self._mini_figures(step.by, clubs, mini or [])
        held = self._overall.get(step.by)
        if held is None:
            held = self._overall[step.by] = self._overall_figures(step.by)
        return held

    def _overall_figures(self, by: str) -> Sequence[Value]:
        s, points, clubs = self.sums, self.points, range(self.world.clubs)
        match by:
            case "goal_difference":
                return [f - a for f, a in zip(s.goals_for, s.goals_against, strict=True)]
            case "goals_for":
                return s.goals_for
            case "goals_against":
                return [-a for a in s.goals_against]
            case "wins":
                return s.won
            case "away_goals":
                return s.away_goals
            case "away_wins":
                return s.away_wins
            case "away_goal_difference":
                return [s.away_goals[c] - s.away_goals_against[c] for c in clubs]
            case "home_goals":
                return [s.goals_for[c] - s.away_goals[c] for c in clubs]
            case "home_goal_difference":
                return [
                    s.goals_for[c] - s.away_goals[c] - s.goals_against[c] + s.away_goals_against[c]
                    for c in clubs
                ]
            case "goal_average":
                return [goal_average(s.goals_for[c], s.goals_against[c]) for c in clubs]
            case "points_per_match":
                return [
                    Fraction(points[c], s.played[c]) if s.played[c] else Fraction(0) for c in clubs
                ]
            case "half_point":
                return self.world.half or [0 for _ in clubs]
            case "place_before_split":
                return [-place for place in self.world.before or [0 for _ in clubs]]
        return self._opponents_figures(by)

    def _mini_figures(self, by: str, clubs: Iterable[int], mini: list[int]) -> Mapping[int, Value]:
        m, n = self.meetings, self.world.clubs
        match by:
            case "points":
                of = m.points
            case "goal_difference":
                goals = m.goals
                return {c: sum(goals[c * n + o] - goals[o * n + c] for o in mini) for c in clubs}
            case "goals_for":
                of = m.goals
            case "away_goals":
                of = m.away_goals
            case _:
                of = m.wins
        return {c: sum(of[c * n + o] for o in mini) for c in clubs}

    def _opponents_figures(self, by: str) -> Sequence[Value]:
        """Sums over the opponents that a club has met or will meet, as in a league phase."""
        m, s, n = self.meetings, self.sums, self.world.clubs
        if by == "opponents_points":
            figure = self.points
        elif by == "opponents_goals":
            figure = s.goals_for
        else:
            figure = [f - a for f, a in zip(s.goals_for, s.goals_against, strict=True)]
        return [
            sum(figure[o] for o in range(n) if m.settled[c * n + o] or m.pending[c * n + o] > 0)
            for c in range(n)
        ]


def goal_average(goals_for: int, goals_against: int) -> Fraction:
    """Goals scored over goals conceded, exactly; without a goal conceded it is highest.

    >>> goal_average(80, 40)
    Fraction(2, 1)
    """
    if goals_against:
        return Fraction(goals_for, goals_against)
    return NO_GOAL_CONCEDED + goals_for if goals_for else Fraction(0)
