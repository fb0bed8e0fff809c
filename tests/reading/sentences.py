"""Sentences about random matches of a ledger, true ones and ones altered in one detail.

The phrases stand in ``phrases.toml``. Everything that is filled in comes from the ledger, so what a
sentence says is true; an altered one says something that every match held of these days refutes.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.match import Goal, Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import Snapshot
from tests.reading.corpus import FOLDER

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Told:
    """One sentence as a report, and what is wrong with it.

    Attributes:
        text: the report. start, end: the sentence in it. day: the report's day.
        kind: the family of phrases. phrase: the phrase. place: how it stands in the report.
        altered: the detail that is false, "" if all is true. truth: what would be right.
    """

    text: str
    start: int
    end: int
    day: dt.date
    kind: str
    phrase: str
    place: str
    altered: str = ""
    truth: str = ""


def phrases() -> dict[str, list[str]]:
    """Phrases by family."""
    return tomllib.loads((FOLDER / "phrases.toml").read_text(encoding="utf-8"))


def chosen(whole: Snapshot, number: int, dice: random.Random, since: int = 1950) -> list[int]:
    """Rows of random matches with a result, a day and a match of the same day beside them."""
    m = whole.matches
    home, _ = m.result()
    first = dt.date(since, 1, 1).toordinal()
    days, counts = np.unique(m.day[(home >= 0) & (m.day > first)], return_counts=True)
    full = days[counts > 3].tolist()
    found = []
    for day in dice.sample(full, min(number, len(full))):
        rows = np.flatnonzero((m.day == day) & (home >= 0)).tolist()
        found.append(dice.choice(rows))
    return found


class Teller:
    """Makes sentences of one match.

    Args:
        whole: the ledger. row: the match. dice: what chance decides.
    """

    def __init__(self, whole: Snapshot, row: int, dice: random.Random) -> None:
        self.whole, self.row, self.dice = whole, row, dice
        self.match: Match = whole.match(row)
        assert self.match.result is not None
        assert self.match.date is not None
        self.result: Score = self.match.result
        self.day: dt.date = self.match.date
        m = whole.matches
        played, _ = m.result()
        self.beside = [
            whole.match(r)
            for r in np.flatnonzero((m.day == self.day.toordinal()) & (played >= 0)).tolist()
            if r != row and int(m.competition[r]) == int(m.competition[row])
        ]
        self.goals: tuple[Goal, ...] = whole.goals_of(row)

    @property
    def timed(self) -> bool:
        """True if every goal is held with its minute and a scorer of one or more words."""
        return (
            bool(self.goals)
            and sum(g.home for g in self.goals) == self.result.home
            and sum(not g.home for g in self.goals) == self.result.away
            and all(
                g.minute is not None and g.kind != "own_goal" and len(_surname(g.player)) > 3
                for g in self.goals
            )
        )

    def told(self, phrases: dict[str, list[str]]) -> Iterator[Told]:
        """Every sentence of the match, true and altered."""
        yield from self._results(phrases)
        if self.timed:
            yield from self._goals(phrases)

    # Results ----------------------------------------------------------------------------------

    def _words(self, match: Match, score: Score) -> dict[str, str]:
        home, away = str(match.home.name), str(match.away.name)
        first = score.home >= score.away
        day = f"on {WEEKDAYS[self.day.weekday()]}"
        return {
            "H": home, "A": away, "W": home if first else away, "L": away if first else home,
            "HA": f"{score.home}-{score.away}",
            "WL": f"{max(score)}-{min(score)}", "LW": f"{min(score)}-{max(score)}",
            "D": f"{score.home}-{score.away}", "DAY": day,
        }  # fmt: skip

    def _results(self, phrases: dict[str, list[str]]) -> Iterator[Told]:
        score = self.result
        if self.match.penalties is not None or self.match.extra_time is not None:
            return
        families = ["draw"] if score.home == score.away else ["win", "winner_only"]
        if not self.match.neutral and score.home != score.away:
            families.append("home_win" if score.home > score.away else "away_win")
        words = self._words(self.match, score)
        for family in families:
            for phrase in phrases[family]:
                yield from self._placed(family, phrase, words, "", "")
                for altered, other in self._altered(family, phrase):
                    yield from self._placed(family, phrase, other, altered, words["HA"])
        half = self.match.half_time
        if half is not None:
            yield from self._half(phrases, half, words)

    def _altered(self, family: str, phrase: str) -> Iterator[tuple[str, dict[str, str]]]:
        score, draw = self.result, self.result.home == self.result.away
        words = self._words(self.match, score)
        if re.search(r"\{(WL|LW|D|HA)\}", phrase):
            more = self.dice.choice((1, 2))
            up = score.home > score.away
            other = (
                Score(score.home + more, score.away + more) if draw
                else Score(score.home + more * up, score.away + more * (not up))
            )  # fmt: skip
            yield "score", self._words(self.match, other)
        if not draw and family != "home_win" and family != "away_win" and "{HA}" not in phrase:
            turned = dict(words, W=words["L"], L=words["W"])
            yield "winner", turned
        if self.beside and "{HA}" not in phrase:
            stranger = self.dice.choice(self.beside).away.name
            part = "A" if draw or family in ("home_win", "away_win") else "L"
            if not (draw and "{A}" not in phrase):
                yield "opponent", dict(words, **{part: stranger})

    def _half(
        self, phrases: dict[str, list[str]], half: Score, words: dict[str, str]
    ) -> Iterator[Told]:
        goals = (half.home, half.away)
        for phrase in phrases["half"]:
            right = dict(words, X=f"{max(goals)}-{min(goals)}", HT=f"{half.home}-{half.away}")
            yield from self._placed("half", phrase, right, "", "", lead=True)
            wrong = dict(words, X=f"{max(goals) + 1}-{min(goals)}", HT=f"{half.home + 1}-{half.away + (half.home < half.away)}")  # fmt: skip
            if half.home == half.away:
                wrong["HT"] = f"{half.home + 1}-{half.away}"
            yield from self._placed("half", phrase, wrong, "half-time", str(half), lead=True)
        if half.home == half.away:
            return
        ahead, behind = ("H", "A") if half.home > half.away else ("A", "H")
        told = f"{max(goals)}-{min(goals)}"
        for phrase in phrases["half_led"]:
            right = dict(words, B=words[ahead], C=words[behind], BC=told)
            wrong = dict(words, B=words[behind], C=words[ahead], BC=told)
            yield from self._placed("half_led", phrase, right, "", "", lead=True)
            yield from self._placed("half_led", phrase, wrong, "leader", told, lead=True)

    # Goals ------------------------------------------------------------------------------------

    def _goals(self, phrases: dict[str, list[str]]) -> Iterator[Told]:
        home = away = 0
        for place, goal in enumerate(self.goals):
            us, them = (home, away) if goal.home else (away, home)
            families = ["goal"]
            if place == 0:
                families.append("opener")
            elif us + 1 == them:
                families.append("equaliser")
            elif us > them:
                families.append("added")
            home, away = home + goal.home, away + (not goal.home)
            self._count = (us + 1, them)
            for family in families:
                some = phrases[family]
                if family == "goal":
                    some = self.dice.sample(some, max(1, len(some) // len(self.goals)))
                for phrase in some:
                    yield from self._goal(family, phrase, goal)
        scorers = [g.player for g in self.goals]
        for player in dict.fromkeys(scorers):
            if scorers.count(player) == 2:
                goal = next(g for g in self.goals if g.player == player)
                for phrase in phrases["brace"]:
                    if "both" in phrase and len(scorers) != 2:
                        continue
                    yield from self._goal("brace", phrase, goal)

    def _goal(self, family: str, phrase: str, goal: Goal) -> Iterator[Told]:
        side, other = (
            (self.match.home, self.match.away) if goal.home else (self.match.away, self.match.home)
        )
        words = {
            "P": goal.player if self.dice.random() < 0.4 else _surname(goal.player),
            "S": str(side.name), "O": str(other.name),
            "NM": "-".join(str(n) for n in (sorted(self._count, reverse=True))),
        }  # fmt: skip
        minute = goal.minute or 0
        time, adjective = self._time(minute)
        yield from self._placed(
            family, phrase, dict(words, T=time, TH=adjective), "", "", lead=True
        )
        stranger = self._stranger(goal)
        if stranger:
            wrong = dict(words, T=time, TH=adjective, P=stranger)
            yield from self._placed(family, phrase, wrong, "scorer", goal.player, lead=True)
        if "{T" in phrase:
            held = [g.minute or 0 for g in self.goals]
            far = [
                n for n in range(5, 88) if all(abs(n - h) > 4 for h in held)
                and all(abs(n - h) > 4 for h in held) and abs(n - 45) > 2
            ]  # fmt: skip
            if far:
                time, adjective = self._time(self.dice.choice(far))
                wrong = dict(words, T=time, TH=adjective)
                yield from self._placed(family, phrase, wrong, "minute", str(minute), lead=True)

    def _time(self, minute: int) -> tuple[str, str]:
        nth = _nth(minute)
        ways = [f"in the {nth} minute", f"after {minute} minutes", f"on {minute} minutes"]
        if 1 < minute <= 20:
            ways += [f"{minute} minutes in", f"after only {minute} minutes"]
        if 47 <= minute <= 60:
            ways += [
                f"{minute - 45} minutes after the break",
                f"{minute - 45} minutes into the second half",
            ]
        if 62 <= minute <= 88:
            ways += [f"with {90 - minute} minutes left", f"{90 - minute} minutes from time"]
        return self.dice.choice(ways), f"{nth}-minute"

    def _stranger(self, goal: Goal) -> str:
        """A player of the club who scored in other matches of the time, not in this one."""
        m = self.whole.matches
        side = self.whole.club_number(self.match.home if goal.home else self.match.away)
        day = self.day.toordinal()
        near = np.flatnonzero(
            ((m.home == side) | (m.away == side)) & (m.day < day) & (m.day > day - 250)
        ).tolist()
        here = {word for g in self.goals for word in re.findall(r"\w+", g.player.lower())}
        found = []
        for row in near:
            ours = bool(m.home[row] == side)
            for one in self.whole.goals_of(row):
                if one.home == ours and one.kind != "own_goal" and len(_surname(one.player)) > 3:
                    parts = set(re.findall(r"\w+", one.player.lower()))
                    if not parts & here and one.player not in found:
                        found.append(one.player)
        return self.dice.choice(found) if found else ""

    # Reports ----------------------------------------------------------------------------------

    def _placed(
        self, kind: str, phrase: str, words: dict[str, str], altered: str, truth: str,
        lead: bool = False,
    ) -> Iterator[Told]:  # fmt: skip
        sentence = re.sub(r" +", " ", re.sub(r"\{(\w+)\}", lambda m: words[m[1]], phrase))
        sentence = sentence[:1].upper() + sentence[1:]
        places = ["second"] if lead else ["alone", "roundup"]
        place = self.dice.choice(places)
        before = ""
        if place == "second":
            own = self._words(self.match, self.result)
            before = (
                "{H} and {A} drew {HA} {DAY}.\n\n" if self.result.home == self.result.away
                else "{W} beat {L} {WL} {DAY}.\n\n"
            )  # fmt: skip
            before = re.sub(r"\{(\w+)\}", lambda m: own[m[1]], before)
        elif place == "roundup" and self.beside:
            other = self.dice.choice(self.beside)
            assert other.result is not None
            own = self._words(other, other.result)
            drawn = other.result.home == other.result.away
            before = "{H} drew {D} with {A} {DAY}.\n\n" if drawn else "{W} beat {L} {WL} {DAY}.\n\n"
            before = re.sub(r"\{(\w+)\}", lambda m: own[m[1]], before)
            if other.penalties is not None or other.extra_time is not None:
                before = ""
        start = len(before)
        yield Told(
            before + sentence, start, start + len(sentence), self.day, kind, phrase, place, altered, truth
        )  # fmt: skip


def _surname(name: str) -> str:
    return name.split()[-1] if name.split() else ""


def _nth(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def every(
    whole: Snapshot, number: int, seed: int, families: Sequence[str] = (), since: int = 1950
) -> Iterator[Told]:
    """Sentences about some random matches of a ledger; ``families`` keeps only those."""
    dice = random.Random(seed)
    told = phrases()
    for row in chosen(whole, number, dice, since):
        for one in Teller(whole, row, dice).told(told):
            if not families or one.kind in families:
                yield one
