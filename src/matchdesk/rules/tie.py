"""Who goes through, and by which step: a pure function of legs and a list of steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchdesk.core.competition import Leg
from matchdesk.core.score import Score
from matchdesk.errors import TieDataError
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.words import OF_EXTRA_TIME, OF_TWO_LEGS, TIE_STEPS


@dataclass(frozen=True, slots=True)
class TieLeg:
    """One match of a tie between side 0 and side 1.

    Attributes:
        home: the side that is at home by the draw, 0 or 1; on neutral ground too.
        score: after 90 minutes, (home, visitors); None where it is not known.
        extra_time: after 120 minutes, cumulative; None where there was none.
        penalties: the shoot-out; its kicks are never goals.
        awarded: a score given by decision; it replaces the played one everywhere.
        leg: "1", "2", "replay", "play-off", "" where not said.
        over: False for a match to come, one stopped, put off or declared void.
    """

    home: int
    score: Score | None = None
    extra_time: Score | None = None
    penalties: Score | None = None
    awarded: Score | None = None
    leg: Leg = ""
    over: bool = True

    @property
    def result(self) -> Score | None:
        """The score that counts in the end: awarded, else after extra time, else after 90."""
        return self.awarded or self.extra_time or self.score

    @property
    def counts(self) -> bool:
        """True if the match is over and a score is known."""
        return self.over and self.result is not None

    def goals(self, side: int, score: Score) -> int:
        """Goals of a side in a score of this match."""
        return score.home if side == self.home else score.away

    def winner(self) -> tuple[int | None, str]:
        """The side that won, and how: "" in play, "extra_time" or "penalties"."""
        result = self.result
        if not self.over or result is None:
            return None, ""
        if result.home != result.away:
            late = (
                self.extra_time is not None
                and self.awarded is None
                and (self.score is None or self.score.home == self.score.away)
            )
            side = self.home if result.home > result.away else 1 - self.home
            return side, "extra_time" if late else ""
        if self.penalties is None or self.awarded is not None:
            return None, ""
        side = self.home if self.penalties.home > self.penalties.away else 1 - self.home
        return side, "penalties"


@dataclass(frozen=True, slots=True)
class TieOutcome:
    """How a tie stands.

    Attributes:
        through: side 0 or 1, None while the tie is open.
        step: the word that decided it, "undecided" while it is open.
        open_step: what is to come next while it is open, "" once it is decided: "leg" for a leg
            still to be played, else a word of the list; "undecided" where the list ends.
        aggregate: goals of side 0 and side 1 over the legs that count, extra time included, without
            replays and play-off.
        away_goals: goals of each side as visitors in the legs, extra time included.
        legs: legs that decide the tie (1 or 2); 0 where neither rulebook nor record tells.
        note: what in the record cannot be but changes no answer, "" where nothing.
    """

    through: int | None
    step: str
    open_step: str
    aggregate: tuple[int, int]
    away_goals: tuple[int, int]
    legs: int
    note: str = ""


def decide_tie(legs: Sequence[TieLeg], rule: RoundRule) -> TieOutcome:
    """Name the side that goes through a tie, and the step that decided it.

    Steps of ``rule.decide`` are tried in order; the first that separates the sides ends the tie. A
    one-match tie that 90 minutes decide is "single_match", one that a decision awards "awarded".

    Args:
        legs: matches in the order in which they are played.
        rule: legs and steps of the round; legs 0 takes what the record shows.

    Raises:
        TieDataError: level penalties, a score that falls in extra time, extra time or penalties
            after the tie was decided, or more matches than the tie can have.

    Source:
        Laws of the Game, Law 10 (ways to find a winner); the order is the rulebook's.

    >>> away = RoundRule("semi_final", 2, ("aggregate", "away_goals", "extra_time", "penalties"))
    >>> done = decide_tie([TieLeg(0, Score(0, 1)), TieLeg(1, Score(1, 2))], away)
    >>> done.through, done.step, done.aggregate, done.away_goals
    (0, 'away_goals', (2, 2), (2, 1))
    """
    for leg in legs:
        _check(leg)
    try:
        return _decide(legs, rule)
    except TieDataError:
        # Some records give the score after extra time as that after 90 minutes as well.
        if any(leg.extra_time is not None and leg.extra_time == leg.score for leg in legs):
            return _decide(
                [replace(leg, score=None) if leg.extra_time == leg.score else leg for leg in legs],
                rule,
            )
        done = _without_ninety(legs, rule)
        if done is None:
            raise
        return done


def _without_ninety(legs: Sequence[TieLeg], rule: RoundRule) -> TieOutcome | None:
    """The outcome where extra time was played although the score after 90 minutes forbids it.

    That score is taken as unknown if the same side goes through with it and without it; None else.
    """
    late = [leg for leg in legs if leg.extra_time is not None and leg.score is not None]
    if len(late) != 1:
        return None
    try:
        played = _decide([replace(leg, score=None) if leg in late else leg for leg in legs], rule)
        ninety = _decide(
            [replace(leg, extra_time=None) if leg in late else leg for leg in legs], rule
        )
    except TieDataError:
        return None
    if played.through is None or played.through != ninety.through:
        return None
    note = (
        f"the record has {late[0].score} after 90 minutes, which would have ended the tie without "
        "extra time; the same side goes through either way"
    )
    return replace(played, note=note)


def _decide(legs: Sequence[TieLeg], rule: RoundRule) -> TieOutcome:
    main = [leg for leg in legs if leg.leg not in ("replay", "play-off")]
    later = [leg for leg in legs if leg.leg in ("replay", "play-off")]
    count = _legs(main, rule)
    steps = rule.decide
    if count == 2 and not {"aggregate", "points"} & {*steps}:
        steps = ("aggregate", *steps)
    if count == 1:
        steps = tuple(step for step in steps if step not in OF_TWO_LEGS)
        played = [leg for leg in main if leg.counts]
        if not played and any(leg.counts for leg in later):
            # The first match is void or lacks: what follows it is the tie.
            played, later = [replace(later[0], leg="")], later[1:]
        if not later and len(played) > 1:
            # Drawn matches played again, not labelled as replays.
            if _won(played[0]):
                raise TieDataError(
                    f"{len(played)} matches are over, and the first of them was won; a tie in one "
                    "match has no second: check the legs, or the rulebook of the season"
                )
            later = [leg for leg in main if leg is not played[0]]
            main = [played[0]]
        else:
            main = played or main
    return _Decider(main, later, count, steps).run()


def _legs(main: Sequence[TieLeg], rule: RoundRule) -> int:
    """Legs of the tie: what the record says in labels, else the rulebook, else what it shows."""
    labels = {leg.leg for leg in main} & {"1", "2"}
    # One leg alone, called the first: some files call every match so.
    if len(labels) == 2 or (labels and (rule.either or not rule.legs)):
        return 2
    homes = {leg.home for leg in main}
    if rule.either:
        if len(homes) != 2 or len(main) != 2:
            return 1
        # After a drawn first match the second may be a replay, where the rules know replays.
        return 2 if _won(main[0]) or not {"replay", "play_off"} & {*rule.decide} else 1
    if rule.legs:
        return rule.legs
    return 2 if len(homes) == 2 else 0


def _won(leg: TieLeg) -> bool:
    """True if a match was won in play, so that another one is no replay of it."""
    result = leg.result
    return result is not None and result.home != result.away


def _check(leg: TieLeg) -> None:
    if leg.penalties is not None and leg.penalties.home == leg.penalties.away:
        raise TieDataError(
            f"penalties {leg.penalties} are level: a shoot-out has a winner; correct the record"
        )
    if (
        leg.score is not None
        and leg.extra_time is not None
        and (leg.extra_time.home < leg.score.home or leg.extra_time.away < leg.score.away)
    ):
        raise TieDataError(
            f"{leg.extra_time} after extra time, but {leg.score} after 90 minutes: goals are never "
            "taken back; expected the score after 120 minutes, all goals counted"
        )


class _Decider:
    """One run of :func:`decide_tie`."""

    def __init__(
        self, main: Sequence[TieLeg], later: Sequence[TieLeg], count: int, steps: tuple[str, ...]
    ) -> None:
        self.main = [leg for leg in main if leg.counts]
        self.later = later
        self.count = count
        self.steps = steps

    def run(self) -> TieOutcome:
        if self.count == 2 and len(self.main) > 2:
            raise TieDataError(
                f"{len(self.main)} legs are over; a tie has two, then replays and play-offs, "
                "labelled as such"
            )
        if len(self.main) < max(self.count, 1) or not self.count:
            if not self.count and self.main and not self._last_decides_alone():
                return self._open("leg")
            if self.count or not self.main:
                return self._open("leg")
        if self.count == 2 and self.main[0].home == self.main[1].home:
            # Both legs at one club's ground: the draw still names a home side for each.
            if {leg.leg for leg in self.main} != {"1", "2"}:
                raise TieDataError("the same club is at home in both legs; expected one each")
        return self._steps()

    def _last_decides_alone(self) -> bool:
        """True if one match of an unknown kind of tie can only have been its only one."""
        return len(self.main) == 1 and (
            self.main[0].extra_time is not None or self.main[0].penalties is not None
        )

    def _steps(self) -> TieOutcome:
        last = self.main[-1]
        two = self.count == 2
        late = last.extra_time is not None and last.awarded is None
        shot = last.penalties if last.awarded is None else None
        level = self._level_after_90()
        if two and any(leg.counts for leg in self.later):
            first = self._by_points() if "points" in self.steps else _more(self._aggregate())
            if first is not None:
                raise TieDataError(
                    "a play-off is on record, but the aggregate had decided the tie already; check "
                    "the scores and the legs"
                )
            return self._again("play_off")
        if not two:
            again = [leg.winner()[0] for leg in self.later if leg.counts]
            won = last.winner()[0]
            if again and won is not None and again[-1] not in (won, None):
                raise TieDataError(
                    "a replay is on record, but the match before it had been won; check the scores, "
                    "or mark the first match as void if it was played again for another reason"
                )
            if level is not None:
                self._never(late and last.score is not None, "extra time", "90 minutes")
                self._never(shot is not None, "penalties", "90 minutes")
                return self._done(level, "awarded" if last.awarded else "single_match")
        for step in self.steps:
            side: int | None = None
            if step == "aggregate":
                side = level
                if side is not None:
                    step = "awarded" if last.awarded else step
            elif step == "points":
                side = self._by_points()
            elif step == "away_goals":
                side = None if late and last.score is None else _more(self._away(extra=False))
            elif step in OF_EXTRA_TIME:
                if not late:
                    if shot is not None:
                        continue
                    if self.later:
                        continue
                    if last.awarded:
                        continue
                    return self._open(step)
                side = _more(self._aggregate())
                if side is not None:
                    self._never(shot is not None, "penalties", "extra time")
                    return self._done(side, step)
                continue
            elif step == "away_goals_after_extra_time":
                side = _more(self._away(extra=True)) if late else None
                if side is not None:
                    self._never(shot is not None, "penalties", "away goals after extra time")
                    return self._done(side, step)
                continue
            elif step == "penalties":
                if shot is None:
                    side = self._late_winner(late)
                    if side is not None:
                        return self._done(side, "extra_time")
                    if self.later:
                        continue
                    return self._open(step)
                return self._done(last.home if shot.home > shot.away else 1 - last.home, step)
            elif step in ("replay", "play_off"):
                side = self._late_winner(late)
                if side is not None:
                    return self._done(side, "extra_time")
                if shot is not None:
                    return self._done(
                        last.home if shot.home > shot.away else 1 - last.home, "penalties"
                    )
                return self._again(step)
            else:
                side = self._late_winner(late)
                return self._open(step) if side is None else self._done(side, "extra_time")
            if side is not None:
                after = TIE_STEPS.get(step, "a decision")
                self._never(late, "extra time", after)
                self._never(shot is not None, "penalties", after)
                return self._done(side, step)
        if self.later:
            return self._again("replay" if self.later[0].leg == "replay" else "play_off")
        return self._open("undecided")

    def _late_winner(self, late: bool) -> int | None:
        """The side ahead after extra time that was played although the list does not ask for it."""
        return _more(self._aggregate()) if late else None

    def _again(self, step: str) -> TieOutcome:
        """A replay or play-off match: its winner goes through, else what follows in the list."""
        over = [leg for leg in self.later if leg.counts]
        if not over:
            return self._open(step)
        for leg in over[:-1]:
            if leg.winner()[0] is not None:
                raise TieDataError("a match was played again after it had been won")
        side, how = over[-1].winner()
        if side is not None:
            return self._done(
                side, "penalties" if step == "replay" and how == "penalties" else step
            )
        rest = self.steps[self.steps.index(step) + 1 :] if step in self.steps else ()
        if step == "replay":
            rest = tuple(s for s in rest if s not in OF_EXTRA_TIME or not over[-1].extra_time)
        if rest[:1] == ("aggregate",):
            # The third match was drawn too: the goals of the first two.
            side = _more(self._aggregate())
            if side is not None:
                return self._done(side, "aggregate")
            rest = rest[1:]
        return self._open(next(iter(rest), step))

    def _level_after_90(self) -> int | None:
        """The side ahead when 90 minutes of the last leg are over, None if level or not known."""
        last = self.main[-1]
        if last.awarded is None and last.score is None and last.extra_time is not None:
            return None
        return _more(self._aggregate(extra=False))

    def _aggregate(self, extra: bool = True) -> tuple[int, int]:
        sums = [0, 0]
        for leg in self.main:
            score = leg.result if extra or leg.awarded else (leg.score or leg.extra_time)
            if score is not None:
                for side in (0, 1):
                    sums[side] += leg.goals(side, score)
        return sums[0], sums[1]

    def _away(self, extra: bool) -> tuple[int, int]:
        sums = [0, 0]
        for leg in self.main:
            score = leg.result if extra or leg.awarded else (leg.score or leg.extra_time)
            if score is not None:
                sums[1 - leg.home] += score.away
        return sums[0], sums[1]

    def _by_points(self) -> int | None:
        sums = [0, 0]
        for leg in self.main:
            score = leg.awarded or leg.score or leg.extra_time
            if score is None:
                continue
            for side in (0, 1):
                own, other = leg.goals(side, score), leg.goals(1 - side, score)
                sums[side] += 3 * (own > other) + (own == other)
        return _more((sums[0], sums[1]))

    def _never(self, found: bool, what: str, after: str) -> None:
        if found:
            raise TieDataError(
                f"the record has {what}, but {after} had decided the tie already; "
                "check the scores, or the rulebook of the season"
            )

    def _done(self, side: int, step: str) -> TieOutcome:
        return TieOutcome(side, step, "", self._aggregate(), self._away(extra=True), self.count)

    def _open(self, step: str) -> TieOutcome:
        return TieOutcome(
            None, "undecided", step, self._aggregate(), self._away(extra=True), self.count
        )


def _more(pair: tuple[int, int]) -> int | None:
    """The side with more, None if level."""
    if pair[0] == pair[1]:
        return None
    return 0 if pair[0] > pair[1] else 1
