"""One club, many names: evidence first, likeness never decides; joins that can be split again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from matchdesk.cli import show
from matchdesk.core.score import Score
from matchdesk.desk import Desk
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import clubs as names
from matchdesk.ledger.conflicts import conflicts, resolve, undo
from matchdesk.ledger.importing import Imported, import_paths
from matchdesk.ledger.store import Ledger

HEADER = "date,home,away,competition,season,score\n"
CLUBS = ("Rovers", "Harbour Town", "Millfield", "Old Quarry")


def season(
    clubs: tuple[str, ...] = CLUBS, year: int = 2031, competition: str = "xx.1", swap: int = 0
) -> str:
    """A double round robin; scores tell the matches apart. ``swap`` changes that many scores."""
    rows: list[str] = []
    for home in range(len(clubs)):
        for away in range(len(clubs)):
            if home == away:
                continue
            number = len(rows)
            score = f"{home}-{(away + number) % 4}" if number >= swap else "9-9"
            day = f"{year}-{9 + number % 4:02d}-{1 + number:02d}"
            rows.append(
                f"{day},{clubs[home]},{clubs[away]},{competition},{year}-{(year + 1) % 100},{score}"
            )
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "mine.sqlite")


def take(
    ledger: Ledger, tmp_path: Path, text: str, name: str, *, every_name_new: bool = False
) -> Imported:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return import_paths(ledger, [tmp_path / name], every_name_new=every_name_new)


def test_shared_fixtures_settle_a_name(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    done = take(ledger, tmp_path, season(("Rovers", "HT", "Millfield", "The Quarrymen")), "b.csv")
    assert (done.read, done.same, done.new_clubs) == (12, 12, [])
    assert {(s.name, s.club, s.fixtures) for s in done.settled} == {
        ("HT", "Harbour Town", 4),
        ("The Quarrymen", "Old Quarry", 4),
    }
    # The spelling is kept: next season needs no evidence.
    done = take(
        ledger, tmp_path, season(("Rovers", "HT", "Millfield", "The Quarrymen"), 2032), "c.csv"
    )
    assert (done.new, done.new_clubs, done.settled) == (12, [], [])


def test_fixtures_with_other_scores_settle_nothing(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    done = take(ledger, tmp_path, season(("Rovers", "HT", "Millfield", "X"), swap=12), "b.csv")
    assert done.settled == []
    assert done.new_clubs == ["HT", "X"]


def test_a_club_that_the_file_names_is_nobody_else(ledger: Ledger, tmp_path: Path) -> None:
    """Two names in one league season are never one club, even where the fixtures agree."""
    take(ledger, tmp_path, season(), "a.csv")
    both = season() + "2031-09-01,Twin,Harbour Town,xx.1,2031-32,0-1\n"
    both += "2031-10-02,Twin,Millfield,xx.1,2031-32,0-3\n"
    done = take(ledger, tmp_path, both, "b.csv")
    assert done.settled == []
    assert done.new_clubs == ["Twin"]


@pytest.mark.parametrize("slip", ["Harbour Twon", "Harbor Town", "Harbour"])
def test_a_near_name_without_evidence_is_refused(ledger: Ledger, tmp_path: Path, slip: str) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    cup = HEADER + f"2032-01-05,{slip},Seaview,xx.cup,2031-32,1-0\n"
    done = take(ledger, tmp_path, cup, "cup.csv")
    assert (done.refused, done.new) == (1, 0)
    problem = done.problems[0]
    assert problem.code == "near-club"
    assert "Harbour Town" in problem.found
    done = take(ledger, tmp_path, cup, "cup.csv", every_name_new=True)
    assert (done.new, done.new_clubs) == (1, [slip, "Seaview"])


@pytest.mark.parametrize("other", ["Harbour Town B", "Harbour Town II", "Harbour Town Women"])
def test_reserve_and_womens_sides_are_other_clubs(
    ledger: Ledger, tmp_path: Path, other: str
) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    cup = HEADER + f"2032-01-05,{other},Seaview,xx.cup,2031-32,1-0\n"
    assert take(ledger, tmp_path, cup, "cup.csv").new_clubs == [other, "Seaview"]


def test_names_near_each_other_in_one_file_are_two_clubs(ledger: Ledger, tmp_path: Path) -> None:
    done = take(ledger, tmp_path, season(("Swindon", "Swinton", "Bury", "Burry")), "a.csv")
    assert done.new_clubs == ["Swindon", "Swinton", "Bury", "Burry"]
    again = take(ledger, tmp_path, season(("Swindon", "Swinton", "Bury", "Burry"), 2032), "b.csv")
    assert (again.new, again.new_clubs) == (12, [])


def test_one_name_in_two_countries_is_two_clubs(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(("Arsenal", "A", "B", "C"), competition="en.1"), "en.csv")
    take(ledger, tmp_path, season(("Arsenal", "D", "E", "F"), competition="ar.1"), "ar.csv")
    ids = {club.id for club in Desk(ledger).at().snapshot.clubs if "arsenal" in club.id}
    assert len(ids) == 2
    assert {i.split(".")[0] for i in ids} == {"en", "ar"}


def test_women_and_men_of_one_club_are_two_sides(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(), "men.csv")
    done = take(ledger, tmp_path, season(competition="xx.1.w"), "women.csv")
    assert done.new == 12
    assert len(Desk(ledger).at().snapshot.clubs) == 8


def test_nations_are_not_clubs(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(("Uruguay", "B", "C", "D"), competition="uy.1"), "clubs.csv")
    cup = HEADER + "2031-06-01,Uruguay,Ghana,fifa.wc,2031,1-1\n"
    take(ledger, tmp_path, cup, "wc.csv")
    named = [club.id for club in Desk(ledger).at().snapshot.clubs if club.name == "Uruguay"]
    assert len(named) == 2


def test_join_and_split_lose_nothing(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    other = season(("Rovers", "HTFC", "Millfield", "Old Quarry"), swap=0)
    # Another season, so there is no fixture to settle the name; and one match of the first season
    # under the other name, with another score.
    take(ledger, tmp_path, other.replace("2031", "2033").replace("-32,", "-34,"), "b.csv")
    one = HEADER + "2031-09-01,Rovers,HTFC,xx.1,2031-32,5-5\n"
    take(ledger, tmp_path, one, "c.csv")
    before = Desk(ledger).at()
    held = before.results().to_dict()
    assert len(before.snapshot.clubs) == 5

    done = names.join(ledger, "xx.htfc", "xx.harbour-town", "one club, renamed")
    assert (done.same, done.conflicts) == (1, 1)
    joined = Desk(ledger).at()
    assert len(joined.snapshot.clubs) == 4
    assert len(joined.results()) == 24
    assert joined.clubs("HTFC")[0].id == "xx.harbour-town"
    assert joined.clubs("xx.htfc")[0].id == "xx.harbour-town"
    table = joined.table("xx.1", "2031-32")
    assert all(row.played == 6 for row in table.rows)
    # A file that writes either name goes to the one club.
    more = HEADER + "2035-09-01,HTFC,Rovers,xx.1,2035-36,1-0\n"
    take(ledger, tmp_path, more, "d.csv")
    assert Desk(ledger).at().match("2035-09-01 Harbour Town v Rovers").score == Score(1, 0)

    assert names.split(ledger, "xx.htfc") == "xx.harbour-town"
    after = Desk(ledger).at("2034-12-31")
    assert len(conflicts(ledger)) == 0
    assert after.results().to_dict() == held


def test_two_clubs_that_met_cannot_be_joined(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    with pytest.raises(UsageError, match="so they are two clubs"):
        names.join(ledger, "xx.rovers", "xx.millfield")
    with pytest.raises(UnknownName, match=r"No club .xx\.nobody."):
        names.join(ledger, "xx.nobody", "xx.rovers")
    with pytest.raises(UsageError, match="joined with no other"):
        names.split(ledger, "xx.rovers")


def test_a_conflict_is_settled_with_reason_and_can_be_opened_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    take(ledger, tmp_path, season(), "a.csv")
    take(ledger, tmp_path, HEADER + "2031-09-01,Rovers,Harbour Town,xx.1,2031-32,7-5\n", "b.csv")
    (open_one,) = conflicts(ledger)
    assert (open_one.field, open_one.held, open_one.other) == ("score", "0-1", "7-5")
    with pytest.raises(UsageError, match="with a reason and a source"):
        resolve(ledger, open_one.number, "other", reason="", source="x")
    resolve(ledger, open_one.number, "other", reason="match report", source="club yearbook")
    assert conflicts(ledger) == ()
    assert Desk(ledger).at().match("Rovers v Harbour Town").score == Score(7, 5)
    with pytest.raises(UsageError, match="settled already"):
        resolve(ledger, open_one.number, "held", reason="x", source="y")
    # The first file again: its difference from what is now held is the same conflict, settled.
    undo(ledger, open_one.number)
    assert Desk(ledger).at().match("Rovers v Harbour Town").score == Score(0, 1)
    assert len(conflicts(ledger)) == 1


def test_answers_say_that_they_rest_on_a_conflict(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from matchdesk.cli.app import run

    take(ledger, tmp_path, season(), "a.csv")
    take(ledger, tmp_path, HEADER + "2031-09-01,Rovers,Harbour Town,xx.1,2031-32,7-5\n", "b.csv")
    call = ["table", "xx.1", "--ledger", str(ledger.path)]
    assert run(call) == 0
    assert "files say otherwise" in capsys.readouterr().out
    assert run([*call, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(c["held"], c["other"]) for c in told["conflicts"]] == [("0-1", "7-5")]
    # On a day before the match the answer does not rest on it.
    assert run([*call, "--on", "2031-08-31", "--json"]) == 0
    assert "conflicts" not in json.loads(capsys.readouterr().out)
    assert run(["results", "xx.1", "--ledger", str(ledger.path), "--json"]) == 0
    matches = json.loads(capsys.readouterr().out)["matches"]
    assert sum("conflicts" in match for match in matches) == 1


def test_a_club_shows_its_names_with_their_years_and_its_links(
    ledger: Ledger, tmp_path: Path
) -> None:
    text = HEADER + "1985-09-07,Aldershot,Wimbledon,en.4,1985-86,1-0\n"
    take(ledger, tmp_path, text + "2010-09-07,Aldershot,AFC Wimbledon,en.5,2010-11,1-0\n", "a.csv")
    view = Desk(ledger).at()
    shown: dict[str, Any] = {club.id: club.to_dict() for club in view.clubs()}
    assert shown["en.aldershot-town"]["links"] == [
        {"kind": "successor_of", "club": "Aldershot (1926)", "club_id": "en.aldershot"}
    ]
    assert [(one["kind"], one["club_id"]) for one in shown["en.wimbledon"]["links"]] == [
        ("succeeded_by", "en.afc-wimbledon"),
        ("place_taken_by", "en.milton-keynes-dons"),
    ]
    facts = "subject,kind,value\nen.afc-wimbledon,split_from,en.wimbledon\n"
    take(ledger, tmp_path, facts, "facts.csv")
    (club,) = Desk(ledger).at().clubs("AFC Wimbledon")
    assert club.links[-1] == ("split_from", "en.wimbledon", "Wimbledon")
    names.add_name(ledger, "en.wimbledon", "The Dons", kind="nickname", start=dt.date(1889, 1, 1))
    (club,) = Desk(ledger).at().clubs("en.wimbledon")
    told: Any = club.to_dict()
    added = {"kind": "nickname", "name": "The Dons", "from": "1889-01-01", "to": None}
    assert added in told["names"]
    assert "The Dons (from 1889)" in show.clubs([club], whole=True)
    assert "succeeded by AFC Wimbledon (en.afc-wimbledon)" in show.clubs([club], whole=True)


def test_a_decision_names_clubs_of_its_competition(ledger: Ledger, tmp_path: Path) -> None:
    """With its namesakes held, a name in a decision is that of the competition's country."""
    take(ledger, tmp_path, season(("Arsenal", "A", "B", "C"), competition="en.1"), "en.csv")
    take(ledger, tmp_path, season(("Arsenal", "D", "E", "F"), competition="ar.1"), "ar.csv")
    text = "competition,season,kind,subject,value,match,from,source\n"
    text += "en.1,2031-32,points_deducted,Arsenal,2,,,league\n"
    done = take(ledger, tmp_path, text, "corrections.csv")
    assert (done.new, done.refused) == (1, 0)
    (held,) = Desk(ledger).at("2040-01-01").snapshot.corrections
    assert held.subject == "en.arsenal"
