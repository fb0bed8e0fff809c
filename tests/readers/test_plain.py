"""matchdesk's own CSV files: headers, values, and writing what was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import LEGS, PHASES, CompetitionId
from matchdesk.core.problem import Origin
from matchdesk.core.rows import (
    CLUB_SIDES,
    CORRECTION_KINDS,
    EVENT_KINDS,
    GOAL_KINDS,
    LINEUP_ROLES,
    NAME_KINDS,
    ODDS_TIMES,
    SETTLED,
    ClubRow,
    ConflictRow,
    CorrectionRow,
    CoverageRow,
    EventRow,
    FactRow,
    FigureRow,
    GoalRow,
    GroundRow,
    Hint,
    LineupRow,
    MatchRow,
    NameRow,
    OddsRow,
    PersonRow,
    Row,
    SourceRow,
    StandingRow,
    WitnessRow,
)
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.errors import SourceError, UsageError
from matchdesk.readers.checks import match_faults
from matchdesk.readers.detect import read_text, reader_for
from matchdesk.readers.plain_kinds import KINDS, TIE_WORDS
from matchdesk.readers.plain_write import write, write_results

HERE = Origin("x.csv", 0)
RESULTS = "date,home,away,competition,season"


def read(text: str, kind: str | None = None) -> list[Row]:
    reading = read_text(text, "x.csv", Hint(), format=kind)
    assert reading.problems == []
    assert reading.read == len(reading.rows)
    return reading.rows


# Headers.


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_known_by_its_header_in_any_order(kind: object) -> None:
    columns = getattr(kind, "columns", ())
    required = getattr(kind, "required", ())
    name = getattr(kind, "name", "")
    for header in (columns, required, columns[::-1], [c.upper() for c in columns]):
        for separator in (",", ";", "\t"):
            reader = reader_for("x.csv", separator.join(header) + "\n")
            assert reader is not None
            assert reader.name == name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_takes_a_source(kind: object) -> None:
    assert "source" in getattr(kind, "columns", ())


@pytest.mark.parametrize(
    ("header", "named", "near"),
    [
        ("date,home,away,competition,saison", "season", "saison"),
        ("date,hom,away,competition,season,score", "home", "hom"),
        ("date,home,away,team,palyer,minute", "player", "palyer"),
        ("competition,season,kind,subjekt,value", "subject", "subjekt"),
        ("competition,season,expectd", "expected", "expectd"),
    ],
)
def test_a_missing_column_is_named_with_the_one_meant(header: str, named: str, near: str) -> None:
    with pytest.raises(SourceError, match=f"'{named}'.*'{near}'") as caught:
        read_text(f"{header}\n", "x.csv", Hint())
    assert caught.value.code == "missing-column"
    assert caught.value.near == (near,)


def test_a_column_twice_is_refused() -> None:
    with pytest.raises(SourceError, match="'home' stands twice"):
        read_text(f"{RESULTS},home\n", "x.csv", Hint())


def test_an_empty_file_of_a_named_kind_is_refused() -> None:
    with pytest.raises(SourceError, match="no header"):
        read_text("\n\n", "x.csv", Hint(), format="results")


def test_columns_that_are_not_known_are_one_problem() -> None:
    text = f"{RESULTS},mood,weather\n2018-01-24,A,B,es.1,2017-18,glad,wet\n"
    reading = read_text(text, "x.csv", Hint())
    (problem,) = reading.problems
    assert (problem.code, problem.found, problem.refused) == (
        "unknown-column",
        "mood, weather",
        False,
    )
    assert len(reading.rows) == 1


# Rows.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = f"{RESULTS}\n2018-01-24,A,B,es.1,2017-18\n\n2018-01-25,C,D,es.1,2017-18\n"
    rows = read(text.replace("\n", end))
    assert [row.origin.line for row in rows] == [2, 4]


def test_a_quote_never_closed_costs_one_row() -> None:
    text = f'{RESULTS}\n2018-01-24,"A,B,es.1,2017-18\n2018-01-25,C,D,es.1,2017-18\n'
    reading = read_text(text, "x.csv", Hint())
    (row,) = reading.rows
    assert row.origin.line == 3
    assert [(p.code, p.origin.line) for p in reading.problems] == [("quotes", 2)]
    assert reading.read == 2


def test_many_open_quotes_cost_no_time() -> None:
    text = f"{RESULTS}\n" + '2018-01-24,"A""","B,es.1,2017-18\n' * 3000
    reading = read_text(text, "x.csv", Hint())
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)


def test_a_cell_over_two_lines_keeps_the_line_where_its_row_begins() -> None:
    text = f'{RESULTS},note\n2018-01-24,A,B,es.1,2017-18,"one\ntwo"\n2018-01-25,C,D,es.1,2017-18,\n'
    rows = read(text)
    assert [row.origin.line for row in rows] == [2, 4]
    assert isinstance(rows[0], MatchRow)
    assert rows[0].note == "one\ntwo"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ("1-0,,,,,", "played"),
        (",2-1,,,,", "played"),
        (",,3-0,,,", "awarded"),
        (",,,,,", "scheduled"),
        ("1-0,,,,abandoned,", "abandoned"),
        (",,,,void,", "void"),
        (",,,,POSTPONED,", "postponed"),
    ],
)
def test_status_where_none_is_given(cells: str, status: str) -> None:
    header = f"{RESULTS},score,extra_time,awarded_score,penalties,status,note"
    (row,) = read(f"{header}\n2018-01-24,A,B,es.cup,2017-18,{cells}\n")
    assert isinstance(row, MatchRow)
    assert row.status == status


def test_only_a_formula_in_a_name_is_refused() -> None:
    text = f"{RESULTS},note\n2018-01-24,A,B,es.1,2017-18,=1+1\n2018-01-24,@A,B,es.1,2017-18,\n"
    reading = read_text(text, "x.csv", Hint())
    assert [p.code for p in reading.problems] == ["formula"]
    assert len(reading.rows) == 1


def test_an_apostrophe_says_that_it_is_text() -> None:
    text = f"{RESULTS},note\n2018-01-24,'=A,'@B,es.1,2017-18,'+1\n2018-01-24,'A,B,es.1,2017-18,-3\n"
    first, second = read(text)
    assert isinstance(first, MatchRow)
    assert isinstance(second, MatchRow)
    assert (first.home, first.away, first.note) == ("=A", "@B", "+1")
    assert (second.home, second.note) == ("'A", "-3")


def test_cells_of_events_odds_standings_and_clubs() -> None:
    def codes(kind: str, row: str) -> list[str]:
        columns = next(k.columns for k in KINDS if k.name == kind)
        reading = read_text(f"{','.join(columns)}\n{row}\n", "x.csv", Hint(), format=kind)
        return [problem.code for problem in reading.problems]

    assert codes("events", "2018-01-24,A,B,A,Ash,45+2,,yellow,,") == []
    assert codes("events", "2018-01-24,A,B,A,Ash,45,,green,,") == ["bad-word"]
    assert codes("events", "2018-01-24,A,B,A,Ash,45,,,,") == ["empty"]
    assert codes("events", "2018-01-24,A,B,C,Ash,45,,red,,") == ["team-not-playing"]
    assert codes("odds", "2018-01-24,A,B,average,closing,1.5,4.2,7,") == []
    assert codes("odds", "2018-01-24,A,B,average,,1.5,4.2,7,") == ["empty"]
    assert codes("odds", "2018-01-24,A,B,average,closing,1,4.2,7,") == ["bad-number"]
    assert codes("odds", "2018-01-24,A,B,average,closing,nan,4.2,7,") == ["bad-number"]
    assert codes("odds", "2018-01-24,A,B,average,closing,1e3,4.2,7,") == ["bad-number"]
    assert codes("standings", "es.1,2017-18,1,A,league,,38,28,9,1,99,29,93,,,") == []
    assert codes("standings", "es.1,2017-18,,A,league,,38,28,9,1,99,29,93,,,") == ["empty"]
    assert codes("standings", "es.1,2017-18,1,A,league,,x,28,9,1,99,29,93,,,") == ["bad-number"]
    assert codes("clubs", "es.a,A,es,,,,") == []
    assert codes("clubs", "Real Madrid,A,es,,,,") == ["bad-word"]
    assert codes("clubs", "es.a,A,es,men,,,") == ["bad-word"]


def test_goals_and_events_are_told_apart() -> None:
    """A list of goals without assists has every column of one of events but the last."""
    goals = "date,home,away,team,player,minute,added,kind"
    for header, kind in ((goals, "goals"), (f"{goals},other", "events")):
        reader = reader_for("x.csv", header + "\n")
        assert reader is not None
        assert reader.name == kind


# Writing.

NAME = (
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and text.isprintable())
)
# Half of them begin as a formula does, or as one that was escaped.
NAME |= st.builds("{}{}".format, st.sampled_from(["=", "+", "-", "@", "'=", "''@", "'"]), NAME)
FREE = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t"), max_size=40
).map(str.strip)
MAYBE_NAME = st.just("") | NAME
DAY = st.dates(dt.date(1872, 1, 1), dt.date(2100, 12, 31))
MAYBE_DAY = st.none() | DAY
SCORE = st.builds(Score, st.integers(0, 149), st.integers(0, 149))
MAYBE_SCORE = st.none() | SCORE
COMPETITION = st.sampled_from(
    [CompetitionId(c) for c in ("es.1", "es.cup", "uefa.cl", "friendly", "de.1.playoff", "en.1.w")]
)
SEASON = st.builds(Season, st.integers(1872, 2100), st.booleans())
ROUND = st.sampled_from(["", "1", "38", "round_1", "quarter_final", "final"])
MINUTE = st.none() | st.integers(1, 130)
ALSO = st.lists(NAME.filter(lambda name: "|" not in name), max_size=3, unique=True).map(tuple)
SIDES = st.tuples(NAME, NAME).filter(lambda sides: fold(sides[0]) != fold(sides[1]))


@st.composite
def matches(draw: st.DrawFn) -> MatchRow:
    home, away = draw(SIDES)
    row = MatchRow(
        origin=HERE,
        competition=draw(COMPETITION),
        season=draw(SEASON),
        date=draw(MAYBE_DAY),
        home=home,
        away=away,
        score=draw(MAYBE_SCORE),
        half_time=draw(MAYBE_SCORE),
        extra_time=draw(MAYBE_SCORE),
        penalties=draw(MAYBE_SCORE),
        awarded_score=draw(MAYBE_SCORE),
        status=draw(st.sampled_from(["scheduled", "played", "awarded", "void", "abandoned"])),
        time=draw(st.none() | st.times().map(lambda time: f"{time:%H:%M}")),
        zone=draw(st.sampled_from(["", "Europe/Madrid", "Asia/Tokyo"])),
        phase=draw(st.sampled_from(["", *PHASES])),
        round=draw(ROUND),
        group=draw(st.sampled_from(["", "A", "12"])),
        leg=draw(st.sampled_from(LEGS)),
        ground=draw(MAYBE_NAME),
        neutral=draw(st.none() | st.booleans()),
        attendance=draw(st.none() | st.integers(0, 200_000)),
        date_known_from=draw(MAYBE_DAY),
        drawn_on=draw(MAYBE_DAY),
        not_after=draw(MAYBE_DAY),
        note=draw(FREE),
        home_country=draw(st.sampled_from(["", "ESP"])),
        away_country=draw(st.sampled_from(["", "POR"])),
        meeting=draw(st.none() | st.integers(1, 99)),
        source=draw(MAYBE_NAME),
    )
    scores = [row.score, row.extra_time, row.awarded_score]
    if row.status == "scheduled" or not any(scores):
        row = replace(row, score=None, half_time=None, extra_time=None, penalties=None)
        row = replace(row, awarded_score=None, status="scheduled")
    for fault in match_faults(row)[0]:
        if fault.code == "half-time-above-score":
            row = replace(row, half_time=None)
        elif fault.code == "extra-time-below-score":
            row = replace(row, extra_time=None)
        elif fault.code == "level-penalties":
            row = replace(row, penalties=None)
        elif fault.code == "played-without-score":
            row = replace(row, status="void")
        elif fault.code == "bad-date":
            row = replace(row, date=None)
    if match_faults(row)[0]:
        row = replace(row, half_time=None, penalties=None)
    return row if not match_faults(row)[0] else replace(row, status="void", half_time=None)


@st.composite
def goals(draw: st.DrawFn) -> GoalRow:
    home, away = draw(SIDES)
    minute = draw(MINUTE)
    return GoalRow(
        HERE, draw(DAY), home, away, draw(st.sampled_from([home, away])), draw(MAYBE_NAME), minute,
        None if minute is None else draw(st.none() | st.integers(0, 15)),
        draw(st.sampled_from(GOAL_KINDS)), draw(MAYBE_NAME), draw(MAYBE_NAME),
    )  # fmt: skip


@st.composite
def lineups(draw: st.DrawFn) -> LineupRow:
    home, away = draw(SIDES)
    minutes = st.sampled_from(["", "1", "45+2", "90", "120+1"])
    return LineupRow(
        HERE, draw(DAY), home, away, draw(st.sampled_from([home, away])), draw(NAME),
        draw(st.sampled_from(LINEUP_ROLES)), draw(minutes), draw(minutes), draw(FREE),
        draw(MAYBE_NAME),
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> EventRow:
    home, away = draw(SIDES)
    minute = draw(MINUTE)
    return EventRow(
        HERE, draw(DAY), home, away, draw(st.sampled_from([home, away])), draw(MAYBE_NAME),
        draw(st.sampled_from(EVENT_KINDS)), minute,
        None if minute is None else draw(st.none() | st.integers(0, 15)),
        draw(MAYBE_NAME), draw(MAYBE_NAME),
    )  # fmt: skip


@st.composite
def odds(draw: st.DrawFn) -> OddsRow:
    home, away = draw(SIDES)
    price = st.floats(1.01, 1000).map(lambda x: round(x, 3))
    return OddsRow(
        HERE, draw(DAY), home, away, draw(NAME), draw(st.sampled_from(ODDS_TIMES)), draw(price),
        draw(price), draw(price), draw(MAYBE_NAME),
    )  # fmt: skip


COUNT = st.none() | st.integers(0, 200)
STANDING = st.builds(
    StandingRow, st.just(HERE), COMPETITION, SEASON, st.integers(1, 30), NAME, COUNT, COUNT, COUNT,
    COUNT, COUNT, COUNT, st.none() | st.integers(-20, 200), st.integers(-10, 30),
    st.sampled_from(["", *PHASES]), st.sampled_from(["", "A", "12"]), FREE, MAYBE_NAME,
)  # fmt: skip
FIGURES = SIDES.flatmap(
    lambda sides: st.builds(
        FigureRow, st.just(HERE), DAY, st.just(sides[0]), st.just(sides[1]), COUNT, COUNT, COUNT,
        COUNT, COUNT, COUNT, MAYBE_NAME,
    )
)  # fmt: skip
CLUB_ID = st.from_regex(r"(?:[a-z]{2,8}\.)?[a-z0-9]{1,9}(?:-[a-z0-9]{1,9}){0,2}", fullmatch=True)


MATCH_ID = st.builds(
    "{}:2017-18:{}:{}{}".format, COMPETITION, CLUB_ID, CLUB_ID, st.sampled_from(["", ":2"])
)


@st.composite
def corrections(draw: st.DrawFn) -> CorrectionRow:
    kind = draw(st.sampled_from(CORRECTION_KINDS))
    subject = draw(NAME.filter(lambda name: ">" not in name))
    value = {
        "points_deducted": str(draw(st.integers(1, 60))),
        "placed": str(draw(st.integers(1, 24))),
        "through": draw(st.sampled_from(TIE_WORDS)),
        "awarded": str(draw(SCORE)),
    }.get(kind, draw(FREE))
    if kind == "ahead":
        home, away = draw(SIDES.filter(lambda sides: ">" not in sides[0] + sides[1]))
        subject = f"{home} > {away}"
    return CorrectionRow(
        HERE, draw(COMPETITION), draw(SEASON), kind, subject, value, draw(MAYBE_NAME),
        draw(MAYBE_DAY), draw(FREE), draw(MAYBE_NAME),
    )  # fmt: skip


Lasting = PersonRow | NameRow | FactRow | GroundRow


def spans(rows: st.SearchStrategy[Lasting]) -> st.SearchStrategy[Row]:
    """Rows that hold from one day to another; either may be unknown."""

    def within(row: Lasting, start: dt.date | None, end: dt.date | None) -> Row:
        if start is not None and end is not None and end < start:
            start, end = end, start
        return replace(row, start=start, end=end)

    return st.builds(within, rows, MAYBE_DAY, MAYBE_DAY)


ORIGIN = st.just(HERE)
ROWS: dict[str, st.SearchStrategy[Row]] = {
    "results": matches(),
    "goals": goals(),
    "lineups": lineups(),
    "corrections": corrections(),
    "persons": spans(
        st.builds(
            PersonRow, ORIGIN, NAME, MAYBE_NAME, NAME, ALSO, MAYBE_NAME, MAYBE_NAME,
            source=MAYBE_NAME,
        )
    ),
    "names": spans(
        st.builds(NameRow, ORIGIN, NAME, st.sampled_from(NAME_KINDS), NAME, source=MAYBE_NAME)
    ),
    "facts": spans(
        st.builds(FactRow, ORIGIN, NAME, NAME, FREE.filter(bool), MAYBE_NAME, source=MAYBE_NAME)
    ),
    "grounds": spans(
        st.builds(
            GroundRow, ORIGIN, NAME, MAYBE_NAME, MAYBE_NAME, MAYBE_NAME, ALSO, source=MAYBE_NAME
        )
    ),
    "sources": st.builds(SourceRow, ORIGIN, NAME, NAME, MAYBE_NAME, FREE, FREE, FREE, FREE),
    "events": events(),
    "odds": odds(),
    "figures": FIGURES,
    "standings": STANDING,
    "clubs": st.builds(
        ClubRow, ORIGIN, CLUB_ID, NAME, st.sampled_from(["", "es", "sco"]),
        st.sampled_from(CLUB_SIDES), st.just("") | CLUB_ID, FREE, MAYBE_NAME,
    ),
    "witnesses": st.builds(WitnessRow, ORIGIN, MATCH_ID, st.integers(1, 999), NAME),
    "conflicts": st.builds(
        ConflictRow, ORIGIN, MATCH_ID, NAME, FREE, FREE, st.sampled_from(SETTLED), FREE, FREE,
        MAYBE_NAME,
    ),
    "coverage": st.builds(
        CoverageRow, ORIGIN, COMPETITION, SEASON, st.integers(0, 9999), ROUND, MAYBE_NAME
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_reading_what_was_written_gives_the_same_rows(kind: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(ROWS[kind], max_size=5))
    text = write(kind, rows)
    assert text == write(kind, rows)
    assert "\r" not in text
    reading = read_text(text, "x.csv", Hint())
    assert reading.format == kind
    assert reading.refused == 0
    assert [replace(row, origin=HERE) for row in reading.rows] == rows


def test_columns_are_written_in_one_order_and_empty_ones_left_out() -> None:
    row = MatchRow(
        HERE, CompetitionId("es.1"), Season(2017, True), dt.date(2018, 1, 27), "A", "B",
        status="played", score=Score(4, 1), neutral=False,
    )  # fmt: skip
    assert write_results([row]) == (
        "date,home,away,competition,season,score,status,neutral\n"
        "2018-01-27,A,B,es.1,2017-18,4-1,played,no\n"
    )


def test_a_row_of_another_kind_cannot_be_written() -> None:
    with pytest.raises(UsageError, match="SourceRow"):
        write("results", [SourceRow(HERE, "a", "b")])
    with pytest.raises(UsageError, match="no kind"):
        write("weather", [])


@given(
    st.lists(st.sampled_from(["A", "B", "2018-01-24", "es.1", "2017-18", "1-0", '"', ",", "\n",
                              ";", "=x", "\x0b", "é", "90+4", "\u2028", "١-٢", "　"]),
             max_size=60).map("".join),
    st.sampled_from([kind.name for kind in KINDS]),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_body_is_read_or_refused_row_by_row(body: str, kind: str) -> None:
    columns = next(k.columns for k in KINDS if k.name == kind)
    reading = read_text(",".join(columns) + "\n" + body, "x.csv", Hint(), format=kind)
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)
