"""Sentences about tables, runs, counts and fixtures of random league matches, true and altered.

The phrases stand in ``figures.toml``. What is filled in is counted here from the results alone, not
by the engines; tables are those of the rules. An altered sentence says something that no moment
around the match, no order of its day, and neither the league alone nor everything held bears out.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.match import Club, Match
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.errors import MatchdeskError
from matchdesk.rules.catalogue import rulebook
from matchdesk.rules.table import Table, TableRow
from tests.reading.corpus import FOLDER
from tests.reading.sentences import Told

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
RUNS: dict[str, Callable[[int], bool]] = {
    "unbeaten": lambda d: d >= 0,
    "winning": lambda d: d > 0,
    "losing": lambda d: d < 0,
    "winless": lambda d: d <= 0,
}


@dataclass(frozen=True)
class Game:
    """A match as a club sees it: goals ahead, at home or not, in the league of the match in hand."""

    day: int
    ahead: int
    home: bool
    league: bool
    other: int
    season: int
    goals: tuple[int, int]


def phrases() -> dict[str, list[str]]:
    """Phrases by family."""
    return tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))


def chosen(whole: Snapshot, number: int, dice: random.Random, since: int = 1950) -> list[int]:
    """Rows of random league matches with a result, five to a league's matchday beside them."""
    m = whole.matches
    home, _ = m.result()
    first = dt.date(since, 1, 1).toordinal()
    rows = np.flatnonzero((home >= 0) & (m.day > first)).tolist()
    dice.shuffle(rows)
    found = []
    for row in rows:
        match = whole.match(row)
        if rulebook(match.competition, match.season).kind != "league" or match.phase not in (
            "",
            "league",
        ):
            continue
        beside = (m.competition == m.competition[row]) & (m.day == m.day[row])
        if int(beside.sum()) > 3 and match.group in ("", None):
            found.append(row)
            if len(found) == number:
                break
    return found


class Teller:
    """Makes sentences of one match and of the table around it.

    Args:
        desk: the ledger. row: the match. dice: what chance decides.
    """

    def __init__(self, desk: Desk, row: int, dice: random.Random) -> None:
        self.whole: Snapshot = desk.whole
        self.dice = dice
        self.row = row
        self.match: Match = self.whole.match(row)
        assert self.match.date is not None
        self.day: dt.date = self.match.date
        self.tables = []
        for back in (0, 1):
            self.tables.append(self._table(desk, self.day - dt.timedelta(days=back)))
        m = self.whole.matches
        self.beside = [
            self.whole.match(r)
            for r in np.flatnonzero(
                (m.day == self.day.toordinal()) & (m.competition == m.competition[row])
            ).tolist()
            if r != row
        ]

    def _table(self, desk: Desk, day: dt.date) -> Table | None:
        try:
            found = desk.at(day).tables(self.match.competition, str(self.match.season))
        except MatchdeskError:
            return None
        wanted = [t for t in found if any(r.club == self.match.home for r in t.rows)]
        return wanted[-1] if wanted else None

    def told(self, phrases: dict[str, list[str]]) -> Iterator[Told]:
        """Every sentence, true and altered."""
        table = self.tables[0]
        if table is None or not all(c.complete for c in table.coverage):
            return
        for club in (self.match.home, self.match.away):
            row = next((r for r in table.rows if r.club == club), None)
            if row is None or row.played < 5:
                continue
            yield from self._standing(phrases, table, row)
            yield from self._runs(phrases, club)
            yield from self._counts(phrases, club, row)
            yield from self._next(phrases, club)
            yield from self._met(phrases, club)
            yield from self._tallies(phrases, club)

    # Tables -----------------------------------------------------------------------------------

    def _points(self, club: Club) -> set[int]:
        """Points of a side before and after the day."""
        return {r.points for t in self.tables if t is not None for r in t.rows if r.club == club}

    def _standing(
        self, phrases: dict[str, list[str]], table: Table, row: TableRow
    ) -> Iterator[Told]:
        size = len(table.rows)
        right = self._words(row.club, place=row.position, points=row.points, played=row.played)

        def close(other: TableRow, mine: TableRow) -> bool:
            return abs(other.points - mine.points) <= 3

        far = [
            r.position
            for r in table.rows
            if not close(r, row) and abs(r.position - row.position) > 1
        ]
        tied = any(
            r.points == row.points and r.goal_difference == row.goal_difference
            for r in table.rows
            if r is not row
        )
        if not tied:
            for phrase in phrases["place"]:
                yield self._made("place", phrase, right)
                if far:
                    wrong = self._words(
                        row.club, place=self.dice.choice(far), points=row.points, played=row.played
                    )
                    yield self._made("place", phrase, wrong, "place", str(row.position))
                if "{P}" in phrase:
                    wrong = self._words(
                        row.club,
                        place=row.position,
                        points=self._other_points(row),
                        played=row.played,
                    )
                    yield self._made("place", phrase, wrong, "points", str(row.points))
            for family, place in (("top", 1), ("bottom", size)):
                if row.position == place:
                    for phrase in phrases[family]:
                        yield self._made(family, phrase, right)
                elif not close(table.rows[place - 1], row):
                    for phrase in phrases[family]:
                        yield self._made(family, phrase, right, "place", str(row.position))
        for phrase in phrases["points"]:
            yield self._made("points", phrase, right)
            wrong = self._words(row.club, points=self._other_points(row), played=row.played)
            yield self._made("points", phrase, wrong, "points", str(row.points))
            if "{G}" in phrase:
                wrong = self._words(
                    row.club, points=row.points, played=row.played + self.dice.choice((2, 3))
                )
                yield self._made("points", phrase, wrong, "games", str(row.played))
        leader = table.rows[0]
        if row.position > 2 and leader.points - row.points > 1:
            yield from self._gap(phrases, "gap_top", table, row, leader)
        others = [r for r in table.rows if 1 < row.points - r.points and r.position > row.position]
        if others:
            other = self.dice.choice(others)
            yield from self._gap(phrases, "gap_two", table, other, row)
        if row.position == 1 and row.points - table.rows[1].points > 1:
            yield from self._gap(phrases, "lead", table, row, table.rows[1])
        same = [r for r in table.rows if r.points == row.points and r is not row]
        if same:
            other = self.dice.choice(same)
            words = dict(right, O=str(other.club.name))
            apart = [
                r
                for r in table.rows
                if not self._points(r.club) & self._points(row.club)
                and abs(r.points - row.points) > 3
            ]
            for phrase in phrases["level"]:
                yield self._made("level", phrase, words)
                if apart:
                    wrong = dict(right, O=str(self.dice.choice(apart).club.name))
                    yield self._made("level", phrase, wrong, "opponent", str(other.club.name))

    def _gap(
        self,
        phrases: dict[str, list[str]],
        family: str,
        table: Table,
        row: TableRow,
        other: TableRow,
    ) -> Iterator[Told]:
        number = abs(other.points - row.points)
        held = {
            abs(a - b) for a in self._points(row.club)
            for x in table.rows for b in self._points(x.club)
        }  # fmt: skip
        near = {
            abs(a - b)
            for a in self._points(row.club)
            for x in (other, *table.rows[:2])
            for b in self._points(x.club)
        }
        words = self._words(row.club, place=row.position, points=row.points, played=row.played)
        words |= self._figure("N", number) | {"O": str(other.club.name)}
        tries = [n for n in range(max(2, number - 7), number + 9) if n not in held] or [
            n for n in range(max(2, number - 7), number + 9) if n not in near
        ]
        tied = any(r.points == row.points for r in table.rows if r is not row)
        for phrase in phrases[family]:
            if "{NTH}" in phrase and tied:
                continue
            yield self._made(family, phrase, words)
            if tries:
                wrong = words | self._figure("N", self.dice.choice(tries))
                yield self._made(family, phrase, wrong, "gap", str(number))
            if "{P}" in phrase:
                yield self._made(
                    family,
                    phrase,
                    words | {"P": str(self._other_points(row))},
                    "points",
                    str(row.points),
                )
            if "{O}" in phrase and family != "level":
                apart = [
                    r for r in table.rows
                    if r.club not in (row.club, other.club)
                    and not {abs(a - b) for a in self._points(row.club) for b in self._points(r.club)} & {number - 1, number, number + 1}
                ]  # fmt: skip
                if apart:
                    yield self._made(
                        family,
                        phrase,
                        words | {"O": str(self.dice.choice(apart).club.name)},
                        "opponent",
                        str(other.club.name),
                    )

    def _other_points(self, row: TableRow) -> int:
        held = self._points(row.club)
        return self.dice.choice(
            [
                n
                for n in range(max(5, row.points - 8), row.points + 9)
                if all(abs(n - h) > 1 for h in held)
            ]
        )

    # Runs and counts ----------------------------------------------------------------------------

    def games(self, club: Club) -> list[Game]:
        """A club's matches with results up to the day, earliest first."""
        m = self.whole.matches
        number = self.whole.club_number(club)
        home, away = m.result()
        rows = np.flatnonzero(
            ((m.home == number) | (m.away == number))
            & (home >= 0)
            & (m.day <= self.day.toordinal())
            & (m.day > 0)
        )
        rows = rows[np.argsort(m.day[rows], kind="stable")]
        comp = m.competition[self.row]
        found = []
        for r in rows.tolist():
            at_home = bool(m.home[r] == number)
            us, them = (home[r], away[r]) if at_home else (away[r], home[r])
            found.append(Game(
                int(m.day[r]), int(us - them), at_home, bool(m.competition[r] == comp),
                int(m.away[r] if at_home else m.home[r]), int(m.season[r]), (int(us), int(them)),
            ))  # fmt: skip
        return found

    def _scopes(self, games: list[Game]) -> list[list[Game]]:
        """Lists of matches that some words might mean."""
        season = int(self.whole.matches.season[self.row])
        found = []
        for upto in (len(games), len(games) - 1):
            part = games[:upto]
            for some in (part, [g for g in part if g.league]):
                found.append(some)
                found.append([g for g in some if g.season == season])
                found.append([g for g in some if g.home])
                found.append([g for g in some if not g.home])
                found.append([g for g in some if g.home and g.season == season])
                found.append([g for g in some if not g.home and g.season == season])
        return found

    def _runs(self, phrases: dict[str, list[str]], club: Club) -> Iterator[Told]:
        games = self.games(club)
        league = [g for g in games if g.league]
        words = self._words(club)
        for family, holds in RUNS.items():
            everything = {_run(some, holds) for some in self._scopes(games)}
            ways = [("league ", _run(league, holds))]
            if all(g.league for g in games[-_run(games, holds) - 1 :]):
                ways.append(("", _run(games, holds)))
            for scope, number in ways:
                if number < 2:
                    continue
                far = [
                    n
                    for n in range(2, number + 8)
                    if all(abs(n - e) > 1 for e in everything) and n > number
                ]
                for phrase in phrases[family]:
                    if scope and "{C}" not in phrase:
                        continue
                    right = words | self._figure("N", number) | {"C": scope}
                    yield self._made(family, phrase, right)
                    if far:
                        wrong = (
                            words
                            | self._figure("N", far[self.dice.randrange(min(3, len(far)))])
                            | {"C": scope}
                        )
                        yield self._made(family, phrase, wrong, "count", str(number))
            before = league[:-1]
            ended = _run(before, holds)
            if (
                ended > 2
                and not holds(league[-1].ahead)
                and all(g.league for g in games[-ended - 2 :])
            ):
                key = f"ended_{family}"
                far = [n for n in range(ended + 3, ended + 9)]
                for phrase in phrases[key]:
                    for scope in ("", "league "):
                        if scope and "{C}" not in phrase:
                            continue
                        right = (
                            words
                            | self._figure("N", ended)
                            | self._figure("M", ended + 1)
                            | {"C": scope}
                        )
                        yield self._made(key, phrase, right)
                        n = self.dice.choice(far)
                        yield self._made(
                            key,
                            phrase,
                            words | self._figure("N", n) | self._figure("M", n + 1) | {"C": scope},
                            "count",
                            str(ended),
                        )

    def _counts(self, phrases: dict[str, list[str]], club: Club, row: TableRow) -> Iterator[Told]:
        games = self.games(club)
        league = [g for g in games if g.league]
        season = [g for g in league if g.season == league[-1].season]
        everything = [
            g for g in games if g.season == league[-1].season or g.day > self.day.toordinal() - 30
        ]
        words = self._words(club, played=row.played, points=row.points)
        last = self.dice.choice((4, 5, 6, 8, 10))
        if len(season) > last and all(g.league for g in games[-last:]):
            part = games[-last:]
            ways = [games[-last:], games[-last - 1 : -1], league[-last:], league[-last - 1 : -1]]
            for family, test in (("form_won", RUNS["winning"]), ("form_lost", RUNS["losing"])):
                number = sum(test(g.ahead) for g in part)
                held = {sum(test(g.ahead) for g in some) for some in ways}
                far = [n for n in range(2, last) if all(abs(n - h) > 1 for h in held)]
                if number < 2 or number == last:
                    continue
                for phrase in phrases[family]:
                    for scope in ("", "league "):
                        right = (
                            words
                            | self._figure("N", number)
                            | self._figure("M", last)
                            | {"C": scope}
                        )
                        yield self._made(family, phrase, right)
                        if far:
                            yield self._made(
                                family,
                                phrase,
                                right | self._figure("N", self.dice.choice(far)),
                                "count",
                                str(number),
                            )
            if self.match.season.start >= 1996:
                number = sum(3 if g.ahead > 0 else g.ahead == 0 for g in part)
                held = {sum(3 if g.ahead > 0 else g.ahead == 0 for g in some) for some in ways}
                far = [n for n in range(2, 3 * last) if all(abs(n - h) > 2 for h in held)]
                for phrase in phrases["form_points"]:
                    if number < 2:
                        continue
                    right = (
                        words
                        | {"P": str(number), "Q": str(3 * last), "C": ""}
                        | self._figure("M", last)
                    )
                    yield self._made("form_points", phrase, right)
                    if far:
                        yield self._made(
                            "form_points",
                            phrase,
                            right | {"P": str(self.dice.choice(far))},
                            "points",
                            str(number),
                        )
        for family, test, noun in (
            ("won", RUNS["winning"], "win"),
            ("lost", RUNS["losing"], "loss"),
        ):
            for scope, venue in (
                ("league ", None),
                ("home league ", True),
                ("away league ", False),
            ):
                part = [g for g in season if venue is None or g.home == venue]
                number = sum(test(g.ahead) for g in part)
                wide = sum(test(g.ahead) for g in everything)
                if number < 2:
                    continue
                right = words | self._figure("N", number) | {"C": scope, "G": str(len(part))}
                wrong = right | self._figure("N", wide + self.dice.choice((2, 3, 4)))
                fitting = test(league[-1].ahead) and (venue is None or league[-1].home == venue)
                if fitting:
                    for phrase in phrases[f"nth_{noun}"]:
                        yield self._made(f"nth_{noun}", phrase, right)
                        yield self._made(f"nth_{noun}", phrase, wrong, "count", str(number))
                for phrase in phrases[f"count_{family}"]:
                    if venue is not None and "{C}" not in phrase:
                        continue
                    if wide + 5 > len(part) and "{G}" in phrase:
                        continue
                    yield self._made(f"count_{family}", phrase, right)
                    yield self._made(f"count_{family}", phrase, wrong, "count", str(number))
        if row.lost and row.drawn:
            right = (
                words
                | self._figure("N", row.won)
                | self._figure("M", row.drawn)
                | self._figure("L", row.lost)
            )
            more = len(everything) - len(season) + 2
            for phrase in phrases["record"]:
                yield self._made("record", phrase, right)
                yield self._made(
                    "record",
                    phrase,
                    right | self._figure("N", row.won + more),
                    "count",
                    str(row.won),
                )
                yield self._made(
                    "record",
                    phrase,
                    right | self._figure("L", row.lost + more),
                    "count",
                    str(row.lost),
                )
        for family, number in (("goals_for", row.goals_for), ("goals_against", row.goals_against)):
            if number < 4:
                continue
            right = words | {"N": str(number)}
            for phrase in phrases[family]:
                yield self._made(family, phrase, right)
                yield self._made(
                    family,
                    phrase,
                    right | {"N": str(number + self.dice.choice((6, 7, 9)))},
                    "count",
                    str(number),
                )

    def _tallies(self, phrases: dict[str, list[str]], club: Club) -> Iterator[Told]:
        """Goals of a player in the league of the season, where all of them are held."""
        m, number = self.whole.matches, self.whole.club_number(club)
        home, away = m.result()
        rows = np.flatnonzero(
            ((m.home == number) | (m.away == number)) & (home >= 0)
            & (m.competition == m.competition[self.row]) & (m.season == m.season[self.row])
            & (m.day <= self.day.toordinal())
        ).tolist()  # fmt: skip
        scored: dict[str, int] = {}
        now: set[str] = set()
        for row in rows:
            goals = self.whole.goals_of(row)
            if (
                sum(g.home for g in goals) != home[row]
                or sum(not g.home for g in goals) != away[row]
            ):
                return
            ours = bool(m.home[row] == number)
            for goal in goals:
                if goal.home == ours and goal.kind != "own_goal" and " " in goal.player:
                    scored[goal.player] = scored.get(goal.player, 0) + 1
                    if row == self.row:
                        now.add(goal.player)
        several = [p for p, n in scored.items() if n > 3]
        for player in self.dice.sample(several, min(2, len(several))):
            held = scored[player]
            words = self._words(club) | {"X": player}
            for family in ("tally", *(["tally_goal"] if player in now else [])):
                for phrase in phrases[family]:
                    yield self._made(family, phrase, words | self._figure("N", held))
                    wrong = words | self._figure("N", held + self.dice.choice((5, 6, 8)))
                    yield self._made(family, phrase, wrong, "count", str(held))

    def _met(self, phrases: dict[str, list[str]], club: Club) -> Iterator[Told]:
        """Runs against the other side of the match, and the last win or defeat by its opponent."""
        other = self.match.away if club == self.match.home else self.match.home
        number = self.whole.club_number(other)
        games = self.games(club)
        met = [g for g in games if g.other == number]
        words = self._words(club) | {"O": str(other.name)}
        for family, holds in (("h2h", RUNS["winning"]), ("h2h_unbeaten", RUNS["unbeaten"])):
            length = max(_run(met, holds), 0)
            if length < 2:
                continue
            for phrase in phrases[family]:
                yield self._made(family, phrase, words | self._figure("N", length))
                more = length + self.dice.choice((3, 4))
                if more <= len(met):
                    wrong = words | self._figure("N", more)
                    yield self._made(family, phrase, wrong, "count", str(length))
        league = [g for g in games if g.league]
        for family, holds in (("last_win", RUNS["winning"]), ("last_loss", RUNS["losing"])):
            held = [g for g in league if holds(g.ahead)][-6:]
            if len(held) < 6:
                continue
            near = {g.other for g in held} | {g.other for g in games[-12:]}
            table = self.tables[0]
            pool = [
                r.club.name for r in (table.rows if table else ())
                if self.whole.club_number(r.club) not in near and r.club != club
            ]  # fmt: skip
            for phrase in phrases[family]:
                right = words | {"C": "league ", "O": str(self.whole.clubs[held[-1].other].name)}
                yield self._made(family, phrase, right)
                if pool:
                    wrong = right | {"O": str(self.dice.choice(pool))}
                    yield self._made(family, phrase, wrong, "opponent", right["O"])

    # Fixtures -----------------------------------------------------------------------------------

    def _next(self, phrases: dict[str, list[str]], club: Club) -> Iterator[Told]:
        m = self.whole.matches
        number = self.whole.club_number(club)
        today = self.day.toordinal()
        mine = np.flatnonzero(((m.home == number) | (m.away == number)) & (m.day > today))
        if not len(mine):
            return
        row = int(mine[np.argsort(m.day[mine], kind="stable")][0])
        match = self.whole.match(row)
        ahead = int(m.day[row]) - today
        if ahead > 8 or ahead < 2 or m.competition[row] != m.competition[self.row]:
            return
        day = dt.date.fromordinal(int(m.day[row]))
        told = f"on {WEEKDAYS[day.weekday()]}" if ahead < 7 else f"next {WEEKDAYS[day.weekday()]}"
        home = match.home == club
        other = match.away if home else match.home
        near = {
            int(x)
            for r in np.flatnonzero(
                ((m.home == number) | (m.away == number)) & (np.abs(m.day - today) < 30)
            ).tolist()
            for x in (m.home[r], m.away[r])
        }
        pool = [
            r.club
            for r in (self.tables[0].rows if self.tables[0] else ())
            if self.whole.club_number(r.club) not in near
        ]
        free = [
            WEEKDAYS[(self.day.weekday() + n) % 7] for n in range(1, 7)
            if n != ahead and not np.any(m.day[mine] == today + n)
        ]  # fmt: skip
        words = self._words(club) | {
            "O": str(other.name),
            "DAY": told,
            "DAYC": told[:1].upper() + told[1:],
        }
        for family in ("next_home" if home else "next_away", "next_any"):
            for phrase in phrases[family]:
                yield self._made(family, phrase, words)
                if pool:
                    yield self._made(
                        family,
                        phrase,
                        words | {"O": str(self.dice.choice(pool).name)},
                        "opponent",
                        str(other.name),
                    )
                if free and ahead < 7:
                    wrong = f"on {self.dice.choice(free)}"
                    yield self._made(
                        family,
                        phrase,
                        words | {"DAY": wrong, "DAYC": wrong[:1].upper() + wrong[1:]},
                        "day",
                        told,
                    )
        turned = "next_away" if home else "next_home"
        for phrase in phrases[turned]:
            yield self._made(
                turned, phrase, words, "venue", f"{match.home.name} v {match.away.name}"
            )

    # Words --------------------------------------------------------------------------------------

    def _figure(self, name: str, number: int) -> dict[str, str]:
        wordy = number <= 12 and self.dice.random() < 0.7
        told = SMALL[number] if wordy else str(number)
        nth = (
            ORDINALS[number]
            if number < len(ORDINALS) and (wordy or self.dice.random() < 0.5)
            else _nth(number)
        )
        return {name: told} | ({"NTH": nth} if name == "N" else {})

    def _words(
        self, club: Club, *, place: int = 0, points: int = 0, played: int = 0
    ) -> dict[str, str]:
        nth = (
            ORDINALS[place]
            if 0 < place < len(ORDINALS) and self.dice.random() < 0.6
            else _nth(place)
        )
        return {"T": str(club.name), "NTH": nth, "P": str(points), "G": str(played), "C": ""}

    def _made(
        self, kind: str, phrase: str, words: dict[str, str], altered: str = "", truth: str = ""
    ) -> Told:
        if kind in ("gap_top",) and "{NTH}" in phrase:
            words = dict(words)
            # The place of the side, not the figure.
            row = next(r for r in self.tables[0].rows if r.club.name == words["T"])  # type: ignore[union-attr]
            words["NTH"] = _nth(row.position)
        sentence = re.sub(r" +", " ", re.sub(r"\{(\w+)\}", lambda m: words[m[1]], phrase))
        sentence = sentence[:1].upper() + sentence[1:]
        sentence = re.sub(r"\b1 points\b", "1 point", sentence).replace("one points", "one point")
        place = self.dice.choice(("lead", "roundup"))
        before = _lead(self.match, self.day)
        if place == "roundup" and self.beside:
            before += "\n\n" + _lead(self.dice.choice(self.beside), self.day)
        before += "\n\n"
        start = len(before)
        return Told(
            before + sentence,
            start,
            start + len(sentence),
            self.day,
            kind,
            phrase,
            place,
            altered,
            truth,
        )


def _lead(match: Match, day: dt.date) -> str:
    score = match.result
    assert score is not None
    when = f"on {WEEKDAYS[day.weekday()]}"
    if score.home == score.away:
        return f"{match.home.name} and {match.away.name} drew {score.home}-{score.away} {when}."
    first = score.home > score.away
    won, lost = (match.home, match.away) if first else (match.away, match.home)
    return f"{won.name} beat {lost.name} {max(score)}-{min(score)} {when}."


def _run(games: Sequence[Game], holds: Callable[[int], bool]) -> int:
    number = 0
    for game in reversed(games):
        if not holds(game.ahead):
            break
        number += 1
    return number


def _nth(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def every(
    desk: Desk, number: int, seed: int, families: Sequence[str] = (), since: int = 1950
) -> Iterator[Told]:
    """Sentences about some random matches of a ledger; ``families`` keeps only those."""
    dice = random.Random(seed)
    told = phrases()
    for row in chosen(desk.whole, number, dice, since):
        for one in Teller(desk, row, dice).told(told):
            if not families or one.kind in families:
                yield one
