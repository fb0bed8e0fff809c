"""What a claim is about, and what it says of it: the points on which reports can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matchdesk.core.competition import round_words
from matchdesk.core.english import listed, place
from matchdesk.core.match import Match
from matchdesk.core.text import fold
from matchdesk.press.claim import Judged, Reading
from matchdesk.rules.catalogue import competition_name

Shape = Literal["fact", "form", "told"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a report says.

    Attributes:
        topic: what it is about. value: what is said, to be compared. said: the same in words.
        start, end: the words.
        shape: "fact"; "form": another way to write the same; "told": how a thing is told, where
            two ways can both be true.
        wrong, right: the ledger contradicts it, or bears it out.
        slight: loose words that do not quite fit with others of the topic.
    """

    topic: str
    value: str
    start: int
    end: int
    said: str = ""
    shape: Shape = "fact"
    wrong: bool = False
    right: bool = False
    slight: bool = False


def of(claims: Sequence[Judged], match: Match | None) -> Iterator[Point]:
    """Points of the claims of a report, in their order; what is read by proximity alone is set beside nothing."""
    for one in claims:
        if one.claim.offered:
            continue
        for topic, value, said in _points(one, match):
            yield Point(
                topic, value, one.claim.start, one.claim.end, said,
                wrong=one.verdict == "contradicted", right=one.verdict == "supported",
            )  # fmt: skip


def agree(values: Sequence[str]) -> bool:
    """True if all values are the same; minutes may be one apart, or both in time added on."""
    if len(set(values)) == 1:
        return True
    minutes = [_minute(value) for value in values]
    if None in minutes:
        return False
    held = [m for m in minutes if m is not None]
    return max(held) - min(held) <= 1 or min(held) >= 90


def compatible(points: Sequence[Point]) -> bool:
    """True if values that differ can all be true: an exact minute and a coarse one that holds it."""
    spans = [_span(point.value) for point in points]
    if any(span is None for span in spans):
        return False
    held = [span for span in spans if span is not None]
    first, last = max(a for a, _ in held), min(b for _, b in held)
    return first <= last + 1


def _minute(value: str) -> int | None:
    return int(value[7:]) if value.startswith("minute ") and value[7:].isdigit() else None


def _span(value: str) -> tuple[int, int] | None:
    exact = _minute(value)
    if exact is not None:
        return exact, exact
    found = re.fullmatch(r"minutes (\d+)-(\d+)", value)
    return (int(found[1]), int(found[2])) if found else None


def _points(one: Judged, match: Match | None) -> Iterator[tuple[str, str, str]]:
    """(topic, value, in words) of a claim; nothing for opinions and quotes."""
    r = one.reading
    kind = one.claim.type
    team = r.team.name if r.team else ""
    other = r.opponent.name if r.opponent else ""
    pair = " v ".join(sorted(x for x in (team, other) if x))
    if kind == "attendance":
        yield from _crowd(one)
    if kind == "budget" or kind == "contract" or kind == "transfer_fee":
        yield (
            f"{kind.replace('_', ' ')}: {_figures(one.text) or fold(one.text)}",
            fold(one.text),
            "",
        )
    if kind == "last_chance":
        yield "what is left of the season", "left", ""
    if one.claim.why_not:
        return
    if kind == "match_result" and r.score is not None and pair and _of_kicks(one, match):
        yield f"shoot-out: {pair}{_when(one)}", "-".join(map(str, sorted(r.score))), str(r.score)
    elif kind == "match_result" and r.score is not None and pair and not _loose(one):
        yield f"score: {pair}{_when(one)}", "-".join(map(str, sorted(r.score))), str(r.score)
    elif kind in ("half_time_score", "score_at_minute") and pair:
        value = (
            "-".join(map(str, sorted(r.score))) if r.score is not None else f"{team} {r.outcome}"
        )
        held = re.match(r"Half-time: .+? (\d+)-(\d+) ", one.finding.reason)
        if held and one.verdict == "supported" and kind == "half_time_score":
            # "Ahead at the break" and "1-0 up": both are the score held.
            value = "-".join(sorted(held.groups()))
        name = "score at half-time"
        if kind == "score_at_minute" and not (held or _HALF.search(one.text)):
            if r.score is None:
                return
            # "2-2 on the hour" and "3-2 after 80 minutes" are no two halves of one question.
            name = f"score on the way, {max(r.score)}-{min(r.score)}"
        yield f"{name}: {pair}", value, one.text
    elif kind == "aggregate" and r.score is not None:
        # Ahead "on aggregate" before the second leg is the score of the first.
        name = "aggregate" if r.word == "final" else f"score: {pair}{_when(one)}"
        yield name, "-".join(map(str, sorted(r.score))), str(r.score)
    elif kind == "qualification_reason":
        yield "how the tie was decided", r.word, r.word.replace("_", " ")
    elif kind == "points_gap" and r.number is not None:
        yield from _gap(r, pair, other, team)
    elif kind == "points" and r.number is not None:
        yield f"points of {team}", str(r.number), str(r.number)
    elif kind == "league_position" and r.number is not None:
        yield f"place of {team}", str(r.number), place(r.number)
    elif kind == "minute" and r.minutes is not None and _exact(r) and not _of_goals(one):
        goal = f"time of {surname(_scorer(one))}'s goal{_goal(one, r.minutes)}"
        yield goal, f"minute {r.minutes[0]}", f"{r.minutes[0]}'"
    elif kind == "scorer" and r.player:
        yield f"goal: {surname(_scorer(one))}{_other_leg(one, match)}", "scored", r.player
        if r.word in ("opener", "equaliser", "winner") and not _other_leg(one, match):
            who = _scorer(one)
            yield f"scorer of the {r.word}", surname(who), who
    elif kind == "next_fixture" and (other or r.word):
        comp = r.competition or _evidence(one, "competition")
        where = f" ({competition_name(comp)})" if comp else ""
        yield f"next for {team}{where}", other, other
    elif kind in ("first_ever", "first_since", "record"):
        yield from _first(one, team, other)
    elif kind in ("elimination", "qualification") and team:
        yield f"out: {team}" if kind == "elimination" else f"through: {team}", kind, one.text
    elif kind == "round" and team and r.round and _on_the_way(one, match):
        yield f"{team} in the {round_words(r.round)}", "played", one.text
    elif kind == "round" and team and r.round:
        away = r.competition and (match is None or r.competition != match.competition)
        comp = f" ({competition_name(r.competition)})" if away else ""
        yield f"round of {team}{comp}", r.round, round_words(r.round)
    elif kind == "still_in" and team:
        comp = competition_name(r.competition) if r.competition else "the competition"
        yield f"{team} still in {comp}", "in", ""
    elif kind in ("squad_omission", "lineup", "squad_inclusion"):
        for player in r.players:
            yield f"{_SQUAD[kind]}: {surname(player)}", kind, player
    elif kind == "substitution" and (r.player or r.players):
        yield f"substitution: {surname(r.player or r.players[0])}", one.text, one.text
    elif kind == "assist" and r.players:
        yield f"assist for {surname(r.player)}", surname(r.players[0]), r.players[0]
    elif kind == "person_role" and r.player:
        if r.word == "coach" and team:
            yield f"coach of {team}", surname(r.player), r.player
        elif r.word and not r.word.startswith("nation:"):
            yield f"role of {surname(r.player)}", r.word, r.word
        elif r.word:
            yield f"nationality of {surname(r.player)}", r.word[7:], r.word[7:]
    elif kind == "nth_of_season" and r.number is not None and team:
        comp = f" in {competition_name(r.competition)}" if r.competition else ""
        noun = {"win": "win", "draw": "draw", "loss": "defeat"}.get(r.outcome, "match")
        what = " ".join(x for x in (r.venue, noun) if x)
        yield f"which {what} of the season{comp}: {team}", str(r.number), place(r.number)
    elif kind == "venue" and r.players and not _elsewhere(r, match):
        yield "ground", r.players[0], r.players[0]
    elif kind == "date" and match is not None and match.date is not None and r.window is not None:
        if not r.leg or r.leg == (match.leg or ""):
            if r.window.holds(match.date) and r.team is None:
                yield "day of the match", match.date.isoformat(), one.text
    elif kind == "title_holder" and team and r.competition and not r.word.endswith("_in"):
        yield f"title of {team}", fold(f"{r.competition} {r.word}"), one.text
    else:
        yield from _counted(one, team, other)


_SQUAD = {
    "squad_omission": "not in the side",
    "lineup": "started",
    "squad_inclusion": "in the squad",
}


def _gap(r: Reading, pair: str, other: str, team: str) -> Iterator[tuple[str, str, str]]:
    """A gap of points; to the top it is the gap to the leaders, whoever they are."""
    value, said = str(r.number), f"{r.number} points"
    if r.word == "top" or not other:
        yield f"points to the top: {team}", value, said
        return
    yield f"points between {pair}", value, said
    if r.word in ("ahead", "behind"):
        behind = team if r.word == "behind" else other
        yield f"points to the top: {behind}", value, said


def _first(one: Judged, team: str, other: str) -> Iterator[tuple[str, str, str]]:
    r = one.reading
    what = " ".join(
        x for x in (
            {"win": "win", "loss": "defeat", "draw": "draw"}.get(r.outcome, ""),
            f"against {other}" if other and not r.venue else "",
            {"home": "at home", "away": "away"}.get(r.venue, ""),
            f"in the {round_words(r.round)}" if r.round else "",
        ) if x
    )  # fmt: skip
    kind = one.claim.type.replace("_", " ")
    side, seen = team, what
    if r.outcome == "loss" and other:
        # A first defeat to somebody is that side's first win.
        side, seen = other, f"win against {team}"
    yield f"{kind}: {side} {seen}".rstrip(), str(r.number or r.round or "first"), one.text


def _counted(one: Judged, team: str, other: str) -> Iterator[tuple[str, str, str]]:
    """Counts, runs and tallies of any type: who, of what, and the figure."""
    r = one.reading
    if r.number is None:
        return
    who = surname(r.player) if r.player else team
    about = " ".join(
        x for x in (
            one.claim.type.replace("_", " "), r.outcome, r.venue,
            r.word.split(":")[0].replace(one.claim.type, ""),
            f"against {other}" if other else "",
            competition_name(r.competition) if r.competition else "",
        ) if x
    )  # fmt: skip
    yield f"{about}: {who}" if who else about, str(r.number), str(r.number)


def _crowd(one: Judged) -> Iterator[tuple[str, str, str]]:
    figure = _figures(one.text)
    whose = (
        "away fans" if re.search(r"\b(?:away|travelling|visiting)\b", one.text) else "attendance"
    )
    if figure:
        yield whose, figure, figure


def _scorer(one: Judged) -> str:
    """The whole name of a scorer, as the goals held give it where the words fit one of them."""
    mine = set(fold(one.reading.player).split())
    held = {
        str(row["player"])
        for row in one.finding.evidence
        if row.get("kind") == "goal" and mine <= set(fold(str(row.get("player", ""))).split())
    }
    return held.pop() if len(held) == 1 and mine else one.reading.player


def _loose(one: Judged) -> bool:
    """True if it is open of which match the words speak."""
    open_ = one.verdict == "cannot_say" or (one.verdict == "contradicted" and one.finding.certain)
    return open_ and not one.claim.firm and bool(one.finding.evidence)


def _of_goals(one: Judged) -> bool:
    """True if a figure behind a name may be how many goals: "Messi (2)"."""
    return one.verdict == "cannot_say" and one.finding.reason.endswith("the number of goals.")


def _on_the_way(one: Judged, match: Match | None) -> bool:
    """True for a round that a side has been through before the match in hand."""
    r = one.reading
    return (
        match is not None and bool(match.round) and r.round != match.round and r.word != "reach"
        and one.verdict == "cannot_say"
    )  # fmt: skip


def _elsewhere(r: Reading, match: Match | None) -> bool:
    """True for the ground of a club that is not at home in the match."""
    return match is not None and not match.neutral and bool(r.clubs) and match.home not in r.clubs


def _figures(text: str) -> str:
    found = re.search(r"\d[\d.,]*", text)
    return re.sub(r"[.,]", "", found[0]) if found else ""


def surname(name: str) -> str:
    """The last name with what belongs to it: "van Persie", "Di María"."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[max(at, 0) :])


_PARTICLES = frozenset("de van der den di da do dos del von la le ten ter st".split())
_HALF = re.compile(r"\b(?:half|break|interval|HT)\b", re.I)


def _of_kicks(one: Judged, match: Match | None) -> bool:
    """True if a score is that of the match's shoot-out."""
    if match is None or match.penalties is None or one.reading.score is None:
        return False
    return (
        sorted(one.reading.score) == sorted(match.penalties)
        and match.result is not None
        and (sorted(match.penalties) != sorted(match.result))
    )


def _exact(r: Reading) -> bool:
    """True if a minute of a player's goal is told, not a stretch like "inside ten minutes"."""
    assert r.minutes is not None
    return bool(r.player) and (r.minutes[0] > 1 or r.minutes[1] <= 3) and not of_a_half(r)


def of_a_half(r: Reading) -> bool:
    """True if a minute is told as a half, or as early or late, no nearer."""
    return r.minutes is not None and r.minutes[1] - r.minutes[0] >= 24 and r.minutes[0] < 80


def _goal(one: Judged, minutes: tuple[int, int]) -> str:
    """The goal that a minute is of, where the player has several: the nearest held."""
    held = sorted({m for row in one.finding.evidence if isinstance(m := row.get("minute"), int)})
    if len(held) < 2:
        return ""
    return f" ({min(held, key=lambda m: abs(m - minutes[0]))}')"


def _other_leg(one: Judged, match: Match | None) -> str:
    """The day of a goal that was scored in another match than the one in hand."""
    day = _evidence(one, "date")
    if not day or match is None or match.date is None or day == match.date.isoformat():
        return ""
    return f" ({day})"


def _when(one: Judged) -> str:
    """Day of the match that a claim is about, in brackets."""
    for row in one.finding.evidence:
        if row.get("kind") == "match" and row.get("date"):
            return f" ({row['date']})"
    return ""


def _evidence(one: Judged, key: str) -> str:
    return next((str(row[key]) for row in one.finding.evidence if row.get(key)), "")


def players_told(claims: Sequence[Judged]) -> Iterator[Point]:
    """Whom a report names as starting or in the squad, side by side."""
    for one in claims:
        if one.claim.type in ("lineup", "squad_inclusion") and one.reading.players:
            team = one.reading.team.name if one.reading.team else "a side"
            names = sorted(surname(p) for p in one.reading.players)
            yield Point(
                f"players named of {team}", f"{one.claim.type}: {' '.join(names)}",
                one.claim.start, one.claim.end, listed(names), shape="told",
            )  # fmt: skip
