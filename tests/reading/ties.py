"""Sentences about random cup ties of a ledger, true ones and ones altered in one detail.

The phrases stand in ``figures.toml`` under ``ties``; how a tie ended is what the rules make of it.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections.abc import Iterator, Sequence

import numpy as np

from matchdesk.core.season import Season
from matchdesk.desk import Desk
from matchdesk.errors import MatchdeskError
from matchdesk.rules.catalogue import competition_name, rulebook
from matchdesk.rules.knockout import Tie, ties
from tests.reading.corpus import FOLDER
from tests.reading.sentences import WEEKDAYS, Told

ORDER = ("round_of_64", "round_of_32", "round_of_16", "quarter_final", "semi_final", "final")
NAMES = {
    "round_of_16": ("last 16", "round of 16"),
    "quarter_final": ("quarter-finals", "last eight"),
    "semi_final": ("semi-finals", "last four"),
    "final": ("final",),
    "round_of_32": ("last 32", "round of 32"),
}


def phrases() -> dict[str, list[str]]:
    """Phrases by family."""
    found: dict[str, list[str]] = tomllib.loads(
        (FOLDER / "figures.toml").read_text(encoding="utf-8")
    )["ties"]
    return found


def chosen(desk: Desk, number: int, dice: random.Random) -> list[tuple[Tie, dt.date]]:
    """Random ties that are decided, with the day of the match that settled them."""
    whole = desk.whole
    m = whole.matches
    rows = np.flatnonzero((m.day > 0) & (m.result()[0] >= 0)).tolist()
    dice.shuffle(rows)
    seen: set[tuple[str, Season]] = set()
    found = []
    for row in rows:
        match = whole.match(row)
        key = (str(match.competition), match.season)
        if key in seen or match.round not in ORDER[1:]:
            continue
        if rulebook(*key).kind == "league" and match.phase != "knockout":
            continue
        seen.add(key)
        try:
            some = [
                t
                for t in ties(whole, *key)
                if t.winner is not None
                and t.round in NAMES
                and len(t.legs) in (1, 2)
                and not t.fault
            ]
        except MatchdeskError:
            continue
        for tie in dice.sample(some, min(2, len(some))):
            last = whole.match(tie.legs[-1].row)
            if (
                last.date is not None
                and last.result is not None
                and len(tie.legs) == tie.legs_expected
            ):
                found.append((tie, last.date))
        if len(found) >= number:
            break
    return found[:number]


class Teller:
    """Makes sentences of one tie."""

    def __init__(self, desk: Desk, tie: Tie, day: dt.date, dice: random.Random) -> None:
        self.whole, self.tie, self.day, self.dice = desk.whole, tie, day, dice
        assert tie.winner is not None
        assert tie.loser is not None
        self.won, self.lost = tie.winner, tie.loser
        m = self.whole.matches
        comp = m.competition[tie.legs[-1].row]
        season = m.season[tie.legs[-1].row]
        rows = np.flatnonzero((m.competition == comp) & (m.season == season))
        met = {c for r in rows.tolist() for c in (int(m.home[r]), int(m.away[r]))}
        mine = {self.whole.club_number(c) for c in tie.teams}
        played = {
            c
            for r in np.flatnonzero(
                np.isin(m.home, list(mine)) | np.isin(m.away, list(mine))
            ).tolist()
            if abs(int(m.day[r]) - day.toordinal()) < 800
            for c in (int(m.home[r]), int(m.away[r]))
        }
        self.others = [self.whole.clubs[c].name for c in sorted(met - played)]

    def told(self, phrases: dict[str, list[str]]) -> Iterator[Told]:
        """Every sentence, true and altered."""
        tie = self.tie
        name = competition_name(tie.competition)
        place = ORDER.index(tie.round)
        here = self.dice.choice(NAMES[tie.round])
        following = NAMES[ORDER[place + 1]] if place + 1 < len(ORDER) else ()
        words = {
            "W": str(self.won.name), "L": str(self.lost.name), "CUP": name, "HERE": here,
            "NEXT": self.dice.choice(following) if following else "",
        }  # fmt: skip
        far = [
            self.dice.choice(NAMES[r]) for r in NAMES
            if abs(ORDER.index(r) - place) > 1 and r != tie.round
        ]  # fmt: skip
        turned = words | {"W": words["L"], "L": words["W"]}
        for phrase in phrases["out"]:
            yield self._made("out", phrase, words)
            yield self._made("out", phrase, turned, "side", str(self.won.name))
            if self.others and "by {W}" in phrase:
                yield self._made(
                    "out",
                    phrase,
                    words | {"W": self.dice.choice(self.others)},
                    "opponent",
                    words["W"],
                )
            if far and "{HERE}" in phrase:
                yield self._made(
                    "out", phrase, words | {"HERE": self.dice.choice(far)}, "round", here
                )
        for phrase in phrases["here"]:
            yield self._made("here", phrase, words)
            if far:
                yield self._made(
                    "here", phrase, words | {"HERE": self.dice.choice(far)}, "round", here
                )
        if following:
            for phrase in phrases["reach"]:
                yield self._made("reach", phrase, words)
                yield self._made("reach", phrase, turned, "side", str(self.won.name))
                off = [f for f in far if f not in following]
                if off:
                    yield self._made(
                        "reach",
                        phrase,
                        words | {"NEXT": self.dice.choice(off)},
                        "round",
                        words["NEXT"],
                    )
        if len(tie.legs) == 2:
            yield from self._legs(phrases, words, turned)
        pens = self.whole.match(tie.legs[-1].row).penalties
        if tie.decided_by == "penalties" and pens is not None:
            told = f"{max(pens)}-{min(pens)}"
            wrong = (
                f"{max(pens) + 1}-{min(pens)}"
                if max(pens) < 6
                else f"{max(pens) - 2}-{min(pens) - 2}"
            )
            for phrase in phrases["penalties"]:
                yield self._made("penalties", phrase, words | {"PENS": told})
                yield self._made("penalties", phrase, turned | {"PENS": told}, "side", words["W"])
                if "{PENS}" in phrase:
                    yield self._made("penalties", phrase, words | {"PENS": wrong}, "score", told)
        elif tie.decided_by in ("aggregate", "away_goals", "goals"):
            for phrase in phrases["penalties"]:
                if "{PENS}" not in phrase:
                    yield self._made("penalties", phrase, words, "reason", tie.decided_by)

    def _legs(
        self, phrases: dict[str, list[str]], words: dict[str, str], turned: dict[str, str]
    ) -> Iterator[Told]:
        tie = self.tie
        first = tie.teams[0] == self.won
        us, them = tie.aggregate if first else tie.aggregate[::-1]
        if tie.decided_by == "aggregate" and us > them:
            right = words | {"AGG": f"{us}-{them}", "GA": f"{them}-{us}"}
            wrong = words | {"AGG": f"{us + 1}-{them}", "GA": f"{them}-{us + 1}"}
            for phrase in phrases["aggregate"]:
                yield self._made("aggregate", phrase, right)
                yield self._made("aggregate", phrase, wrong, "score", f"{us}-{them}")
                if "{W}" in phrase or "{L}" in phrase:
                    yield self._made(
                        "aggregate",
                        phrase,
                        turned | {"AGG": right["AGG"], "GA": right["GA"]},
                        "side",
                        words["W"],
                    )
            for phrase in phrases["away_goals"]:
                if "{NEXT}" not in phrase or words["NEXT"]:
                    yield self._made("away_goals", phrase, words, "reason", "aggregate")
        if tie.decided_by == "away_goals":
            for phrase in phrases["away_goals"]:
                if "{NEXT}" in phrase and not words["NEXT"]:
                    continue
                yield self._made("away_goals", phrase, words)
                if "{W}" in phrase or "{L}" in phrase:
                    yield self._made("away_goals", phrase, turned, "side", words["W"])
        leg = self.whole.match(tie.legs[0].row)
        if leg.result is not None and leg.result.home != leg.result.away:
            up = leg.result.home > leg.result.away
            right = {
                "FW": str((leg.home if up else leg.away).name), "FL": str((leg.away if up else leg.home).name),
                "F1": f"{max(leg.result)}-{min(leg.result)}",
            }  # fmt: skip
            scores = {tuple(sorted(s)) for x in tie.legs if (s := self.whole.match(x.row).result)}
            more = next(
                n
                for n in (1, 2, 3)
                if tuple(sorted((max(leg.result) + n, min(leg.result)))) not in scores
            )
            wrong = right | {"F1": f"{max(leg.result) + more}-{min(leg.result)}"}
            second = self.whole.match(tie.legs[1].row).result
            same = second is not None and set(second) == set(leg.result)
            for phrase in phrases["first"]:
                yield self._made("first", phrase, right)
                yield self._made("first", phrase, wrong, "score", right["F1"])
                if not same:
                    yield self._made(
                        "first",
                        phrase,
                        right | {"FW": right["FL"], "FL": right["FW"]},
                        "side",
                        right["FW"],
                    )

    def _made(
        self, kind: str, phrase: str, words: dict[str, str], altered: str = "", truth: str = ""
    ) -> Told:
        sentence = re.sub(r"\{(\w+)\}", lambda m: words[m[1]], phrase)
        sentence = sentence[:1].upper() + sentence[1:]
        match = self.whole.match(self.tie.legs[-1].row)
        score = match.result
        assert score is not None
        when = f"on {WEEKDAYS[self.day.weekday()]}"
        extra = " after extra time" if match.extra_time is not None else ""
        if score.home == score.away:
            before = f"{match.home.name} and {match.away.name} drew {score.home}-{score.away}{extra} {when}."
        else:
            won, lost = (
                (match.home, match.away) if score.home > score.away else (match.away, match.home)
            )
            before = f"{won.name} beat {lost.name} {max(score)}-{min(score)}{extra} {when}."
        before += "\n\n"
        start = len(before)
        return Told(
            before + sentence,
            start,
            start + len(sentence),
            self.day,
            kind,
            phrase,
            "lead",
            altered,
            truth,
        )


def every(desk: Desk, number: int, seed: int, families: Sequence[str] = ()) -> Iterator[Told]:
    """Sentences about some random ties of a ledger; ``families`` keeps only those."""
    dice = random.Random(seed)
    told = phrases()
    for tie, day in chosen(desk, number, dice):
        for one in Teller(desk, tie, day, dice).told(told):
            if not families or one.kind in families:
                yield one
