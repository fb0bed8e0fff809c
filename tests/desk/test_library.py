"""The library as a program or a notebook uses it: every question a method, tables as frames."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import matchdesk
from matchdesk.core import frames
from matchdesk.desk import Desk, View
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger.store import Ledger
from matchdesk.rules.place import league_place

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


@pytest.fixture(scope="module")
def night(starter: Desk) -> View:
    return starter.at("2018-01-24")


def test_public_names_are_shown() -> None:
    assert set(matchdesk.__all__) <= set(dir(matchdesk))


def test_every_example_of_the_page_runs(starter: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matchdesk, "open", lambda: starter, raising=False)
    held: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    for block in blocks:
        exec(block, held)
        for line in block.splitlines():
            code, _, said = line.partition("  # ")
            if re.fullmatch(r'\d+|".*"', said):
                assert eval(code, held) == eval(said), line


def test_every_method_of_the_page_is_there(night: View) -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = re.findall(r"`(\w+)`", " ".join(rows))
    assert len(named) > 20
    assert [name for name in named if not callable(getattr(night, name))] == []


def test_a_table_as_frames(night: View) -> None:
    table = night.table("es.1")
    polars, pandas = table.to_polars(), table.to_pandas()
    assert polars.columns == list(pandas.columns) == list(table.to_dict()["rows"][0])  # type: ignore[index]
    assert polars["points"].to_list()[:4] == pandas["points"].tolist()[:4] == [54, 43, 40, 35]


def test_days_are_dates_and_what_is_not_known_is_empty(night: View) -> None:
    results = night.results("es.1", season="2017-18")
    polars, pandas = results.to_polars(), results.to_pandas()
    assert polars.height == len(pandas) == 380
    assert dt.date(2017, 8, 18) == polars["date"].min() == pandas["date"].min().date()
    # The day of a postponed match is withheld, the score of one to come is not there.
    late = polars.filter(polars["status"] == "postponed")
    assert late["date"].to_list() == [None]
    assert pandas["date"].isna().sum() == polars["date"].null_count()
    assert polars["score"].null_count() == pandas["score"].isna().sum() == 380 - 199


def test_nested_figures_are_columns(night: View) -> None:
    forecast = night.forecast("es.1", runs=200)
    frame = forecast.to_polars()
    row = frame.filter(frame["team"] == "Barcelona")
    told = forecast.team("Barcelona").to_dict()
    assert row["zones.champion"].item() == told["zones"]["champion"]  # type: ignore[index]
    assert row["positions"].item().to_list() == told["positions"]


def test_an_answer_without_rows_is_an_empty_frame(night: View) -> None:
    nothing = matchdesk.desk.Results(night.snapshot, [])
    assert (nothing.to_polars().height, len(nothing.to_pandas())) == (0, 0)


def test_a_notebook_shows_a_table_and_a_name_is_no_markup(night: View) -> None:
    told = night.table("es.1")._repr_html_()
    assert "<th>team</th>" in told
    assert "<td>Barcelona</td>" in told
    wicked = replace(night.table("es.1").rows[0].club, name="<script>x</script>")
    shown = replace(night.table("es.1"), rows=(replace(night.table("es.1").rows[0], club=wicked),))
    assert "&lt;script&gt;" in shown._repr_html_()
    assert "<script" not in shown._repr_html_()


def test_what_a_desk_and_a_view_say_of_themselves_is_short(starter: Desk, night: View) -> None:
    assert repr(night) == f"View({starter.ledger!r}, end of 2018-01-24)"
    assert repr(starter) == f"Desk(Ledger({str(starter.ledger.path)!r}))"


def test_no_repr_tells_a_password() -> None:
    desk = Desk(Ledger(None, url="postgresql://desk:secret@host/ledger"))
    assert "secret" not in repr(desk)


def test_frames_that_are_not_installed(night: View, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    with pytest.raises(UsageError, match=r"polars is not installed.*matchdesk\[frames\]"):
        night.table("es.1").to_polars()


def test_what_is_asked_is_what_the_verb_tells(night: View) -> None:
    assert night.standing("Leganés", "es.cup").cup.state == "in"  # type: ignore[union-attr]
    assert [str(tie.round) for tie in night.run("Leganés", "es.cup")][-1] == "quarter_final"
    assert night.why("es.1", "Valencia", "Real Madrid").sentence.startswith("Valencia")
    assert {str(h.season) for h in night.champions("es.cup").seasons} >= {"2010-11", "2016-17"}
    assert night.alive("Spain").to_dict() == night.alive("ESP").to_dict()
    put_in = ["2018-01-27 Valencia v Real Madrid 0-1"]
    assert night.table("es.1", put_in=put_in).row("Real Madrid").points == 38
    assert night.table("es.1", venue="home").row("Real Madrid").played == 11
    with pytest.raises(UsageError, match="expected home or away"):
        night.tables("es.1", venue="neutral")
    with pytest.raises(UnknownName, match="Atlantis"):
        night.alive("Atlantis")


def test_a_match_that_is_over_is_seen_from_before_it(night: View) -> None:
    (chance,) = night.chances("Real Madrid v Leganés").matches
    assert 0.6 < chance.home_win < 0.95
    told = list(night.replay("Real Madrid v Leganés"))
    assert [what for what, _ in told] == ["kick_off", "goal", "goal", "goal", "full_time"]
    assert told[-1][1].through == (0.0, 1.0)
    with pytest.raises(UsageError, match="nothing to replay"):
        list(night.replay("2018-01-27 Valencia v Real Madrid"))


def test_a_brief_names_the_sources_of_the_seasons_that_it_counts(starter: Desk) -> None:
    told = starter.brief("2026-05-23 Mallorca v Real Oviedo", chances=False)
    assert "  From: España and Champions League, football.txt\n" in told.text()
    assert len(told.to_dict()["sources"]) > 10  # type: ignore[arg-type]


def test_a_place_called_settled_was_the_place_at_the_end(starter: Desk) -> None:
    """On the last days of seasons of La Liga, club by club."""
    early = 0
    for season in starter.at().snapshot.seasons("es.1")[1:-1:3]:
        whole = starter.at().table("es.1", str(season))
        days = sorted({m.date for m in starter.at().results("es.1", season=str(season)).matches
                       if m.date})[-3:-1]  # fmt: skip
        for day in days:
            view = starter.at(day)
            table = view.table("es.1", str(season))
            edition = view.catalogue.edition("es.1", season)
            for row in table.rows:
                place = league_place(view.snapshot, edition, table, row.club)
                if place.settled:
                    early += 1
                    assert place.position == whole.row(row.club).position, (day, row.team)
    assert early > 5
