"""Verdicts on whole lines of a table: every figure that a report prints, at one moment."""

from __future__ import annotations

from matchdesk.press import judge_sums, judge_supposed, judge_table
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import table_row
from matchdesk.press.table_views import cover_of, no_table, standing_words, views
from matchdesk.rules.table import TableRow

_SAID = {
    "won": "won",
    "drawn": "drawn",
    "lost": "lost",
    "goals_for": "scored",
    "goals_against": "conceded",
    "goal_difference": "goal difference",
}


def points(book: Almanac, r: Reading) -> Finding:
    """Points of a side, or of so many of its matches; of a printed line all its figures."""
    if r.word.startswith("sum:"):
        return judge_sums.sums(book, r)
    if r.word == "if":
        return judge_supposed.points(book, r)
    if not r.word.startswith("row "):
        return judge_table.points(book, r)
    wanted = {name: int(value) for name, value in (x.split("=") for x in r.word.split()[1:])}
    first: Finding | None = None
    whole_all = True
    for view in views(book, r):
        cover, whole = cover_of(book, view.table)
        whole_all = whole_all and whole
        held = _figures(view.row)
        told = standing_words(view.table, view.row, view.day, whole)
        others = [
            f"{_SAID[name]} {held[name]}"
            for name, value in wanted.items()
            if name in _SAID and held[name] != value
        ]
        if others:
            told = f"{told}; {', '.join(others)}"
        right = all(held[n] == v for n, v in wanted.items())
        verdict: Verdict = "supported" if right else "contradicted"
        finding = Finding(verdict, f"{told}.", (table_row(view.table, view.row),), cover)
        if verdict == "supported":
            return finding
        # The table at the end of the day of which the played matches are told is the one meant.
        if first is None or (
            "played" in wanted and view.row.played == wanted["played"] and not _same(first, wanted)
        ):
            first = finding
    if first is None:
        return no_table(book, r)
    if not whole_all:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


def _same(finding: Finding, wanted: dict[str, int]) -> bool:
    return any(row.get("played") == wanted["played"] for row in finding.evidence)


def _figures(row: TableRow) -> dict[str, int]:
    return {
        "played": row.played,
        "won": row.won,
        "drawn": row.drawn,
        "lost": row.lost,
        "goals_for": row.goals_for,
        "goals_against": row.goals_against,
        "goal_difference": row.goal_difference,
        "points": row.points,
    }
