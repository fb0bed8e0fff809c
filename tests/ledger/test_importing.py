"""Import: what is new, the same, more, otherwise; nothing is overwritten in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from matchdesk.core.score import Score
from matchdesk.desk import Desk
from matchdesk.errors import SourceError
from matchdesk.ledger import entries, importing, schema
from matchdesk.ledger.importing import Imported, import_paths
from matchdesk.ledger.store import Ledger

HEADER = "date,home,away,competition,season,score,round,status\n"
SEPTEMBER = (
    "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1,1,\n2031-09-02,Athletic,Mills,xx.1,2031-32,0-0,1,\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "mine.sqlite")


def take(ledger: Ledger, tmp_path: Path, text: str, name: str = "results.csv") -> Imported:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text, encoding="utf-8")
    return import_paths(ledger, [file])


def counts(done: Imported) -> tuple[int, int, int, int, int, int]:
    return (done.read, done.new, done.same, done.updated, done.conflicting, done.refused)


def test_new_then_the_same(ledger: Ledger, tmp_path: Path) -> None:
    first = take(ledger, tmp_path, HEADER + SEPTEMBER)
    assert counts(first) == (2, 2, 0, 0, 0, 0)
    assert first.new_clubs == ["Rovers", "Harbour", "Athletic", "Mills"]
    again = take(ledger, tmp_path, HEADER + SEPTEMBER)
    assert counts(again) == (2, 0, 2, 0, 0, 0)
    assert again.new_clubs == []


def test_a_second_file_is_a_second_witness(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER, "one/results.csv")
    done = take(ledger, tmp_path, HEADER + SEPTEMBER, "two/results.csv")
    assert counts(done) == (2, 0, 2, 0, 0, 0)
    listed = Desk(ledger).at().results("xx.1").to_dict()["matches"]
    assert [match["witnesses"] for match in listed] == [  # type: ignore[attr-defined]
        ["one/results.csv:2", "two/results.csv:2"],
        ["one/results.csv:3", "two/results.csv:3"],
    ]


def test_another_score_is_a_conflict_and_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    other = HEADER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,3-1,1,\n"
    done = take(ledger, tmp_path, other, "other.csv")
    assert counts(done) == (1, 0, 0, 0, 1, 0)
    match = Desk(ledger).at("2031-09-01").match("Rovers v Harbour")
    assert match.score == Score(2, 1)
    with ledger.reading() as connection:
        conflicts = connection.execute(
            select(schema.conflict.c.field, schema.conflict.c.held, schema.conflict.c.other)
        ).all()
    assert [tuple(row) for row in conflicts] == [("score", "2-1", "3-1")]
    # The same file again finds the same conflict, and keeps it once.
    assert counts(take(ledger, tmp_path, other, "other.csv")) == (1, 0, 0, 0, 1, 0)
    with ledger.reading() as connection:
        assert len(connection.execute(select(schema.conflict)).all()) == 1


def test_a_duplicate_in_one_file_with_another_score(ledger: Ledger, tmp_path: Path) -> None:
    done = take(
        ledger,
        tmp_path,
        HEADER + SEPTEMBER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,0-1,1,\n",
    )
    assert counts(done) == (3, 2, 0, 0, 1, 0)


def test_a_result_fills_a_fixture(ledger: Ledger, tmp_path: Path) -> None:
    fixture = HEADER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,,1,\n"
    assert counts(take(ledger, tmp_path, fixture)) == (1, 1, 0, 0, 0, 0)
    done = take(ledger, tmp_path, HEADER + SEPTEMBER)
    assert counts(done) == (2, 1, 0, 1, 0, 0)
    assert Desk(ledger).at("2031-09-02").match("Rovers v Harbour").score == Score(2, 1)


def test_a_fixture_moves_to_a_new_date(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,,1,\n")
    done = take(ledger, tmp_path, HEADER + "2031-11-05,Rovers,Harbour,xx.1,2031-32,1-1,1,\n", "b")
    assert counts(done) == (1, 0, 0, 1, 0, 0)
    match = Desk(ledger).at("2031-11-05").match("Rovers v Harbour")
    assert (match.date, match.score) == (dt.date(2031, 11, 5), Score(1, 1))


def test_dates_one_day_apart_are_one_match_and_a_conflict(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    moved = SEPTEMBER.replace("2031-09-01", "2031-09-02")
    done = take(ledger, tmp_path, HEADER + moved, "other.csv")
    assert counts(done) == (2, 0, 1, 0, 1, 0)
    assert len(Desk(ledger).at().results("xx.1")) == 2
    assert counts(take(ledger, tmp_path, HEADER + moved, "other.csv")) == (2, 0, 1, 0, 1, 0)


def test_sides_that_meet_twice_at_one_ground(ledger: Ledger, tmp_path: Path) -> None:
    """A league of three rounds: the same home side, half a year apart, even with one score."""
    text = (
        "date,home,away,competition,season,score\n"
        "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1\n"
        "2032-03-01,Rovers,Harbour,xx.1,2031-32,2-1\n"
    )
    assert counts(take(ledger, tmp_path, text)) == (2, 2, 0, 0, 0, 0)
    assert counts(take(ledger, tmp_path, text)) == (2, 0, 2, 0, 0, 0)
    ids = [match.id for match in Desk(ledger).at().results("xx.1").matches]
    assert ids == [
        "xx.1:2031-32:xx.rovers:xx.harbour",
        "xx.1:2031-32:xx.rovers:xx.harbour:2",
    ]


def test_broken_rows_never_stop_the_good_ones(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        HEADER
        + SEPTEMBER
        + "2031-09-31,Rovers,Mills,xx.1,2031-32,1-0,2,\n"
        + "2031-09-08,Rovers,Mills,xx.1,2031-32,1-x,2,\n"
        + "2031-09-08,Mills,Mills,xx.1,2031-32,1-0,2,\n"
        + "2031-09-08,Rovers,,xx.1,2031-32,1-0,2,\n"
        + "2031-09-09,Harbour,Athletic,xx.1,2031-32,4-4,2,\n"
    )
    done = take(ledger, tmp_path, text)
    assert counts(done) == (7, 3, 0, 0, 0, 4)
    assert [problem.origin.line for problem in done.problems if problem.refused] == [4, 5, 6, 7]
    assert all(problem.found and problem.expected and problem.done for problem in done.problems)


def test_one_club_under_two_names_cannot_play_itself(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    take(ledger, tmp_path, "id,kind,name\nxx.rovers,nickname,The Gulls\n", "names.csv")
    done = take(
        ledger, tmp_path, HEADER + "2031-10-01,The Gulls,Rovers,xx.1,2031-32,1-0,3,\n", "c.csv"
    )
    assert counts(done) == (1, 0, 0, 0, 0, 1)
    assert done.problems[0].code == "own-opponent"


def test_an_alias_means_the_club(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    take(ledger, tmp_path, "id,kind,name\nxx.rovers,nickname,The Gulls\n", "names.csv")
    done = take(
        ledger, tmp_path, HEADER + "2031-10-01,The Gulls,Mills,xx.1,2031-32,1-0,3,\n", "c.csv"
    )
    assert (done.new, done.new_clubs) == (1, [])
    assert Desk(ledger).at().match("Rovers v Mills").home.name == "Rovers"


def test_two_clubs_with_one_name_are_refused_by_name(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    take(
        ledger,
        tmp_path,
        "id,kind,name\nxx.rovers,nickname,The Gulls\nxx.mills,nickname,The Gulls\n",
        "names.csv",
    )
    done = take(
        ledger, tmp_path, HEADER + "2031-10-01,The Gulls,Harbour,xx.1,2031-32,1-0,3,\n", "c.csv"
    )
    assert counts(done) == (1, 0, 0, 0, 0, 1)
    assert done.problems[0].code == "ambiguous-club"
    assert "xx.mills, xx.rovers" in done.problems[0].expected


GOALS = "date,home,away,team,player,minute,added,kind,assist\n"


def test_goals_line_ups_persons_facts_go_to_their_match(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    goals = (
        GOALS
        + "2031-09-01,Rovers,Harbour,Rovers,A. Ash,12,,goal,\n"
        + "2031-09-01,Rovers,Harbour,Harbour,B. Birch,45,2,penalty,\n"
        + "2031-09-01,Rovers,Harbour,Rovers,C. Cedar,90,4,own_goal,\n"
    )
    assert counts(take(ledger, tmp_path, goals, "goals.csv")) == (3, 3, 0, 0, 0, 0)
    assert counts(take(ledger, tmp_path, goals, "goals.csv")) == (3, 0, 3, 0, 0, 0)
    lineups = (
        "date,home,away,team,player,role,on,off,cards\n"
        "2031-09-01,Rovers,Harbour,Rovers,A. Ash,start,,70,\n"
        "2031-09-01,Rovers,Harbour,Rovers,D. Dogwood,sub,70,,yellow 80\n"
    )
    assert counts(take(ledger, tmp_path, lineups, "lineups.csv")) == (2, 2, 0, 0, 0, 0)
    persons = (
        "person,also,club,role,position,nationality,from,to\n"
        "Eve Elm,Elm|Coach Elm,Rovers,coach,,,2030-07-01,2031-12-01\n"
    )
    assert counts(take(ledger, tmp_path, persons, "persons.csv")) == (1, 1, 0, 0, 0, 0)
    facts = (
        "subject,kind,value,unit,from,to,source\n"
        "2031-09-01 Rovers v Harbour,referee,F. Fir,,,,\n"
        "Rovers,budget,12,million,2031-07-01,,\n"
    )
    assert counts(take(ledger, tmp_path, facts, "facts.csv")) == (2, 2, 0, 0, 0, 0)
    assert counts(take(ledger, tmp_path, facts, "facts.csv")) == (2, 0, 2, 0, 0, 0)
    snapshot = Desk(ledger).at("2031-09-02").snapshot
    row = int(snapshot.select("xx.1")[0])
    told = [(g.label, g.player, g.home, g.kind) for g in snapshot.goals_of(row)]
    assert told == [
        ("12'", "A. Ash", True, "goal"),
        ("45+2'", "B. Birch", False, "penalty"),
        ("90+4'", "C. Cedar", True, "own_goal"),
    ]
    assert [a.player for a in snapshot.appearances_of(row)] == ["A. Ash", "D. Dogwood"]
    spell = snapshot.store.spells()[0]
    # The spell ends later: at this moment nobody knew.
    assert (spell.person, spell.also, spell.end) == ("Eve Elm", ("Elm", "Coach Elm"), None)
    assert {f.subject for f in snapshot.store.facts()} == {
        "xx.1:2031-32:xx.rovers:xx.harbour",
        "xx.rovers",
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2031-09-09,Rovers,Harbour,Rovers,A. Ash,12,,goal,", "unknown-match"),
        ("2031-09-01,Rovers,Mills,Rovers,A. Ash,12,,goal,", "unknown-match"),
        ("2031-09-02,Athletic,Mills,Athletic,A. Ash,12,,goal,", "goal-too-many"),
    ],
)
def test_goals_that_belong_nowhere(ledger: Ledger, tmp_path: Path, row: str, code: str) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    done = take(ledger, tmp_path, GOALS + row + "\n", "goals.csv")
    assert counts(done) == (1, 0, 0, 0, 0, 1)
    assert done.problems[0].code == code


def test_goals_before_their_match_in_the_list_of_files(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "a-goals.csv").write_text(
        GOALS + "2031-09-01,Rovers,Harbour,Rovers,A. Ash,12,,goal,\n", encoding="utf-8"
    )
    (tmp_path / "all" / "b-results.csv").write_text(HEADER + SEPTEMBER, encoding="utf-8")
    assert counts(import_paths(ledger, [tmp_path / "all"])) == (3, 3, 0, 0, 0, 0)


def test_an_empty_folder_and_missing_files_say_so(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="no file in the folder"):
        import_paths(ledger, [tmp_path / "empty"])
    with pytest.raises(SourceError, match="no file or folder"):
        import_paths(ledger, [tmp_path / "nowhere.csv"])
    (tmp_path / "void.csv").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match="empty file"):
        import_paths(ledger, [tmp_path / "void.csv"])
    assert ledger.path is not None
    assert not ledger.path.exists()


def test_one_bad_file_among_several_leaves_nothing_behind(ledger: Ledger, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text(HEADER + SEPTEMBER, encoding="utf-8")
    bad = tmp_path / "bad.csv"
    bad.write_text("neither,fish,nor\nfowl,1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no known format"):
        import_paths(ledger, [good, bad])
    ledger.create()
    assert len(Desk(ledger).at("2031-12-31").results()) == 0


def test_a_file_of_a_folder_that_no_reader_knows_is_passed_over_in_a_line(
    ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "r.csv").write_text(HEADER + SEPTEMBER, encoding="utf-8")
    (tmp_path / "grounds.txt").write_text("team;lat;lon\nRovers;1;2\n", encoding="utf-8")
    told: list[str] = []
    import_paths(ledger, [tmp_path], told=told.append)
    (line,) = told
    assert line.endswith(
        "grounds.txt: passed over, of no known format: its first line is 'team;lat;lon'"
    )


def test_a_long_file_is_written_in_parts(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is let go of in the middle of a file is read again where later rows need it."""
    monkeypatch.setattr(importing, "_PART", 3)
    monkeypatch.setattr(entries, "_MANY", 2)
    clubs = ("A", "B", "C", "D")
    rows = [
        f"2031-{9 + n % 3:02d}-{1 + n:02d},Club {home},Club {away},xx.1,2031-32,{n % 4}-1,1,\n"
        for n, (home, away) in enumerate((a, b) for a in clubs for b in clubs if a != b)
    ]
    text = HEADER + "".join(rows) + rows[0] + rows[5]
    done = take(ledger, tmp_path, text)
    assert counts(done) == (14, 12, 2, 0, 0, 0)
    again = take(ledger, tmp_path, text)
    assert counts(again) == (14, 0, 14, 0, 0, 0)


def test_clubs_written_in_other_scripts_are_as_many_as_there_are(
    ledger: Ledger, tmp_path: Path
) -> None:
    rows = (
        "2031-09-01,الأهلي,الزمالك,eg.1,2031-32,2-1,1,\n"
        "2031-09-01,北京国安,上海申花,cn.1,2031,0-0,1,\n"
        "2031-09-02,Динамо,Спартак,ru.1,2031-32,1-1,1,\n"
        "2031-09-08,上海申花,北京国安,cn.1,2031,3-0,2,\n"
    )
    done = take(ledger, tmp_path, HEADER + rows)
    assert counts(done) == (4, 4, 0, 0, 0, 0)
    assert len(done.new_clubs) == 6
    night = Desk(ledger).at()
    assert night.table("cn.1").row("上海申花").points == 4
    assert night.table("eg.1").row("الأهلي").position == 1


def test_marks_that_turn_the_line_are_no_part_of_a_name(ledger: Ledger, tmp_path: Path) -> None:
    rows = (
        "2031-09-01,\u202aRovers\u202c,Har\u00adbour,xx.1,2031-32,2-1,1,\n"
        "2031-09-08,Harbour,Rovers\u200b,xx.1,2031-32,1-1,2,\n"
    )
    assert take(ledger, tmp_path, HEADER + rows).new_clubs == ["Rovers", "Harbour"]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2103-09-01"])
def test_a_day_far_from_its_season_cannot_become_the_last_one_held(
    ledger: Ledger, tmp_path: Path, day: str
) -> None:
    done = take(ledger, tmp_path, HEADER + SEPTEMBER + f"{day},Mills,Rovers,xx.1,2031-32,9-0,2,\n")
    assert counts(done) == (3, 2, 0, 0, 0, 1)
    assert [problem.code for problem in done.problems] == ["bad-date"]
    assert Desk(ledger).at().snapshot.moment.day == dt.date(2031, 9, 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "corrections.csv",
            "competition,season,kind,subject,value,match,from,source\n"
            "xx.1,2031-32,void,,,2031-02-31 Rovers v Harbour,,league\n"
            "xx.1,2031-32,points_deducted,Rovers,3,,,league\n",
        ),
        (
            "facts.csv",
            "subject,kind,value,unit,from,to,source\n"
            "2031-02-31 Rovers v Harbour,attendance,500,,,,league\n"
            "Rovers,budget,5,EUR,,,league\n",
        ),
    ],
)
def test_a_match_named_by_a_day_of_no_calendar_costs_one_row(
    ledger: Ledger, tmp_path: Path, name: str, text: str
) -> None:
    take(ledger, tmp_path, HEADER + SEPTEMBER)
    done = take(ledger, tmp_path, text, name)
    assert counts(done) == (2, 1, 0, 0, 0, 1)
    assert [problem.code for problem in done.problems] == ["bad-date"]
