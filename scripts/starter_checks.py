"""What must be true of the starter before it is written. Each check returns what is wrong."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from matchdesk.core.rows import CorrectionRow, GoalRow, MatchRow
from matchdesk.core.score import Score
from scripts.starter_clubs import Clubs

CLUBS_OF_A_LEAGUE = 20
MATCHES_OF_A_LEAGUE = CLUBS_OF_A_LEAGUE * (CLUBS_OF_A_LEAGUE - 1)
CUP_ROUNDS = (
    "preliminary",
    "round_1",
    "round_2",
    "round_3",
    "round_of_32",
    "round_of_16",
    "quarter_final",
    "semi_final",
    "final",
)


def final_score(row: MatchRow) -> Score | None:
    """Goals of the match as they count: awarded, else after extra time, else after 90 minutes."""
    return row.awarded_score or row.extra_time or row.score


def check_unique(rows: Iterable[MatchRow]) -> list[str]:
    """No match stands twice, and nobody plays twice on a day."""
    seen: Counter[tuple[object, ...]] = Counter()
    days: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        seen[row.competition, row.season, row.round, row.home, row.away] += 1
        if row.date is not None and row.status != "scheduled":
            days[row.date, row.home] += 1
            days[row.date, row.away] += 1
    return [f"{key} stands {count} times" for key, count in seen.items() if count > 1] + [
        f"{key} plays {count} times" for key, count in days.items() if count > 1
    ]


def check_scores(rows: Iterable[MatchRow]) -> list[str]:
    """No half-time score above the final one; a single match is level before extra time and kicks."""
    wrong = []
    for row in rows:
        name = f"{row.date} {row.home} v {row.away}"
        if row.half_time and row.score and _more(row.half_time, row.score):
            wrong.append(f"{name}: half-time above full time")
        if row.score and row.extra_time and _more(row.score, row.extra_time):
            wrong.append(f"{name}: 90 minutes above 120")
        if row.leg:
            continue
        if row.extra_time and row.score and row.score.home != row.score.away:
            wrong.append(f"{name}: extra time after {row.score}")
        if row.penalties and (row.extra_time is None or row.extra_time.home != row.extra_time.away):
            wrong.append(f"{name}: kicks after {row.extra_time}")
    return wrong


def check_league(rows: Iterable[MatchRow]) -> list[str]:
    """Twenty clubs, each at home to each other once, 38 matchdays of ten, goals for = against."""
    wrong = []
    seasons: dict[str, list[MatchRow]] = defaultdict(list)
    for row in rows:
        seasons[str(row.season)].append(row)
    for season, matches in sorted(seasons.items()):
        clubs = {row.home for row in matches}
        pairs = {(row.home, row.away) for row in matches}
        if len(clubs) != CLUBS_OF_A_LEAGUE or len(pairs) != MATCHES_OF_A_LEAGUE:
            wrong.append(f"{season}: {len(clubs)} clubs, {len(pairs)} pairs")
        if len(matches) != MATCHES_OF_A_LEAGUE:
            wrong.append(f"{season}: {len(matches)} matches")
        played = Counter(club for row in matches for club in (row.home, row.away))
        if set(played.values()) != {2 * (CLUBS_OF_A_LEAGUE - 1)}:
            wrong.append(f"{season}: matches a club {dict(played)}")
        matchdays = Counter(row.round for row in matches)
        if set(matchdays) != {str(n) for n in range(1, 39)} or set(matchdays.values()) != {10}:
            wrong.append(f"{season}: matchdays {dict(matchdays)}")
        for matchday in matchdays:
            sides = Counter(
                club for row in matches if row.round == matchday for club in (row.home, row.away)
            )
            wrong += [f"{season}: {club} twice on matchday {matchday}" for club in sides
                      if sides[club] > 1]  # fmt: skip
        scored = [row for row in matches if row.score is not None]
        if scored and len(scored) != MATCHES_OF_A_LEAGUE:
            wrong.append(f"{season}: {len(scored)} results")
    return wrong


def _more(first: Score, second: Score) -> bool:
    return first.home > second.home or first.away > second.away


def check_groups(rows: Iterable[MatchRow]) -> list[str]:
    """Champions League: eight groups of twelve matches, and 29 knock-out matches."""
    wrong = []
    seasons: dict[str, list[MatchRow]] = defaultdict(list)
    for row in rows:
        seasons[str(row.season)].append(row)
    shape = {"round_of_16": 16, "quarter_final": 8, "semi_final": 4, "final": 1}
    for season, matches in sorted(seasons.items()):
        groups = Counter(row.group for row in matches if row.phase == "group")
        if sorted(groups) != list("ABCDEFGH") or set(groups.values()) != {12}:
            wrong.append(f"{season}: groups {dict(groups)}")
        rounds = Counter(row.round for row in matches if row.phase == "knockout")
        if rounds != shape:
            wrong.append(f"{season}: rounds {dict(rounds)}")
        wrong += check_progress(
            [row for row in matches if row.phase == "knockout"], tuple(shape), {}, fresh=False
        )
    return wrong


def check_cup(
    rows: Iterable[MatchRow], corrections: Iterable[CorrectionRow], clubs: Clubs
) -> list[str]:
    """Every season of a cup: nobody plays on after going out, and every winner does."""
    wrong = []
    decided: dict[int, dict[frozenset[str], str]] = defaultdict(dict)
    for row in corrections:
        year = row.season.start
        home, away = row.match.split(maxsplit=1)[1].split(" v ")
        tie = frozenset((clubs.id(home, "es", year), clubs.id(away, "es", year)))
        decided[year][tie] = clubs.id(row.subject, "es", year)
    seasons: dict[int, list[MatchRow]] = defaultdict(list)
    for match in rows:
        seasons[match.season.start].append(match)
    for season, matches in sorted(seasons.items()):
        found = check_progress(matches, CUP_ROUNDS, decided[season], fresh=True)
        wrong += [f"{season}: {fault}" for fault in found]
    return wrong


def check_progress(
    rows: Sequence[MatchRow],
    rounds: Sequence[str],
    decided: Mapping[frozenset[str], str],
    *,
    fresh: bool,
) -> list[str]:
    """Winners play on, losers do not.

    Args:
        rows: the knock-out matches of one season.
        rounds: their rounds in order.
        decided: the side that went through by a decision, by tie.
        fresh: whether clubs may enter after the first round; then one winner may have a bye.
    """
    wrong = []
    out: set[str] = set()
    waiting: set[str] = set()
    for round_ in rounds:
        ties: dict[frozenset[str], list[MatchRow]] = defaultdict(list)
        for row in rows:
            if row.round == round_:
                ties[frozenset((row.home, row.away))].append(row)
        if not ties:
            continue
        entered = Counter(club for tie in ties for club in tie)
        wrong += [f"{round_}: {club} in two ties" for club in entered if entered[club] > 1]
        wrong += [f"{round_}: {club} had gone out" for club in entered if club in out]
        missing = waiting - set(entered)
        if len(missing) > (1 if fresh else 0):
            wrong.append(f"{round_}: winners missing {sorted(missing)}")
        waiting = missing
        for tie, legs in ties.items():
            winner = decided.get(tie) or _winner(legs)
            if winner is None:
                wrong.append(f"{round_}: no winner of {sorted(tie)}")
                continue
            waiting.add(winner)
            out |= tie - {winner}
    if len(waiting) != 1:
        wrong.append(f"winners left: {sorted(waiting)}")
    return wrong


def _winner(legs: Sequence[MatchRow]) -> str | None:
    """The side that went through by goals, away goals or penalties."""
    goals: Counter[str] = Counter()
    away_goals: Counter[str] = Counter()
    kicks: Counter[str] = Counter()
    for row in legs:
        score = final_score(row)
        if score is None or row.status == "void":
            return None
        goals[row.home] += score.home
        goals[row.away] += score.away
        away_goals[row.away] += score.away
        if row.penalties is not None:
            kicks[row.home] += row.penalties.home
            kicks[row.away] += row.penalties.away
    first, second = legs[0].home, legs[0].away
    for count in (goals, kicks, away_goals if len(legs) > 1 else Counter[str]()):
        if count[first] != count[second]:
            return first if count[first] > count[second] else second
    return None


def check_goals(goals: Iterable[GoalRow], rows: Iterable[MatchRow]) -> list[str]:
    """As many goals as the score says, for each side, in every match that has any listed."""
    scores = {(row.date, row.home, row.away): final_score(row) for row in rows}
    found: dict[tuple[dt.date, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for goal in goals:
        found[goal.date, goal.home, goal.away][goal.team == goal.away] += 1
    return [
        f"{key}: goals {count}, score {scores.get(key)}"
        for key, count in found.items()
        if scores.get(key) != Score(*count)
    ]


def cross_check_league(rows: Iterable[MatchRow], data: Path, clubs: Clubs) -> tuple[int, list[str]]:
    """La Liga against the results of football-data.co.uk, where those files are there.

    Used to verify only; nothing of it is shipped.

    Returns:
        matches compared, and every difference in score, half-time score or (by more than a day)
        date.
    """
    ours = {(row.season.start, row.home, row.away): row for row in rows}
    compared, different = 0, []
    for season in sorted({key[0] for key in ours}):
        for path in sorted(data.glob(f"SP1_{season % 100:02d}{(season + 1) % 100:02d}*.csv*")):
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="latin-1", newline="") as file:
                for row in csv.DictReader(file):
                    if not row.get("HomeTeam") or not row.get("FTHG"):
                        continue
                    home = clubs.id(row["HomeTeam"], "es", season)
                    away = clubs.id(row["AwayTeam"], "es", season)
                    match = ours[season, home, away]
                    compared += 1
                    different += _differences(match, row)
    return compared, different


def _differences(match: MatchRow, row: Mapping[str, str]) -> list[str]:
    name = f"{match.date} {match.home} v {match.away}"
    wrong = []
    score = Score(int(row["FTHG"]), int(row["FTAG"]))
    if match.score != score:
        wrong.append(f"{name}: {match.score}, elsewhere {score}")
    if row.get("HTHG") and match.half_time is not None:
        half = Score(int(row["HTHG"]), int(row["HTAG"]))
        if match.half_time != half:
            wrong.append(f"{name}: half-time {match.half_time}, elsewhere {half}")
    year = "%Y" if len(row["Date"].split("/")[-1]) == 4 else "%y"
    day = dt.datetime.strptime(row["Date"], f"%d/%m/{year}").date()
    if match.date is not None and abs((match.date - day).days) > 0:
        wrong.append(f"{name}: date, elsewhere {day}")
    return wrong
