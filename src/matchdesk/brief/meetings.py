"""Head-to-head: what both sides have done against each other in the matches held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from matchdesk.brief.coverage import Span, spans
from matchdesk.brief.layout import Block, Cell, Column, Grid, Line, Section
from matchdesk.brief.outings import Outing, Tally, outings
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, listed, score_of, short_day
from matchdesk.core.competition import round_words
from matchdesk.core.match import Club

LISTED = 8
"""Meetings listed one by one, the latest."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """Matches between two sides that are over, seen from the home side of the match in question.

    Attributes:
        earlier: before the match, by day. later: after it, where the moment is later still.
        match_over: True if the match itself is over, and so a meeting more.
        spans: seasons held of the competitions in which they met or meet.
    """

    home: Club
    away: Club
    earlier: tuple[Outing, ...]
    later: tuple[Outing, ...]
    match_over: bool
    spans: tuple[Span, ...]
    beside: dt.date

    @property
    def since(self) -> int | None:
        """Year of the first meeting held before the match; None where none is."""
        days = [o.match.date for o in self.earlier if o.match.date is not None]
        return days[0].year if days else None

    def sentence(self) -> str:
        """The balance in a sentence."""
        if not self.earlier:
            return "No earlier meeting is held."
        total = Tally.of(self.earlier)
        met = counted(len(self.earlier), "meeting")
        since = f" since {self.since}" if self.since else ""
        balance = [
            counted(total.won, f"{self.home.name} win"),
            counted(total.drawn, "draw"),
            counted(total.lost, f"{self.away.name} win"),
        ]
        kicks = sum(o.kicks is not None for o in self.earlier if o.outcome == "D")
        shoot = f" ({counted(kicks, 'shoot-out')} counted as drawn)" if kicks else ""
        goals = f"goals {total.goals}"
        return f"Before this match {met} held{since}: {', '.join(balance)}{shoot}, {goals}."

    def to_dict(self) -> dict[str, object]:
        """Head-to-head as a JSON object; wins and goals from the matches before the match."""
        total = Tally.of(self.earlier)
        at_home = Tally.of(o for o in self.earlier if o.venue == "home")
        return {
            "held": total.played,
            "since": self.since,
            "sentence": self.sentence(),
            "wins": [
                {"team": self.home.name, "team_id": self.home.id, "wins": total.won},
                {"team": self.away.name, "team_id": self.away.id, "wins": total.lost},
            ],
            "draws": total.drawn,
            "goals": [
                {"team": self.home.name, "team_id": self.home.id, "goals": total.goals_for},
                {"team": self.away.name, "team_id": self.away.id, "goals": total.goals_against},
            ],
            "home_side_at_home": at_home.to_dict(),
            "matches": [_match(o) for o in self.earlier],
            "later": [_match(o) for o in self.later],
            "coverage": [span.to_dict() for span in self.spans],
        }

    def section(self, setting: Setting) -> Section:
        """Its words."""
        blocks: list[Block] = [Line(self.sentence())]
        if self.earlier:
            at_home = Tally.of(o for o in self.earlier if o.venue == "home")
            if at_home.played and at_home.played < len(self.earlier):
                blocks.append(
                    Line(
                        f"{self.home.name} at home: {at_home.won} won, {at_home.drawn} drawn, "
                        f"{at_home.lost} lost, goals {at_home.goals}.",
                        rows=at_home.rows,
                    )
                )
            shown = tuple(reversed(self.earlier[-LISTED:]))
            blocks.append(_grid(setting, shown))
            if len(self.earlier) > LISTED:
                rest = len(self.earlier) - LISTED
                blocks.append(Line(f"and {counted(rest, 'meeting')} before those.", "sub"))
        if self.later:
            met = counted(len(self.later), "meeting")
            told = listed([f"{o.match.home.name} {o.home_away} {o.match.away.name} "
                           f"({short_day(o.match.date)})" for o in self.later[:LISTED]])  # fmt: skip
            more = f" and {len(self.later) - LISTED} more" if len(self.later) > LISTED else ""
            blocks.append(Line(f"After this match {met}: {told}{more}.", "sub"))
        if self.spans:
            held = "; ".join(span.words() for span in self.spans)
            blocks.append(Line(f"Held: {held}.", "note"))
        return Section("meetings", "HEAD-TO-HEAD", tuple(blocks))


def meetings(setting: Setting) -> Meetings:
    """Meetings of both sides, earlier ones and, where they are known, later ones."""
    home, away = setting.sides
    m = setting.now.matches
    one, other = setting.now.club_number(home), setting.now.club_number(away)
    rows = setting.now.select(club=home)
    rows = rows[
        ((m.home[rows] == one) & (m.away[rows] == other))
        | ((m.home[rows] == other) & (m.away[rows] == one))
    ]
    rows = rows[rows != setting.row]
    before = setting.before(rows)
    after = rows[~np.isin(rows, before)]
    earlier = outings(setting, home, before)
    competitions = dict.fromkeys(
        [setting.match.competition, *(o.match.competition for o in reversed(earlier))]
    )
    return Meetings(
        home=home,
        away=away,
        earlier=earlier,
        later=outings(setting, home, after),
        match_over=setting.match.counts,
        spans=spans(setting, tuple(competitions)),
        beside=setting.day,
    )


def _match(outing: Outing) -> dict[str, object]:
    told = outing.to_dict()
    del told["venue"], told["outcome"]
    return told


def _grid(setting: Setting, shown: tuple[Outing, ...]) -> Grid:
    rows = []
    folded = []
    for o in shown:
        where = f"{setting.name(o.match.competition, o.match.season)} {o.match.season}"
        if o.match.round and not o.match.round.isdigit():
            where += f", {round_words(o.match.round)}"
        score = score_of(o.match)
        day = short_day(o.match.date)
        told = _line(o, score)
        rows.append((Cell(day), Cell(told, (o.match.id,)), Cell(where)))
        folded.append(Line(f"{day:>11}  {told}  {where}", "sub", rows=(o.match.id,)))
    columns = (Column(align="right"), Column(), Column())
    return Grid(columns, tuple(rows), tuple(folded))


def _line(outing: Outing, score: str) -> str:
    result = str(outing.match.result)
    more = score.removeprefix(result).strip(" ,")
    told = f"{outing.match.home.name} {result} {outing.match.away.name}"
    return f"{told} ({more})" if more else told
