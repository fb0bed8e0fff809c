"""docs/own-league.md is true: its rulebooks are read, its commands and programs are run."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from matchdesk.cli.app import run
from matchdesk.core.match import Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import snapshot_of
from matchdesk.errors import RuleError
from matchdesk.rules.catalogue import BUILT_IN, Catalogue, check_file, check_text
from matchdesk.rules.knockout import ties
from matchdesk.rules.table import table
from tests.rules.cases import a_match

PAGE = Path(__file__).resolve().parents[2] / "docs" / "own-league.md"
_BLOCK = re.compile(r"^```(\w+) ?([\w.-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[tuple[str, str]]:
    """Code blocks of one kind: (name of the file, text)."""
    found = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return [(name, text) for word, name, text in found if word == kind]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the rulebooks of the page."""
    for name, text in (*blocks("toml"), *blocks("csv")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own(folder: Path) -> Catalogue:
    """A catalogue with the league and the cup of the page."""
    return BUILT_IN.with_texts(
        {
            "xx.norland": (folder / "norland.toml").read_text(encoding="utf-8"),
            "xx.cup": (folder / "harbour-cup.toml").read_text(encoding="utf-8"),
        }
    )


def test_every_kind_of_block_is_run() -> None:
    kinds = {word for word, _, _ in _BLOCK.findall(PAGE.read_text(encoding="utf-8"))}
    assert kinds == {"toml", "csv", "console", "python"}


def test_rulebooks(folder: Path) -> None:
    good = [name for name, _ in blocks("toml") if name != "slip.toml"]
    assert len(good) == 3
    for name in good:
        assert check_file(folder / name)
    with pytest.raises(RuleError, match='did you mean "goal_difference"'):
        check_file(folder / "slip.toml")


def commands() -> list[tuple[str, str]]:
    """Commands of the page in order, each with what it is said to print."""
    found = []
    for _, text in blocks("console"):
        for part in text.split("$ matchdesk ")[1:]:
            command, _, printed = part.partition("\n")
            found.append((command, printed.strip()))
    return found


def test_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, printed in commands():
        status = run(shlex.split(command))
        said = capsys.readouterr()
        assert status == (1 if "slip.toml" in command else 0), said.err
        assert (said.out + said.err).strip() == printed, command


def test_programs(folder: Path) -> None:
    scope: dict[str, object] = {}
    for number, (_, text) in enumerate(blocks("python")):
        test = doctest.DocTestParser().get_doctest(text, scope, f"block {number}", str(PAGE), 0)
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(test, clear_globs=False)
        scope = test.globs
        assert runner.summarize(verbose=False).failed == 0


def _league(*lines: str) -> list[Match]:
    return [a_match(line, n, "xx.norland", "2018-19") for n, line in enumerate(lines)]


def test_the_league_is_put_in_order(folder: Path) -> None:
    season = Season.parse("2018-19")
    held = snapshot_of(
        _league("Ayr 1-0 Bury", "Bury 0-0 Ayr", "Ayr 0-1 Clyde", "Bury 5-0 Clyde", "Clyde 0-0 Ayr")
    )
    found = table(held, "xx.norland", season, catalogue=own(folder))
    assert [(r.team, r.points, r.decided_by) for r in found.rows] == [
        ("Ayr", 5, ""), ("Bury", 4, "points"), ("Clyde", 4, "goal_difference"),
    ]  # fmt: skip
    assert (found.rule.text, found.held) == ("Norland League handbook 2015, rule 12", True)
    assert found.coverage[0].expected == 90
    # Without the rulebook it is said that none is held.
    assert not table(held, "xx.norland", season).held


def test_the_cup_is_decided(folder: Path) -> None:
    season = Season.parse("2018-19")
    more = {"competition": "xx.cup", "season": "2018-19", "phase": "knockout"}
    held = snapshot_of(
        [
            a_match("Ayr 1-1 Bury", 0, round="round_1", **more),
            a_match("Clyde 0-1 Dover", 1, round="semi_final", **more),
            a_match("Dover 1-2 Clyde", 2, round="semi_final", **more),
        ]
    )
    drawn, level = ties(held, "xx.cup", season, catalogue=own(folder))
    assert (drawn.open_step, level.open_step) == ("replay", "extra_time")
    assert drawn.rule.text == "Harbour Cup regulations, article 9"


# ---- what a club secretary may get wrong ----

HEAD = 'id = "xx.1"\nname = "Own"\nkind = "league"\n'
EDITION = (
    '[[edition]]\nfrom = "2015-16"\nsource = { text = "Handbook" }\n'
    'points = { win = 3, draw = 1 }\norder = ["points"]\n'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id = [\n[[", r"own\.toml: not TOML: "),
        ('name = "Own"\nkind = "league"\n', r"own\.toml: id: found None, expected the id of the"),
        ('id = "Own League"\nname = "Own"\nkind = "league"\n', r"id: found 'Own League', expected"),
        (HEAD, r"own\.toml: has no \[\[edition\]\]"),
        (HEAD.replace("league", "cup"), r'kind: unknown kind "cup"; known: league, knockout'),
        (HEAD + EDITION + "club = 10\n", r'edition\[0\]: unknown key "club".*mean "clubs"'),
        (HEAD + EDITION + "clubs = 1\n", r"edition\[0\]\.clubs: expected a whole number from 2"),
        (HEAD + EDITION.replace("win = 3, ", ""), r"points: expected win and draw"),
        (HEAD + EDITION.replace("2015-16", "2015-17"), r"'2015-17' is no season"),
        (HEAD + EDITION.replace('"Handbook"', '"Handbook", mark = "sure"'), r"mark: found 'sure'"),
        (HEAD + EDITION + 'champion = "cup"\n', r'champion: unknown choice "cup"; known: table'),
        (HEAD + EDITION + 'play_off = ["places"]\n', r'play_off\[0\]: unknown line "places"'),
        (HEAD + EDITION + 'stopped = "March"\n', r"stopped: expected a date such as 2020-03-08"),
        (HEAD + EDITION + "split = { sizes = [6, 6] }\n", r"split: has no after"),
        (
            HEAD + EDITION + "split = { after = 22, sizes = [6, 6], meetings = [1] }\n",
            r"split\.meetings: expected 2, one for each part",
        ),
        (
            HEAD + EDITION + 'split = { after = 22, sizes = [6, 6], points = "half" }\n',
            r'split\.points\[0\]: unknown choice "half"; known: kept, halved_up, halved_down',
        ),
        (HEAD + EDITION + 'marks = { colour = "S/H" }\n', r'marks: unknown fact "colour"'),
        (
            HEAD + EDITION + '[edition.bracket]\nfinal = ["Ayr v Bury"]\n',
            r"bracket\.final\[0\]: found 'Ayr v Bury', expected two sides such as",
        ),
    ],
)
def test_refusals_say_what_to_write(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        check_text(text, "own.toml")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read: No such file"):
        check_file(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'id = "xx.1"\nname = "Mil\xe1n"\n')
    with pytest.raises(RuleError, match=r"latin\.toml: byte \d+ is no UTF-8; save it as UTF-8"):
        check_file(tmp_path / "latin.toml")


def test_texts_stand_before_files_and_are_checked_when_asked() -> None:
    text = (HEAD + EDITION).replace("xx.1", "es.1").replace('"Own"', '"Own Liga"')
    catalogue = BUILT_IN.with_texts({"es.1": text, "xx.9": "id = ["})
    assert (catalogue.name("es.1"), BUILT_IN.name("es.1")) == ("Own Liga", "La Liga")
    assert catalogue.name("en.1") == "Premier League"
    assert {"xx.9", "es.1"} <= {*catalogue.competitions}
    with pytest.raises(RuleError, match="not TOML"):
        catalogue.editions("xx.9")
    with pytest.raises(RuleError, match=r'found "es\.1", expected "xx\.2"'):
        BUILT_IN.with_texts({"xx.2": text}).editions("xx.2")
    assert BUILT_IN.with_texts({}) is BUILT_IN
