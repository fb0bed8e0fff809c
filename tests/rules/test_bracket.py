"""Brackets that rulebooks fix: before the draw, in between, and as they were played."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UnknownName
from matchdesk.rules.bracket import Bracket, bracket
from matchdesk.rules.calendar import known_at
from matchdesk.rules.catalogue import BUILT_IN
from matchdesk.rules.table import table, tables
from tests.rules import files
from tests.rules.cases import a_match
from tests.rules.history import world_cup


def _names(found: Bracket, name: str) -> list[list[str | None]]:
    (part,) = (r for r in found.rounds if (r.round, r.phase) == (name, "knockout"))
    return [[club.name if club else None for club in tie.teams] for tie in part.ties]


def _slots(found: Bracket, name: str) -> list[list[str]]:
    (part,) = (r for r in found.rounds if (r.round, r.phase) == (name, "knockout"))
    return [list(tie.slots) for tie in part.ties]


@pytest.fixture(scope="module")
def summer(shared: Path) -> Snapshot:
    """The World Cup of 2026."""
    held = files.archive(shared / "data/openfootball-worldcup.tar.gz")
    return files.world(
        files.read_bytes(data, path)
        for path, data in sorted(held.items())
        if "2026" in path and path.endswith(("/cup.txt", "/cup_finals.txt"))
    )


S2026 = Season.parse("2026")


def test_places_before_the_groups_are_over(summer: Snapshot) -> None:
    found = bracket(known_at(summer, Moment.end_of("2026-06-20")), "fifa.wc", S2026)
    assert [(r.round, len(r.ties)) for r in found.rounds] == [
        ("round_of_32", 16), ("round_of_16", 8), ("quarter_final", 4), ("semi_final", 2),
        ("third_place", 1), ("final", 1),
    ]  # fmt: skip
    assert _slots(found, "round_of_32")[:2] == [["2A", "2B"], ["1E", "3A/B/C/D/F"]]
    assert _names(found, "round_of_32")[0] == [None, None]
    assert _slots(found, "round_of_16")[1] == ["winner of 2A v 2B", "winner of 1F v 2C"]
    assert _slots(found, "quarter_final")[0] == [
        "winner of tie 1 of the last 16", "winner of tie 2 of the last 16",
    ]  # fmt: skip
    assert _slots(found, "third_place") == [
        ["loser of tie 1 of the semi-finals", "loser of tie 2 of the semi-finals"]
    ]


def test_a_group_that_is_over_fills_its_places(summer: Snapshot) -> None:
    day = known_at(summer, Moment.end_of("2026-06-25"))
    over = {t.group for t in tables(day, "fifa.wc", S2026) if t.final}
    assert over
    assert len(over) < 12
    first = min(over)
    winner = table(day, "fifa.wc", S2026, group=first).rows[0].team
    found = bracket(day, "fifa.wc", S2026)
    places = {
        slot: club
        for tie, names in zip(
            _slots(found, "round_of_32"), _names(found, "round_of_32"), strict=True
        )
        for slot, club in zip(tie, names, strict=True)
    }
    assert places[f"1{first}"] == winner
    assert all(club is None for slot, club in places.items() if slot[1] not in over)


def test_the_summer_as_it_was_played(summer: Snapshot) -> None:
    """Groups by the rules of 2026, every tie of the bracket at its place, and who won it."""
    found = bracket(summer, "fifa.wc", S2026)
    assert all(tie.tie is not None for part in found.rounds for tie in part.ties)
    assert [len(part.ties) for part in found.rounds] == [16, 8, 4, 2, 1, 1]
    assert _names(found, "final") == [["Spain", "Argentina"]]
    final = found.rounds[-1].ties[0]
    assert (final.tie and final.tie.through, final.tie and final.tie.decided_by) == (
        "Spain", "extra_time",
    )  # fmt: skip
    ranked = table(summer, "fifa.wc", S2026, phase="third_placed")
    sent = {row.team for row in ranked.rows if row.zone == "advance"}
    thirds = {
        club
        for slots, clubs in zip(
            _slots(found, "round_of_32"), _names(found, "round_of_32"), strict=True
        )
        for slot, club in zip(slots, clubs, strict=True)
        if slot.startswith("3")
    }
    assert sent == thirds
    assert len(sent) == 8


# The file letters the second groups of 1982 otherwise than the bracket does.
@pytest.mark.parametrize(
    "year", [1974, 1978, 1986, 1990, 1994, 1998, 2002, 2006, 2010, 2014, 2018, 2022]
)
def test_every_tie_of_a_world_cup_has_its_place(shared: Path, year: int) -> None:
    season = Season(year, False)
    rule = BUILT_IN.edition("fifa.wc", season).bracket
    assert rule is not None
    found = bracket(snapshot_of(world_cup(shared)), "fifa.wc", season)
    assert [(r.round, len(r.ties)) for r in found.rounds] == [
        (name, len(ties)) for name, ties in rule.rounds
    ]
    assert all(tie.tie is not None for part in found.rounds for tie in part.ties)


# A file of 2004 writes "(aet/sg)" behind a name, which makes a side of its own.
@pytest.mark.parametrize("year", ["2008", "2012", "2016", "2021", "2024"])
def test_every_tie_of_a_european_championship_has_its_place(shared: Path, year: str) -> None:
    held = files.archive(shared / "data/openfootball-euro.tar.gz")
    (data,) = (d for path, d in held.items() if f"{year}--" in path and path.endswith("euro.txt"))
    snapshot = files.world([files.read_bytes(data, f"{year}/euro.txt")])
    (season,) = snapshot.seasons("uefa.euro")
    rule = BUILT_IN.edition("uefa.euro", season).bracket
    assert rule is not None
    found = bracket(snapshot, "uefa.euro", season)
    sizes = {name: len(ties) for name, ties in rule.rounds}
    assert {r.round: len(r.ties) for r in found.rounds} == sizes
    drawn = sum(tie.tie is not None for part in found.rounds for tie in part.ties)
    assert drawn == sum(sizes.values())


def test_thirds_are_given_their_places_by_the_table(shared: Path) -> None:
    """Euro 2016: thirds of B, C, E and F went on; four winners met them as the table says."""
    held = files.archive(shared / "data/openfootball-euro.tar.gz")
    (data,) = (d for path, d in held.items() if "2016--" in path and path.endswith("euro.txt"))
    whole = files.world([files.read_bytes(data, "2016/euro.txt")])
    season = Season.parse("2016")
    groups = [whole.match(n) for n in range(len(whole.matches)) if whole.match(n).group]
    found = bracket(snapshot_of(groups), "uefa.euro", season)
    meet = {
        slots[0]: (slots[1], clubs[1])
        for slots, clubs in zip(
            _slots(found, "round_of_16"), _names(found, "round_of_16"), strict=True
        )
        if slots[1].startswith("3")
    }
    assert meet == {
        "1A": ("3E", "Ireland"), "1B": ("3C", "Northern Ireland"),
        "1C": ("3B", "Slovakia"), "1D": ("3F", "Portugal"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def europa(shared: Path) -> Snapshot:
    """The Europa League of 2024-25, its qualifiers included."""
    folder = shared / "data/openfootball-champions-league/2024-25"
    return files.world(files.read(file) for file in sorted(folder.glob("el*.txt")))


S2024 = Season.parse("2024-25")


def test_league_phase(europa: Snapshot) -> None:
    found = bracket(known_at(europa, Moment.end_of("2024-12-20")), "uefa.el", S2024)
    assert _slots(found, "play_off")[0] == ["9/10", "23/24"]
    assert _slots(found, "round_of_16")[0] == ["1/2", "winner of 15/16 v 17/18"]
    qualifying = [r for r in found.rounds if r.phase == "qualifying"]
    assert qualifying
    assert [r.round for r in found.rounds if r.phase == "knockout"] == [
        "play_off", "round_of_16", "quarter_final", "semi_final", "final",
    ]  # fmt: skip


def test_league_phase_as_it_was_played(europa: Snapshot) -> None:
    found = bracket(europa, "uefa.el", S2024)
    knockout = [r for r in found.rounds if r.phase == "knockout"]
    assert [len(r.ties) for r in knockout] == [8, 8, 4, 2, 1]
    assert all(tie.tie is not None for part in knockout for tie in part.ties)
    assert _names(found, "final") == [["Tottenham Hotspur", "Manchester United"]]
    # Clubs of the play-off round stand at the places from which they came.
    assert sorted(int(s) for slots in _slots(found, "play_off") for s in slots) == [*range(9, 25)]


def test_a_cup_that_is_drawn_shows_only_what_is_drawn() -> None:
    more = {"competition": "es.cup", "season": "2017-18", "phase": "knockout"}
    matches = [a_match("Ayr 1-0 Bury", 0, round="semi_final", **more)]
    found = bracket(snapshot_of(matches), "es.cup", Season.parse("2017-18"))
    assert [r.round for r in found.rounds] == ["semi_final"]
    with pytest.raises(UnknownName, match=r"no tie of es\.1 2017-18"):
        bracket(
            snapshot_of([a_match("Ayr 1-0 Bury", 0, "es.1", "2017-18")]),
            "es.1",
            Season.parse("2017-18"),
        )
