"""The file of sources: every address, and how competitions and seasons are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matchdesk.core.season import Season
from matchdesk.errors import FetchError, MatchdeskError, UsageError
from matchdesk.fetch import LIMITS, Source, load_sources, read_sources
from matchdesk.readers.football_data import DIVISIONS

SHIPPED = load_sources()
GITHUB = "https://raw.githubusercontent.com/openfootball/"
SITE = "https://www.football-data.co.uk/mmz4281/"


@pytest.mark.parametrize(
    ("source", "competition", "season", "address", "file"),
    [
        ("openfootball", "es.1", "2025-26", f"{GITHUB}espana/master/2025-26/1-liga.txt",
         "1-liga_espana_2025-26.txt"),
        ("openfootball", "1-liga", "2017/18", f"{GITHUB}espana/master/2017-18/1-liga.txt",
         "1-liga_espana_2017-18.txt"),
        ("openfootball", "en.2", "2003-04", f"{GITHUB}england/master/2003-04/2-division1.txt",
         "2-division1_england_2003-04.txt"),
        ("openfootball", "EN.2", "2004-05", f"{GITHUB}england/master/2004-05/2-championship.txt",
         "2-championship_england_2004-05.txt"),
        ("openfootball", "en.1", "1992-93",
         f"{GITHUB}england/master/archive/1990s/1992-93/1-premierleague.txt",
         "1-premierleague_england_1992-93.txt"),
        ("openfootball", "en.1", "2040-41", f"{GITHUB}england/master/2040-41/1-premierleague.txt",
         "1-premierleague_england_2040-41.txt"),
        ("openfootball", "de.cup", "2020-21", f"{GITHUB}deutschland/master/2020-21/cup.txt",
         "cup_deutschland_2020-21.txt"),
        ("openfootball", "it.1", "2020-21", f"{GITHUB}italy/master/2020-21/1-seriea.txt",
         "1-seriea_italy_2020-21.txt"),
        ("openfootball", "fr.1", "2020-21", f"{GITHUB}europe/master/france/2020-21_fr1.txt",
         "2020-21_fr1.txt"),
        ("openfootball", "se.1", "2024", f"{GITHUB}europe/master/sweden/2024_se1.txt",
         "2024_se1.txt"),
        ("openfootball", "uefa.cl", "2017-18", f"{GITHUB}champions-league/master/2017-18/cl.txt",
         "cl_champions-league_2017-18.txt"),
        ("openfootball", "clq", "2025-26", f"{GITHUB}champions-league/master/2025-26/clq.txt",
         "clq_champions-league_2025-26.txt"),
        ("football.json", "us.1", "2025", f"{GITHUB}football.json/master/2025/mls.json",
         "mls_2025.json"),
        ("football-data", "SP1", "2425", f"{SITE}2425/SP1.csv", "SP1_2425.csv"),
        ("football-data", "es.1", "2024-25", f"{SITE}2425/SP1.csv", "SP1_2425.csv"),
        ("Football-Data.co.uk", "sp1", "1999-2000", f"{SITE}9900/SP1.csv", "SP1_9900.csv"),
        ("football-data", "E0", "2021", f"{SITE}2021/E0.csv", "E0_2021.csv"),
    ],
)  # fmt: skip
def test_addresses(source: str, competition: str, season: str, address: str, file: str) -> None:
    wanted = SHIPPED.named(source).wanted(competition, season)
    assert (wanted.address, wanted.file) == (address, file)


@pytest.mark.parametrize(
    ("source", "competition", "season", "code", "near", "told"),
    [
        ("opnfootball", "es.1", "2017-18", "fetch-source", ("openfootball",), "known sources"),
        ("", "es.1", "2017-18", "fetch-source", (), "known sources"),
        ("football-data", "es.cup", "1718", "fetch-competition", ("es.2", "es.1"), "es.2 (SP2)"),
        ("football-data", "", "1718", "fetch-competition", (), "has no competition"),
        ("openfootball", "cup", "2020-21", "fetch-ambiguous",
         ("at.cup", "de.cup", "es.cup", "it.cup"), "several files 'cup'"),
        ("openfootball", "es.1", "2021", "bad-season", ("2020-21", "2021-22"), "2020-21 or"),
        ("openfootball", "es.1", "2425", "bad-season", ("2024-25",), "expected 2024-25"),
        ("openfootball", "se.1", "2024-25", "bad-season", ("2024", "2025"), "2024 or 2025"),
        ("football-data", "SP1", "2018", "bad-season", ("2017-18", "2018-19"), "2017-18 or"),
        ("football-data", "SP1", "17", "bad-season", (), "expected 2017-18"),
        ("football-data", "SP1", "2017-19", "bad-season", (), "expected 2017-18"),
        ("openfootball", "se.1", "../../x", "bad-season", (), "expected 2018"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(
    source: str, competition: str, season: str, code: str, near: tuple[str, ...], told: str
) -> None:
    with pytest.raises(MatchdeskError) as caught:
        SHIPPED.named(source).wanted(competition, season)
    error = caught.value
    assert (error.code, error.near[: len(near)]) == (code, near)
    assert told in error.message
    assert error.message.endswith("Nothing was fetched.")
    assert isinstance(error, UsageError) == (code == "bad-season")


@pytest.mark.parametrize("name", SHIPPED.ids)
def test_every_source_that_ships(name: str) -> None:
    source = SHIPPED.named(name)
    assert source.base.startswith("https://")
    assert source.licence
    assert source.notice
    assert source.home
    files: dict[str, str] = {}
    for one in source.listings:
        for span in one.spans:
            for start in range(span.first.start, span.last.start + 1):
                season = Season(start, span.first.split)
                wanted = source.wanted(one.name, str(season))
                assert "{" not in wanted.address
                # One place in the cache for one address, whatever the case of names.
                kept = files.setdefault(wanted.file.casefold(), wanted.address)
                assert kept == wanted.address


def test_seasons_of_one_competition_lie_in_one_file_each() -> None:
    for name in SHIPPED.ids:
        source = SHIPPED.named(name)
        for one in source.listings:
            for other in source.named(one.name):
                if other != one:
                    assert not any(
                        other.holds(span.first) or other.holds(span.last) for span in one.spans
                    ), f"{one.word} and {other.word} of {name}"


def test_divisions_are_those_that_the_reader_knows() -> None:
    listed = {one.code: one.competition for one in SHIPPED.named("football-data").listings}
    assert listed == {code: competition for code, (competition, _) in DIVISIONS.items()}


def test_private_use_is_said() -> None:
    assert "private use" in SHIPPED.named("football-data").notice


GOOD: dict[str, str] = {
    "id": '"a"', "title": '"A"', "base": '"http://127.0.0.1/"', "kind": '"csv"', "notice": '"N"',
    "path": '"{short}/{code}.csv"', "file": '"{code}_{short}.csv"',
    "files": '[{ code = "X", competition = "xx.1", seasons = "2012-13+" }]',
}  # fmt: skip


def toml(**changes: str) -> str:
    given = {**GOOD, **changes}
    inner = ("path", "file", "files")
    lines = [f"{key} = {value}" for key, value in given.items() if key not in inner]
    folder = [f"{key} = {given[key]}" for key in inner if given[key]]
    return "\n".join(["[[source]]", *lines, "[[source.folder]]", *folder])


def test_a_file_of_sources() -> None:
    source = read_sources(toml()).named("a")
    assert isinstance(source, Source)
    assert source.wanted("X", "2013-14").address == "http://127.0.0.1/1314/X.csv"


def one_file(**changes: str) -> str:
    given = {"code": '"X"', "competition": '"xx.1"', "seasons": '"2012-13+"', **changes}
    return "[{ " + ", ".join(f"{key} = {value}" for key, value in given.items()) + " }]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("= 3", "s.toml: is no TOML"),
        ("a = 3", "s.toml: has no [[source]]"),
        (toml(id='"A B"'), "s.toml: source[0].id: found 'A B'"),
        (toml(id='"../up"'), "source[0].id: found '../up'"),
        (toml(title="3"), "source[0].title: found 3; expected a text"),
        (toml(notice='""'), "source[0].notice: found ''"),
        (toml(base='"ftp://a/"'), "source[0].base: found 'ftp://a/'"),
        (toml(kind='"zip"'), "source[0].kind: found 'zip'; expected csv, text, json"),
        (toml(licence="1"), "source[0].licence: found 1"),
        (toml(bases='"x"'), "source[0]: unknown key 'bases'"),
        (toml(path='"{season}/{name}"'), "source[0].folder[0].path: found '{season}/{name}'"),
        (toml(path='"{season!r}"'), "source[0].folder[0].path"),
        (toml(path='"{"'), "source[0].folder[0].path"),
        (toml(files="[]"), "source[0].folder[0].files: found []"),
        (toml(files="[3]"), "files[0]: found 3; expected a table"),
        (toml(file='"../{code}"'), "gives the file name '../X'; expected a plain name"),
        (toml(file='".{code}"'), "gives the file name '.X'"),
        (toml(files=one_file(competition='"La Liga"')), "found 'La Liga'; expected an id"),
        (toml(files=one_file(seasons='"2012"')).replace("2012", "x"), "seasons: found 'x'"),
        (toml(files=one_file(seasons='"2015-16..2012-13"')), "seasons: found '2015-16..2012-13'"),
        (toml(files=one_file(seasons='" "')), "seasons: found ' '"),
        (toml(files=one_file(round='"1"')), "files[0]: unknown key 'round'"),
        (toml() + "\n" + toml(), "source: names a source twice"),
    ],
)
def test_a_wrong_file_of_sources_is_refused_by_its_place(text: str, told: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_sources(text, "s.toml")
    assert caught.value.code == "fetch-sources"
    assert told in caught.value.message


def test_another_file_of_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    with pytest.raises(FetchError, match="may not be read"):
        load_sources(own)
    own.write_bytes(b"\xff\xfe")
    with pytest.raises(FetchError, match="not UTF-8"):
        load_sources(own)
    own.write_text(toml(), encoding="utf-8")
    assert load_sources(own).ids == ("a",)
    monkeypatch.setenv("MATCHDESK_SOURCES", str(own))
    assert load_sources().ids == ("a",)
    monkeypatch.delenv("MATCHDESK_SOURCES")
    assert load_sources().ids == SHIPPED.ids


def test_the_page_says_what_the_sources_say() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "fetching.md").read_text("utf-8")
    for name in SHIPPED.ids:
        assert f"| `{name}` |" in page
        assert SHIPPED.named(name).base.removeprefix("https://") in page
    for repository in {one.path.split("/")[0] for one in SHIPPED.named("openfootball").listings}:
        assert repository in page
    for key in ("connect", "read", "total", "longest_wait", "redirects"):
        assert f"| `{key}` | {getattr(LIMITS, key):g}" in page
    assert f"| `waits` | {', '.join(f'{one:g}' for one in LIMITS.waits)} s" in page
    assert f"| `size` | {LIMITS.size // 2**20} MiB" in page
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    wanted = read_sources(example[1]).named("norland").wanted("premier", "2024")
    assert wanted.address == "https://results.example/2024/premier.csv"
