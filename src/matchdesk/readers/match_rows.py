"""What the CSV readers of other providers share about one match: its goals, and its checks."""

from __future__ import annotations

from matchdesk.core.problem import Problem
from matchdesk.core.rows import MatchRow
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.readers.checks import Fault, match_faults, shortened, without_contradictions
from matchdesk.readers.sheet import Cells, known

__all__ = ["checked", "goals_in", "result_differs"]


def goals_in(cells: Cells, home: str, away: str) -> Score | None:
    """A score in two columns, None where both are empty.

    Spreadsheets turn a column with gaps into decimals, so "2.0" is read as 2.

    Raises:
        Fault: no whole number, or goals of one side alone.

    >>> goals_in({"hg": "2.0", "ag": "1"}, "hg", "ag")
    Score(home=2, away=1)
    """
    numbers: list[int | None] = []
    for column in (home, away):
        text = known(cells.get(column, "")).removesuffix(".0")
        if text and not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_GOALS):
            raise Fault("bad-score", f"{column} is {shortened(text)!r}", "goals as a whole number")
        numbers.append(int(text) if text else None)
    first, second = numbers
    if first is None and second is None:
        return None
    if first is None or second is None:
        raise Fault(
            "bad-score", f"goals of one side alone in {home}, {away}", "goals of both sides"
        )
    return Score(first, second)


def result_differs(row: MatchRow, letter: str, kept: list[Problem]) -> None:
    """Tell a result letter (H, D, A) that does not follow from the score."""
    score = row.score
    if score is None or not letter:
        return
    follows = "H" if score.home > score.away else "A" if score.home < score.away else "D"
    if letter.upper() != follows:
        kept.append(
            Problem(
                row.origin,
                "result-differs",
                f"result {shortened(letter)}, score {score}",
                f"result {follows}",
                "kept, with the score",
                refused=False,
            )
        )


def checked(row: MatchRow, kept: list[Problem]) -> MatchRow:
    """A match without what its score rules out, its problems told.

    Raises:
        Fault: it cannot be true as a whole.
    """
    row, left_out = without_contradictions(row)
    kept.extend(left_out)
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    kept.extend(problems)
    return row
