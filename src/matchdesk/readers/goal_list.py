"""Goal lists: one row a goal, with the match it belongs to in words.

``scoring_player,scoring_team,time,GH,GA,game,date,season``; ``game`` is "Home vs. Visitors 1:2 n.V."
in German abbreviations. A list gives every match with a goal, so the results come from it too; a
match without a goal is not in it. See ``docs/formats/goal-lists.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.country import country_code
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import GoalRow, Hint, MatchRow, Reading, Row, Status
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.errors import SourceError
from matchdesk.readers.cells import (
    date_cell,
    minute_cell,
    name_cell,
    number_cell,
    rows_of,
    season_cell,
)
from matchdesk.readers.checks import Fault, match_faults, shortened, without_contradictions
from matchdesk.readers.competitions import COUNTRIES, competition_named
from matchdesk.readers.seasons import calendar_year, season_on
from matchdesk.readers.sheet import header_has, known, sheet_of

__all__ = ["GoalListReader", "competition_of_file"]

NEEDED = ("scoring_player", "scoring_team", "time", "gh", "ga", "game", "date", "season")
_GAME = re.compile(r"(.+?) vs\. (.+) (?:([0-9]{1,3}):([0-9]{1,3})|-:-)((?: \S.*)?)")
_FIRST_LEG = re.compile(r"\(Hinspiel ([0-9]{1,2}):([0-9]{1,2})\)")
# Words behind the score → what they say of it.
AFTER_EXTRA_TIME, AFTER_SHOOT_OUT = "n.V.", "i.E."
STATUS_OF_WORD: dict[str, Status] = {
    "Wert.": "awarded",  # a tribunal's score
    "annull.": "void",
    "abgebr.": "abandoned",
}
_ENDINGS = re.compile(r"(\.csv|\.gz)+$")
_SPAN = re.compile(r"[_-](?:to[_-])?[12][0-9]{3}(?:-[0-9]{2,4})?$")
# A component of this many clubs beside the main one is another competition.
_MAIN_CLUBS = 16
_ABOUT_A_YEAR = 400
_OTHER_CLUBS = 4


@lru_cache(maxsize=256)
def competition_of_file(file: str) -> CompetitionId | None:
    """Id of a competition by the name of a file, None where the vocabulary does not hold it.

    >>> competition_of_file("esp-copa-del-rey.csv"), competition_of_file("ita-serie-a.csv.gz")
    ('es.cup', 'it.1')
    >>> competition_of_file("champions-league_to_2017-18.csv")
    'uefa.cl'
    """
    stem = _ENDINGS.sub("", file.replace("\\", "/").rsplit("/", 1)[-1].casefold())
    stem = _SPAN.sub("", stem)
    first, _, rest = stem.partition("-")
    code = country_code(first) if len(first) == 3 else ""
    words = COUNTRIES.get(code)
    name = f"{words[0]} {rest}" if words and rest else stem
    return competition_named(name.replace("-", " "))[0]


@dataclass(slots=True)
class _Strike:
    """One goal as it is listed."""

    line: int
    player: str
    team: str
    minute: int | None
    added: int | None
    running: Score


@dataclass(slots=True)
class _Game:
    """A match and its goals."""

    line: int
    home: str
    away: str
    score: Score | None
    words: tuple[str, ...]
    first_leg: Score | None
    date: dt.date
    season: Season | None
    goals: list[_Strike] = field(default_factory=list)


class GoalListReader:
    """Reader of goal lists; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "goal-list"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *NEEDED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match and each goal.

        Rows read are the goals of the list, and the matches made of them.

        Raises:
            SourceError: a column is missing.
        """
        sheet = sheet_of(text)
        missing = [name for name in NEEDED if name not in sheet.columns]
        if missing:
            raise SourceError(
                f"{file}: the column {', '.join(map(repr, missing))} is missing; a goal list has "
                f"{', '.join(NEEDED)}; nothing was read",
                code="missing-column",
            )
        reading = Reading(self.name)
        competition = hint.competition or competition_of_file(file)
        games = _games(text, file, sheet.separator, sheet.columns, reading)
        _settle_seasons(games, hint)
        others = _of_another(games, competition)
        own_goals = _own_goals(games)
        matches: list[tuple[MatchRow, _Game]] = []
        for game in games:
            try:
                if competition is None:
                    raise Fault("no-competition", "the name of the file",
                                "a name such as esp-copa-del-rey.csv, or --competition")  # fmt: skip
                if game.home in others:
                    raise Fault("other-competition", f"{game.home} v {game.away} in {game.season}",
                                f"clubs that meet others of {competition}")  # fmt: skip
                row = _match(game, file, competition, reading.problems)
            except Fault as fault:
                # A goal without its match is no use: each is a row left out.
                reading.problems.extend(
                    fault.problem(Origin(file, strike.line)) for strike in game.goals
                )
                continue
            matches.append((row, game))
        rows: list[Row] = []
        for row, game in _with_legs(matches):
            rows.append(row)
            reading.read += 1
            rows.extend(_goals(game, row, file, own_goals, reading.problems))
        reading.rows = rows
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading


def _games(
    text: str, file: str, separator: str, columns: Sequence[str], reading: Reading
) -> list[_Game]:
    """The matches of a list in the order in which they come."""
    games: dict[tuple[str, str], _Game] = {}
    place = {name: columns.index(name) for name in NEEDED}
    rows = rows_of(text, separator)
    next(rows, None)
    for line, cells in rows:
        reading.read += 1
        try:
            if isinstance(cells, Fault):
                raise cells
            if len(cells) != len(columns):
                raise Fault("cells", f"{len(cells)} cells", f"{len(columns)}, as in the header")
            written, day = cells[place["game"]], cells[place["date"]]
            game = games.get((written, day))
            strike = _strike(cells, place, line)
            if game is None:
                game = _game(written, day, cells[place["season"]], line)
                games[written, day] = game
            if strike.team not in (game.home, game.away):
                raise Fault("team-not-playing", f"{strike.team} in {game.home} v {game.away}",
                            "one of the two sides")  # fmt: skip
            game.goals.append(strike)
        except Fault as fault:
            reading.problems.append(fault.problem(Origin(file, line)))
    return [game for game in games.values() if game.goals]


def _strike(cells: Sequence[str], place: dict[str, int], line: int) -> _Strike:
    minute, added = None, None
    written = known(cells[place["time"]])
    if written and written != "0":
        minute, added = minute_cell(written, "time")
    home = number_cell(known(cells[place["gh"]]), "GH", 0, 149)
    away = number_cell(known(cells[place["ga"]]), "GA", 0, 149)
    if home is None or away is None:
        raise Fault("bad-score", "no running score", "goals of both sides in GH and GA")
    return _Strike(
        line=line,
        player=name_cell(known(cells[place["scoring_player"]]), "scoring_player"),
        team=name_cell(cells[place["scoring_team"]], "scoring_team", needed=True),
        minute=minute,
        added=added,
        running=Score(home, away),
    )


def _game(written: str, day: str, season: str, line: int) -> _Game:
    words = " ".join(written[:2000].split())
    first = _FIRST_LEG.search(words)
    if first is not None:
        words = f"{words[: first.start()]}{words[first.end() :]}".strip()
    found = _GAME.fullmatch(words)
    if found is None:
        raise Fault("bad-match", repr(shortened(words)), "a match: Home vs. Visitors 1:2")
    behind = tuple(found[5].split())
    for word in behind:
        if word not in (AFTER_EXTRA_TIME, AFTER_SHOOT_OUT) and word not in STATUS_OF_WORD:
            raise Fault("bad-match", f"{word!r} behind {shortened(found[0])!r}",
                        f"one of: {AFTER_EXTRA_TIME} {AFTER_SHOOT_OUT} {' '.join(STATUS_OF_WORD)}")  # fmt: skip
    date = date_cell(known(day), "date", needed=True)
    assert date is not None
    label = known(season)
    return _Game(
        line=line,
        home=name_cell(found[1], "game", needed=True),
        away=name_cell(found[2], "game", needed=True),
        score=_score_in(found[3], found[4]),
        words=behind,
        first_leg=Score(int(first[1]), int(first[2])) if first else None,
        date=date,
        season=season_cell(label, "season") if label else None,
    )


def _score_in(home: str | None, away: str | None) -> Score | None:
    if home is None or away is None:
        return None
    try:
        return Score.parse(f"{home}-{away}")
    except ValueError as fault:
        raise Fault("bad-score", str(fault), "a score such as 2:1") from None


def _settle_seasons(games: list[_Game], hint: Hint) -> None:
    """Give a season to the matches that stand without one, by the others or by their days."""
    if hint.season is not None:
        for game in games:
            game.season = game.season or hint.season
        return
    said = [game.season.split for game in games if game.season is not None]
    split = said[0] if said else not calendar_year(game.date for game in games)
    for game in games:
        if game.season is None:
            game.season = season_on(game.date, split)


def _of_another(games: list[_Game], competition: str | None) -> set[str]:
    """Clubs that meet none of the main body in any season: another competition in the same file.

    Only between countries, where rounds and seasons tie all clubs together, and only where the
    rest is too large to be a tie or two of clubs that came once.
    """
    if competition is None or not competition.startswith("uefa."):
        return set()
    leader: dict[str, str] = {}

    def head(club: str) -> str:
        while leader.setdefault(club, club) != club:
            leader[club] = leader[leader[club]]
            club = leader[club]
        return club

    for game in games:
        leader[head(game.home)] = head(game.away)
    sizes = Counter(head(club) for club in list(leader))
    if not sizes:
        return set()
    main, largest = sizes.most_common(1)[0]
    strays = {h for h, n in sizes.items() if h != main and _OTHER_CLUBS <= n <= largest // 2}
    if largest < _MAIN_CLUBS or not strays:
        return set()
    return {club for club in leader if head(club) in strays}


def _match(game: _Game, file: str, competition: CompetitionId, problems: list[Problem]) -> MatchRow:
    """The row of a match, its score taken apart into 90 minutes, extra time and shoot-out."""
    last = game.goals[-1].running
    listed = Score(*(sum(g.team == side for g in game.goals) for side in (game.home, game.away)))
    origin = Origin(file, game.line)
    status = next((STATUS_OF_WORD[w] for w in game.words if w in STATUS_OF_WORD), None)
    whole = listed == last
    score = extra = penalties = awarded = None
    if status == "awarded":
        awarded = game.score
    elif status is not None or not (set(game.words) & {AFTER_EXTRA_TIME, AFTER_SHOOT_OUT}):
        score = game.score
        whole = whole and (score is None or listed == score)
        if whole and any(g.minute is not None and g.minute > 90 for g in game.goals):
            score, extra = _at_90(game), game.score
    elif AFTER_SHOOT_OUT in game.words:
        penalties = game.score
        whole = whole and _level(listed, game.first_leg)
        if whole:
            late = any(g.minute is not None and g.minute > 90 for g in game.goals)
            extra = listed if late else None
            score = _at_90(game) if late else listed
    else:
        extra = game.score
        whole = whole and listed == extra
        score = _at_90(game) if whole else None
    if not whole and status is None:
        problems.append(
            Problem(origin, "goals-differ", f"goals {listed}, last score {last}, match "
                    f"{game.score}{''.join(f' {w}' for w in game.words)}",
                    "one goal in the list for each of the score",
                    "kept, with the score of the match", refused=False)
        )  # fmt: skip
    assert game.season is not None
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=game.season,
        date=game.date,
        home=game.home,
        away=game.away,
        score=score,
        extra_time=extra,
        penalties=penalties,
        awarded_score=awarded,
        status=status or "played",
        leg="2" if game.first_leg else "",
    )
    row, left_out = without_contradictions(row)
    faults, kept = match_faults(row)
    if faults:
        raise faults[0]
    problems += [*left_out, *kept]
    return row


def _at_90(game: _Game) -> Score | None:
    """The score after 90 minutes, None where a goal stands without its minute."""
    if any(goal.minute is None for goal in game.goals):
        return None
    early = [goal.team for goal in game.goals if goal.minute is not None and goal.minute <= 90]
    return Score(early.count(game.home), early.count(game.away))


def _level(score: Score, first_leg: Score | None) -> bool:
    """Can a shoot-out follow this score? The first leg is seen from the home side of the second."""
    before = first_leg or Score(0, 0)
    return score.home + before.home == score.away + before.away


def _with_legs(matches: list[tuple[MatchRow, _Game]]) -> Iterable[tuple[MatchRow, _Game]]:
    """Mark the first leg of every second leg whose score it has."""
    firsts: dict[tuple[Season, str, str], list[int]] = defaultdict(list)
    for place, (row, _) in enumerate(matches):
        firsts[row.season, row.home, row.away].append(place)
    for row, game in list(matches):
        if game.first_leg is None:
            continue
        for place in firsts.get((row.season, row.away, row.home), ()):
            other, its = matches[place]
            end = other.awarded_score or other.extra_time or other.score
            if other.leg == "" and end == game.first_leg.swapped() and its.date < game.date:
                matches[place] = (replace(other, leg="1"), its)
                break
    return matches


def _own_goals(games: Sequence[_Game]) -> set[int]:
    """Lines of goals that are own goals, which a list does not mark.

    A goal stands with the side it counts for, as the running score shows. Who scores no other goal
    for that side in the whole list, but does for its opponents of the day within a year or so, and
    against others, is a player of theirs.
    """
    scored: dict[str, list[tuple[_Game, _Strike]]] = defaultdict(list)
    for game in games:
        for strike in game.goals:
            scored[strike.player].append((game, strike))
    found: set[int] = set()
    for player, strikes in scored.items():
        if not player or len(strikes) < 2:
            continue
        for game, strike in strikes:
            opponents = game.away if strike.team == game.home else game.home
            others = [(g, s.team) for g, s in strikes if g is not game]
            if any(team == strike.team for _, team in others):
                continue
            if any(
                team == opponents
                and strike.team not in (g.home, g.away)
                and abs((g.date - game.date).days) <= _ABOUT_A_YEAR
                for g, team in others
            ):
                found.add(strike.line)
    return found


def _goals(
    game: _Game, row: MatchRow, file: str, own_goals: Set[int], problems: list[Problem]
) -> Iterable[GoalRow]:
    """Goals of a match; those above its score are left out."""
    most = row.extra_time or row.score
    counted = {game.home: 0, game.away: 0}
    for strike in game.goals:
        origin = Origin(file, strike.line)
        counted[strike.team] += 1
        if most is not None and counted[strike.team] > most[strike.team == game.away]:
            problems.append(
                Problem(origin, "goals-differ", f"goal {counted[strike.team]} of {strike.team}",
                        f"at most {most} in {game.home} v {game.away}", "row left out")
            )  # fmt: skip
            continue
        yield GoalRow(
            origin=origin,
            date=game.date,
            home=game.home,
            away=game.away,
            team=strike.team,
            player=strike.player,
            minute=strike.minute,
            added=strike.added,
            kind="own_goal" if strike.line in own_goals else "goal",
        )
