"""Rulebooks: every file that ships, and what is refused in a user's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from matchdesk.core.competition import COMPETITION_ID
from matchdesk.core.season import Season
from matchdesk.errors import RuleError
from matchdesk.rules.catalogue import (
    BUILT_IN,
    Catalogue,
    competition_name,
    competition_names,
    known_competitions,
    rulebook,
)
from matchdesk.rules.describe import describe, describe_all
from matchdesk.rules.edition import NO_RULEBOOK

DOCS = Path(__file__).resolve().parents[2] / "docs" / "competitions"
KNOWN = known_competitions()
# Competitions of which only the names are held.
NAMES_ONLY = {
    "en.5", "za.1", "friendly",
}  # fmt: skip


@pytest.mark.parametrize("competition", KNOWN)
def test_every_file_loads_and_every_edition_has_a_source(competition: str) -> None:
    assert COMPETITION_ID.match(competition)
    editions = BUILT_IN.editions(competition)
    assert bool(editions) is (competition not in NAMES_ONLY)
    for edition in editions:
        assert edition.source.text
        kind, _, sure = edition.source.mark.partition("/")
        assert kind in {"S", "M"}
        assert sure in {"H", "M", "L"}
        assert edition.held
        assert edition.competition == competition
    for before, after in pairwise(editions):
        assert before.end is not None
        assert after.start is not None
        assert before.end < after.start


@pytest.mark.parametrize("competition", KNOWN)
def test_the_page_of_each_competition_is_up_to_date(competition: str) -> None:
    page = DOCS / f"{competition}.md"
    assert page.read_text(encoding="utf-8") == describe_all(competition), (
        f"write docs/competitions/{competition}.md again with scripts/build_rule_pages.py"
    )


def test_there_is_no_page_without_a_rulebook() -> None:
    assert {page.stem for page in DOCS.glob("*.md")} == {*KNOWN}


def test_names() -> None:
    names = competition_names()
    assert names["es.cup"][0] == "Copa del Rey"
    assert names["uefa.el"][0] == "Europa League"
    assert "UEFA Cup" in names["uefa.el"]
    assert competition_name("es.1") == "La Liga"
    assert competition_name("xx.1") == "xx.1"
    assert {*names} == {*KNOWN}


def test_no_name_means_two_competitions_of_one_country() -> None:
    seen: dict[tuple[str, str], str] = {}
    for competition, names in competition_names().items():
        assert len(names) == len({*names}), competition
        for name in names:
            key = (competition.split(".")[0], name.casefold())
            assert seen.setdefault(key, competition) == competition, name


def test_no_rulebook_is_said() -> None:
    edition = rulebook("xx.1", Season.parse("2017-18"))
    assert not edition.held
    assert edition.source.text == NO_RULEBOOK
    early = rulebook("es.cup", Season.parse("1930-31"))
    assert not early.held
    assert early.name == "Copa del Rey"
    assert early.kind == "knockout"


@pytest.mark.parametrize(
    ("competition", "season", "win", "end"),
    [
        ("es.1", "1994-95", 2, "1994-95"),
        ("es.1", "1995-96", 3, "1995-96"),
        ("en.1", "1980-81", 2, "1980-81"),
        ("en.1", "1981-82", 3, "1991-92"),
        ("it.1", "1993-94", 2, "1993-94"),
        ("it.1", "1994-95", 3, "2000-01"),
        ("de.1", "1994-95", 2, "1994-95"),
        ("fr.1", "1988-89", 3, "1988-89"),
        ("fr.1", "1989-90", 2, "1993-94"),
        ("uefa.cl", "1994-95", 2, "1994-95"),
        ("uefa.cl", "1995-96", 3, "1996-97"),
        ("fifa.wc", "1990", 2, "1990"),
        ("fifa.wc", "1994", 3, "1994"),
    ],
)
def test_points_for_a_win(competition: str, season: str, win: int, end: str) -> None:
    edition = rulebook(competition, Season.parse(season))
    assert edition.stages[0].points.win == win
    assert str(edition.end) == end


@pytest.mark.parametrize(
    ("competition", "season", "round_", "legs", "away"),
    [
        ("es.cup", "2003-04", "round_1", 2, True),
        ("es.cup", "2003-04", "round_of_32", 1, False),
        ("es.cup", "2017-18", "round_3", 1, False),
        ("es.cup", "2017-18", "quarter_final", 2, True),
        ("es.cup", "2017-18", "final", 1, False),
        ("es.cup", "2019-20", "quarter_final", 1, False),
        ("es.cup", "2020-21", "semi_final", 2, True),
        ("es.cup", "2021-22", "semi_final", 2, False),
        ("uefa.cl", "1966-67", "round_1", 2, False),
        ("uefa.cl", "1967-68", "round_1", 2, True),
        ("uefa.cl", "1967-68", "round_2", 2, False),
        ("uefa.cl", "1969-70", "quarter_final", 2, False),
        ("uefa.cl", "1970-71", "semi_final", 2, True),
        ("uefa.cl", "1993-94", "semi_final", 1, False),
        ("uefa.cl", "2019-20", "round_of_16", 2, True),
        ("uefa.cl", "2019-20", "quarter_final", 1, False),
        ("uefa.cl", "2020-21", "final", 1, False),
        ("uefa.cl", "2021-22", "round_of_16", 2, False),
        ("uefa.cwc", "1964-65", "round_1", 2, False),
        ("uefa.cwc", "1965-66", "round_1", 2, True),
    ],
)
def test_legs_and_away_goals(
    competition: str, season: str, round_: str, legs: int, away: bool
) -> None:
    rule = rulebook(competition, Season.parse(season)).round_rule(round_)
    assert rule.legs == legs
    assert ("away_goals" in rule.decide) is away


def test_zones() -> None:
    stage = rulebook("es.1", Season.parse("2017-18")).stages[0]
    assert stage.zones_at(1) == ("champion", "uefa.cl")
    assert [stage.zone_at(n) for n in (4, 5, 7, 17, 18)] == [
        "uefa.cl", "uefa.el", "", "", "relegation",
    ]  # fmt: skip
    assert stage.expected(20) == 380


def test_rules_in_words() -> None:
    said = describe(rulebook("es.1", Season.parse("2017-18")))
    assert "20 clubs, each meets every other twice; 3 points for a win, 1 for a draw" in said
    assert "head-to-head goal difference (two clubs)" in said
    assert "18-20 relegation" in said
    assert "Source: RFEF" in said


# ---- a user's own rules files ----

HEAD = 'id = "xx.cup"\nname = "Harbour Cup"\nkind = "knockout"\n'
EDITION = '[[edition]]\nfrom = "1970-71"\nsource = { text = "Regulations 1970, art. 9" }\n'
LEAGUE = 'id = "xx.cup"\nname = "Norland League"\nkind = "league"\n'


def _own(tmp_path: Path, text: str, name: str = "xx.cup") -> Catalogue:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return BUILT_IN.with_folder(tmp_path)


def test_a_users_rulebook(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        HEAD
        + EDITION
        + 'decide = ["aggregate", "penalties"]\nrounds = { default = { legs = 2 } }\n'
        + '[[edition]]\nfrom = "2021-22"\nsource = { text = "Regulations 2021" }\n'
        + 'decide = ["penalties"]\nrounds = { default = { legs = 1 } }\n',
    )
    first = own.edition("xx.cup", Season.parse("2020-21"))
    assert str(first.end) == "2020-21"
    assert first.round_rule("final").legs == 2
    assert own.edition("xx.cup", Season.parse("2021-22")).round_rule("final").legs == 1
    assert not own.edition("xx.cup", Season.parse("1969-70")).held
    assert "xx.cup" in own.names()
    assert "xx.cup" not in BUILT_IN.names()


def test_a_users_rulebook_replaces_the_one_that_ships(tmp_path: Path) -> None:
    text = (HEAD + EDITION + 'decide = ["penalties"]\n').replace("xx.cup", "es.cup")
    own = _own(tmp_path, text, "es.cup")
    assert own.name("es.cup") == "Harbour Cup"
    assert BUILT_IN.name("es.cup") == "Copa del Rey"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + EDITION + 'decide = ["agregate"]\n',
            r'xx\.cup\.toml: edition\[0\]\.decide\[0\]: unknown step "agregate"; known: aggregate,',
        ),
        (
            HEAD + '[[edition]]\nfrom = "1970-71"\ndecide = ["penalties"]\n',
            r"edition\[0\]: has no source",
        ),
        (
            HEAD + EDITION + 'decide = ["penalties"]\nlegs = 2\n',
            r'edition\[0\]: unknown key "legs"; known: from,',
        ),
        (HEAD + EDITION, r"edition\[0\]: has no decide list"),
        (
            HEAD
            + EDITION
            + 'to = "1980-81"\ndecide = ["penalties"]\n'
            + EDITION.replace("1970-71", "1980-81")
            + 'decide = ["penalties"]\n',
            r"edition\[1\]: overlaps edition\[0\], which ends in 1980-81",
        ),
        (
            HEAD + (EDITION + 'decide = ["penalties"]\n') * 2,
            r"edition\[1\]: expected to begin after the edition before it",
        ),
        (
            HEAD + EDITION.replace("1970-71", "1970-72") + 'decide = ["penalties"]\n',
            r"edition\[0\]\.from: '1970-72' is no season",
        ),
        (
            HEAD + EDITION + 'decide = ["penalties"]\nrounds = { final = { legs = 3 } }\n',
            r"rounds\.final\.legs: expected 1 or 2, found 3",
        ),
        (
            LEAGUE + EDITION + 'points = { win = 3, draw = 1 }\norder = ["points", "goaldiff"]\n',
            r'edition\[0\]\.order\[1\]: unknown criterion "goaldiff"; known: points,',
        ),
        (
            LEAGUE + EDITION + 'points = { win = 3, draw = 1 }\norder = ["goal_difference"]\n',
            r"expected points",
        ),
        (
            LEAGUE
            + EDITION
            + 'points = { win = 3, draw = 1 }\norder = ["points"]\nzones = { relegated = 18 }\n',
            r'zones\.relegated: unknown zone "relegated"; known: champion,',
        ),
        (HEAD.replace("xx.cup", "xx.other"), r"expected \"xx\.cup\" as in the name of the file"),
        (HEAD.replace("knockout", "cup"), r'unknown kind "cup"; known: league,'),
        ("id = ", r"xx\.cup\.toml: "),
    ],
)
def test_refusals_name_file_path_and_choice(tmp_path: Path, text: str, message: str) -> None:
    own = _own(tmp_path, text)
    with pytest.raises(RuleError, match=message):
        own.editions("xx.cup")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no folder of rules files"):
        BUILT_IN.with_folder(tmp_path / "none")
