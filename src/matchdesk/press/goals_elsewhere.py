"""Goals in other matches than the one in hand: earlier meetings, and these days."""

from __future__ import annotations

import datetime as dt

from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import goal_row, goals_words, match_words
from matchdesk.press.goal_effects import alike, by, had_effect, times_of

LEGS = 45
"""Days within which the legs of a tie are played."""
_SEASON = 300
"""Days within which another match of a side may be told of by its score."""
_LATELY = 12
"""Days within which another match of a side may be told of by nothing but the minute of a goal."""


def in_a_meeting(book: Almanac, r: Reading) -> Finding:
    """A goal of a player in an earlier match of two clubs, and when.

    It is held against words that tell whom the side met (``named``), if the two met in one tie or
    match of late of which all goals are held.
    """
    assert r.team is not None
    since = book.day - dt.timedelta(days=YEAR)
    rows = [
        row
        for row in book.played(r.team, None, since, book.written)
        if row != book.row and r.opponent in (book.value(row).home, book.value(row).away)
    ]
    if not rows:
        return Finding("cannot_say", "The two did not meet in the year before.", void=True)
    book.hold_goals(rows)
    late = ""
    for row in rows:
        match, goals = book.value(row), book.goals(row)
        mine = by(goals, r.player)
        told = f"{match_words(match)}: {goals_words(match, goals)}."
        if mine and r.minutes is not None:
            lo, hi = r.minutes
            if not any(lo - 1 <= t <= hi + 1 for g in mine for t in times_of(g)):
                late = told
                continue
        if mine and r.number in (None, len(mine)):
            return Finding("supported", told, tuple(goal_row(match, g) for g in mine))
        if mine and r.named and len(rows) == 1 and book.all_goals(row):
            return Finding(
                "contradicted", f"{r.player} has {len(mine)} of the goals. {told}", certain=True
            )
    if r.named and r.minutes is None and not late:
        held = [book.value(row) for row in rows]
        days = [match.date for match in held if match.date is not None]
        near = len(days) == len(rows) and (max(days) - min(days)).days <= LEGS
        whole = all(book.all_goals(row) for row in rows)
        every = tuple(g for row in rows for g in book.goals(row))
        if (
            near
            and whole
            and not alike(r.player, every)
            and not any(g.kind == "own_goal" for g in every)
        ):
            told = "; ".join(f"{match_words(m)}: {goals_words(m, book.goals(row))}" for m, row in zip(held, rows, strict=True))  # fmt: skip
            return Finding("contradicted", f"{r.player} did not score so. {told}.", certain=True)
    if late and r.minutes is not None and len(rows) == 1:
        mine = by(book.goals(rows[0]), r.player)
        times = [t for g in mine for t in times_of(g)]
        off = min(min(abs(t - m) for t in times) for m in r.minutes) if times else 0
        if (
            len(mine) == 1
            and off > 2
            and r.minutes[1] - r.minutes[0] <= 1
            and _of_tie(book, rows[0])
        ):
            # His only goal, in the only other match of the two: the first leg.
            return Finding("contradicted", late, tuple(goal_row(book.value(rows[0]), g) for g in mine), certain=True)  # fmt: skip
    reason = f"{r.player} did not score in an earlier meeting held."
    return Finding("cannot_say", late or reason)


def _of_tie(book: Almanac, row: int) -> bool:
    """True for the other leg of the tie in hand."""
    return book.tie is not None and any(leg.row == row for leg in book.tie.legs)


def once(book: Almanac, r: Reading) -> Finding:
    """A goal of a player in whatever match of a side had the score, or a goal of his at the time: borne out, no more."""
    since = book.day - dt.timedelta(days=_SEASON if r.score is not None else _LATELY)
    rows = sorted(
        {
            row
            for club in book.sides
            for row in book.played(club, None, since, book.written)
            if r.score is None or book.value(row).result in (r.score, r.score.swapped())
        },
        reverse=True,
    )
    book.hold_goals(rows)
    for row in rows:
        mine = by(book.goals(row), r.player)
        if r.minutes is not None:
            lo, hi = r.minutes
            mine = [g for g in mine if any(lo - 1 <= t <= hi + 1 for t in times_of(g))]
        if mine and r.number in (None, len(mine)):
            match = book.value(row)
            told = f"{match_words(match)}: {goals_words(match, book.goals(row))}."
            return Finding("supported", told, tuple(goal_row(match, g) for g in mine))
    return Finding("cannot_say", f"No such goal of {r.player} is held.", void=True)


def in_these_days(
    book: Almanac, player: str, minutes: tuple[int, int] | None, word: str = ""
) -> bool:
    """True if a player scored at the time told, or a goal of that effect, in another match of these days."""
    since = book.day - dt.timedelta(days=_LATELY)
    rows = {row for club in book.sides for row in book.played(club, None, since, book.written)}
    rows.discard(book.row)
    book.hold_goals(sorted(rows))
    for row in rows:
        goals = book.goals(row)
        mine = by(goals, player)
        if minutes is not None:
            mine = [
                g for g in mine if any(minutes[0] - 1 <= t <= minutes[1] + 1 for t in times_of(g))
            ]
        if word:
            mine = [g for g in mine if had_effect(book.about(row), word, book.value(row), goals, g)]
        if mine:
            return True
    return False
