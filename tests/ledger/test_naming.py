"""Fixtures against names: a name means the club whose matches it has; joins hold for later imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger import clubs as names
from matchdesk.ledger.importing import Imported
from matchdesk.ledger.store import Ledger
from tests.ledger.contents import contents, differences
from tests.ledger.test_identity import season, take

FRANCE = ("Nice", "Lorient", "Rennes", "Toulouse")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "mine.sqlite")


def league(tmp_path: Path, ledger: Ledger, name: str, club: str, competition: str) -> Imported:
    text = season((*FRANCE, club), 2015, competition)
    return take(ledger, tmp_path, text, name)


def playing(ledger: Ledger, competition: str) -> dict[str, int]:
    """Matches of each club in a competition."""
    snapshot = Desk(ledger).at("2040-01-01").snapshot
    m, rows = snapshot.matches, snapshot.select(competition)
    sides = [*m.home[rows].tolist(), *m.away[rows].tolist()]
    return {snapshot.clubs[n].id: sides.count(n) for n in set(sides)}


def test_a_name_that_another_club_bears(ledger: Ledger, tmp_path: Path) -> None:
    """One publication calls GFC Ajaccio by the name of its neighbour throughout a season."""
    league(tmp_path, ledger, "right.csv", "Ajaccio GFCO", "fr.1")
    done = league(tmp_path, ledger, "wrong.csv", "AC Ajaccio", "fr.1")
    assert (done.same, done.new, done.refused) == (20, 0, 0)
    (told,) = done.problems
    assert told.code == "name-of-another"
    assert "'AC Ajaccio'" in told.found
    assert "fr.gfc-ajaccio" in told.found
    assert playing(ledger, "fr.1")["fr.gfc-ajaccio"] == 8
    assert "fr.ajaccio" not in playing(ledger, "fr.1")
    # In other seasons the name is what it was.
    take(ledger, tmp_path, season((*FRANCE, "AC Ajaccio"), 2016, "fr.1"), "next.csv")
    assert playing(ledger, "fr.1")["fr.ajaccio"] == 8


def test_the_other_way_round_what_is_held_is_believed(ledger: Ledger, tmp_path: Path) -> None:
    league(tmp_path, ledger, "wrong.csv", "AC Ajaccio", "fr.1")
    done = league(tmp_path, ledger, "right.csv", "Ajaccio GFCO", "fr.1")
    assert (done.same, done.new) == (20, 0)
    assert playing(ledger, "fr.1")["fr.ajaccio"] == 8


@pytest.mark.parametrize("together", [False, True])
def test_a_club_that_plays_elsewhere_is_not_the_one_meant(
    ledger: Ledger, tmp_path: Path, together: bool
) -> None:
    league(tmp_path, ledger, "wrong.csv", "AC Ajaccio", "fr.1")
    second = season(("Sochaux", "Le Havre", "Nancy", "Ajaccio"), 2015, "fr.2")
    first = season((*FRANCE, "Ajaccio GFCO"), 2015, "fr.1")
    if together:
        done = take(ledger, tmp_path, first + second.split("\n", 1)[1], "both.csv")
    else:
        take(ledger, tmp_path, second, "second.csv")
        done = take(ledger, tmp_path, first, "first.csv")
    assert [problem.code for problem in done.problems] == ["name-of-another"]
    assert playing(ledger, "fr.1")["fr.gfc-ajaccio"] == 8
    assert playing(ledger, "fr.2")["fr.ajaccio"] == 6
    before = contents(ledger)
    done = league(tmp_path, ledger, "wrong.csv", "AC Ajaccio", "fr.1")
    assert (done.same, done.new) == (20, 0)
    assert differences(before, contents(ledger)) == []


def test_a_club_made_of_a_spelling_that_nobody_knows(ledger: Ledger, tmp_path: Path) -> None:
    """The first file's spelling is of no list, the second's is: one club, under the known id."""
    take(ledger, tmp_path, season(("Les Merlus", *FRANCE[:1], *FRANCE[2:]), 2015, "fr.1"), "a.csv")
    done = take(ledger, tmp_path, season(("Lorient", "Nice", *FRANCE[2:]), 2015, "fr.1"), "b.csv")
    assert (done.same, done.new) == (12, 0)
    assert [(one.name, one.club, one.fixtures) for one in done.settled] == [
        ("Les Merlus", "Lorient", 6)
    ]
    assert playing(ledger, "fr.1").keys() == {"fr.lorient", "fr.nice", "fr.rennes", "fr.toulouse"}
    # Either spelling in a later season, and the first file again.
    later = season(("Les Merlus", "Nice", *FRANCE[2:]), 2016, "fr.1")
    assert take(ledger, tmp_path, later, "c.csv").new == 12
    assert take(ledger, tmp_path, later.replace("Les Merlus", "Lorient"), "d.csv").same == 12
    again = season(("Les Merlus", *FRANCE[:1], *FRANCE[2:]), 2015, "fr.1")
    assert take(ledger, tmp_path, again, "a.csv").same == 12
    assert len(Desk(ledger).at("2040-01-01").snapshot.matches) == 24
    # It can be taken back.
    assert names.split(ledger, "fr.les-merlus") == "fr.lorient"


def test_two_clubs_that_met_are_never_one(ledger: Ledger, tmp_path: Path) -> None:
    take(
        ledger,
        tmp_path,
        season(("Les Merlus", "Nice", "Rennes", "Toulouse"), 2015, "fr.1"),
        "a.csv",
    )
    cup = "date,home,away,competition,season,score\n2016-01-01,Lorient,Les Merlus,fr.cup,2015-16,1-0\n"
    take(ledger, tmp_path, cup, "cup.csv")
    done = take(
        ledger, tmp_path, season(("Lorient", "Nice", "Rennes", "Toulouse"), 2015, "fr.1"), "b.csv"
    )
    assert [problem.code for problem in done.problems] == ["name-of-another"]
    assert {"fr.les-merlus", "fr.lorient"} <= {club.id for club in Desk(ledger).at().snapshot.clubs}


def test_few_fixtures_are_not_enough(ledger: Ledger, tmp_path: Path) -> None:
    take(ledger, tmp_path, season(("Les Merlus", "Nice", "Rennes"), 2015, "fr.1"), "a.csv")
    done = take(ledger, tmp_path, season(("Lorient", "Nice", "Rennes"), 2015, "fr.1"), "b.csv")
    assert done.new == 4
    assert done.problems == []


def test_files_read_again_after_a_join(ledger: Ledger, tmp_path: Path) -> None:
    """Seasons that only one of two joined clubs has are not taken in twice."""
    take(ledger, tmp_path, season(), "a.csv")
    zebra = season(("Rovers", "Zebra", "Millfield", "Old Quarry"), 2032)
    take(ledger, tmp_path, zebra, "b.csv")
    names.join(ledger, "xx.zebra", "xx.harbour-town")
    before = contents(ledger)
    assert take(ledger, tmp_path, zebra, "b.csv").same == 12
    assert differences(before, contents(ledger)) == []
    done = take(ledger, tmp_path, season(year=2032), "c.csv")
    assert (done.same, done.new) == (12, 0)
    assert len(Desk(ledger).at("2040-01-01").snapshot.matches) == 24
    goals = (
        "date,home,away,team,player,minute\n"
        "2032-10-02,Rovers,Millfield,Millfield,Smith,9\n"
        "2032-09-05,Harbour Town,Millfield,Harbour Town,Jones,12\n"
    )
    done = take(ledger, tmp_path, goals, "goals.csv")
    assert (done.new, done.refused) == (2, 0)


PORTUGAL = ("Benfica", "Porto", "Boavista")


def test_two_names_of_one_club_that_meet_are_two_clubs(ledger: Ledger, tmp_path: Path) -> None:
    text = season((*PORTUGAL, "Guimaraes", "Vitória"), 2015, "pt.1")
    done = take(ledger, tmp_path, text, "a.csv")
    assert (done.new, done.refused) == (20, 0)
    assert [problem.code for problem in done.problems] == ["two-names-of-a-club"]
    assert len(playing(ledger, "pt.1")) == 5
    again = take(ledger, tmp_path, text, "a.csv")
    assert (again.same, again.new_clubs) == (20, [])


def test_fixtures_tell_which_of_two_names_is_whose(ledger: Ledger, tmp_path: Path) -> None:
    """With another file of that season, "Vitória" beside "Guimaraes" is Vitória of Setúbal."""
    take(ledger, tmp_path, season((*PORTUGAL, "Guimaraes", "Setubal"), 2015, "pt.1"), "a.csv")
    text = season((*PORTUGAL, "Guimaraes", "Vitória"), 2015, "pt.1")
    done = take(ledger, tmp_path, text, "b.csv")
    assert (done.same, done.new_clubs) == (20, [])
    assert [problem.code for problem in done.problems] == ["name-of-another"]
    assert "pt.vitoria-de-setubal" in playing(ledger, "pt.1")


def test_one_club_under_two_names_in_a_season_is_one(ledger: Ledger, tmp_path: Path) -> None:
    """A club renamed during a season, or written in two ways."""
    text = season((*PORTUGAL, "Guimaraes"), 2015, "pt.1")
    head, *rows = text.splitlines()
    rows[6:] = [row.replace("Guimaraes", "V. Guimarães") for row in rows[6:]]
    done = take(ledger, tmp_path, "\n".join([head, *rows]) + "\n", "a.csv")
    assert (done.new, done.problems) == (12, [])
    assert len(playing(ledger, "pt.1")) == 4
