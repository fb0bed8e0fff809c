"""football.txt: lines, headings, dates, scores, legs, and damage."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import ROUNDS, CompetitionId
from matchdesk.core.rows import GoalRow, Hint, MatchRow, Reading
from matchdesk.core.season import Season
from matchdesk.readers.checks import Fault
from matchdesk.readers.competitions import heading_of
from matchdesk.readers.detect import read_text
from matchdesk.readers.football_txt import FootballTxtReader
from matchdesk.readers.football_txt_dates import day_at, kick_off_at, resolve_day
from matchdesk.readers.football_txt_lines import fixture_of, goals_of
from matchdesk.readers.football_txt_words import ROUNDS as WORDS
from matchdesk.readers.football_txt_words import section_of
from tests.readers import golden

LEAGUE = "= Spain Primera División 2017/18\n\n▪ Matchday 1\n  Fri Aug 18 2017\n"
CUP = "= Copa del Rey de España 2017/18\n\n"


def read(text: str, name: str = "x.txt", hint: Hint | None = None) -> Reading:
    return read_text(text, name, hint or Hint(), format="football.txt")


def matches(text: str) -> list[MatchRow]:
    return [row for row in read(text).rows if isinstance(row, MatchRow)]


def scores(text: str) -> tuple[str, ...]:
    fixture = fixture_of(text)
    assert fixture is not None
    found = (fixture.score, fixture.half_time, fixture.extra_time, fixture.penalties)
    return tuple("" if score is None else str(score) for score in found)


# Matches.


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1-0 (1-0)", ("1-0", "1-0", "", "")),
        ("0-0", ("0-0", "", "", "")),
        ("2–1", ("2-1", "", "", "")),
        ("4-5 pen. 1-1 a.e.t. (1-1, 0-1)", ("1-1", "0-1", "1-1", "4-5")),
        ("8-7 pen. 2-2 a.e.t. (0-0)", ("0-0", "", "2-2", "8-7")),
        ("11-10 pen. 1-1 a.e.t. (1-1, 1-0)", ("1-1", "1-0", "1-1", "11-10")),
        ("2-1 a.e.t. (1-1, 0-1)", ("1-1", "0-1", "2-1", "")),
        ("0-1 a.e.t. (0-0)", ("0-0", "", "0-1", "")),
        ("2-1 a.e.t.", ("", "", "2-1", "")),
        ("2-1 aet", ("", "", "2-1", "")),
        ("1-1 a.e.t. (1-1, 0-1), 3-4 pen.", ("1-1", "0-1", "1-1", "3-4")),
        ("1-1 a.e.t., 3-4 pen.", ("", "", "1-1", "3-4")),
        ("3-4 pen. (1-1, 1-0)", ("1-1", "1-0", "", "3-4")),
        ("3-1 pen. (0-0)", ("0-0", "", "", "3-1")),
        ("5-4 pen.", ("", "", "", "5-4")),
        ("2-1 (1-1, 0-1)", ("1-1", "0-1", "2-1", "")),
    ],
)
@pytest.mark.parametrize("shape", ["A {} B", "A  {}  B", "A v B {}", "A  v B     {}", "A - B  {}"])
def test_scores_in_every_order_and_place(shape: str, written: str, meant: tuple[str, ...]) -> None:
    fixture = fixture_of(shape.format(written))
    assert fixture is not None
    assert (fixture.home, fixture.away) == ("A", "B")
    assert scores(shape.format(written)) == meant


@pytest.mark.parametrize(
    ("line", "home", "away"),
    [
        ("1899 Hoffenheim (GER)   v Dinamo Kiev (UKR)        2-0 (1-0)", "1899 Hoffenheim", "Dinamo Kiev"),
        ("1. FC Köln (GER)        v 1. FC Slovácko (CZE)     4-2", "1. FC Köln", "1. FC Slovácko"),
        ("FC Schalke 04           0-0  SV Darmstadt 98", "FC Schalke 04", "SV Darmstadt 98"),
        ("SK Dnipro-1 (UKR)       v Puskás FC (HUN)", "SK Dnipro-1", "Puskás FC"),
        ("Accrington FC (1878-1896)   4-4  Stoke FC", "Accrington FC (1878-1896)", "Stoke FC"),
        ("Deportivo La Coruña      1-0 (1-0)  CD El Ejido 2012", "Deportivo La Coruña", "CD El Ejido 2012"),
        ("Brighton & Hove Albion v Barnsley FC\t1-2", "Brighton & Hove Albion", "Barnsley FC"),
        ("USV Elinkwijk v Olde Veste '54  3-4", "USV Elinkwijk", "Olde Veste '54"),
        ("Hapoel Be'er Sheva (ISR) v Levski Sofia (BUL)", "Hapoel Be'er Sheva", "Levski Sofia"),
        ("A vs. B  1:0", "A", "B"),
    ],
)  # fmt: skip
def test_names_keep_their_numbers_and_marks(line: str, home: str, away: str) -> None:
    fixture = fixture_of(line.replace("\t", "  "))
    assert fixture is not None
    assert (fixture.home, fixture.away) == (home, away)


@pytest.mark.parametrize(
    ("line", "status", "awarded", "score"),
    [
        ("A v B  3-0    [awarded]", "awarded", "3-0", ""),
        ("A  0-3  B     [awarded]", "awarded", "0-3", ""),
        ("A v B  3-0 [awarded 3-0; originally 0-2, ineligible player]", "awarded", "3-0", "0-2"),
        ("A v B  [awarded]", "awarded", "", ""),
        ("A w/o B", "awarded", "", ""),
        ("A v B  [cancelled]", "void", "", ""),
        ("A - B  [cancelled]", "void", "", ""),
        ("A n/p B  [withdrew]", "void", "", ""),
        ("A v B  2-1  [annulled]", "void", "", "2-1"),
        ("A v B  [postponed]", "postponed", "", ""),
        ("A v B  1-0  [abandoned]", "abandoned", "", "1-0"),
        ("A abd. B  [abandoned at 0-0 after 10' due to rain]", "abandoned", "", "0-0"),
        ("A v B  2-1  (*)", "played", "", "2-1"),
        ("A v B  2-1  [behind closed doors]", "played", "", "2-1"),
        ("A - - B", "scheduled", "", ""),
        ("A v B  -", "scheduled", "", ""),
        ("A v B  -:-", "scheduled", "", ""),
        ("A v B  ?-?", "scheduled", "", ""),
    ],
)
def test_notes_and_words_give_the_status(line: str, status: str, awarded: str, score: str) -> None:
    fixture = fixture_of(line)
    assert fixture is not None
    assert (fixture.home, fixture.away, fixture.status) == ("A", "B", status)
    assert (str(fixture.awarded_score or ""), str(fixture.score or "")) == (awarded, score)


@pytest.mark.parametrize(
    "line",
    [
        "A v B 1-0 2-1", "A 1-0 B 2-1", "A v ", "v B 1-0", "A v B 150-0", "A 1-0", "12 1-0 14",
        "A v B 1-0 (1-0, 0-0", "A v B 1-0 (x)-", "=A v B",
    ],
)  # fmt: skip
def test_a_line_that_tries_to_be_a_match_is_refused(line: str) -> None:
    reading = read(f"{LEAGUE}    20:15  {line}\n    21:15  C v D  1-1\n")
    assert reading.read == 2
    assert reading.refused == 1
    (problem,) = [p for p in reading.problems if p.refused]
    assert problem.origin.line == 5


@pytest.mark.parametrize("line", ["the groundsman was ill", "1, A. Keeper, GK", "Rain"])
def test_other_lines_are_no_matches(line: str) -> None:
    assert fixture_of(line) is None


def test_a_side_cannot_hold_two_scores() -> None:
    with pytest.raises(Fault, match="bad-match"):
        fixture_of("A 1-0 B 2-1")


# Dates and times.


@pytest.mark.parametrize(
    ("written", "day", "month", "year"),
    [
        ("Fri Aug 18 2017", 18, 8, 2017), ("Sat Aug 19", 19, 8, None),
        ("Tue Feb/13 2018", 13, 2, 2018), ("Fri Aug/8", 8, 8, None), ("June 26", 26, 6, None),
        ("14 June 1990", 14, 6, 1990), ("14 June", 14, 6, None), ("2018-01-24", 24, 1, 2018),
        ("Th 26/3/26", 26, 3, 2026), ("14.01.", 14, 1, None), ("14.01.2016", 14, 1, 2016),
        ("Saturday, 19 August 2017", 19, 8, 2017), ("Aug 18, 2017", 18, 8, 2017),
    ],
)  # fmt: skip
def test_dates_in_every_style(written: str, day: int, month: int, year: int | None) -> None:
    found = day_at(written)
    assert found is not None
    assert (found.day, found.month, found.year, found.end) == (day, month, year, len(written))


@pytest.mark.parametrize(
    "text",
    ["1. FC Köln", "21.00  FC Porto", "Mayo FC v A", "12 de Octubre", "Sun", "Marseille 1", "1-0"],
)
def test_no_date(text: str) -> None:
    assert day_at(text) is None


@pytest.mark.parametrize(
    ("text", "time", "clock"),
    [
        ("20:15  A", "20:15", ""), ("20.45  A", "20:45", ""), ("9:00 A", "09:00", ""),
        ("18h30 A", "18:30", ""), ("18:00 UTC+3  A", "18:00", "UTC+3"),
        ("20:45 CET A", "20:45", "CET"), ("21:00 (20:00 UTC+1)  A", "20:00", "local"),
    ],
)  # fmt: skip
def test_kick_offs(text: str, time: str, clock: str) -> None:
    kick = kick_off_at(text)
    assert kick is not None
    assert (kick.time, kick.clock) == (time, clock)


@pytest.mark.parametrize("text", ["24:00 A", "25:99 A", "14.01.", "20:155 A", "A 20:15"])
def test_no_kick_off(text: str) -> None:
    assert kick_off_at(text) is None


def test_a_kick_off_holds_for_the_lines_below_in_its_column() -> None:
    rows = matches(
        f"{LEAGUE}    20:15  A v B  1-0\n           C v D  1-0\n  E v F  1-0\n"
        "  Sat Aug 19\n           G v H  1-0\n"
    )
    assert [row.time for row in rows] == ["20:15", "20:15", None, None]
    assert [row.zone for row in rows] == ["Europe/Madrid", "Europe/Madrid", "", ""]


def test_a_postponed_match_crosses_the_new_year_and_the_list_comes_back() -> None:
    rows = matches(
        "= Spain Primera División 2017/18\n"
        "▪ Matchday 16\n  Sat Dec 16\n    A v B  1-0\n  Wed Feb 21\n    C v D  1-0\n"
        "▪ Matchday 17\n  Tue Dec 19\n    B v C  1-0\n"
        "▪ Matchday 18\n  Sat Jan 6\n    D v A  1-0\n"
    )
    assert [str(row.date) for row in rows] == [
        "2017-12-16", "2018-02-21", "2017-12-19", "2018-01-06",
    ]  # fmt: skip
    assert [row.round for row in rows] == ["16", "16", "17", "18"]


@given(
    st.dates(dt.date(1890, 7, 1), dt.date(2090, 6, 1)).flatmap(
        lambda day: st.tuples(
            st.just(day), st.integers(-180, 180).map(lambda n: day + dt.timedelta(n))
        )
    )
)
def test_weekday_and_season_always_find_the_year(days: tuple[dt.date, dt.date]) -> None:
    day, before = days
    start = day.year if day.month >= 7 else day.year - 1
    if not dt.date(start, 6, 1) <= before <= dt.date(start + 1, 6, 30):
        before = day
    written = day_at(f"{day:%a %b} {day.day}")
    assert written is not None
    assert resolve_day(written, (start, True), None, before) == (day, True)


def test_a_wrong_weekday_is_reported_and_the_nearer_year_taken() -> None:
    reading = read(f"{LEAGUE}    A v B 1-0\n  Sat Aug 20\n    C v D 1-0\n")
    assert [p.code for p in reading.problems] == ["weekday-differs"]
    assert [str(r.date) for r in reading.rows if isinstance(r, MatchRow)][1] == "2017-08-20"


def test_29_february_exists_in_one_of_the_years() -> None:
    (row,) = matches("= Primera División de España 2019/20\n▪ Matchday 26\n Feb 29\n  A v B 1-0\n")
    assert str(row.date) == "2020-02-29"


def test_a_season_within_one_year() -> None:
    (row,) = matches("= Sweden Allsvenskan 2024\n▪ Matchday 1\n  Sat Mar 30\n  A v B 1-0\n")
    assert (str(row.season), str(row.date)) == ("2024", "2024-03-30")


# Headings.


@pytest.mark.parametrize(
    ("heading", "competition", "season"),
    [
        ("Primera División de España 2017/18", "es.1", "2017-18"),
        ("Spain Primera División 2026/27", "es.1", "2026-27"),
        ("Segunda División de España 2012/13", "es.2", "2012-13"),
        ("Spain Segunda División 2024/25", "es.2", "2024-25"),
        ("Copa del Rey de España 2021/22", "es.cup", "2021-22"),
        ("Spain Copa del Rey 2024/25", "es.cup", "2024-25"),
        ("La Liga 2017/18", "es.1", "2017-18"),
        ("UEFA Champions League 2011/12", "uefa.cl", "2011-12"),
        ("UEFA Europa League 2020/21", "uefa.el", "2020-21"),
        ("UEFA Conference League - Quali 2025/26", "uefa.ecl", "2025-26"),
        ("European Cup 1965/66", "uefa.cl", "1965-66"),
        ("UEFA Cup 1999/2000", "uefa.el", "1999-00"),
        ("English Premier League 2018/19", "en.1", "2018-19"),
        ("Premier League 2018-19", "en.1", "2018-19"),
        ("English Division One 1985/86", "en.1", "1985-86"),
        ("English Division One 1995/96", "en.2", "1995-96"),
        ("English Football League 1888/89", "en.1", "1888-89"),
        ("English League Two 2018/19", "en.4", "2018-19"),
        ("English FA Cup 2019/20", "en.cup", "2019-20"),
        ("English EFL Cup 2019/20", "en.leaguecup", "2019-20"),
        ("Deutsche Bundesliga 2014/15", "de.1", "2014-15"),
        ("Deutsche 2. Bundesliga 2014/15", "de.2", "2014-15"),
        ("DFB Pokal 2020/21", "de.cup", "2020-21"),
        ("Österreichische Bundesliga 2020/21", "at.1", "2020-21"),
        ("Italian Serie A 2019/20", "it.1", "2019-20"),
        ("Italy | Serie B 2019/20", "it.2", "2019-20"),
        ("Coppa Italia 2019/20", "it.cup", "2019-20"),
        ("Brasileiro Série A 2019", "br.1", "2019"),
        ("French Ligue 1 2015/16", "fr.1", "2015-16"),
        ("French Coupe de France 2024/25", "fr.cup", "2024-25"),
        ("Netherlands Eredivisie 2018/19", "nl.1", "2018-19"),
        ("Portugal Primeira Liga 2020/21", "pt.1", "2020-21"),
        ("Portuguese Primeira Liga 2020/21", "pt.1", "2020-21"),
        ("Scottish Premiership 2020/21", "sco.1", "2020-21"),
        ("Scotland | Premiership 2020/21", "sco.1", "2020-21"),
        ("Scottish Championship 2020/21", "sco.2", "2020-21"),
        ("Belgian First Division A 2018/19", "be.1", "2018-19"),
        ("Turkish Süper Lig 2018/19", "tr.1", "2018-19"),
        ("Russia Premier League 2018/19", "ru.1", "2018-19"),
        ("Northern Irish Premiership 2023/24", "nir.1", "2023-24"),
        ("World Cup 2018", "fifa.wc", "2018"),
        ("Euro 2016", "uefa.euro", "2016"),
        ("English Women's Super League 2021/22", "en.1.w", "2021-22"),
    ],
)
def test_competitions_are_known_by_name(heading: str, competition: str, season: str) -> None:
    found = heading_of(heading)
    assert (found.competition, str(found.season)) == (competition, season)


@pytest.mark.parametrize("heading", ["Moon League 2017/18", "League of Friends", "Spain 2017/18"])
def test_no_competition_is_guessed(heading: str) -> None:
    assert heading_of(heading).competition is None
    reading = read(
        f"= {heading}\n\n▪ Matchday 1\n  A v B 1-0\n", hint=Hint(season=Season(2017, True))
    )
    assert [p.code for p in reading.problems if p.refused] == ["no-competition"]
    assert reading.refused == 1


def test_the_name_of_the_file_gives_the_level() -> None:
    assert (
        heading_of("Spain Hypermotion 2025/26", "espana/2025-26/2-liga2.txt").competition == "es.2"
    )
    assert heading_of("Iceland Úrvalsdeild karla 2024", "2024_is1.txt").competition == "is.1"


def test_the_hint_fills_what_the_heading_lacks_and_does_not_overrule_it() -> None:
    hint = Hint(CompetitionId("it.1"), Season(2020, True))
    (row,) = read("= Il campionato\n\n▪ Matchday 1\n  Sat Sep 19\n  A v B 1-0\n", hint=hint).rows
    assert isinstance(row, MatchRow)
    assert (row.competition, str(row.season), str(row.date)) == ("it.1", "2020-21", "2020-09-19")
    reading = read(f"{LEAGUE}  A v B 1-0\n", hint=hint)
    assert [p.code for p in reading.problems] == ["hint-differs"] * 2
    assert all(row.competition == "es.1" for row in reading.rows if isinstance(row, MatchRow))


def test_no_season_no_match() -> None:
    reading = read("= La Liga\n\n▪ Matchday 1\n  A v B 1-0\n")
    assert [p.code for p in reading.problems if p.refused] == ["no-season"]


@pytest.mark.parametrize("competition", ["Copa del Rey de España", "Primera División de España"])
@pytest.mark.parametrize(
    ("heading", "round"),
    [
        ("Round of 16", "round_of_16"), ("1/8 Finals", "round_of_16"),
        ("Sechzehntelfinale", "round_of_32"), ("Octavos de final", "round_of_16"),
        ("Quarterfinals", "quarter_final"), ("Quarter-finals", "quarter_final"),
        ("Viertelfinale", "quarter_final"), ("Cuartos de final", "quarter_final"),
        ("Semi-final", "semi_final"), ("Finale", "final"), ("Final", "final"),
        ("Match for third place", "third_place"), ("Play-offs", "play_off"),
        ("Preliminary round", "preliminary"),
    ],
)  # fmt: skip
def test_rounds_by_name(competition: str, heading: str, round: str) -> None:
    for mark in ("▪ ", "» ", ""):
        (row,) = matches(f"= {competition} 2017/18\n{mark}{heading}\n  Jan 3\n  A v B 1-0\n")
        assert (row.round, row.phase) == (round, "knockout")
        assert row.competition in ("es.cup", "es.1.playoff")


@pytest.mark.parametrize(
    ("title", "heading", "phase", "round", "group"),
    [
        ("Primera División de España", "Matchday 16", "league", "16", ""),
        ("Segunda División de España", "1. Round", "league", "1", ""),
        ("Copa del Rey de España", "Round 1", "knockout", "round_1", ""),
        ("Copa del Rey de España", "2. Runde", "knockout", "round_2", ""),
        ("UEFA Champions League", "Group A", "group", "", "A"),
        ("UEFA Champions League", "Gruppe H", "group", "", "H"),
        ("UEFA Champions League", "Group A, Matchday 3", "group", "3", "A"),
        ("UEFA Champions League", "League phase", "league", "", ""),
        ("UEFA Champions League", "League phase, Matchday 4", "league", "4", ""),
        ("UEFA Champions League", "Playoffs", "knockout", "play_off", ""),
        ("UEFA Europa League - Quali", "1. Round", "qualifying", "qualifying_1", ""),
        ("UEFA Europa League - Quali", "Play-offs", "qualifying", "play_off", ""),
        ("UEFA Europa League", "Qualifying, Round 2", "qualifying", "qualifying_2", ""),
        ("UEFA Europa League", "2nd qualifying round", "qualifying", "qualifying_2", ""),
        ("Scottish Premiership", "Championship, Matchday 34", "split", "34", ""),
        ("Scottish Premiership", "Regular, Matchday 3", "league", "3", ""),
    ],
)
def test_headings_by_competition(
    title: str, heading: str, phase: str, round: str, group: str
) -> None:
    (row,) = matches(f"= {title} 2021/22\n» {heading}\n  Jan 3\n  A v B 1-0\n")
    assert (row.phase, row.round, row.group) == (phase, round, group)


def test_every_round_word_is_a_round() -> None:
    assert set(WORDS.values()) <= set(ROUNDS)


def test_headings_nest() -> None:
    rows = matches(
        "= World Cup 1954\n▪ Group Matches\n▪▪ Group 1\nJun 16\n A v B 1-0\n▪▪ Group 2\nJun 17\n"
        " C v D 1-0\n▪ Final\nJul 4\n A v C 3-2\n"
    )
    assert [(row.phase, row.group, row.round) for row in rows] == [
        ("group", "1", ""), ("group", "2", ""), ("knockout", "", "final"),
    ]  # fmt: skip


def test_a_round_that_is_not_known_is_reported_by_name() -> None:
    reading = read(f"{CUP}▪ Ronda de la Luna\n  Jan 3\n  A v B 1-0\n")
    (problem,) = reading.problems
    assert (problem.code, problem.found) == ("unknown-round", "'Ronda de la Luna'")
    (row,) = reading.rows
    assert isinstance(row, MatchRow)
    assert (row.round, row.note) == ("", "Ronda de la Luna")
    assert section_of("Ronda de la Luna, Group A").unknown == "Ronda de la Luna"


# Legs.


def legs(body: str, title: str = CUP) -> list[tuple[str, str]]:
    return [(row.home, row.leg) for row in matches(title + body)]


def test_two_matches_with_the_ground_changed_are_two_legs() -> None:
    body = "▪ Semifinals\n Jan 3\n A v B 1-0\n C v D 2-2\n Jan 10\n B v A 1-0\n D v C\n"
    assert legs(body) == [("A", "1"), ("C", "1"), ("B", "2"), ("D", "2")]


def test_a_draw_played_again_is_a_replay() -> None:
    body = "▪ Round 1\n Jan 3\n A v B 1-1\n C v D 2-0\n Jan 10\n B v A 1-0\n"
    assert legs(body) == [("A", ""), ("C", ""), ("B", "replay")]


def test_one_match_alone_is_no_leg() -> None:
    assert legs("▪ Final\n Jan 3\n A v B 1-1\n") == [("A", "")]
    league = "▪ Matchday 1\n Jan 3\n A v B 1-1\n Jan 9\n B v A 1-1\n"
    assert legs(league, "= La Liga 2017/18\n") == [("A", ""), ("B", "")]


def test_legs_are_counted_within_a_round() -> None:
    body = "▪ Round 1\n Jan 3\n A v B 2-1\n▪ Round 2\n Jan 10\n B v A 1-0\n"
    assert legs(body) == [("A", ""), ("B", "")]


# Goals.


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Benzema 47; Eraso 31, Gabriel 55", [1, 2]),
        ("Bale 3' Isco 27' Ronaldo 57'", [3]),
        ("Valdano 6', 46', Rug 18'; Park 73'", [3, 1]),
        ("; Eraso 31'", [0, 1]),
        ("-; Eraso 31'", [0, 1]),
        ("K. O'Hara 90+4' (pen.)", [1]),
        ("A 45+2', B 45'+2'", [2]),
    ],
)
def test_goal_lists(text: str, count: list[int]) -> None:
    sides = goals_of(text)
    assert sides is not None
    assert [len(side) for side in sides] == count


@pytest.mark.parametrize("text", ["at Wembley", "Smith, Jones 3'(x) y", "47'", "A 131'", "A 0'"])
def test_what_is_no_goal_list(text: str) -> None:
    assert goals_of(text) is None


def test_goals_go_with_the_match_if_they_agree_with_its_score() -> None:
    reading = read(f"{LEAGUE}    A v B  1-2\n     (Ben 47'; Era 31',\n      Gab 55' (pen.))\n")
    goals = [row for row in reading.rows if isinstance(row, GoalRow)]
    assert [(goal.team, goal.minute, goal.kind) for goal in goals] == [
        ("A", 47, "goal"), ("B", 31, "goal"), ("B", 55, "penalty"),
    ]  # fmt: skip
    assert (reading.read, reading.problems) == (4, [])
    reading = read(f"{LEAGUE}    A v B  1-2\n     [Ben 47'; Era 31']\n")
    assert [p.code for p in reading.problems] == ["goals-differ"]
    assert (reading.read, len(reading.rows)) == (1, 1)


# Damage.

ALPHABET = "AB vk1-0 ().,:;'\"[]=▪»#|@\t/+é\u2028pena.t\n"


@given(st.text(st.sampled_from(ALPHABET), max_size=300))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_line_by_line(body: str) -> None:
    reading = read(LEAGUE + body)
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)


TEXTS = [path.read_text("utf-8") for path in golden.inputs() if path.suffix == ".txt"]


@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 4), st.characters()), max_size=12),
)
@settings(max_examples=400, deadline=None)
def test_edits_never_stop_the_reader(text: str, edits: list[tuple[int, int, str]]) -> None:
    for at, cut, put in edits:
        place = at % (len(text) + 1)
        text = text[:place] + put + text[place + cut :]
    reading = read(text)
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)
    assert all(row.origin.line >= 1 for row in reading.rows)


@pytest.mark.parametrize(
    "unit", ["x", "A v B 1-0 ", "(1-0 ", "1-0 (", " ", "[", "= ", "▪", ",", '"', "1'(", "0:0 - "]
)
def test_a_line_of_ten_megabytes_takes_no_time(unit: str) -> None:
    line = unit * (10_000_000 // len(unit))
    begun = time.process_time()
    for text in (line, f"{LEAGUE}{line}\n    20:15  A v B  1-0\n"):
        read(text)
    assert time.process_time() - begun < 5


def test_lines_as_long_as_are_read_take_little_time() -> None:
    begun = time.process_time()
    for unit in ("(1'", "1-0 (", " v ", "[x] ", "1-0 a.e.t. ", "   ", "- ", ") ("):
        read(LEAGUE + "\n".join([(unit * 500)[:495]] * 100))
    assert time.process_time() - begun < 10


def test_a_page_of_the_rsssf_archive_is_none() -> None:
    """Other leagues stand below the first on such a page, without a heading that tells."""
    page = "= Deutsche Bundesliga 2001/02\n\nRound 1\n[Jul 28]\nStuttgart      0-0 Köln\n"
    assert not FootballTxtReader().recognises("1-bundesliga.txt", page)
    page = "= Deutsche Bundesliga 1963/64\n\nRound 1 [Aug 24]\nHertha      1-1 Nürnberg\n"
    assert not FootballTxtReader().recognises("1-bundesliga.txt", page)
    own = "= Deutsche Bundesliga 2001/02\n\nMatchday 1\n[Sat Jul 28]\nStuttgart  0-0  Köln\n"
    assert FootballTxtReader().recognises("1-bundesliga.txt", own)


def test_comments_and_scorers_without_marks_are_no_part_of_a_match() -> None:
    text = (
        "= Bundesliga 1963/64\n\n<!-- Final Table:\n\n 1. 1. FC Köln  30 17 11  2  78-40  45\n"
        " 2. Meidericher SV  30 13 13  4  60-36  39 -->\n\n▪ Round 1\nAug 24\n"
        "  Werder  3-2 Dortmund  (Soya 34, Schütz 36, Klöckner 50 - Konietzka 1, 90)\n"
        "  TSV 1860  1-1 Stuttgart  (Brunnenmeier 17 - Gerwien 74,\n"
    )
    reading = read_text(text, "duit64.txt", Hint())
    assert [(row.home, row.away) for row in reading.rows if isinstance(row, MatchRow)] == [
        ("Werder", "Dortmund"),
        ("TSV 1860", "Stuttgart"),
    ]
    assert reading.refused == 0
