"""Streaks, since, previews, clubs and competitions; and calls that cannot be answered."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from matchdesk.cli import records as verbs
from matchdesk.core.match import Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import MatchdeskError, UnknownName, UsageError
from matchdesk.ledger import columns, lookup, starter
from matchdesk.records import (
    of_club,
    of_competition,
    preview,
    records,
    since,
    streaks,
)
from matchdesk.records.kinds import KINDS, kind_of
from tests.records.worlds import background, match, meetings, world


@pytest.fixture(scope="module")
def january() -> Snapshot:
    ledger = starter.open_starter()
    return columns.at(columns.load(ledger), ledger, Moment.end_of("2018-01-24"))


def coming(day: str, home: str, away: str) -> Match:
    return match(day, home, "", away, status="scheduled")


# Since


def test_since(january: Snapshot) -> None:
    found = since(january, "es.real-madrid", "defeat", opponent="es.barcelona", competition="es.1",
                  venue="home")  # fmt: skip
    assert found.match_ids == ("es.1:2017-18:es.real-madrid:es.barcelona",)
    assert (found.value, found.certain) == (0, True)
    assert "last lost to Barcelona at home in La Liga on 23 December 2017" in found.sentence


def test_since_counts_the_matches_after() -> None:
    found = since(world(meetings(["2-1", "0-1", "0-2"])), "zz.rovers", "win", opponent="zz.mill")
    assert (found.kind, found.value) == ("last_win", 2)
    assert found.start == dt.date(2000, 9, 1)


def test_since_never(january: Snapshot) -> None:
    found = since(january, "es.leganes", "win", opponent="es.barcelona")
    assert "have never beaten Barcelona in three meetings held" in found.sentence
    assert not found.certain


@pytest.mark.parametrize("what", ["handstand", "", "winn"])
def test_since_an_unknown_event(january: Snapshot, what: str) -> None:
    with pytest.raises(UsageError, match="expected one of win, draw, defeat"):
        since(january, "es.leganes", what)


@pytest.mark.parametrize(
    ("said", "meant"), [("wins", "win"), ("Losses", "defeat"), ("drew", "draw")]
)
def test_since_in_other_words(january: Snapshot, said: str, meant: str) -> None:
    assert since(january, "es.leganes", said) == since(january, "es.leganes", meant)


def test_since_of_a_kind_a_season_a_country(january: Snapshot) -> None:
    europe = since(january, "es.real-madrid", "defeat", within="european")
    assert "in Europe on 1 November 2017, Tottenham Hotspur 3-1 Real Madrid" in europe.sentence
    assert europe.scope == "European matches"
    season = since(january, "es.real-madrid", "draw", within="cup", season=Season(2017, True))
    assert (season.value, season.start) == (2, dt.date(2018, 1, 10))
    germany = since(january, "es.real-madrid", "defeat", country="de", year=2016)
    assert germany.match_ids == ("uefa.cl:2015-16:de.wolfsburg:es.real-madrid",)
    with pytest.raises(UsageError, match="expected one of league, cup, european"):
        since(january, "es.real-madrid", "defeat", within="friendly")


def test_since_an_unknown_venue(january: Snapshot) -> None:
    with pytest.raises(UsageError, match="expected one of home, away, neutral"):
        since(january, "es.leganes", "win", venue="garden")


def test_since_an_unknown_club(january: Snapshot) -> None:
    with pytest.raises(UnknownName, match="plays no match"):
        since(january, "es.nobody", "win")


def test_since_in_an_empty_scope(january: Snapshot) -> None:
    with pytest.raises(UnknownName, match="No match of Leganés is held in this scope"):
        since(january, "es.leganes", "win", competition="uefa.cl")


# Streaks


def test_streaks_and_who_can_extend_them(january: Snapshot) -> None:
    told = streaks(january, "es.1", Season(2017, True))
    unbeaten = next(r for r in told if r.kind == "unbeaten_run" and r.venue is None)
    assert (unbeaten.subject.id, unbeaten.value) == ("es.barcelona", 27)
    assert unbeaten.ahead is not None
    assert (unbeaten.ahead.id, str(unbeaten.ahead.date)) == (
        "es.1:2017-18:es.barcelona:es.alaves",
        "2018-01-28",
    )
    away = [r for r in told if r.venue == "away" and r.ahead is not None]
    assert away
    assert all(r.ahead is not None and r.ahead.away.id == r.subject.id for r in away)


def test_streaks_end_with_the_last_match() -> None:
    held = [*background(), *[match(f"2001-09-{n + 1:02d}", "Rovers", "1-0", f"Club {n}")
                             for n in range(6)]]  # fmt: skip
    won = world(held)
    assert any(r.subject.name == "Rovers" for r in streaks(won, "zz.1", Season(2001, True)))
    lost = world([*held, match("2001-10-01", "Rovers", "0-1", "Mill")])
    told = streaks(lost, "zz.1", Season(2001, True))
    assert not [r for r in told if r.subject.name == "Rovers" and r.kind == "winning_run"]


def test_streaks_of_an_earlier_season_know_nothing_later() -> None:
    held = [match(f"{year}-09-{n + 1:02d}", "Rovers", "1-0", f"Club {n}")
            for year in (2001, 2002) for n in range(6)]  # fmt: skip
    told = streaks(world([*background(), *held]), "zz.1", Season(2001, True))
    run = next(r for r in told if r.kind == "winning_run" and r.venue is None)
    assert run.value == 6


# Previews


def test_preview_of_the_fourth_home_defeat() -> None:
    held = [match(f"2001-09-{n + 1:02d}", "Rovers", s, f"Club {n}")
            for n, s in enumerate(["0-1", "2-0", "0-2", "1-0", "0-1", "2-0"])]  # fmt: skip
    held.append(match("2001-09-20", "Quay", "2-0", "Rovers"))
    snapshot = world(
        [*background(), *held, coming("2001-10-01", "Rovers", "Mill")], on="2001-09-30"
    )
    told = preview(snapshot, len(snapshot.matches) - 1)
    (defeat,) = [r for r in told if r.kind == "defeat_of_season" and r.venue == "home"]
    assert "A defeat would be Rovers' fourth at home" in defeat.sentence
    assert (defeat.value, defeat.condition) == (4, "if Rovers lose")


def test_preview_is_what_comes_true() -> None:
    before = meetings(["0-1", "0-2", "1-1"])
    ahead = world([*before, coming("2010-09-01", "Rovers", "Mill")], on="2010-08-31")
    (told,) = [r for r in preview(ahead, len(before)) if r.kind == "first_win" and r.opponent]
    assert "A win would be Rovers' first over Mill in zz.1" in told.sentence
    assert told.condition == "if Rovers win"
    after = world([*before, match("2010-09-01", "Rovers", "1-0", "Mill")])
    (came,) = [r for r in records(after, len(before)) if r.kind == "first_win"]
    assert (came.value, came.match_ids) == (told.value, told.match_ids)


def test_preview_changes_nothing() -> None:
    snapshot = world([*meetings(["0-1"]), coming("2010-09-01", "Rovers", "Mill")], on="2010-08-31")
    row = len(snapshot.matches) - 1
    preview(snapshot, row)
    assert snapshot.matches.home_goals[row] == -1


def test_preview_of_a_match_that_is_over() -> None:
    with pytest.raises(UsageError, match="is over: ask for its records"):
        preview(world(meetings(["1-0"])), 0)


# Clubs and competitions


def test_of_club_and_of_competition(january: Snapshot) -> None:
    told = of_club(january, "es.real-madrid")
    longest = [r for r in told if r.kind == "longest_unbeaten_run"]
    assert longest
    assert all(not r.certain for r in told if r.kind == "longest_unbeaten_run")
    season = of_competition(january, "es.1", Season(2017, True))
    unbeaten = next(r for r in season if r.kind == "longest_unbeaten_run" and r.venue is None)
    assert unbeaten.subject.id == "es.barcelona"
    assert (unbeaten.value, unbeaten.certain) == (20, True)


def test_kinds_are_all_listed(january: Snapshot) -> None:
    told = [*of_club(january, "es.real-madrid"), *of_competition(january, "es.cup"),
            *of_competition(january, "es.1"), *streaks(january, "es.1", Season(2017, True)),
            since(january, "es.leganes", "goal")]  # fmt: skip
    assert {r.kind for r in told} <= set(KINDS)


# Calls that cannot be answered


def test_a_match_not_played_yet() -> None:
    snapshot = world([*meetings(["0-1"]), coming("2010-09-01", "Rovers", "Mill")], on="2010-08-31")
    with pytest.raises(UsageError, match="is not over"):
        records(snapshot, len(snapshot.matches) - 1)


def test_an_empty_ledger() -> None:
    empty = snapshot_of([])
    with pytest.raises(UnknownName, match=r"no match of es\.1"):
        of_competition(empty, "es.1")
    with pytest.raises(UnknownName, match="plays no match"):
        of_club(empty, "es.real-madrid")
    with pytest.raises(UnknownName, match="no match of"):
        streaks(empty, "es.1", Season(2017, True))


def test_an_unknown_kind() -> None:
    assert kind_of("unbeaten-run") == "unbeaten_run"
    with pytest.raises(UsageError, match="Nearest: unbeaten_run"):
        kind_of("unbeaten_rum")


# The command line


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    made = typer.Typer()
    for verb in (verbs.records, verbs.streaks, verbs.since, verbs.preview):
        made.command()(verb)
    return made


def asked(app: typer.Typer, *arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0
    return done.stdout


def test_records_of_a_match(app: typer.Typer, january: Snapshot) -> None:
    told = json.loads(asked(app, "records", "2018-01-24 Real Madrid v Leganés", "--json"))
    row = lookup.find_match(january, "2018-01-24 Real Madrid v Leganés")
    assert told["records"] == [r.to_dict() for r in records(january, row)]


def test_records_of_a_club_and_a_competition(app: typer.Typer) -> None:
    club = asked(app, "records", "Leganés", "--on", "2018-01-24")
    assert "Leganés' longest" in club
    season = asked(app, "records", "La Liga", "--season", "2016-17", "--kind", "title")
    assert season.startswith("Real Madrid win La Liga 2016-17")


def test_records_by_kind_and_venue(app: typer.Typer) -> None:
    night = "2018-01-24 Real Madrid v Leganés"
    told = json.loads(
        asked(app, "records", night, "--kind", "defeat_of_season", "--venue", "home", "--json")
    )
    assert [(r["kind"], r["venue"]) for r in told["records"]] == [("defeat_of_season", "home")]


def test_streaks_since_and_preview(app: typer.Typer) -> None:
    assert "Next: 2018-01-28 Barcelona v Alavés" in asked(app, "streaks", "es.1", "--on",
                                                          "2018-01-24")  # fmt: skip
    assert "24 January 2018" in asked(app, "since", "Real Madrid", "defeat", "--venue", "home",
                                      "--on", "2018-01-24")  # fmt: skip
    told = asked(app, "preview", "2018-01-27 Valencia v Real Madrid", "--on", "2018-01-24")
    assert "would" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("records", "Nobody United"), "Nor is it a competition"),
        (("records", "Leganés", "--season", "2017-18"), "goes with a competition"),
        (("records", "Leganés", "--kind", "nothing"), "which is none"),
        (("records", "Leganés", "--venue", "garden"), "expected one of home"),
        (("records", "2018-02-21 Leganés v Real Madrid", "--on", "2018-01-24"), "knows no match"),
        (("since", "Leganés", "handstand"), "expected one of win"),
    ],
)
def test_calls_that_are_refused(app: typer.Typer, arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(MatchdeskError, match=told):
        asked(app, *arguments)


def test_every_kind_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/records.md").read_text(encoding="utf-8")
    missing = [kind for kind, told in KINDS.items() if f"| `{kind}` | {told} |" not in page]
    assert not missing
