"""Every kind of record, by its word: part of the JSON contract, written out in ``docs/records.md``."""

from __future__ import annotations

from collections.abc import Mapping

from matchdesk.errors import UsageError
from matchdesk.records.catalogue import EVENTS, RUNS, SIZES

_SINGLE: Mapping[str, str] = {
    "wins_in_last": "few wins in the last five to ten matches",
    "best_start": "most points of a club's league seasons after so many matches",
    "worst_start": "fewest points of a club's league seasons after so many matches",
    "first_double": "both league meetings of a season won for the first time",
    "first_double_since": "both league meetings of a season won for the first time since",
    "unbeaten_season": "a whole league season without a defeat",
    "winning_season": "a whole league season (or all its home or away matches) won",
    "winless_season": "a whole league season without a win",
    "losing_season": "a whole league season (or all its home or away matches) lost",
    "clean_sheet_season": "a whole league season without a goal conceded",
    "blank_season": "a whole league season without a goal scored",
    "lead_at_top": "the biggest lead of a league after so many matches; value: points",
    "tie_turned_round": "gone through after a lost first leg",
    "first_leg_lead_lost": "out after a first leg won away, for the first time",
    "first_round_reached": "a round reached for the first time",
    "round_reached_since": "a round reached for the first time since",
    "out_to_lower_side": "knocked out by a side of a lower division; value: divisions below",
    "title": "a championship or cup won; value: the how-manieth",
    "titles_in_a_row": "most championships in a row",
    "most_titles": "most championships",
    "hat_trick": "three goals or more of one player",
    "first_goal_for": "a player's first goal for a club among the goals held",
    "goals_in_matches_running": "a player's goals in so many matches running",
    "goal_in_first_minute": "a goal in the first minute",
    "latest_goal": "the latest goal of a club in added time",
    "defeat_of_year": "defeats of a calendar year",
    "win_of_year": "wins of a calendar year",
    "defeat_under_coach": "defeats under the present coach",
}


def _all() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for event in EVENTS:
        found[f"first_{event.word}"] = f"{event.told} for the first time in the scope"
        found[f"first_{event.word}_since"] = f"{event.told} for the first time since"
        found[f"last_{event.word}"] = f"when a club last {event.told}"
        found[f"count_{event.word}"] = f"how often a club {event.told}; of `Claims` alone"
    for word in ("win", "draw", "defeat", "clean_sheet"):
        found[f"{word}_of_season"] = f"which {word.replace('_', ' ')} of the season it is"
    for run in RUNS:
        article = "an" if run.noun[0] in "aeiou" else "a"
        found[run.word] = f"{article} {run.noun}"
        found[f"longest_{run.word}"] = f"the longest {run.noun} of a club or a competition"
        if run.so_far:
            found[f"{run.word.removesuffix('_run')}_so_far"] = (
                f"{article} {run.noun} that is the whole of a season so far"
            )
    for size in SIZES:
        found[size.word] = f"a club's {size.told} of a scope"
        if size.word != "heaviest_defeat":
            found[f"{size.word}_of_competition"] = f"the {size.told} of all clubs"
    found.update(_SINGLE)
    return found


KINDS: Mapping[str, str] = _all()
"""What each kind means, in a few words."""


def kind_of(word: str) -> str:
    """The kind of a word.

    Raises:
        UsageError: there is none; with the nearest.
    """
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in KINDS:
        return plain
    from rapidfuzz import process

    near = [match[0] for match in process.extract(plain, list(KINDS), limit=5, score_cutoff=50)]
    told = f" Nearest: {', '.join(near)}." if near else ""
    raise UsageError(
        f"Found the kind {word!r}, which is none.{told} All are listed in docs/records.md.",
        code="unknown-kind",
        near=near,
    )
