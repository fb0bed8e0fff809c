"""What is left to win for each side, competition by competition, and the next matches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matchdesk.brief.around import drop_words
from matchdesk.brief.layout import Cell, Column, Grid, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, keep, place, short_day
from matchdesk.core.competition import CompetitionId, round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.rules.standing import (
    CupPlace,
    LeaguePlace,
    Standing,
    competitions_of,
    next_fixtures,
    postponed_of,
    standing,
)

FIXTURES = 3
"""Next matches that are shown; the JSON holds :data:`MORE`."""
MORE = 6

_GROUPS = {"league": "league phase", "group": "group phase", "group_2": "second group phase"}


@dataclass(frozen=True, slots=True)
class Prospect:
    """Where one side stands in one competition, in words and as the rules tell it."""

    competition: str
    name: str
    season: Season
    standing: Standing
    words: str

    @property
    def open(self) -> bool:
        """True while something is left to play for."""
        cup, league = self.standing.cup, self.standing.league
        return cup.state == "in" if cup else league is not None and not league.settled

    def to_dict(self) -> dict[str, object]:
        """The prospect as a JSON object: ``state``, ``round``, ``next`` and the whole standing."""
        cup = self.standing.cup
        return {
            "competition": self.competition,
            "name": self.name,
            "season": str(self.season),
            "kind": self.standing.kind,
            "state": cup.state if cup else "in" if self.open else "over",
            "round": cup.round if cup else "",
            "opponent": cup.opponent.name if cup and cup.opponent else None,
            "next_date": cup.next_date.isoformat() if cup and cup.next_date else None,
            "words": self.words,
            "standing": self.standing.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Left:
    """What is left for one side.

    Attributes:
        prospects: one for each competition of its season, that of the match first.
        fixtures: next matches whose day is known, by day. postponed: those without a day.
    """

    club: Club
    prospects: tuple[Prospect, ...]
    fixtures: tuple[Match, ...]
    postponed: tuple[Match, ...]

    def to_dict(self) -> dict[str, object]:
        """What is left as a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "competitions": [prospect.to_dict() for prospect in self.prospects],
            "next": [self._fixture(match) for match in self.fixtures],
            "postponed": [self._fixture(match) for match in self.postponed],
        }

    def _fixture(self, match: Match) -> dict[str, object]:
        return {
            "match_id": match.id,
            "date": match.date.isoformat() if match.date else None,
            "competition": match.competition,
            "round": match.round,
            "home": match.home.name,
            "home_id": match.home.id,
            "away": match.away.name,
            "away_id": match.away.id,
            "venue": venue_of(match, self.club),
            "status": match.status,
        }

    def prospect(self, competition: str) -> Prospect | None:
        """The prospect in one competition."""
        return next((p for p in self.prospects if p.competition == competition), None)

    def next_words(self, beside: dt.date) -> str:
        """The next matches in words."""
        shown = self.fixtures[:FIXTURES]
        if not shown:
            return "no fixture held"
        return " · ".join(keep(fixture_words(match, self.club, beside)) for match in shown)

    def postponed_words(self) -> str:
        """Matches without a day, in words."""
        told = []
        for match in self.postponed[:FIXTURES]:
            other = match.away if match.home.id == self.club.id else match.home
            stage = f", {round_words(match.round)}" if match.round else ""
            told.append(keep(f"{other.name} ({venue_of(match, self.club)})") + stage)
        rest = len(self.postponed) - FIXTURES
        return "; ".join(told) + (f"; {counted(rest, 'match')} more" if rest > 0 else "")


def left(setting: Setting, club: Club) -> Left:
    """What is left for a side at the moment."""
    m = setting.match
    wanted = dict.fromkeys(competitions_of(setting.now, club))
    wanted.setdefault((m.competition, m.season))
    # A competition may be named twice across two seasons; the later one is what is left.
    latest: dict[CompetitionId, Season] = {}
    for competition, season in wanted:
        if competition not in latest or latest[competition] < season:
            latest[competition] = season

    prospects = []
    for competition, season in latest.items():
        found = standing(setting.now, competition, season, club, catalogue=setting.catalogue)
        prospects.append(
            Prospect(
                competition,
                setting.name(competition, season),
                season,
                found,
                standing_words(found, setting.now.day),
            )
        )
    prospects.sort(
        key=lambda p: (
            p.competition != m.competition,
            not setting.is_league(p.competition),
            not p.open,
            p.competition,
        )
    )
    return Left(
        club,
        tuple(prospects),
        tuple(setting.as_held(match) for match in next_fixtures(setting.now, club, MORE)),
        tuple(setting.as_held(match) for match in postponed_of(setting.now, club)),
    )


def standing_words(found: Standing, beside: dt.date) -> str:
    """Where a club stands, as a desk writes it in a few words."""
    if found.league is not None:
        return league_words(found.league)
    if found.cup is not None:
        return cup_words(found.cup, found.club, beside)
    return "–"


def league_words(at: LeaguePlace) -> str:
    """A place in a table in a few words."""
    if not at.played and not at.over:
        return "not begun"
    told = [f"{place(at.position)}, {at.points} from {at.played}"]
    if at.settled:
        first = at.zone == "champion" and at.over
        end = "champions" if first else f"finished {place(at.position)}"
        down = ", in the relegation places" if at.zone == "relegation" else ""
        return f"{end}, {counted_points(at.points)} from {at.played}{down}"
    drop = at.above_drop
    if drop is not None and 2 * at.position > at.clubs:
        told.append(drop_words(drop, at.zone == "relegation"))
    elif at.ahead_of_second is not None:
        ahead = at.ahead_of_second
        told.append(f"{ahead} ahead" if ahead else "level on points with the second")
    else:
        behind = at.behind_leader
        told.append(
            f"{behind} behind {at.leader.name}" if behind else f"level with {at.leader.name}"
        )
    return ", ".join(told)


def counted_points(points: int) -> str:
    """Points with their noun.

    >>> counted_points(1), counted_points(35)
    ('1 point', '35 points')
    """
    return f"{points} point{'' if points == 1 else 's'}"


def cup_words(at: CupPlace, club: Club, beside: dt.date) -> str:
    """How far a club has come in a cup, in a few words."""
    where = round_plural(at.round)
    if at.state == "not_entered":
        return "–"
    if at.state == "winners":
        return "winners"
    if at.state == "runners_up":
        return "lost the final"
    if at.state == "out":
        if at.place is not None:
            group = f"group {at.place.group}" if at.place.group else "the league phase"
            told = f"out, {place(at.place.position)} in {group}"
        else:
            article = "" if _numbered(where) else "the "
            told = f"out in {article}{where}" if where else "out"
        if at.next_match is not None:
            told += f"; {_next(at.next_match, club, beside)}"
        return told
    if at.place is not None and at.drawn:
        group = f"group {at.place.group}" if at.place.group else "league phase"
        told = f"{group}, {place(at.place.position)}, {at.place.points} from {at.place.played}"
        return f"{told}; {_next(at.next_match, club, beside)}" if at.next_match else told
    if not at.drawn:
        return f"{where or 'next round'}, opponent not yet drawn"
    told = where or "in"
    if at.opponent is not None:
        told += f" v {at.opponent.name}"
    if at.next_match is not None:
        leg = {"1": ", first leg", "2": ", second leg"}.get(at.next_match.leg, "")
        if at.next_match.leg in ("replay", "play-off"):
            leg = f", {at.next_match.leg}"
        told += f"{leg}, {keep(short_day(at.next_match.date, beside))}"
        told += f" ({venue_of(at.next_match, club)})"
    elif at.opponent is not None:
        told += ", day not known"
    return told


def _next(match: Match, club: Club, beside: dt.date) -> str:
    other = match.away if match.home.id == club.id else match.home
    return f"next v {other.name}, {keep(short_day(match.date, beside))}"


def fixture_words(match: Match, club: Club, beside: dt.date) -> str:
    """One match to come: "27 Jan Valencia (away)"."""
    other = match.away if match.home.id == club.id else match.home
    return f"{short_day(match.date, beside)} {other.name} ({venue_of(match, club)})"


def venue_of(match: Match, club: Club) -> str:
    """Where a match is for one of its sides: "home", "away" or "neutral"."""
    if match.neutral:
        return "neutral"
    return "home" if match.home.id == club.id else "away"


def round_plural(name: str) -> str:
    """A round as a place to be in.

    >>> round_plural("quarter_final"), round_plural("round_of_16"), round_plural("final")
    ('quarter-finals', 'last 16', 'final')
    """
    if name in _GROUPS:
        return _GROUPS[name]
    told = round_words(name) if name else ""
    return f"{told}s" if name in ("quarter_final", "semi_final") else told


def _numbered(round_name: str) -> bool:
    """True for "round 4", which takes no article."""
    return round_name[-1:].isdigit() and not round_name.startswith("last ")


def section(setting: Setting, both: tuple[Left, Left]) -> Section:
    """Both sides beside each other."""
    beside = setting.now.day
    home, away = both
    every = [p for side in both for p in side.prospects]
    # What is still open for either side stands above what is over for both.
    live = {p.competition for p in every if p.open}
    first = every[0].competition
    every.sort(key=lambda p: (p.competition != first, p.competition not in live))
    names = {p.competition: p.name for p in every}
    rows = []
    for competition, name in names.items():
        told = (side.prospect(competition) for side in both)
        rows.append((name, *(p.words if p is not None else "–" for p in told)))
    rows = [row for row in rows if row[1:] != ("–", "–")]
    rows.append(("Next", home.next_words(beside), away.next_words(beside)))
    if home.postponed or away.postponed:
        late = tuple(side.postponed_words() or "–" for side in both)
        rows.append(("Day not known", *late))
    columns = (
        Column(),
        Column(home.club.name, wrap=True, gap=3),
        Column(away.club.name, wrap=True, gap=3),
    )
    folded = []
    for number, side in enumerate(both, 1):
        folded.append(Line(side.club.name))
        folded += [Line(f"{row[0]}: {row[number]}", "sub") for row in rows if row[number] != "–"]
    grid = Grid(columns, tuple(tuple(Cell(text) for text in row) for row in rows), tuple(folded))
    return Section("left", "WHAT IS LEFT", (grid,))
