"""Ties in a sentence, as a desk would say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchdesk.core.competition import round_words
from matchdesk.core.score import Score
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.words import OF_EXTRA_TIME, TIE_STEPS, date_words, number_words

if TYPE_CHECKING:
    from matchdesk.rules.knockout import PlayedLeg, Tie


def rule_words(rule: RoundRule) -> str:
    """How a round is played and decided, in plain words.

    >>> rule_words(RoundRule("semi_final", 2, ("aggregate", "away_goals", "penalties")))
    'two legs; level on aggregate: away goals, then penalties'
    >>> rule_words(RoundRule("final", 1, ("extra_time", "penalties"), "neutral"))
    'one match on neutral ground; level: extra time, then penalties'
    """
    if not rule.legs:
        return "no rulebook held"
    legs = "two legs" if rule.legs == 2 else "one match or two legs" if rule.either else "one match"
    if rule.ground == "neutral":
        legs += " on neutral ground"
    steps = [TIE_STEPS[s] for s in rule.decide if s != "aggregate"]
    level = "level on aggregate" if rule.legs == 2 or rule.either else "level"
    return f"{legs}; {level}: {', then '.join(steps)}" if steps else legs


def tie_sentence(tie: Tie) -> str:
    """How a tie stands, in one or two sentences.

    Goals are written with those of the club that goes through first, except where a match is named
    with both clubs.
    """
    if tie.fault:
        return f"Undecided: {tie.fault}."
    if tie.winner is None:
        return _open(tie)
    name = tie.winner.name
    opening = f"{name} {_verb(tie)}"
    if tie.decided_by == "single_match":
        return f"{opening}: {_match(tie.legs[-1])}."
    if tie.decision or tie.decided_by in ("walkover", "disqualification"):
        return f"{opening} {_by_decision(tie)}."
    if tie.legs_expected < 2:
        return f"{opening} {_single(tie)}."
    return f"{opening} {_two_legs(tie)}."


def _verb(tie: Tie) -> str:
    if tie.round == "final":
        return "win the final"
    if tie.round == "third_place":
        return "take third place"
    return "go through"


def _match(leg: PlayedLeg) -> str:
    return f"{leg.home.name} {leg.result} {leg.away.name}"


def _seen(tie: Tie, score: Score, leg: PlayedLeg) -> str:
    """A score of one match with the winner's goals first."""
    winner = tie.winner
    own = winner is not None and leg.home.id == winner.id
    return str(score if own else score.swapped())


def _pair(tie: Tie, pair: tuple[int, int]) -> tuple[int, int]:
    """A pair in the order of ``teams`` with the winner's figure first."""
    first = tie.winner is not None and tie.teams[0].id == tie.winner.id
    return pair if first else (pair[1], pair[0])


def _by_decision(tie: Tie) -> str:
    words = {
        "disqualification": f"after the disqualification of {tie.loser.name if tie.loser else ''}",
        "walkover": "by a walkover",
        "awarded": "by a decision",
        "toss": "on the toss of a coin",
        "lots": "by lots",
        "better_rank": "as the club better placed",
        "undecided": "by a decision",
    }
    said = words.get(tie.decided_by, f"by {TIE_STEPS.get(tie.decided_by, 'a decision')}")
    played = [leg for leg in tie.legs if leg.result is not None]
    if tie.decided_by in ("toss", "lots", "better_rank") and played:
        if tie.legs_expected == 2:
            own, other = _pair(tie, tie.aggregate)
            said += f" after {own}-{other} on aggregate"
        if tie.legs_expected != 2 or played[-1].leg == "play-off":
            said += f"{' and' if tie.legs_expected == 2 else ' after'} {_match(played[-1])}"
            said += " in the play-off" if played[-1].leg == "play-off" else ""
    return said


def _single(tie: Tie) -> str:
    over = [leg for leg in tie.legs if leg.result is not None]
    last = over[-1]
    after = f" after {_count_replays(len(over) - 1)}" if len(over) > 1 else ""
    if tie.decided_by == "awarded":
        return f"by decision: {_match(last)} (awarded)"
    if tie.decided_by == "penalties" and last.penalties is not None:
        return f"{_seen(tie, last.penalties, last)} on penalties: {_match(last)}{after}"
    if tie.decided_by in OF_EXTRA_TIME:
        return f"{_how_extra(tie.decided_by)}: {_match(last)}"
    if tie.decided_by == "replay":
        return f"after {_count_replays(len(over) - 1)}: {_match(last)}, after {_match(over[0])}"
    return f"on {TIE_STEPS.get(tie.decided_by, tie.decided_by)}: {_match(last)}"


def _count_replays(count: int) -> str:
    return "a replay" if count == 1 else f"{number_words(count)} replays"


def _how_extra(step: str) -> str:
    return {
        "extra_time": "after extra time",
        "golden_goal": "by a golden goal in extra time",
        "silver_goal": "in extra time under the silver goal",
    }[step]


def _two_legs(tie: Tie) -> str:
    own, other = _pair(tie, tie.aggregate)
    total = f"{own}-{other} on aggregate"
    match tie.decided_by:
        case "aggregate":
            return total
        case "awarded":
            return f"{total}, the second leg awarded"
        case "away_goals" | "away_goals_after_extra_time":
            mine, theirs = _pair(tie, tie.away_goals)
            late = " after extra time" if tie.decided_by != "away_goals" else ""
            goals = "goal" if mine == 1 else "goals"
            return (
                f"on away goals{late}: {total}, {number_words(mine)} away {goals} to "
                f"{number_words(theirs) if theirs else 'none'}"
            )
        case "penalties":
            last = next(leg for leg in reversed(tie.legs) if leg.penalties is not None)
            kicks = _seen(tie, last.penalties or Score(0, 0), last)
            return f"{kicks} on penalties: {total}"
        case "play_off" | "replay":
            last = next(leg for leg in reversed(tie.legs) if leg.result is not None)
            late = " after extra time" if last.extra_time is not None else ""
            if "points" in tie.steps:
                total = f"level on points ({own}-{other} in goals)"
            return f"after a play-off: {total}, then {_match(last)}{late}"
        case step if step in OF_EXTRA_TIME:
            return f"{_how_extra(step)}, {total}"
        case step:
            return f"on {TIE_STEPS.get(step, step)}: {total}"


def _open(tie: Tie) -> str:
    over = [leg for leg in tie.legs if leg.result is not None]
    first, second = tie.teams
    where = round_words(tie.round) if tie.round else "tie"
    to_come = next((leg for leg in tie.legs if leg.status in ("scheduled", "postponed")), None)
    if not over:
        day = f" on {date_words(to_come.date)}" if to_come and to_come.date else ""
        return f"{first.name} v {second.name}: still to be played{day}."
    last = over[-1]
    if tie.legs_expected == 2 and len(over) == 1 and tie.open_step == "leg":
        if to_come is None:
            return f"{_match(last)} after one leg; the other leg is not held, so the {where} tie is undecided."
        day = f" on {date_words(to_come.date)}" if to_come.date else ""
        return f"{_match(last)} after the first leg; the second is at {to_come.home.name}{day}."
    own, other = tie.aggregate
    level = f"{_match(last)}"
    if tie.legs_expected == 2:
        level = f"{first.name} {own}-{other} {second.name} on aggregate"
    if tie.open_step == "leg":
        return f"{level}; no rulebook held tells whether that ends the tie."
    if tie.open_step in ("undecided", ""):
        return f"{level}: undecided; the rules held name no further step."
    return f"{level}: undecided; {TIE_STEPS[tie.open_step]} would decide."
