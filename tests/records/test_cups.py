"""Ties turned round, rounds reached, lower sides, finals; scorers where goals are held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from matchdesk.core.match import Goal, Match
from matchdesk.core.snapshot import Snapshot
from matchdesk.records import Record, records
from tests.records.worlds import background, match, world


def tie(year: int, first: str, second: str, one: str = "Rovers", other: str = "Mill",
        round: str = "quarter_final") -> list[Match]:  # fmt: skip
    """Two legs of the Copa del Rey 2006-07 to 2016-17, with away goals."""
    season = f"{year}-{(year + 1) % 100:02d}"
    return [
        match(f"{year + 1}-01-10", one, first, other, competition="es.cup", season=season,
              round=round, leg="1"),
        match(f"{year + 1}-01-17", other, second, one, competition="es.cup", season=season,
              round=round, leg="2"),
    ]  # fmt: skip


def last(snapshot: Snapshot) -> tuple[Record, ...]:
    return records(snapshot, len(snapshot.matches) - 1)


def of_kind(told: tuple[Record, ...], kind: str) -> Record:
    (found,) = [r for r in told if r.kind == kind]
    return found


def test_a_tie_turned_round_at_the_other_ground() -> None:
    ties = [
        *tie(2006, "0-1", "1-0", "Lane", "Quay"),
        *tie(2007, "0-1", "2-0", "Bay", "Cape"),
        *tie(2008, "0-1", "0-0", "Lane", "Mill"),
        *tie(2009, "0-2", "1-3", "Cape", "Mill"),
        *tie(2010, "0-1", "1-2"),
    ]
    turned = of_kind(last(world(ties)), "tie_turned_round")
    assert turned.subject.name == "Rovers"
    assert (
        "after losing the first leg 0-1 at home, as happened in one of the four such ties"
        in turned.sentence
    )


def test_a_lead_from_away_lost_for_the_first_time() -> None:
    ties = [
        *tie(2007, "0-1", "2-0", "Bay", "Mill"),
        *tie(2008, "0-1", "0-0", "Lane", "Mill"),
        *tie(2010, "0-1", "1-2"),
    ]
    lost = of_kind(last(world(ties)), "first_leg_lead_lost")
    assert (lost.subject.name, lost.value) == ("Mill", 3)
    assert "they had gone through in both before" in lost.sentence


def test_no_record_before_the_tie_is_over() -> None:
    told = last(world(tie(2010, "0-1", "1-2")[:1]))
    assert not [r for r in told if r.kind in ("tie_turned_round", "first_round_reached")]


def test_a_round_reached_for_the_first_time() -> None:
    earlier = [m for y in (2006, 2007) for m in tie(y, "1-0", "0-0", "Lane", "Quay", "semi_final")]
    told = last(world([*earlier, *tie(2008, "1-0", "0-0")]))
    reached = of_kind(told, "first_round_reached")
    assert "Rovers reach the semi-finals of the Copa del Rey for the first time in the three" in (
        reached.sentence
    )
    assert not reached.certain
    again = last(world([*earlier, *tie(2008, "1-0", "0-0", "Lane", "Bay")]))
    assert not [r for r in again if r.kind == "first_round_reached"]


def test_a_round_reached_for_the_first_time_since() -> None:
    earlier = [m for y in range(2006, 2012)
               for m in tie(y, "1-0", "0-0", "Rovers" if y == 2006 else "Lane", "Quay",
                            "semi_final")]  # fmt: skip
    told = last(world([*earlier, *tie(2012, "1-0", "0-0")]))
    since = of_kind(told, "round_reached_since")
    assert "for the first time since 2006-07" in since.sentence


def test_out_to_a_side_of_a_lower_division() -> None:
    names = ("Rovers", "Lane", "Quay", "Bay", "Cape")
    top = [match(f"2010-09-{n + 1:02d}", a, "1-0", b, competition="es.1")
           for n, (a, b) in enumerate((a, b) for a in names for b in names if a != b)]  # fmt: skip
    second = [match("2010-09-01", "Mill", "1-0", "Dune", competition="es.2")]
    told = last(world([*top, *second, *tie(2010, "0-1", "0-0", "Rovers", "Mill")]))
    out = of_kind(told, "out_to_lower_side")
    assert (out.subject.name, out.value) == ("Rovers", 1)
    assert "a side one division below" in out.sentence


def test_a_final_won() -> None:
    finals = [
        match(f"{year}-05-20", "Rovers" if year != 2009 else "Lane", "2-0", "Mill",
              competition="es.cup", round="final", neutral=True)
        for year in range(2007, 2012)
    ]  # fmt: skip
    title = of_kind(last(world(finals)), "title")
    assert "Rovers win the Copa del Rey for the fourth time in the five finals held" in (
        title.sentence
    )
    assert (title.value, title.certain) == (4, False)


def test_a_tournament_is_won_without_its_qualifiers_and_running() -> None:
    def one(year: int, against: str, round: str) -> Match:
        made = match(f"{year}-07-09", "Rovers", "2-0", against, competition="fifa.wc",
                     season=str(year), round=round, neutral=True)  # fmt: skip
        return made if round else replace(made, phase="qualifying", date=dt.date(year - 1, 9, 1))

    years = (1998, 2002, 2006)
    matches = [m for year in years for m in (one(year, "Lane", ""), one(year, "Mill", "final"))]
    title = of_kind(last(world(matches)), "title")
    assert "the World Cup for the third time running" in title.sentence
    assert "qualifiers" not in title.sentence


def test_extra_time_away_goals_and_shoot_outs_decide_ties() -> None:
    first = tie(2010, "1-0", "1-0")
    second = first[1]
    kicks = match("2011-01-17", "Mill", "1-0", "Rovers", competition="es.cup", season="2010-11",
                  round="quarter_final", leg="2", extra="1-0", penalties="3-4")  # fmt: skip
    assert second.leg == "2"
    earlier = tie(2006, "1-0", "0-0", "Lane", "Quay", "semi_final")
    told = last(world([*earlier, first[0], kicks]))
    assert of_kind(told, "first_round_reached").subject.name == "Rovers"


# Scorers


def goals(*scored: tuple[str, int], home: bool = True) -> tuple[Goal, ...]:
    return tuple(Goal(home, player, minute) for player, minute in scored)


def test_hat_trick_and_goals_in_matches_running() -> None:
    before = background()
    first = len(before)
    held = [match(f"2001-09-{n + 1:02d}", "Rovers", s, f"Club {n}")
            for n, s in enumerate(["1-0", "1-0", "1-0", "3-0"])]  # fmt: skip
    scored = {first + n: goals(("Ann Lake", 20)) for n in range(3)}
    scored[first + 3] = goals(("Ann Lake", 1), ("Ann Lake", 30), ("Ann Lake", 60))
    told = last(world([*before, *held], goals=scored))
    hat_trick = of_kind(told, "hat_trick")
    assert (hat_trick.player, hat_trick.value, hat_trick.certain) == ("Ann Lake", 3, False)
    assert of_kind(told, "goals_in_matches_running").value == 4
    assert "in the first minute" in of_kind(told, "goal_in_first_minute").sentence


def test_own_goals_make_no_scorer() -> None:
    held = [match("2001-09-01", "Rovers", "3-0", "Mill")]
    own = tuple(Goal(True, "Bo Reed", minute, kind="own_goal") for minute in (1, 2, 3))
    assert not last(world(held, goals={0: own}))


def test_no_goals_held_no_scorers() -> None:
    told = last(world([*background(), match("2001-09-01", "Rovers", "5-0", "Mill")]))
    assert not [r for r in told if r.player]
