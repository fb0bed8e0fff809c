"""What simple counting proves about a match: firsts between two sides, counts of the season.

Every mark carries its matches, the scope it was counted in and whether the ledger's coverage makes
it certain. It has the shape of a record, so that an engine for records can take its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matchdesk.brief.coverage import spans
from matchdesk.brief.layout import Line, Section
from matchdesk.brief.meetings import Meetings
from matchdesk.brief.outings import (
    Tally,
    by_competition,
    competitive,
    outings,
    season_of,
    season_outings,
    season_rows,
)
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, in_words, listed, ordinal
from matchdesk.core.competition import round_words
from matchdesk.core.match import Club


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact about the match that counting proves.

    Attributes:
        kind: stable word.
        sentence: the fact with its scope.
        subject, opponent: ids of clubs, "" where there is none.
        value: the count.
        match_ids: matches that it rests on, by day.
        scope: what was counted, in words.
        certain: True only if the ledger holds the whole scope.
        coverage: what is held of the scope, in words.
    """

    kind: str
    sentence: str
    subject: str
    opponent: str
    competition: str
    value: int
    match_ids: tuple[str, ...]
    scope: str
    certain: bool
    coverage: str

    def to_dict(self) -> dict[str, object]:
        """The mark as a JSON object."""
        return {
            "kind": self.kind,
            "sentence": self.sentence,
            "subject": self.subject,
            "opponent": self.opponent or None,
            "competition": self.competition or None,
            "value": self.value,
            "match_ids": list(self.match_ids),
            "scope": self.scope,
            "certain": self.certain,
            "coverage": self.coverage,
        }


def marks(setting: Setting, met: Meetings) -> tuple[Mark, ...]:
    """All marks of a match; none of one that is not over."""
    if not setting.match.counts:
        return ()
    tried: tuple[Callable[[], Mark | None], ...] = (
        lambda: first_of_meetings(setting, met),
        lambda: home_defeat(setting),
        lambda: first_round(setting),
        lambda: home_cup(setting),
    )
    return tuple(mark for mark in (attempt() for attempt in tried) if mark is not None)


def first_of_meetings(setting: Setting, met: Meetings) -> Mark | None:
    """The first win of a side in several meetings held."""
    (home, away), match = setting.sides, setting.match
    held = "; ".join(span.words() for span in met.spans)
    ids = (*(o.match.id for o in met.earlier), match.id)
    if not met.earlier:
        return None
    result = match.result
    if result is None or result.home == result.away:
        return None
    home_won = result.home > result.away
    winner, loser = (home, away) if home_won else (away, home)
    total = Tally.of(met.earlier)
    wins = total.won if home_won else total.lost
    if wins:
        return None
    count = len(met.earlier) + 1
    since = f" since {met.since}" if met.since else ""
    last = total.lost if home_won else total.won
    before = (
        f"; {loser.name} won all {in_words(last)} before" if last == len(met.earlier) > 1 else ""
    )
    return Mark(
        "first_win",
        f"{winner.name} beat {loser.name} for the first time in the {in_words(count)} meetings "
        f"held{since}{before}.",
        winner.id, loser.id, "", 1, ids, f"meetings held{since}", False, held,
    )  # fmt: skip


def home_defeat(setting: Setting) -> Mark | None:
    """Which home defeat of the season this was, with those before it."""
    match, club = setting.match, setting.match.home
    result = match.result
    if match.neutral or result is None or result.home >= result.away:
        return None
    mine = setting.order(setting.row)
    found = [
        o
        for o in competitive(season_outings(setting, club))
        if o.venue == "home" and setting.order(o.row) <= mine
    ]
    lost = [o for o in found if o.outcome == "L"]
    if not any(o.row == setting.row for o in lost):
        return None
    before = [o.short(match, day=False) for o in lost if o.row != setting.row]
    after = f", after {listed(before)}" if before else ""
    groups = by_competition(found)
    names = listed([setting.name(c) for c in groups])
    of = by_competition(lost)
    each = ", ".join(f"{setting.name(c)} {len(matches)}" for c, matches in of.items())
    if len(of) == 1:
        each = f"{'all ' if len(lost) > 1 else ''}in {setting.name(next(iter(of)))}"
    return Mark(
        "home_defeat_of_season",
        f"{possessive(club.name)} {ordinal(len(lost))} home defeat of "
        f"{season_of(setting, club)}{after} ({each}).",
        club.id, match.away.id, "", len(lost), tuple(o.match.id for o in lost),
        f"{counted(len(found), 'home match')} in {names}", _all_known(setting, club),
        f"competitions held: {names}",
    )  # fmt: skip


def first_round(setting: Setting) -> Mark | None:
    """A side reaches a round of this competition for the first time in the seasons held."""
    tie, match = setting.tie, setting.match
    if tie is None or tie.winner is None or setting.row != tie.rows[-1]:
        return None
    rounds = [rule.round for rule in setting.edition.rounds]
    place = setting.edition.round_place(tie.round)
    ahead = [r for r in rounds[place + 1 :] if r != "third_place"] if place >= 0 else []
    if not ahead or tie.phase == "qualifying":
        return None
    club = tie.winner
    m = setting.now.matches
    rows = setting.now.select(match.competition, club=club)
    late = [n for n, word in enumerate(setting.now.rounds) if word in ahead]
    code = match.season.code
    earlier = rows[m.season[rows] < code]
    if bool(np.isin(m.round[earlier], late).any()):
        return None
    every = setting.now.select(match.competition)
    every = every[(m.season[every] < code) & np.isin(m.round[every], late)]
    seasons = len(np.unique(m.season[every])) + 1
    if seasons < 2:
        return None
    span = spans(setting, (match.competition,))
    name = setting.name(match.competition)
    final = ahead[0] == "final"
    where = "the final" if final else f"the {_plural(round_words(ahead[0]))}"
    return Mark(
        "first_round_reached",
        f"{club.name} reach {where} of the {name} for the first time in the "
        f"{in_words(seasons)} seasons held.",
        club.id, "", match.competition, 1, tuple(setting.match_at(r).id for r in tie.rows),
        f"{name}, seasons of which that round is held", False, "; ".join(s.words() for s in span),
    )  # fmt: skip


def home_cup(setting: Setting) -> Mark | None:
    """The home side's home results in this cup season, where there are several."""
    match, club = setting.match, setting.match.home
    if setting.tie is None or match.neutral:
        return None
    rows = setting.now.select(match.competition, match.season, club=club)
    mine = setting.order(setting.row)
    found = [
        o
        for o in outings(setting, club, rows)
        if o.venue == "home" and setting.order(o.row) <= mine
    ]
    if len(found) < 2:
        return None
    total = Tally.of(found)
    name = setting.name(match.competition)
    if total.won == 0:
        record = f"{club.name} have not won at home in this {name}"
    else:
        record = (
            f"{possessive(club.name)} home matches in this {name}: {total.won} won, "
            f"{total.drawn} drawn, {total.lost} lost"
        )
    told = listed([f"{o.home_away} {o.opponent.name}" for o in found])
    return Mark(
        "home_cup_results", f"{record}: {told}.", club.id, "", match.competition, len(found),
        tuple(o.match.id for o in found), f"home matches in {name} {match.season}",
        setting.coverage(match.competition, match.season).complete,
        f"{name} {match.season}: {counted(len(found), 'home match')} held",
    )  # fmt: skip


def section(told: tuple[Mark, ...]) -> Section | None:
    """The marks in words; None where there are none."""
    if not told:
        return None
    blocks = [Line(mark.sentence, rows=mark.match_ids) for mark in told]
    held = dict.fromkeys(
        part for mark in told if mark.kind.startswith("first") for part in mark.coverage.split("; ")
    )
    if held:
        blocks.append(Line(f"Held: {'; '.join(held)}.", "note"))
    return Section("records", "RECORDS", tuple(blocks))


def possessive(name: str) -> str:
    """A name as an owner.

    >>> possessive("Real Madrid"), possessive("Leganés")
    ("Real Madrid's", "Leganés'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _all_known(setting: Setting, club: Club) -> bool:
    """True if no match of a club's season is past without a result."""
    rows = season_rows(setting, club)
    m = setting.now.matches
    past = rows[(m.day[rows] > 0) & (m.day[rows] < setting.now.day.toordinal())]
    return all(setting.match_at(r).status not in ("scheduled", "postponed") for r in past.tolist())


def _plural(round_name: str) -> str:
    if round_name.startswith(("last ", "round ", "match ")):
        return round_name
    return round_name if round_name.endswith("s") else f"{round_name}s"
