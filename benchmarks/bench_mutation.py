"""Supported claims altered in one detail: how many alterations are called contradicted.

Every label of ``tests/reading`` that is supported, and found so, is altered in one detail at a
time: score, side, scorer, minute, count, run, place, points, gap, interval, opponent, date, round.
The ledger is asked, not the judges, whether the altered words can be true in any sensible reading;
only alterations that it refutes are counted. One line for each kind of alteration and set, one for
each ledger, and how often checking failed.

The ledger is asked once for all alterations of its reports; of an altered report everything is read
again, for any word may change what the others mean, but only the claims over it are judged.

``--misses`` prints those that were not noticed (of ``dev``), ``--only NAME`` measures one ledger,
report, set or kind of alteration, ``--every N`` alters every Nth label.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.figures import left_out, line
from matchdesk.core.match import Goal
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.desk import Desk
from matchdesk.errors import MatchdeskError
from matchdesk.press.claim import Judged
from matchdesk.rules.table import Table
from tests.reading import corpus, ledgers
from tests.reading.corpus import Label, Labelled
from tests.reading.figures import ORDINALS, SMALL, WEEKDAYS

YEAR = 400
"""Days back in which a result may be the one that is meant."""

ROUNDS = {
    "quarter_final": ("quarter-final", "semi-final"),
    "semi_final": ("semi-final", "quarter-final"),
    "round_of_16": ("last 16", "quarter-final"),
    "round_of_32": ("last 32", "quarter-final"),
}
KINDS = frozenset(
    "score side opponent scorer minute place points gap count interval date round".split()
)
WINNERS = (("beat", "lost to"), ("won", "lost"), ("lost", "won"), ("defeated", "lost to"))


@dataclass(frozen=True)
class Change:
    """One detail altered: the words of a label as they stand, and as they become."""

    kind: str
    before: str
    after: str


class Records:
    """What one ledger holds, asked once for all its reports."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.whole: Snapshot = desk.whole
        self.final = self.whole.matches.result()
        self._goals: dict[int, tuple[Goal, ...]] = {}
        self._tables: dict[tuple[dt.date, int, int], tuple[Table, ...]] = {}
        self.names: dict[str, list[str]] = defaultdict(list)
        for name in self.whole.store.names():
            self.names[name.subject].append(name.name)

    def goals(self, rows: Sequence[int]) -> Iterator[tuple[int, tuple[Goal, ...]]]:
        """The goals of some matches, row by row."""
        asked = [row for row in rows if row not in self._goals]
        if asked:
            keys = [int(key) for key in self.whole.matches.key[asked]]
            found = self.whole.store.goals(keys)
            self._goals.update(
                (row, found.get(key, ())) for row, key in zip(asked, keys, strict=True)
            )
        for row in rows:
            yield row, self._goals[row]

    def tables(self, day: dt.date, competition: int, season: int) -> tuple[Table, ...]:
        """The tables of a season at the end of a day, none where there are none."""
        key = (day, competition, season)
        if key not in self._tables:
            name, year = self.whole.competitions[competition], str(Season.of_code(season))
            try:
                self._tables[key] = tuple(self.desk.at(day).tables(name, year))
            except MatchdeskError:
                self._tables[key] = ()
        return self._tables[key]

    def result(self, row: int) -> tuple[int, int]:
        """Score of a match, home side first."""
        return int(self.final[0][row]), int(self.final[1][row])


@dataclass
class Facts:
    """What the ledger holds around a report, asked without the judges."""

    records: Records
    published: dt.date
    whole: Snapshot = field(init=False)
    _stood: dict[str, list[tuple[int, int, dict[str, int]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.whole = self.records.whole

    def rows(self, clubs: Sequence[str], back: int, ahead: int = 0) -> list[int]:
        """Matches that all of these clubs play within some days of the report."""
        m = self.whole.matches
        day = self.published.toordinal()
        chosen = (m.day >= day - back) & (m.day <= day + ahead)
        for club in clubs:
            number = self.whole.club_number(club)
            chosen &= (m.home == number) | (m.away == number)
        return [int(row) for row in np.flatnonzero(chosen)]

    def scores(self, rows: Sequence[int]) -> set[tuple[int, int]]:
        """Every score that some matches had, at any time, and of two legs together, either way."""
        m = self.whole.matches
        found: set[tuple[int, int]] = set()
        finals: list[tuple[int, int, int]] = []
        for row in rows:
            for home, away in (
                (m.home_goals, m.away_goals), (m.half_home, m.half_away),
                (m.extra_home, m.extra_away), (m.penalties_home, m.penalties_away),
                (m.awarded_home, m.awarded_away),
            ):  # fmt: skip
                if home[row] >= 0:
                    found.add((int(home[row]), int(away[row])))
            finals.append((int(m.home[row]), *self.records.result(row)))
        for _, goals in self.records.goals(rows):
            stood = [0, 0]
            for goal in goals:
                stood[0 if goal.home else 1] += 1
                found.add((stood[0], stood[1]))
        for at, first in enumerate(finals):
            for second in finals[at + 1 :]:
                same = first[0] == second[0]
                found.add(
                    (first[1] + second[1], first[2] + second[2])
                    if same
                    else (first[1] + second[2], first[2] + second[1])
                )
        return found | {(away, home) for home, away in found}

    def clubs_of(self, player: str) -> list[str]:
        """The two sides of the last match, of the days before the report, in which one scored."""
        m = self.whole.matches
        day = self.published.toordinal()
        near = np.flatnonzero((m.day > day - 5) & (m.day <= day + 1)).tolist() if player else []
        for row, goals in self.records.goals(near[::-1]):
            if any(fold(goal.player) == fold(player) for goal in goals):
                return [self.whole.clubs[m.home[row]].id, self.whole.clubs[m.away[row]].id]
        return []

    def scorers(self, rows: Sequence[int]) -> dict[str, list[int]]:
        """Minutes of the goals of some matches, by folded name of the scorer."""
        found: dict[str, list[int]] = defaultdict(list)
        for _, goals in self.records.goals(rows):
            for goal in goals:
                found[fold(goal.player)].append(goal.minute or 0)
        return found

    def standings(self, club: str) -> list[tuple[int, int, dict[str, int]]]:
        """Place and points of a club in the days before the report, and everyone's points."""
        if club not in self._stood:
            self._stood[club] = list(self._standings(club))
        return self._stood[club]

    def _standings(self, club: str) -> Iterator[tuple[int, int, dict[str, int]]]:
        rows = self.rows([club], YEAR)
        m = self.whole.matches
        seen = {(int(m.competition[r]), int(m.season[r])) for r in rows[-12:]}
        for back in (0, 1, 2, 7):
            day = self.published - dt.timedelta(days=back)
            for competition, season in seen:
                for table in self.records.tables(day, competition, season):
                    for row in table.rows:
                        if row.club.id == club:
                            points = {str(r.club.id): r.points for r in table.rows}
                            yield row.position, row.points, points


def numbers(words: str) -> Iterator[tuple[re.Match[str], int, Callable[[int], str]]]:
    """Every number of some words: its place, its value, and how another one is written there."""
    for found in re.finditer(r"\b(\d+)(st|nd|rd|th)?\b(?![-–:]\d)(?<!\d[-–:]\d)", words):
        tail = found[2]
        yield found, int(found[1]), (lambda n: f"{n}{_tail(n)}") if tail else str
    for names in (SMALL, ORDINALS):
        for found in re.finditer(r"\b[a-z]+\b(?! (division|half|leg)\b)", words, re.IGNORECASE):
            if found[0].lower() in names and names.index(found[0].lower()) > 0:
                yield found, names.index(found[0].lower()), _worded(names)


def _tail(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _worded(names: Sequence[str]) -> Callable[[int], str]:
    def write(number: int) -> str:
        if number < len(names):
            return names[number]
        return str(number) if names is SMALL else f"{number}{_tail(number)}"

    return write


def changes(label: Label, one: Judged, facts: Facts, sides: Sequence[str]) -> Iterator[Change]:
    """Alterations of a label that the ledger refutes, at most one of each kind.

    ``sides`` are those of the match that the report tells of.
    """
    words, reading = label.words, one.reading
    team = reading.team.id if reading.team else ""
    other = reading.opponent.id if reading.opponent else ""
    pair = [club for club in (team, other) if club]
    pair = pair or facts.clubs_of(reading.player or "".join(reading.players[:1])) or list(sides)
    kind = label.type
    if kind in ("match_result", "aggregate", "half_time_score", "score_at_minute") and pair:
        near = facts.rows(pair, YEAR if other else 30, 1)
        yield from _score(words, facts.scores(near))
        if kind == "match_result" and other:
            yield from _side(words, near, team, facts)
            yield from _opponent(words, one, facts)
    if kind in ("scorer", "player_goals") and pair:
        yield from _scorer(words, pair, facts)
    if kind == "minute" and pair:
        yield from _minute(words, pair, facts)
    if kind == "league_position" and team:
        held = {place for place, _, _ in facts.standings(team)}
        size = max((len(all_) for _, _, all_ in facts.standings(team)), default=0)
        yield from _number(
            "place", words, lambda n: n <= size and held and all(abs(n - p) > 1 for p in held)
        )
    if kind == "points" and team:
        held = {points for _, points, _ in facts.standings(team)}
        yield from _number("points", words, lambda n: bool(held) and n not in held, least=10)
    if kind == "points_gap" and team:
        gaps = {
            abs(points - theirs)
            for _, points, everyone in facts.standings(team)
            for club, theirs in everyone.items()
            if not other or club == other
        }
        yield from _number("gap", words, lambda n: bool(gaps) and n not in gaps)
    if kind == "run" and team:
        most = _longest(facts, team)
        yield from _number("count", words, lambda n: n > most, far=True)
    if kind in ("season_tally", "player_goals") and reading.player:
        most = len(
            facts.scorers(facts.rows([team] if team else [], YEAR)).get(fold(reading.player), ())
        )
        yield from _number("count", words, lambda n: n > most + 1, far=True)
    if kind == "interval":
        yield from _number("interval", words, lambda n: n > 3, step=9)
    if kind == "date" and pair:
        played = {facts.whole.matches.day[row] for row in facts.rows(pair, 14, 7)}
        yield from _date(words, {dt.date.fromordinal(int(day)).weekday() for day in played})
    if kind == "next_fixture" and other:
        yield from _opponent(words, one, facts)
    if kind in ("round", "elimination") and team:
        yield from _round(words, team, facts)


def _score(words: str, held: set[tuple[int, int]]) -> Iterator[Change]:
    for found in re.finditer(r"\b(\d{1,2})([-–:])(\d{1,2})\b", words):
        a, b = int(found[1]), int(found[3])
        drawn = a == b
        for x, y in (
            (a + 1, b + drawn),
            (a, b + 1),
            (a + 2, b + 2 * drawn),
            (a + 3, b + 3 * drawn),
        ):
            if (x, y) not in held and (x > y) == (a > b) and (x == y) == drawn:
                yield Change("score", found[0], f"{x}{found[2]}{y}")
                return


def _side(words: str, rows: Sequence[int], team: str, facts: Facts) -> Iterator[Change]:
    number = facts.whole.club_number(team)
    outcomes = set()
    for row in rows:
        home, away = facts.records.result(row)
        ours = (home, away) if facts.whole.matches.home[row] == number else (away, home)
        outcomes.add(np.sign(ours[0] - ours[1]))
    if (
        len(outcomes) != 1
        or 0 in outcomes
        or facts.whole.matches.penalties_home[list(rows)].max() >= 0
    ):
        return
    for word, instead in WINNERS:
        if re.search(rf"\b{word}\b", words) and "against" not in words:
            yield Change("side", word, instead)
            return


def _scorer(words: str, pair: Sequence[str], facts: Facts) -> Iterator[Change]:
    near = facts.scorers([r for club in pair for r in facts.rows([club], 30, 3)])
    last = {name.split()[-1] for name in near if name}
    written = [w for w in re.findall(r"[^\W\d_][\w’'-]+", words) if fold(w) in last]
    pool = facts.scorers([r for club in pair for r in facts.rows([club], YEAR)])
    for name in sorted(pool, key=lambda name: (-len(pool[name]), name)):
        instead = name.split()[-1] if name else ""
        if len(written) == 1 and len(instead) > 3 and instead not in last:
            surname = written[0]
            first = re.search(rf"[^\W\d_][\w’'-]+ (?={re.escape(surname)})", words)
            given = {
                n.split()[0] for n in near if len(n.split()) > 1 and n.split()[-1] == fold(surname)
            }
            if first and fold(first[0].strip()) in given:
                yield Change("scorer", first[0] + surname, name.title())
            else:
                yield Change("scorer", surname, instead.title())
            return


def _minute(words: str, pair: Sequence[str], facts: Facts) -> Iterator[Change]:
    near = facts.rows(pair[:1], 12, 1)
    held = {minute for goals in facts.scorers(near).values() for minute in goals}
    if not held:
        return
    left = bool(
        re.search(r"\b(left|from time|to go|from the end|remaining|to play|before)\b", words)
    )
    after = bool(re.search(r"(after|into) (the )?(break|restart|half|second)", words))

    def refuted(number: int) -> bool:
        minute = 90 - number if left else 45 + number if after else number
        return 0 < minute < 90 and all(abs(minute - known) > 3 for known in held)

    if ("half" in words and not after) or re.search(r"\b(inside|within|under)\b", words):
        return
    yield from _number("minute", words, refuted, step=4)


def _number(
    kind: str,
    words: str,
    refuted: Callable[[int], object],
    *,
    least: int = 1,
    step: int = 1,
    far: bool = False,
) -> Iterator[Change]:
    for found, value, write in numbers(words):
        # "A first-half goal", "their 100 per cent record": no count to alter.
        if value < least or re.match(r"[- ]half\b| ?per ?cent| ?%", words[found.end() :]):
            continue
        tries = [value + step * n for n in range(2, 40)] if far else [
            value + sign * step * n for n in range(2, 9) for sign in (1, -1)
        ]  # fmt: skip
        for number in tries:
            if number > 1 and refuted(number):
                yield Change(kind, found[0], write(number))
                return


def _longest(facts: Facts, team: str) -> int:
    """The longest run of any kind of a club, in any competition, at home or away, lately."""
    number, m = facts.whole.club_number(team), facts.whole.matches
    rows = facts.rows([team], 5 * 365)
    rows = [r for r in rows if facts.records.result(r)[0] >= 0]
    longest = 0
    for venue in ("", "home", "away"):
        mine = [r for r in rows if venue == "" or (m.home[r] == number) == (venue == "home")]
        for side in (1, -1):
            run = 0
            for row in mine:
                home, away = facts.records.result(row)
                ahead = home - away if m.home[row] == number else away - home
                run = run + 1 if ahead * side >= 0 else 0
                longest = max(longest, run)
    return longest


def _opponent(words: str, one: Judged, facts: Facts) -> Iterator[Change]:
    assert one.reading.opponent is not None
    team = one.reading.team.id if one.reading.team else ""
    named = {fold(name): name for name in facts.records.names[str(one.reading.opponent.id)]}
    named[fold(one.reading.opponent.name)] = one.reading.opponent.name
    written = next(
        (
            words[found.start() : found.end()]
            for name in sorted(named.values(), key=len, reverse=True)
            if len(name) > 4 and (found := re.search(rf"\b{re.escape(fold(name))}\b", fold(words)))
            and len(fold(words)) == len(words)
        ),
        "",
    )  # fmt: skip
    if not written or not team:
        return
    met = set()
    m = facts.whole.matches
    for row in facts.rows([team], YEAR, 60):
        met |= {int(m.home[row]), int(m.away[row])}
    rows = facts.rows([team], 60, 60)
    competition = {int(m.competition[row]) for row in rows}
    season = {int(m.season[row]) for row in rows}
    near = np.flatnonzero(
        np.isin(m.competition, list(competition)) & np.isin(m.season, list(season))
    )
    everyone = sorted({int(c) for c in m.home[near]} - met)
    for club in everyone or _far(facts, team, words):
        name = facts.whole.clubs[club].name
        if name.isascii():
            yield Change("opponent", written, name)
            return


def _far(facts: Facts, team: str, words: str) -> list[int]:
    """Clubs of the team's league that it does not meet within some weeks of the report.

    Nor did it meet them, lately, with the score of the words.
    """
    m = facts.whole.matches
    rows = facts.rows([team], 45, 45)
    met = {int(c) for row in rows for c in (m.home[row], m.away[row])}
    scores = {(int(a), int(b)) for a, b in re.findall(r"\b(\d{1,2})[-–:](\d{1,2})\b", words)}
    for row in facts.rows([team], YEAR, 60):
        home, away = facts.records.result(row)
        if not scores.isdisjoint({(home, away), (away, home)}):
            met |= {int(m.home[row]), int(m.away[row])}
    leagues = {int(m.competition[row]) for row in rows if facts.whole.competitions[m.competition[row]].endswith((".1", ".2", ".3"))}  # fmt: skip
    seasons = {int(m.season[row]) for row in rows}
    near = np.flatnonzero(np.isin(m.competition, list(leagues)) & np.isin(m.season, list(seasons)))
    return sorted({int(c) for c in m.home[near]} - met)


def _date(words: str, played: set[int]) -> Iterator[Change]:
    for place, day in enumerate(WEEKDAYS):
        if day in words:
            for step in (2, 3, 4, 5):
                if (place + step) % 7 not in played:
                    yield Change("date", day, WEEKDAYS[(place + step) % 7])
                    return


def _round(words: str, team: str, facts: Facts) -> Iterator[Change]:
    m = facts.whole.matches
    played = {facts.whole.rounds[m.round[row]] for row in facts.rows([team], 40, 40)}
    for name, (word, instead) in ROUNDS.items():
        if word in words and name in played and instead.replace("-", "_") not in played:
            more = "s" if re.search(rf"\b{word}s\b", words) else ""
            yield Change("round", word + more, instead + more)
            return


@dataclass
class Told:
    """Alterations by kind: how many the ledger refutes, how many were noticed."""

    refuted: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Told) -> None:
        """Count others in."""
        self.refuted.update(other.refuted)
        self.noticed.update(other.noticed)
        self.failed += other.failed
        self.misses += other.misses

    def show(self, name: str) -> None:
        """One line for each kind."""
        for kind, whole in sorted(self.refuted.items()):
            line(f"{name}, {kind} altered", 100 * self.noticed[kind] / whole, "%", f"{self.noticed[kind]} of {whole}")  # fmt: skip


def alter(entry: Labelled, records: Records, every: int = 1, kind: str = "") -> Told:
    """Alter the labels of one report, one at a time."""
    told = Told()
    desk = records.desk
    done = corpus.checked(desk, entry.text, entry.published)
    facts = Facts(records, entry.published)
    for label in entry.claims[::every]:
        if label.verdict != "supported" or not label.decidable:
            continue
        start, end = entry.span(label)
        found = [
            one
            for one in corpus.touching(done.claims, start, end)
            if corpus.kin(one.claim.type, label.type) and one.verdict == "supported"
        ]
        if not found:
            continue
        best = max(found, key=lambda one: (one.claim.type == label.type, -one.claim.start))
        for change in changes(label, best, facts, entry.match.split(":")[2:4]):
            if kind not in ("", change.kind):
                continue
            words = re.sub(
                rf"(?<!\w){re.escape(change.before)}(?!\w)",
                change.after.replace("\\", r"\\"),
                label.words,
                count=1,
            )
            text = entry.text[:start] + words + entry.text[end:]
            where = f"{entry.name}: {change.kind}, {change.before!r} to {change.after!r}"
            told.refuted[change.kind] += 1
            span = (start, start + len(words))
            try:
                again = corpus.checked(desk, text, entry.published, span)
            except Exception as error:  # the worst of misses, but the others are still counted
                told.failed += 1
                at = traceback.extract_tb(error.__traceback__)[-1]
                told.misses.append(f"{where}: FAILED in {at.name}, line {at.lineno}: {error!r}")
                continue
            over = corpus.touching(again.claims, *span)
            if any(one.verdict == "contradicted" for one in over):
                told.noticed[change.kind] += 1
            else:
                said = "; ".join(f"{one.claim.type} {one.text!r} {one.verdict}" for one in over)
                told.misses.append(
                    f"{where}: {corpus.context(text, *span)}: {said or 'nothing read'}"
                )
    return told


def main() -> None:
    """Measure the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true", help="each that was not noticed")
    parser.add_argument("--only", default="", help="a ledger, a report, a set or a kind")
    parser.add_argument("--every", type=int, default=1, help="every Nth label")
    asked = parser.parse_args()
    began = time.perf_counter()
    kind = asked.only if asked.only in KINDS else ""
    only = "" if kind else asked.only
    by_ledger: dict[str, list[tuple[str, Labelled]]] = defaultdict(list)
    for name in corpus.SETS:
        for entry in corpus.of_set(name):
            if only in ("", name, entry.ledger, entry.name):
                by_ledger[entry.ledger].append((name, entry))
    if not by_ledger:
        raise SystemExit(f"no ledger, report, set or kind of alteration is called {asked.only!r}")
    sets: dict[str, Told] = defaultdict(Told)
    ledger_lines: list[tuple[str, Told]] = []
    for ledger, entries in by_ledger.items():
        if not ledgers.held(ledger):
            left_out(f"reports of {ledger}", "no data here")
            continue
        records = Records(ledgers.desk(ledger))
        here = Told()
        for name, entry in entries:
            one = alter(entry, records, asked.every, kind)
            sets[name].add(one)
            here.add(one)
        records.desk.ledger.close()
        ledger_lines.append((ledger, here))
    every = Told()
    for name, told in sets.items():
        told.show(name)
        every.add(told)
        if asked.misses and name == "dev":
            print("\n".join(f"  {miss}" for miss in told.misses))
    every.show("all")
    for ledger, here in ledger_lines:
        whole, noticed = here.refuted.total(), here.noticed.total()
        line(f"reports of {ledger} altered", 100 * noticed / max(whole, 1), "%", f"{noticed} of {whole}")  # fmt: skip
    whole, noticed = every.refuted.total(), every.noticed.total()
    if whole:
        line(
            "alterations called contradicted", 100 * noticed / whole, "%",
            f"{noticed} of {whole} that the ledger refutes; asked: 95 %",
        )  # fmt: skip
    line("alterations that made checking fail", every.failed, "", "asked: 0")
    line("measured in", time.perf_counter() - began, "s", f"{time.process_time():.0f} s of a core")


if __name__ == "__main__":
    main()
