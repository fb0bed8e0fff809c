"""What a person means by a name that several clubs answer to."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core.season import Season
from matchdesk.desk import Desk, View
from matchdesk.errors import AmbiguousName, UnknownName
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.likeness import nearest
from matchdesk.ledger.lookup import find_club, find_opponents
from matchdesk.ledger.store import Ledger

RESULTS = """date,home,away,competition,season,score,round,leg
1966-07-30,England,Germany,fifa.wc,1966,4-2,final,
2015-07-04,England,Germany,fifa.wc.w,2015,1-0,third_place,
2016-03-26,Germany,England,friendly,2016,2-3,,
2018-11-10,Boca Juniors,River Plate,conmebol.lib,2018,2-2,final,1
2018-12-09,River Plate,Boca Juniors,conmebol.lib,2018,3-1,final,2
2016-02-03,River Plate Montevideo,Universidad de Chile,conmebol.lib,2016,2-0,,
1998-08-01,Airdrieonians,Hamilton Academical,sco.2,1998-99,1-0,,
2018-08-04,Airdrieonians,Ayr United,sco.2,2018-19,1-1,,
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("lookup")
    (folder / "results.csv").write_text(RESULTS, encoding="utf-8")
    ledger = Ledger(folder / "mine.sqlite")
    assert import_paths(ledger, [folder / "results.csv"]).refused == 0
    return Desk(ledger).at("2020-01-01")


def test_a_name_without_women_is_the_mens_side(view: View) -> None:
    assert find_club(view.snapshot, "England").id == "en.england"


def test_the_competition_decides_before_that(view: View) -> None:
    found = find_club(view.snapshot, "England", competition="fifa.wc.w", season=Season(2015, False))
    assert found.id == "en.england-women"


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("1966-07-30 England v Germany", "fifa.wc:1966:en.england:de.germany"),
        ("2015-07-04 England v Germany", "fifa.wc.w:2015:en.england-women:de.germany-women"),
        ("England v Germany", "fifa.wc:1966:en.england:de.germany"),
        (
            "2018-12-09 River Plate v Boca Juniors",
            "conmebol.lib:2018:ar.river-plate:ar.boca-juniors",
        ),
    ],
)
def test_the_day_decides_before_that(view: View, written: str, id: str) -> None:
    assert view.match(written).id == id


def test_of_several_clubs_those_that_met_are_meant(view: View) -> None:
    season = Season(2018, False)
    clubs = find_opponents(view.snapshot, "River Plate", "Boca Juniors", "conmebol.lib", season)
    assert [club.id for club in clubs] == ["ar.river-plate", "ar.boca-juniors"]
    assert view.tie("conmebol.lib", "River Plate", "Boca Juniors", "2018").to_dict()[
        "through_id"
    ] in ("ar.river-plate", None)


@pytest.mark.parametrize(
    ("season", "id"), [("1998-99", "sco.airdrieonians-1878"), ("2018-19", "sco.airdrieonians")]
)
def test_a_name_that_clubs_bore_in_turn_means_the_one_of_the_season(
    view: View, season: str, id: str
) -> None:
    found = find_club(
        view.snapshot, "Airdrieonians", competition="sco.2", season=Season.parse(season)
    )
    assert found.id == id


def test_a_name_that_tells_no_more_is_refused(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_text(
        "date,home,away,competition,season,score\n"
        "2018-01-01,Union,Rovers,xx.1,2018,1-0\n2018-01-01,Union,Mills,yy.1,2018,1-0\n",
        encoding="utf-8",
    )
    ledger = Ledger(tmp_path / "mine.sqlite")
    import_paths(ledger, [tmp_path / "results.csv"])
    with pytest.raises(AmbiguousName, match="2 clubs answer to 'Union'"):
        find_club(Desk(ledger).at("2020-01-01").snapshot, "Union")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Harbr Town", "Harbour Town"),
        ("Old Mills", "Old Mills Rovers"),  # all its words
        ("Harb", "Harbour Town"),  # its beginning
        ("The Harbour Town", "Harbour Town"),
    ],
)
def test_the_nearest_name_comes_first(name: str, first: str) -> None:
    choices = ["Standard Harlem", "Old Town", "Milton", "Old Mills Rovers", "Harbour Town"]
    assert nearest(name, choices)[0] == first


def test_nothing_is_near_a_name_like_no_other() -> None:
    assert nearest("Xyzzy", ["Harbour Town", "Rovers"]) == ()
    assert nearest("...", ["Harbour Town"]) == ()


def test_of_a_club_that_plays_no_match_here_the_refusal_tells_so(view: View) -> None:
    with pytest.raises(UnknownName, match=r"It holds no match of Leganés \(es\.leganes\)\."):
        find_club(view.snapshot, "CD Leganés")
