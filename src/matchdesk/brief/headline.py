"""The match and its result: sides, day, ground, half-time, goals and minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import capital, counted, keep, long_day, names_of, plain_day, tidy
from matchdesk.core.competition import round_words
from matchdesk.core.match import Fact, Goal, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score

_KINDS = {"penalty": " (pen)", "own_goal": " (own goal)"}
_LEGS = {"1": "first leg", "2": "second leg", "replay": "replay", "play-off": "play-off match"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """The match: who, where, when, in which competition.

    Attributes:
        competition_name: what the competition is called.
        ground, town: where it is played, "" where not held. ``ground_from`` says whether the match
            names its ground, or it is taken from the home club's.
        facts: facts that the ledger holds about the match (referee, attendance …).
        on: the moment of the brief.
    """

    match: Match
    competition_name: str
    ground: str
    town: str
    ground_from: str
    facts: tuple[Fact, ...]
    on: Moment

    @property
    def round_words(self) -> str:
        """Round, group and leg in words: "quarter-final, second leg", "matchday 21"."""
        m = self.match
        parts = []
        if m.group:
            parts.append(f"group {m.group}" if len(m.group) <= 2 else m.group)
        if m.phase in ("qualifying", "split") and not m.round.startswith("qualifying"):
            parts.append({"qualifying": "qualifying", "split": "after the split"}[m.phase])
        if m.round:
            parts.append(round_words(m.round))
        if m.leg:
            parts.append(_LEGS[m.leg])
        return ", ".join(parts)

    def to_dict(self) -> dict[str, object]:
        """The match as a JSON object."""
        m = self.match
        return {
            "id": m.id,
            "competition": m.competition,
            "competition_name": self.competition_name,
            "season": str(m.season),
            "phase": m.phase,
            "round": m.round,
            "round_words": self.round_words,
            "group": m.group,
            "leg": m.leg,
            "date": m.date.isoformat() if m.date else None,
            "time": m.time,
            "zone": m.zone,
            "status": m.status,
            "home": m.home.name,
            "home_id": m.home.id,
            "away": m.away.name,
            "away_id": m.away.id,
            "ground": self.ground or None,
            "town": self.town or None,
            "ground_from": self.ground_from or None,
            "neutral": m.neutral,
            "attendance": m.attendance,
            "facts": [
                {"kind": f.kind, "value": f.value, "unit": f.unit, "source": f.source}
                for f in self.facts
            ],
            "on": self.on.day.isoformat(),
            "moment": str(self.on),
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a match that is over.

    Attributes:
        goals: as held, in order. ``scores`` is the score after each, in the same order.
        missing: goals of the score whose scorers are not held.
        half_time: as held, else from the minutes of the goals if all of them are held.
        half_time_from: "match", "goals" or "".
        witnesses: files and lines that give the match.
    """

    match: Match
    goals: tuple[Goal, ...]
    scores: tuple[Score, ...]
    missing: int
    half_time: Score | None
    half_time_from: str
    witnesses: tuple[str, ...]

    @property
    def counted(self) -> Score | None:
        """The score that counts."""
        return self.match.result

    @property
    def goals_words(self) -> str:
        """What is not held of the goals, "" where all are."""
        if not self.missing:
            return ""
        if not self.goals:
            return "Scorers not held."
        return f"Scorers of {counted(self.missing, 'goal')} not held."

    @property
    def after(self) -> tuple[str, ...]:
        """What belongs to the score: half-time, extra time, penalties, an awarded result."""
        m = self.match
        told = []
        if self.half_time is not None:
            told.append(f"half-time {self.half_time}")
        if m.extra_time is not None:
            ninety = f", {m.score} after 90 minutes" if m.score is not None else ""
            told.append(f"after extra time{ninety}")
        if m.penalties is not None:
            told.append(f"penalties {m.penalties}")
        if m.status == "awarded" or m.awarded_score is not None:
            pitch = m.extra_time or m.score
            played = f"; {pitch} on the pitch" if pitch not in (None, m.awarded_score) else ""
            told.append(f"awarded{played}")
        return tuple(told)

    def to_dict(self) -> dict[str, object]:
        """The result as a JSON object; ``team`` is the side that a goal counts for."""
        m = self.match

        def written(score: Score | None) -> str | None:
            return None if score is None else str(score)

        return {
            "score": written(m.score),
            "half_time": written(self.half_time),
            "half_time_from": self.half_time_from or None,
            "extra_time": written(m.extra_time),
            "penalties": written(m.penalties),
            "awarded_score": written(m.awarded_score),
            "counted": written(self.counted),
            "status": m.status,
            "goals": [
                {
                    "minute": goal.minute,
                    "added": goal.added,
                    "team": (m.home if goal.home else m.away).name,
                    "team_id": (m.home if goal.home else m.away).id,
                    "player": goal.player,
                    "kind": goal.kind,
                    "assist": goal.assist or None,
                    "score": str(score),
                }
                for goal, score in zip(self.goals, self.scores, strict=True)
            ],
            "goals_missing": self.missing,
            "coverage": self.goals_words or "all scorers held",
            "witnesses": list(self.witnesses),
        }


def occasion(setting: Setting, moment: Moment) -> Occasion:
    """The match as an occasion: its ground where one is held, and the facts about it."""
    m = setting.match
    ground, town, taken = m.ground, "", "match" if m.ground else ""
    for held in setting.now.store.grounds():
        if ground:
            if ground in (held.name, *held.also):
                town = town or held.town
        elif (
            not m.neutral
            and held.club == m.home.id
            and m.date is not None
            and (held.start is None or held.start <= m.date)
            and (held.end is None or m.date <= held.end)
        ):
            ground, town, taken = held.name, held.town, "club"
    # What is recorded about a match belongs to its end: an attendance is not known before.
    facts = tuple(f for f in setting.now.store.facts() if f.subject == m.id and m.counts)
    return Occasion(m, setting.name(m.competition, m.season), ground, town, taken, facts, moment)


def result(setting: Setting) -> Result | None:
    """The result, None while the match is not over or where it does not count."""
    m = setting.match
    if m.result is None and m.status not in ("void", "abandoned"):
        return None
    goals = setting.now.goals_of(setting.row)
    home = away = 0
    scores = []
    for goal in goals:
        home, away = home + goal.home, away + (not goal.home)
        scores.append(Score(home, away))
    pitch = m.extra_time or m.score
    missing = max(pitch.home + pitch.away - len(goals), 0) if pitch is not None else 0
    half, taken = m.half_time, "match" if m.half_time is not None else ""
    timed = all(goal.minute is not None for goal in goals)
    if half is None and pitch is not None and timed and Score(home, away) == pitch:
        early = [goal for goal in goals if goal.minute is not None and goal.minute <= 45]
        half, taken = Score(sum(g.home for g in early), sum(not g.home for g in early)), "goals"
    key = int(setting.now.matches.key[setting.row])
    seen = setting.now.store.witnesses([key]).get(key, ())
    return Result(m, goals, tuple(scores), missing, half, taken, seen)


def goal_words(goal: Goal, score: Score | None = None) -> str:
    """One goal as a desk writes it.

    >>> print(goal_words(Goal(False, "Javier Eraso", 31), Score(0, 1)))
    0-1  Javier Eraso 31'
    >>> print(goal_words(Goal(True, "Sergio Ramos", 90, 3, "penalty")))
    Sergio Ramos 90+3' (pen)
    """
    told = f"{tidy(goal.player) or 'scorer not held'} {goal.label}".rstrip()
    told += _KINDS.get(goal.kind, "")
    return told if score is None else f"{score}  {told}"


def section(told: Occasion, over: Result | None) -> Section:
    """The top of the brief."""
    m = told.match
    names = names_of(m.home, m.away)
    score = over.counted if over is not None else None
    middle = str(score) if score is not None else "v"
    title = f"{names[m.home.id].upper()} {middle} {names[m.away.id].upper()}"
    where = f"{told.competition_name} {m.season}"
    if told.round_words:
        where += f" · {told.round_words}"
    when = long_day(m.date) if m.date else "Day not known"
    if m.time:
        when += f", {m.time}"
    if told.ground:
        when += f" · {told.ground}"
        if told.town and told.town not in told.ground:
            when += f", {told.town}"
    if m.neutral:
        when += " (neutral ground)"
    blocks: list[Block] = []
    if over is None:
        state = _not_over(m, told.on)
        blocks.append(Line(when, aside=state))
    else:
        state = {"void": "void", "abandoned": "abandoned"}.get(m.status, "")
        if state and m.score is not None:
            state += f" at {m.score}"
        blocks.append(Line(when, aside=" · ".join((*([state] if state else []), *over.after))))
        lines = [goal_words(g, s) for g, s in zip(over.goals, over.scores, strict=True)]
        if lines:
            blocks.append(Line("     ".join(keep(line) for line in lines), style="sub", hang=0))
        if over.goals_words:
            blocks.append(Line(over.goals_words, style="sub"))
    blocks += [Line(line, "note") for line in facts_words(told.facts)]
    if m.attendance is not None and not any(f.kind == "attendance" for f in told.facts):
        blocks.append(Line(f"Attendance: {m.attendance:,}", "note"))
    return Section("match", title, tuple(blocks), aside=where)


def facts_words(facts: Sequence[Fact]) -> list[str]:
    """Facts about a match, one a line; the kicks of a shoot-out by side, its winner not again.

    >>> kicks = (
    ...     "Italy: Andrea Pirlo scored; France: David Trezeguet missed; Italy: Fabio Grosso scored"
    ... )
    >>> facts_words([Fact("m", "shoot_out_kicks", kicks), Fact("m", "referee", "Horacio Elizondo")])
    ['Shoot-out: Italy: Andrea Pirlo, Fabio Grosso · France: David Trezeguet missed', 'Referee: Horacio Elizondo']
    """
    told = []
    for fact in facts:
        if fact.kind == "shoot_out_winner":
            continue
        if fact.kind == "shoot_out_kicks":
            told.append(f"Shoot-out: {_kicks(fact.value)}")
            continue
        value = fact.value
        if fact.kind == "attendance" and value.isdigit():
            value = f"{int(value):,}"
        unit = f" {fact.unit}" if fact.unit else ""
        told.append(f"{capital(fact.kind.replace('_', ' '))}: {value}{unit}")
    return told


def _kicks(value: str) -> str:
    """Kicks side by side; who scored stands without a word."""
    sides: dict[str, list[str]] = {}
    for kick in value.split(";"):
        side, _, who = kick.strip().partition(": ")
        sides.setdefault(side, []).append(who.removesuffix(" scored") or side)
    return " · ".join(f"{side}: {', '.join(kicks)}" for side, kicks in sides.items())


def _not_over(match: Match, on: Moment) -> str:
    day: dt.date | None = match.date
    if match.status == "postponed":
        return "postponed"
    if on.match == match.id and on.minute is not None:
        return f"under way, minute {on.minute}"
    if on.match == match.id or (day is not None and day > on.day):
        return "not played yet"
    if day is None:
        return "not played yet, day not known"
    return f"no result held at the end of {plain_day(on.day)}"
