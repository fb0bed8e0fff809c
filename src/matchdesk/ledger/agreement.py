"""Two rows about a meeting of two sides: whether they can be one match, and whether they agree.

Pure functions over the values of a match as they are held (columns of the table of matches).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

SCORES = {
    "score": ("home_goals", "away_goals"),
    "half_time": ("half_home", "half_away"),
    "extra_time": ("extra_home", "extra_away"),
    "penalties": ("penalties_home", "penalties_away"),
    "awarded_score": ("awarded_home", "awarded_away"),
}
"""What a score is called → its columns, home and away."""

FAR = 60
"""Days between two matches with other results from which nothing says that they are one."""


def settle_scores(
    old: dict[str, Any],
    values: dict[str, Any],
    changes: dict[str, Any],
    clashes: list[tuple[str, str, str]],
) -> None:
    """Drop a clash that is none.

    A file that knows only one score of a match with extra time gives the one after 120 minutes as
    if it were the result. Whichever comes first, both scores are held in the end.
    """
    for one in list(clashes):
        if one[0] != "score":
            continue
        said = values["home_goals"], values["away_goals"]
        held = old["home_goals"], old["away_goals"]
        if values["extra_home"] is None and said == (old["extra_home"], old["extra_away"]):
            clashes.remove(one)
        elif old["extra_home"] is None and held == (values["extra_home"], values["extra_away"]):
            clashes.remove(one)
            changes["home_goals"], changes["away_goals"] = said


def settle_award(
    old: dict[str, Any],
    values: dict[str, Any],
    changes: dict[str, Any],
    clashes: list[tuple[str, str, str]],
) -> bool:
    """True if one file says "played" and the other "awarded", and both mean the same result.

    A plain list of results gives the score of a tribunal as if it had been played.
    """
    if {old["status"], values["status"]} != {"played", "awarded"}:
        return False
    award, play = (old, values) if old["status"] == "awarded" else (values, old)
    awarded = award["awarded_home"], award["awarded_away"]
    played = play["home_goals"], play["away_goals"]
    if awarded == (None, None) and award["home_goals"] is None:
        awarded = played
    if played == (None, None) or awarded != played:
        return False
    clashes[:] = [one for one in clashes if one[0] != "score"]
    changes["status"] = "awarded"
    changes["awarded_home"], changes["awarded_away"] = awarded
    for name in ("home_goals", "away_goals"):
        changes[name] = award[name]
    return True


def other_way_round(values: dict[str, Any]) -> dict[str, Any]:
    """The same match with the other side named first."""
    turned = {**values, "home": values["away"], "away": values["home"]}
    for first, second in SCORES.values():
        turned[first], turned[second] = values[second], values[first]
    return turned


def is_league(competition: str) -> bool:
    """True for a level of a league, where a side is at home to another once in most seasons."""
    return competition.rsplit(".", 1)[-1].isdigit()


PLAY_OFFS = ".playoff"


def beside(season: tuple[str, str]) -> tuple[str, str]:
    """The play-offs of a league's season, the league of its play-offs; ("", "") for others.

    >>> beside(("se.1", "2012")), beside(("es.2.playoff", "2017-18")), beside(("es.cup", "2017-18"))
    (('se.1.playoff', '2012'), ('es.2', '2017-18'), ('', ''))
    """
    competition, year = season
    if competition.endswith(PLAY_OFFS):
        return competition.removesuffix(PLAY_OFFS), year
    return (f"{competition}{PLAY_OFFS}", year) if is_league(competition) else ("", "")


_AGAIN = ("replay", "play-off")


def played_again(old: dict[str, Any], values: dict[str, Any]) -> bool:
    """True if one file gives a match and, some days later, the one that was played over again.

    It says so by the leg, or by another score after a drawn cup match.
    """
    if old["leg"] in _AGAIN or values["leg"] in _AGAIN:
        return True
    if is_league(values["competition"]) or old["penalties_home"] is not None:
        return False
    first, second = (
        next(
            (
                (one[f"{kind}home{end}"], one[f"{kind}away{end}"])
                for kind, end in (("awarded_", ""), ("extra_", ""), ("", "_goals"))
                if one[f"{kind}home{end}"] is not None
            ),
            None,
        )
        for one in (old, values)
    )
    return first is not None and second is not None and first[0] == first[1] and first != second


def end_of(values: dict[str, Any]) -> tuple[int, int] | None:
    """The score at the end of a match, extra time included; None where it is not known."""
    for home, away in (("extra_home", "extra_away"), ("home_goals", "away_goals")):
        if values[home] is not None:
            return values[home], values[away]
    return None


def another(old: dict[str, Any], values: dict[str, Any]) -> bool:
    """True if both day and result are others, and so nothing says that two matches are one."""
    apart, ends = days_between(old, values), (end_of(old), end_of(values))
    return apart is not None and apart > FAR and None not in ends and ends[0] != ends[1]


def clash(old: dict[str, Any], values: dict[str, Any], *names: str) -> bool:
    """True if two files name a leg, phase, round or group of a match otherwise."""
    return any(
        old[name] and values[name] and old[name] != values[name]
        for name in names or ("leg", "phase", "round", "group")
    )


def days_between(old: dict[str, Any], values: dict[str, Any]) -> int | None:
    """Days between two matches; None where the day of one is not known."""
    if old["date"] is None or values["date"] is None:
        return None
    one, other = (dt.date.fromisoformat(v["date"]) for v in (old, values))
    return abs((one - other).days)
