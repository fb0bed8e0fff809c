"""The words that rulebooks may use, and how they are said in a sentence."""

from __future__ import annotations

import datetime as dt

# Criteria that the engine works out from results.
COMPUTED: dict[str, str] = {
    "points": "points",
    "points_per_match": "points per match",
    "goal_difference": "goal difference",
    "goal_average": "goal average",
    "goals_for": "goals scored",
    "goals_against": "fewer goals conceded",
    "wins": "wins",
    "away_goals": "away goals",
    "away_wins": "away wins",
    "away_goal_difference": "away goal difference",
    "home_goals": "home goals",
    "home_goal_difference": "home goal difference",
    "opponents_points": "points of the opponents faced",
    "opponents_goal_difference": "goal difference of the opponents faced",
    "opponents_goals": "goals of the opponents faced",
    "half_point": "the half point lost or won when points were halved",
    "place_before_split": "the place before the split",
}

# The same, in the matches between the clubs that are level.
HEAD_TO_HEAD: dict[str, str] = {
    "head_to_head_points": "points",
    "head_to_head_goal_difference": "goal_difference",
    "head_to_head_goals": "goals_for",
    "head_to_head_away_goals": "away_goals",
    "head_to_head_wins": "wins",
}
OF_TIED: dict[str, str] = {by: word for word, by in HEAD_TO_HEAD.items()}

# Criteria that results do not show: without a decision in the ledger the order stays open.
INPUTS: dict[str, str] = {
    "fair_play": "fair play",
    "play_off": "a play-off",
    "lots": "lots",
    "coefficient": "the coefficient",
    "ranking": "the ranking list",
    "shared_place": "a shared place",
}

# Control words: "again" applies the head-to-head criteria anew to the clubs still level.
AGAIN = "again"

ORDER_WORDS: tuple[str, ...] = (*COMPUTED, *HEAD_TO_HEAD, *INPUTS, AGAIN)

# Steps that name the side that goes through.
TIE_STEPS: dict[str, str] = {
    "aggregate": "aggregate",
    "points": "points",
    "away_goals": "away goals",
    "extra_time": "extra time",
    "away_goals_after_extra_time": "away goals, those of extra time included",
    "golden_goal": "extra time with a golden goal",
    "silver_goal": "extra time with a silver goal",
    "penalties": "penalties",
    "replay": "a replay",
    "play_off": "a play-off on neutral ground",
    "toss": "the toss of a coin",
    "lots": "lots",
    "better_rank": "the better place in the table",
}

# What else may end a tie: words of decisions and of the answer, never of a rulebook's list.
TIE_DECISIONS: tuple[str, ...] = ("awarded", "walkover", "disqualification")
TIE_ANSWERS: tuple[str, ...] = (*TIE_STEPS, *TIE_DECISIONS, "single_match", "undecided")

# Steps that need two legs.
OF_TWO_LEGS: frozenset[str] = frozenset(
    {"aggregate", "points", "away_goals", "away_goals_after_extra_time"}
)
# Steps played in extra time.
OF_EXTRA_TIME: frozenset[str] = frozenset({"extra_time", "golden_goal", "silver_goal"})

ZONES: dict[str, str] = {
    "champion": "champions",
    "uefa.cl": "Champions League",
    "uefa.cl.qualifying": "Champions League qualifying",
    "uefa.el": "Europa League",
    "uefa.ecl": "Conference League",
    "promotion": "promotion",
    "promotion_play_off": "promotion play-off",
    "relegation_play_off": "relegation play-off",
    "relegation": "relegation",
    "split_top": "upper part of the split",
    "advance": "through",
    "play_off": "play-off round",
    "conmebol.lib": "Copa Libertadores",
    "conmebol.sud": "Copa Sudamericana",
}


def order_words(word: str) -> str:
    """A criterion of a table, or the word of a row, as it is said.

    >>> order_words("head_to_head_goal_difference"), order_words("goals_for")
    ('head-to-head goal difference', 'goals scored')
    """
    if word in HEAD_TO_HEAD:
        return f"head-to-head {COMPUTED[HEAD_TO_HEAD[word]]}"
    if word == AGAIN:
        return "the same again between the clubs still level"
    return COMPUTED.get(word) or INPUTS.get(word) or word.replace("_", " ")


def in_words(items: list[str], joint: str = "and") -> str:
    """A list as it is said.

    >>> in_words(["A", "B", "C"])
    'A, B and C'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_words(number: int) -> str:
    """A small number as it is written in a sentence.

    >>> number_words(2), number_words(12)
    ('two', '12')
    """
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_words(day: dt.date) -> str:
    """A date as it is written in a sentence, whatever the language of the machine.

    >>> date_words(dt.date(2018, 1, 25))
    '25 January 2018'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
