"""Text of the verbs about rules: brackets, honours, what separates two clubs, who is still in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matchdesk.cli.names import competition_name
from matchdesk.cli.show import day, spans
from matchdesk.core.competition import round_words

if TYPE_CHECKING:
    from matchdesk.rules.alive import Alive
    from matchdesk.rules.bracket import Bracket, BracketTie
    from matchdesk.rules.honours import Honours
    from matchdesk.rules.knockout import Tie
    from matchdesk.rules.standing import Standing
    from matchdesk.rules.why import Why


def bracket(found: Bracket) -> str:
    """Rounds in order, each place with its clubs, or with where they come from."""
    lines = [f"{competition_name(found.competition)} {found.season}"]
    for part in found.rounds:
        name = round_words(part.round) if part.round else "ties"
        qualifying = part.phase == "qualifying" and not name.startswith("qualifying")
        lines.append(f"\n{f'qualifying {name}' if qualifying else name.capitalize()}")
        lines += [f"  {_place(tie)}" for tie in part.ties]
    return "\n".join(lines)


def _place(tie: BracketTie) -> str:
    if tie.tie is not None:
        return tie.tie.sentence
    sides = [
        f"{club.name} ({slot})" if club else slot
        for club, slot in zip(tie.teams, tie.slots, strict=True)
    ]
    return " v ".join(sides)


def honours(found: Honours) -> str:
    """Champions, latest season first, then titles by club."""
    lines = [found.name]
    for one in reversed(found.seasons):
        champion = one.champion.name if one.champion else "–"
        told = one.reason if one.reason.startswith(f"{champion} ") else f"{champion}: {one.reason}"
        lines.append(f"  {one.season}  {told}")
    if found.titles:
        lines.append("\nTitles in the seasons held")
        lines += [
            f"  {len(seasons):>3}  {club.name} ({spans(seasons)})" for club, seasons in found.titles
        ]
    return "\n".join(lines)


def why(found: Why) -> str:
    """The answer, then every criterion tried."""
    name = competition_name(found.competition)
    lines = [f"{name} {found.season}, end of {day(found.table.on)}", found.sentence, ""]
    first, second = (
        f"{club.name} ({place})" for club, place in zip(found.clubs, found.positions, strict=True)
    )
    lines.append(f"  {first} and {second}")
    lines += [f"  {number}. {one.said}" for number, one in enumerate(found.chain, 1)]
    lines.append(f"\nRule: {found.table.rule.said}")
    return "\n".join(lines)


def run(standing: Standing, ties: Sequence[Tie]) -> str:
    """A club's way through a cup, and where it stands."""
    name = competition_name(standing.competition)
    lines = [f"{standing.club.name}, {name} {standing.season}"]
    lines += [f"  {round_words(tie.round) if tie.round else 'tie'}: {tie.sentence}" for tie in ties]
    cup, league = standing.cup, standing.league
    if league is not None:
        lines.append(f"  {league.position}. of {league.clubs}, {league.points} points")
    elif cup is not None:
        where = round_words(cup.round) if cup.round else ""
        said = {
            "in": f"still in: {where}" if where else "still in",
            "out": f"out: {cup.reason}" if cup.reason else "out",
            "winners": "winners",
            "runners_up": "runners-up",
            "not_entered": "no match of it is known",
        }[cup.state]
        lines.append(f"  {said}")
    return "\n".join(lines)


def alive(found: Alive) -> str:
    """Competitions with the clubs that are still in them."""
    lines = [f"Still in, end of {day(found.on)}"]
    for one in found.competitions:
        lines.append(f"\n{one.name} {one.season}")
        if one.winner is not None:
            lines.append(f"  won by {one.winner.name}")
        for held in one.clubs:
            cup = held.cup
            if cup is None:
                continue
            against = f" v {cup.opponent.name}" if cup.opponent else ""
            when = f", {day(cup.next_date)}" if cup.next_date else ""
            where = round_words(cup.round) if cup.round else "next round"
            lines.append(f"  {held.club.name}: {where}{against}{when}")
        if one.out:
            names = [club.name for club in one.out]
            more = f" and {len(names) - 6} more" if len(names) > 6 else ""
            lines.append(f"  out: {', '.join(names[:6])}{more}")
    if not found.competitions:
        lines.append("No cup of these days is known.")
    return "\n".join(lines)
