"""Rows of evidence in words: what stands behind a figure or a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from matchdesk.brief.words import place, plain_day
from matchdesk.core.competition import round_words
from matchdesk.rules.catalogue import competition_name


def row_words(row: Mapping[str, Any]) -> str:
    """One row of the ledger in words.

    >>> row_words(
    ...     {
    ...         "kind": "goal",
    ...         "date": "2018-01-24",
    ...         "team": "Leganés",
    ...         "player": "Javier Eraso",
    ...         "minute": 31,
    ...     }
    ... )
    "Goal: Javier Eraso (Leganés) 31', 24 January 2018"
    """
    teller = _TELLERS.get(str(row.get("kind", "")))
    return teller(row) if teller else _plain(row)


def coverage_words(held: Sequence[Mapping[str, Any]]) -> str:
    """How much of the seasons used is held, "" where nothing is told."""
    told = []
    for one in held:
        name = (
            f"{competition_name(str(one.get('competition', '')))} {one.get('season', '')}".strip()
        )
        expected = one.get("expected")
        if one.get("complete"):
            told.append(f"{name} complete ({one.get('held')} matches)")
        elif expected is not None:
            told.append(f"{name} {one.get('held')} of {expected} matches")
        else:
            told.append(f"{name} {one.get('held')} matches")
    return "; ".join(told)


def _day(row: Mapping[str, Any], key: str = "date") -> str:
    try:
        return plain_day(dt.date.fromisoformat(str(row.get(key))))
    except ValueError:
        return ""


def _match(row: Mapping[str, Any]) -> str:
    score = row.get("extra_time") or row.get("score") or "v"
    told = f"{row.get('home')} {score} {row.get('away')}"
    if row.get("extra_time"):
        told += " after extra time"
    if row.get("penalties"):
        told += f", {row['penalties']} on penalties"
    where = f"{competition_name(str(row.get('competition', '')))} {row.get('season', '')}".strip()
    stage = str(row.get("round") or "")
    where += f", {round_words(stage)}" if stage else ""
    return ", ".join(x for x in (told, where, _day(row)) if x)


def _goal(row: Mapping[str, Any]) -> str:
    minute = f" {row['minute']}" if row.get("minute") is not None else ""
    if minute and row.get("added"):
        minute += f"+{row['added']}"
    kind = {"own_goal": " (own goal)", "penalty": " (penalty)"}.get(str(row.get("goal")), "")
    told = f"Goal: {row.get('player')} ({row.get('team')}){minute}{chr(39) if minute else ''}{kind}"
    return f"{told}, {_day(row)}" if _day(row) else told


def _table(row: Mapping[str, Any]) -> str:
    position = row.get("position")
    where = place(position) if isinstance(position, int) else str(position)
    comp = f"{competition_name(str(row.get('competition', '')))} {row.get('season', '')}"
    return (
        f"{comp}, end of {_day(row, 'on')}: {where} {row.get('team')}, {row.get('played')} played, "
        f"{row.get('goals_for')}-{row.get('goals_against')}, {row.get('points')} points"
    )


def _tie(row: Mapping[str, Any]) -> str:
    legs = row.get("legs") or []
    told = " · ".join(
        f"{leg.get('home')} {leg.get('extra_time') or leg.get('score') or 'v'} {leg.get('away')}"
        for leg in legs
        if isinstance(leg, Mapping)
    )
    return f"Tie: {told}. {row.get('sentence', '')}".strip()


def _lineup(row: Mapping[str, Any]) -> str:
    role = {
        "start": "started",
        "sub": "came on",
        "bench": "on the bench",
        "out": "not in the squad",
    }
    held = str(row.get("role", ""))
    return f"Line-up of {row.get('team')}: {row.get('player')} {role.get(held, held.replace('_', ' '))}"


def _spell(row: Mapping[str, Any]) -> str:
    parts = [str(row[k]) for k in ("role", "position", "nationality", "club") if row.get(k)]
    return f"{row.get('person') or row.get('player')}: {', '.join(parts)}"


def _plain(row: Mapping[str, Any]) -> str:
    parts = [f"{k.replace('_', ' ')} {v}" for k, v in row.items() if k != "kind" and _short(v)]
    return f"{str(row.get('kind', 'row')).replace('_', ' ').capitalize()}: {', '.join(parts)}"


def _short(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ""


_TELLERS = {
    "match": _match,
    "fixture": _match,
    "goal": _goal,
    "table_row": _table,
    "tie": _tie,
    "lineup": _lineup,
    "spell": _spell,
}
