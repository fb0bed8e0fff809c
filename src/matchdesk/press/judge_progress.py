"""Verdicts on how far a side came: that it plays no more in a cup, that it goes on, that it will be at the finals.

A reporter of the time knows who plays on. What is told in passing of any side is looked up in the rest of
the season: whoever has no match left there is out, whoever has one in a later stage came through.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from matchdesk.core.competition import round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import phase_code
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import match_row, match_words, tie_row, to_come
from matchdesk.press.judge_round import called, differ, path
from matchdesk.press.mentions import is_nation
from matchdesk.rules.knockout import Tie

_LATELY = dt.timedelta(days=60)
"""Time back in which a side went out, or came through, that a report tells of without a day."""
_FORTNIGHT = dt.timedelta(days=12)
_DAYS = dt.timedelta(days=4)
_GRACE = 6
"""Days for which a side goes on playing in a group that it cannot get out of."""
_AHEAD = dt.timedelta(days=800)
_QUALIFYING = phase_code("qualifying")
_LEAGUE = phase_code("league")


def cups_of(book: Almanac, club: Club, competition: str = "") -> list[tuple[str, Season]]:
    """Cups with their seasons in which a side has played lately, that in hand first."""
    m = book.known.matches
    number = book.known.club_number(club)
    last = book.written.toordinal()
    mine = (m.home == number) | (m.away == number)
    near = np.flatnonzero(mine & (m.day <= last + 1) & (m.day >= last - _LATELY.days))
    found: dict[tuple[str, Season], None] = {}
    for row in near.tolist():
        match = book.value(row)
        if match.phase == "league" or (competition and match.competition != competition):
            continue
        found[str(match.competition), match.season] = None
    hand = str(book.match.competition) if book.match is not None else ""
    return sorted(found, key=lambda one: one[0] != hand)


def out(book: Almanac, r: Reading) -> Finding | None:
    """That a side is out: it plays no more in a cup that goes on without it."""
    if r.team is None:
        return None
    for name, season in cups_of(book, r.team, r.competition):
        last = _last(book, name, season, r.team)
        if last is None or last.date is None:
            continue
        # Who has lost too often in a group is out, though it has a match to play.
        grace = _GRACE if last.phase in ("group", "group_2") and is_nation(r.team) else 1
        if last.date > book.written + dt.timedelta(days=grace):
            continue
        if _goes_on(book, name, season, r.team, last) and _fell(book, r, name, last):
            told = f"{match_words(last)}; {r.team.name} played no more in it."
            return Finding("supported", told, (match_row(last),))
    won = _just(book, r)
    if won is not None and won.winner == r.team:
        return Finding("contradicted", won.sentence, (tie_row(won),), certain=True)
    return None


def _last(book: Almanac, competition: str, season: Season, club: Club) -> Match | None:
    """The last match of a side in a cup's season, whenever it was."""
    found = _of_season(book, competition, season, club)
    return found[-1] if found else None


def _of_season(book: Almanac, competition: str, season: Season, club: Club) -> list[Match]:
    """The matches of a side in a cup's season by day, those to come too."""
    whole = book.whole
    m = whole.matches
    rows = whole.season_rows(competition, season)
    number = whole.club_number(club)
    mine = rows[((m.home[rows] == number) | (m.away[rows] == number)) & (m.day[rows] > 0)]
    return [whole.match(int(row)) for row in mine[np.argsort(m.day[mine], kind="stable")]]


def _goes_on(book: Almanac, competition: str, season: Season, club: Club, last: Match) -> bool:
    """True if a cup goes on after a side's last match, or that was the final."""
    m = book.whole.matches
    rows = book.whole.season_rows(competition, season)
    day = last.date.toordinal() if last.date is not None else 0
    return last.round == "final" or bool((m.day[rows] > day).any())


def _fell(book: Almanac, r: Reading, competition: str, last: Match) -> bool:
    """True if a side's last match put it out, in the round told and by the side told."""
    team = r.team
    assert team is not None
    groups = last.phase in ("group", "group_2", "qualifying", "split") or not last.round
    if r.opponent is not None and r.opponent not in (last.home, last.away):
        # "A win that knocked out Ghana": of a group others may put a side out.
        return groups and not r.round
    if r.round and not groups and differ(r.round, called(book, competition, last.season, last.round)):  # fmt: skip
        return False
    if groups:
        return r.round in ("", "group", "round_1")
    tie = _tie(book, team, last)
    if tie is not None and tie.winner is not None:
        return tie.winner != team
    if last.result is None:
        return False
    mine = last.result if last.home == team else last.result.swapped()
    return mine.home <= mine.away


def _tie(book: Almanac, club: Club, last: Match) -> Tie | None:
    found = book.ties(str(last.competition), last.season)
    return next((t for t in reversed(found) if club in t.teams and t.round == last.round), None)


def qualification(book: Almanac, r: Reading) -> Finding:
    """That a side goes on: it plays in a later stage, or at the finals for which it qualified."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    found = _finals(book, r) if r.word == "finals" else _on(book, r)
    ours = book.match
    if found is None and ours is not None and ours.phase == "qualifying" and is_nation(r.team):
        # "Had already made sure of their places": at the finals that are played for.
        found = _finals(book, r) if r.round in ("", "final") and r.opponent is None else None
    return found or Finding("cannot_say", f"Whether {r.team.name} go on is not held.")


def _on(book: Almanac, r: Reading) -> Finding | None:
    assert r.team is not None
    for name, season in cups_of(book, r.team, r.competition):
        cup = book.catalogue.name(name)
        stages = path(book, name, season, r.team)
        for place, stage in enumerate(stages):
            meant = r.round in (stage.name, stage.called) if r.round else stage.first > book.written
            lately = stage.last >= book.written - _FORTNIGHT
            if meant and lately and all(s.last <= book.written for s in stages[:place]):
                told = f"{r.team.name} are in the {round_words(stage.called)} of {cup}, against {stage.other.name}."
                rows = [m for m in _of_season(book, name, season, r.team) if m.date == stage.first]
                return Finding("supported", told, tuple(match_row(to_come(m)) for m in rows[:1]))
        for tie in book.ties(name, season):
            recent = tie.decided_on is not None and book.written - _LATELY <= tie.decided_on
            if not recent or r.team not in tie.teams or r.round:
                continue
            if r.opponent is not None and r.opponent not in tie.teams:
                continue
            if tie.winner == r.team:
                return Finding("supported", tie.sentence, (tie_row(tie),))
    lost = _just(book, r)
    if lost is not None and lost.loser == r.team:
        return Finding("contradicted", lost.sentence, (tie_row(lost),), certain=True)
    return None


def _just(book: Almanac, r: Reading) -> Tie | None:
    """The one tie of a side that was decided in these days, where the words surely mean it."""
    if not r.named or r.team is None:
        return None
    found = [
        tie
        for name, season in cups_of(book, r.team)
        for tie in book.ties(name, season)
        if r.team in tie.teams
        and tie.decided_on is not None
        and book.written - _DAYS <= tie.decided_on <= book.written
    ]
    return found[0] if len(found) == 1 else None


def _finals(book: Almanac, r: Reading) -> Finding | None:
    """The side at the finals of a tournament that was to come, or went on."""
    assert r.team is not None
    whole = book.whole
    m = whole.matches
    number = whole.club_number(r.team)
    first = (book.written - dt.timedelta(days=20)).toordinal()
    last = (book.written + _AHEAD).toordinal()
    mine = (m.home == number) | (m.away == number)
    rows = np.flatnonzero(
        mine & (m.day >= first) & (m.day <= last) & (m.phase != _QUALIFYING) & (m.phase != _LEAGUE)
    )
    hand = str(book.match.competition) if book.match is not None else ""
    wanted = r.competition or hand
    for row in rows[np.argsort(m.day[rows])].tolist():
        match = whole.match(row)
        if str(match.competition) == wanted:
            cup = book.catalogue.name(wanted)
            other = match.away if match.home == r.team else match.home
            told = f"{r.team.name} are at the finals of {cup}, where they meet {other.name}."
            return Finding("supported", told, (match_row(to_come(match)),))
    return None


def reason(book: Almanac, r: Reading) -> Finding | None:
    """That some tie of a side was decided from the spot, after extra time or by away goals."""
    if r.team is None:
        return None
    seen = [r.team] if r.opponent is None else [r.team, r.opponent]
    for name, season in cups_of(book, r.team, r.competition):
        for tie in reversed(book.ties(name, season)):
            if not all(club in tie.teams for club in seen):
                continue
            if tie.decided_on is not None and tie.decided_on > book.written:
                continue
            if _by(book, tie, r):
                return Finding("supported", tie.sentence, (tie_row(tie),))
    return None


def _by(book: Almanac, tie: Tie, r: Reading) -> bool:
    if r.outcome and tie.winner is not None and (tie.winner == r.team) != (r.outcome == "win"):
        return False
    if r.word == "extra_time":
        return any(
            leg.extra_time is not None or book.value(leg.row).penalties is not None
            for leg in tie.legs
        )
    if r.word == "penalties":
        return tie.decided_by == "penalties" or any(
            book.value(leg.row).penalties is not None for leg in tie.legs
        )
    return tie.decided_by == r.word or (
        r.word == "away_goals" and tie.decided_by == "away_goals_after_extra_time"
    )
