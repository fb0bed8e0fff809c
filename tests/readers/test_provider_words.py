"""Vocabularies of other providers: words that must mean the same in every league."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.competition import CompetitionId
from matchdesk.core.rows import CorrectionRow, Hint, MatchRow, OddsRow
from matchdesk.core.season import Season
from matchdesk.errors import SourceError
from matchdesk.readers.detect import read_text
from matchdesk.readers.football_data_extra import FootballDataExtraReader
from matchdesk.readers.goal_list import competition_of_file
from matchdesk.readers.internationals import tournament_id
from matchdesk.readers.json_lines import JsonObject, read_json
from matchdesk.readers.odds_columns import odds_columns
from matchdesk.readers.seasons import calendar_year, season_on
from matchdesk.readers.table_headings import table_of

ENGSOCCERDATA = "Date,Season,home,visitor,FT,hgoal,vgoal,division,tier\n"


@pytest.mark.parametrize(
    ("file", "division", "tier", "competition"),
    [
        ("italy.csv", "", "1", "it.1"),
        ("data/portugal.csv.gz", "P1", "1", "pt.1"),
        ("scotland.csv", "2", "2.0", "sco.2"),
        ("england.csv", "3N", "3", "en.3.north"),
        ("england1939.csv", "3b", "3", "en.3.south"),
        ("germany2.csv", "2South", "2", "de.2.south"),
    ],
)
def test_a_league_of_engsoccerdata(file: str, division: str, tier: str, competition: str) -> None:
    text = f"{ENGSOCCERDATA}1950-01-01,1949,A Town,B Town,2-1,2,1,{division},{tier}\n"
    (row,) = read_text(text, file, Hint()).rows
    assert isinstance(row, MatchRow)
    assert (row.competition, row.season, row.phase) == (competition, Season(1949, True), "")


def test_a_file_of_no_known_country_needs_the_competition() -> None:
    text = f"{ENGSOCCERDATA}1950-01-01,1949,A Town,B Town,2-1,2,1,1,1\n"
    reading = read_text(text, "atlantis.csv", Hint())
    assert [problem.code for problem in reading.problems] == ["no-competition"]
    (row,) = read_text(text, "atlantis.csv", Hint(CompetitionId("it.1"))).rows
    assert isinstance(row, MatchRow)
    assert row.competition == "it.1"


@pytest.mark.parametrize(
    ("file", "competition"),
    [
        ("ita-serie-a.csv.gz", "it.1"),
        ("sco-premiership.csv", "sco.1"),
        ("por-primeira-liga.csv", "pt.1"),
        ("dfb-pokal.csv", "de.cup"),
        ("champions-league.csv", "uefa.cl"),
        ("xyz-liga.csv", None),
    ],
)
def test_a_goal_list_is_named_after_its_competition(file: str, competition: str | None) -> None:
    assert competition_of_file(file) == competition


@pytest.mark.parametrize(
    ("headings", "country", "competition", "phase", "group"),
    [
        (["Serie A"], "it", "it.1", "", ""),
        (["2. Bundesliga"], "de", "de.2", "", ""),
        (["First Division"], "en", "en.2", "", ""),
        (["Second Level 2000/01"], "sco", "sco.2", "", ""),
        (["Bundesliga", "Regular Stage"], "at", "at.1", "league", ""),
        (["Bundesliga", "Championship Playoff"], "at", "at.1", "split", "championship"),
        (["Primera RFEF", "Grupo 1"], "es", "es.3", "", "1"),
        (["Premier League (7th level)"], "en", None, "", ""),
        (["Bundesliga", "Some Trophy"], "at", None, "", ""),
        ([], "at", None, "", ""),
    ],
)
def test_headings_tell_a_table(
    headings: list[str], country: str, competition: str | None, phase: str, group: str
) -> None:
    of = table_of(headings, country, Season(2000, True))
    assert (of.competition, of.phase, of.group) == (competition, phase, group)


@pytest.mark.parametrize(
    ("name", "competition", "qualifying"),
    [
        ("FIFA World Cup qualification", "fifa.wc", True),
        ("Copa América", "conmebol.copa", False),
        ("African Cup of Nations", "caf.afcon", False),
        ("SAFF Cup", "afc.saff_cup", False),
        ("CONCACAF Series", "concacaf.series", False),
        ("Friendly", "friendly", False),
    ],
)
def test_a_tournament_has_an_id(name: str, competition: str, qualifying: bool) -> None:
    assert tournament_id(name) == (competition, qualifying)


def test_a_replay_after_two_legs_is_a_play_off_and_the_coin_a_correction() -> None:
    head = "Date,Season,round,leg,home,visitor,FT,HT,aet,pens,tiewinner,hcountry,vcountry\n"
    rows = read_text(
        f"{head}"
        "1964-09-16,1964,QF,1,A Town,B Town,0-0,0-0,NA,NA,B Town,ENG,GER\n"
        "1964-09-23,1964,QF,2,B Town,A Town,0-0,0-0,NA,NA,B Town,GER,ENG\n"
        "1964-10-14,1964,QF,replay,A Town,B Town,2-2,2-1,2-2,coin toss,B Town,ENG,GER\n",
        "champs.csv",
        Hint(),
    ).rows
    assert [row.leg for row in rows if isinstance(row, MatchRow)] == ["1", "2", "play-off"]
    (toss,) = [row for row in rows if isinstance(row, CorrectionRow)]
    assert (toss.kind, toss.subject, toss.value) == ("through", "B Town", "toss")
    assert toss.match == "1964-10-14 A Town v B Town"


def test_odds_of_two_spellings_are_read_once() -> None:
    header = [f"{word}{side}" for word in ("ps", "p", "bbav", "avg", "wh") for side in "hda"]
    found = odds_columns(header)
    assert [(column[0], column[2]) for column in found.columns] == [
        ("Pinnacle", 0), ("average", header.index("avgh")), ("William Hill", header.index("whh")),
    ]  # fmt: skip


def test_the_american_evening_is_the_day_before_in_britain_s_night() -> None:
    text = (
        "Country,League,Season,Date,Time,Home,Away,HG,AG,AvgCH,AvgCD,AvgCA\n"
        "Brazil,Serie A,2020,02/03/2020,00:30,A Town,B Town,1,1,2,3,4\n"
        "Norway,Eliteserien,2020,02/03/2020,00:30,C Town,D Town,1,1,2,3,4\n"
    )
    rows = FootballDataExtraReader().read(text, "x.csv", Hint()).rows
    assert [(type(row).__name__, row.date) for row in rows if isinstance(row, (MatchRow, OddsRow))] == [
        ("MatchRow", dt.date(2020, 3, 1)), ("OddsRow", dt.date(2020, 3, 1)),
        ("MatchRow", dt.date(2020, 3, 2)), ("OddsRow", dt.date(2020, 3, 2)),
    ]  # fmt: skip


def test_seasons_of_days() -> None:
    assert season_on(dt.date(2018, 6, 30), True) == Season(2017, True)
    assert season_on(dt.date(2018, 7, 1), True) == Season(2018, True)
    assert not calendar_year([dt.date(2018, 1, 6), dt.date(2018, 5, 6)])


def test_json_objects_know_their_lines() -> None:
    whole = read_json('{\n"a": [{}, \n\n {"b": [{"c": 1}]}]}', "x.json", frozenset("ab"))
    assert isinstance(whole, JsonObject)
    assert [item.line for item in whole["a"]] == [2, 4]
    assert whole["a"][1]["b"][0].line == 4


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a"}', '{"a": 1,}', '{"a": [1 2]}', '{"a": [1,]}', "[1] 2", "{1: 2}", "[[[" * 9000,
     '{"a": ' * 30 + "1" + "}" * 30],
)  # fmt: skip
def test_what_is_no_json_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(SourceError, match=r"no whole JSON text"):
        read_json(text, "x.json", frozenset("a"))


def test_a_column_twice_is_refused_as_a_whole() -> None:
    with pytest.raises(SourceError, match="stands twice"):
        read_text("Date,Team 1,FT,HT,Team 2,FT\n", "2017-18/es.1.csv", Hint())


@pytest.mark.parametrize("format", ["engsoccerdata", "tables", "internationals", "goal-list"])
def test_a_missing_column_is_refused_as_a_whole(format: str) -> None:
    with pytest.raises(SourceError, match="missing"):
        read_text("Date,What\n2017-08-18,x\n", "x.csv", Hint(), format=format)


def test_qualifiers_played_after_a_tournament_lead_to_the_next() -> None:
    text = (
        "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n"
        "2016-09-03,Togo,Djibouti,5,0,African Cup of Nations qualification,Lomé,Togo,FALSE\n"
        "2017-01-16,Ivory Coast,Togo,0,0,African Cup of Nations,Oyem,Gabon,TRUE\n"
        "2017-06-11,Algeria,Togo,1,0,African Cup of Nations qualification,Blida,Algeria,FALSE\n"
        "2019-06-21,Egypt,Zimbabwe,1,0,African Cup of Nations,Cairo,Egypt,FALSE\n"
        "2019-11-13,Egypt,Kenya,1,1,African Cup of Nations qualification,Cairo,Egypt,FALSE\n"
    )
    rows = [row for row in read_text(text, "results.csv", Hint()).rows if isinstance(row, MatchRow)]
    assert [row.season.start for row in rows] == [2017, 2017, 2019, 2019, 2019]
    told = read_text(text, "results.csv", Hint(season=Season(2018, False))).rows
    assert {row.season.start for row in told if isinstance(row, MatchRow)} == {2018}
