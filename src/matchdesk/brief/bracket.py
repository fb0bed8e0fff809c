"""The tie as a small bracket: both sides, their goals in each leg, and who goes through."""

from __future__ import annotations

from matchdesk.brief.html import words
from matchdesk.brief.tie import TieTold
from matchdesk.core.competition import round_words
from matchdesk.core.match import Club, Match

_WIDTH, _ROW, _TOP = 640, 26, 22
_NAME, _CELL = 210, 44


def bracket(told: TieTold, match: Match) -> str:
    """An inline SVG of the tie, described in words for those who do not see it."""
    first, second = (match.home, match.away)
    tie = told.tie
    legs = [leg for leg in told.legs if leg.status not in ("void",)]
    size = _CELL * max(len(legs), 1)
    # Goals of a replay are not added to those of the match before it.
    sums = {side.id: goals for side, goals in zip(tie.teams, tie.aggregate, strict=True)}
    total = tie.legs_expected == 2 and len(legs) > 1
    box = _NAME + size + (_CELL + 14 if total else 0)
    height = _TOP + 2 * _ROW + 12
    middle = _TOP + _ROW
    parts = [f'<rect x="1" y="{_TOP}" width="{box}" height="{2 * _ROW}" rx="3"/>']
    parts.append(f'<path d="M1 {middle}H{box + 1}"/>')
    for number, leg in enumerate(legs):
        x = _NAME + number * _CELL + _CELL // 2
        label = _leg_label(leg, number, len(legs))
        parts.append(
            f'<text class="faint" x="{x}" y="{_TOP - 7}" text-anchor="middle">{label}</text>'
        )
    if total:
        x = _NAME + size + _CELL // 2 + 6
        parts.append(f'<text class="faint" x="{x}" y="{_TOP - 7}" text-anchor="middle">sum</text>')
    through = tie.through_id or ""
    for row, club in enumerate((first, second)):
        y = _TOP + row * _ROW + 18
        won = ' class="won"' if club.id == through else ""
        parts.append(f'<text{won} x="10" y="{y}">{words(_short(club.name))}</text>')
        for number, leg in enumerate(legs):
            x = _NAME + number * _CELL + _CELL // 2
            parts.append(
                f'<text{won} x="{x}" y="{y}" text-anchor="middle">{_goals(leg, club)}</text>'
            )
        if total:
            goals = sums.get(club.id, "–")
            x = _NAME + size + _CELL // 2 + 6
            parts.append(f'<text{won} x="{x}" y="{y}" text-anchor="middle">{goals}</text>')
    target = "not decided yet"
    if tie.through is not None:
        target = _short(tie.through)
    end = box + 40
    parts.append(f'<path d="M{box + 1} {middle}H{end}"/>')
    parts.append(
        f'<rect x="{end}" y="{middle - 14}" width="{_WIDTH - end - 2}" height="28" rx="3"/>'
    )
    won = ' class="won"' if through else ' class="faint"'
    parts.append(f'<text{won} x="{end + 10}" y="{middle + 5}">{words(target)}</text>')
    title = f"{first.name} v {second.name}, {round_words(tie.round)}" if tie.round else "The tie"
    return (
        f'<div class="scroll"><svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
        f'aria-label="{words(f"{title}: {told.sentence}")}">{"".join(parts)}</svg></div>'
    )


def _leg_label(leg: Match, number: int, many: int) -> str:
    if leg.leg in ("replay", "play-off"):
        return "replay" if leg.leg == "replay" else "p-off"
    if many == 1:
        return "score"
    return ("1st", "2nd", "3rd")[number] if number < 3 else f"{number + 1}th"


def _goals(leg: Match, club: Club) -> str:
    score = leg.result
    if score is None:
        return "–"
    mine = score.home if leg.home.id == club.id else score.away
    told = str(mine)
    if leg.penalties is not None:
        shot = leg.penalties.home if leg.home.id == club.id else leg.penalties.away
        told += f" ({shot})"
    return told


def _short(name: str) -> str:
    """A name that fits its box."""
    return name if len(name) <= 26 else f"{name[:25]}…"
