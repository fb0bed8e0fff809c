"""Damaged text breaks rows and nothing else, in every format that is not matchdesk's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import CompetitionId
from matchdesk.core.rows import Hint
from matchdesk.core.season import Season
from matchdesk.errors import SourceError, UsageError
from matchdesk.readers.detect import READERS, Reader, read_text
from tests.readers import golden, test_golden_json

OWN = {path.name for path in golden.inputs() if path.name in (
    "corrections.csv", "coverage.csv", "facts.csv", "grounds.csv", "names.csv", "persons.csv",
    "results.csv", "semicolons.csv", "sources.csv", "match_details.goals.csv",
    "match_details.lineups.csv",
)}  # fmt: skip
INPUTS = [p for p in golden.inputs() if p.name not in OWN] + test_golden_json.inputs()
# Marks that mean something in one of the formats, and some that mean nothing anywhere.
MARKS = st.sampled_from([*'",;:-|[]{}()*#=\n\t 0129NA\\\ufeff\x0b\u2028é', "NA", "null"])


def reader_of(path: Path) -> Reader:
    """The reader of an input."""
    head = path.read_text("utf-8-sig")[:4096]
    return next(reader for reader in READERS if reader.recognises(path.name, head))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    text = path.read_text("utf-8-sig")
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(text)))
        change = data.draw(st.integers(0, 2))
        if change == 0:
            text = text[:place] + data.draw(MARKS) + text[place:]
        elif change == 1:
            text = text[:place] + text[place + data.draw(st.integers(1, 30)) :]
        else:
            other = data.draw(st.integers(0, len(text)))
            text = text[:place] + text[other : other + data.draw(st.integers(1, 60))] + text[place:]
    hint = data.draw(
        st.sampled_from((Hint(), Hint(CompetitionId("es.1"), None), Hint(None, Season(2017, True))))
    )
    try:
        reading = read_text(text, path.name, hint, format=reader_of(path).name)
    except (SourceError, UsageError):
        return
    assert reading.read == len(reading.rows) + reading.refused
    assert reading.refused == sum(problem.refused for problem in reading.problems)
    for problem in reading.problems:
        assert problem.found
        assert problem.expected
        assert problem.done
        assert "\n" not in problem.found


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(text=st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    reader.recognises("x.csv", text)
    try:
        reading = reader.read(text, "x.csv", Hint())
    except (SourceError, UsageError):
        return
    assert reading.read == len(reading.rows) + reading.refused


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
@pytest.mark.parametrize("goals", ["260", "99999999999999999999"])
def test_more_goals_than_anybody_scored_cost_their_rows(path: Path, goals: str) -> None:
    text = path.read_text("utf-8-sig")
    for damaged in (
        re.sub(r"(?<![\d-])\d(?= ?[-:] ?\d(?![\d-]))", goals, text),
        re.sub(r"(?<=[,;\t])\d(?=[,;\t\n])", goals, text),
        re.sub(r"(?<=[\[ ])\d(?=[,\]])", goals, text),
    ):
        try:
            reading = read_text(damaged, path.name, Hint(), format=reader_of(path).name)
        except (SourceError, UsageError):
            continue
        assert reading.read == len(reading.rows) + reading.refused
