"""Verdicts on competitions and days: who is out and why, rounds, fixtures, titles, grounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from matchdesk.core.competition import round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.text import fold
from matchdesk.press import borne_out, judge_match, judge_progress
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import match_row, match_words, tie_row
from matchdesk.press.judge_round import called, differ


def elimination(book: Almanac, r: Reading) -> Finding:
    """A side is out: its tie is lost, or its group is over without it."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    tie = book.tie
    mine = tie is not None and r.team in tie.teams
    if tie is not None and mine and r.competition in ("", tie.competition):
        cover = book.coverage(tie.competition, tie.season)
        if r.round and differ(r.round, called(book, tie.competition, tie.season, tie.round)):
            told = f"{tie.sentence} It was the {round_words(tie.round)}."
            return Finding("contradicted", told, (tie_row(tie),), cover)
        if tie.loser == r.team and (r.opponent is None or tie.winner == r.opponent):
            return Finding("supported", f"{tie.sentence}", (tie_row(tie),), cover)
        if tie.winner == r.team or (tie.loser == r.team and r.opponent is not None):
            return Finding("contradicted", f"{tie.sentence}", (tie_row(tie),), cover)
        gone = judge_progress.out(book, r)
        return gone or Finding("cannot_say", f"{tie.sentence}", (tie_row(tie),), cover)
    if r.opponent is not None and not mine:
        other = book.tie_of(r.team, r.opponent, r.competition)
        if other is not None and other.winner is not None:
            verdict: Verdict = "supported" if other.loser == r.team else "contradicted"
            return Finding(verdict, f"{other.sentence}", (tie_row(other),))
    if book.match is not None and book.match.round and not mine and r.opponent is None:
        # Of another tie of the same cup, told beside the match in hand.
        comp = r.competition or str(book.match.competition)
        season = book.season_of(comp)
        others = book.ties(comp, season) if season is not None else ()
        lost = [t for t in others if t.loser == r.team]
        if lost and differ(r.round, called(book, comp, lost[-1].season, lost[-1].round)):
            return Finding("contradicted", lost[-1].sentence, (tie_row(lost[-1]),))
        if lost:
            return Finding("supported", lost[-1].sentence, (tie_row(lost[-1]),))
    if r.competition:
        stand = book.standing(r.competition, r.team)
        if stand is not None and stand.eliminated and stand.cup is not None:
            evidence = (tie_row(stand.cup.tie),) if stand.cup.tie else ()
            return Finding("supported", f"{r.team.name} are out: {stand.cup.reason}", evidence)
    gone = judge_progress.out(book, r)
    return gone or Finding("cannot_say", "Whether the side is out is not held.")


def match_result(book: Almanac, r: Reading) -> Finding:
    """A result; "knocked out" and "put out Levante 8-2" may be said of the whole tie."""
    found = judge_match.match_result(book, r)
    if found.verdict == "supported" or r.team is None or r.opponent is None:
        return found
    if found.verdict != "contradicted" and r.score is None:
        return found
    tie = book.tie_of(r.team, r.opponent)
    if tie is None or r.outcome not in ("win", "loss"):
        return found
    if tie.winner is None:
        last = book.value(tie.rows[-1])
        if found.verdict == "contradicted" and last.result and last.result.home == last.result.away:
            told = f"{match_words(last)}: who won the shoot-out is not held."
            return Finding("cannot_say", told, (match_row(last),))
        return found
    if r.score is not None and (len(tie.legs) != 2 or sorted(r.score) != sorted(tie.aggregate)):
        return found
    ended = book.value(tie.rows[-1]).date
    long_ago = ended is not None and ended < book.written - dt.timedelta(days=_WEEKS)
    if r.score is not None and long_ago and {r.team, r.opponent} == {*book.sides}:
        # The two have met again: that match is meant, not the tie of another season.
        return found
    if tie.winner == (r.team if r.outcome == "win" else r.opponent):
        return Finding("supported", tie.sentence, (tie_row(tie),))
    return found


_BEFORE = 3
"""Days before the report from which on a match is one of these days, and no earlier meeting."""


def met_before(book: Almanac, r: Reading) -> Finding:
    """A result of an earlier meeting: one of before the days that the report tells of."""
    found = match_result(book, replace(r, word=r.word.partition(":")[2]))
    days = [str(row.get("date") or "") for row in found.evidence if row.get("kind") == "match"]
    early = bool(days) and days[0] < (book.day - dt.timedelta(days=_BEFORE)).isoformat()
    if found.verdict == "supported" and early:
        return found
    return Finding("cannot_say", "No earlier meeting with that result is held.")


def aggregate(book: Almanac, r: Reading) -> Finding:
    """An aggregate, and who is said to have won by it."""
    if r.word == "first":
        return _first_leg(book, r)
    if r.word == "either":
        return _leg_or_aggregate(book, r)
    found = judge_match.aggregate(book, r)
    if found.verdict != "supported" or not r.outcome or r.team is None or r.score is None:
        return found
    tie = book.tie_of(r.team, r.opponent)
    if tie is None or tie.winner is None or sorted(tie.aggregate) != sorted(r.score):
        return found
    if r.window is not None and not r.window.holds(book.day):
        return found
    if (tie.winner == r.team) != (r.outcome == "win"):
        return Finding("contradicted", tie.sentence, (tie_row(tie),), found.coverage)
    return found


def _leg_or_aggregate(book: Almanac, r: Reading) -> Finding:
    """A score by which a side was put out: of both legs together, or of one of them."""
    if r.team is None or r.opponent is None or r.score is None:
        return Finding("cannot_say", "The sides are not settled.")
    tie = book.tie_of(r.team, r.opponent)
    if tie is None:
        return Finding("cannot_say", "No such tie is held.", void=True)
    evidence = (tie_row(tie), *(match_row(book.value(leg.row)) for leg in tie.legs))
    wanted = sorted(r.score)
    held = [sorted(leg.result) for leg in tie.legs if leg.result is not None]
    if wanted == sorted(tie.aggregate) or wanted in held:
        right = tie.winner != r.opponent
        return Finding("supported" if right else "cannot_say", tie.sentence, evidence)
    whole = len(held) == len(tie.legs) == (tie.legs_expected or 2)
    return Finding("contradicted" if whole else "cannot_say", tie.sentence, evidence)


def _first_leg(book: Almanac, r: Reading) -> Finding:
    """The score of the first leg of the tie in hand, and whose it was."""
    tie = book.tie
    if tie is None or len(tie.legs) != 2 or r.score is None or r.team not in tie.teams:
        return Finding("cannot_say", "The report's match is no leg of a tie that is held.")
    match = book.value(tie.legs[0].row)
    score = match.result
    if score is None:
        return Finding("cannot_say", "The first leg is not held.")
    mine = score if match.home == r.team else score.swapped()
    outcome = "win" if mine.home > mine.away else "loss" if mine.home < mine.away else "draw"
    right = sorted(score) == sorted(r.score) and outcome == r.outcome
    told = f"The first leg: {match_words(match)}."
    return Finding("supported" if right else "contradicted", told, (match_row(match),))


def qualification_reason(book: Almanac, r: Reading) -> Finding:
    """The step by which a tie was decided: the one in hand, else any of the side's, which can only bear it out."""
    found = _decided(book, r)
    return found if found.verdict == "supported" else judge_progress.reason(book, r) or found


def _decided(book: Almanac, r: Reading) -> Finding:
    tie = book.tie
    if r.opponent is not None and r.team is not None:
        tie = book.tie_of(r.team, r.opponent)
    if tie is None:
        return Finding("cannot_say", "The report's match is no tie that is held.")
    cover = book.coverage(tie.competition, tie.season)
    evidence = (tie_row(tie), *(match_row(book.value(x.row)) for x in tie.legs))
    if tie.decided_by == "undecided" or tie.winner is None:
        return Finding("cannot_say", tie.sentence, evidence, cover)
    if r.team is not None and r.outcome and r.team in tie.teams:
        if (tie.winner == r.team) != (r.outcome == "win"):
            return Finding("contradicted", tie.sentence, evidence, cover)
    if r.word == "extra_time":
        if any(leg.extra_time is not None for leg in tie.legs):
            return Finding("supported", tie.sentence, evidence, cover)
        return Finding("contradicted", tie.sentence, evidence, cover)
    step = tie.decided_by
    same = step == r.word or (r.word == "away_goals" and step == "away_goals_after_extra_time")
    if same:
        return Finding("supported", tie.sentence, evidence, cover)
    return Finding("contradicted", tie.sentence, evidence, cover)


def still_in(book: Almanac, r: Reading) -> Finding:
    """A side still plays in a competition."""
    if r.team is None or not r.competition:
        return Finding("cannot_say", "The side or the competition is not settled.")
    stand = book.standing(r.competition, r.team)
    if stand is None:
        return Finding(
            "cannot_say", f"{book.catalogue.name(r.competition)} is not held for the day."
        )
    season = book.season_of(r.competition)
    cover = book.coverage(r.competition, season) if season else ()
    if stand.cup is not None and stand.cup.state == "in":
        at = f", {round_words(stand.cup.round)}" if stand.cup.round else ""
        against = f" against {stand.cup.opponent.name}" if stand.cup.opponent else ""
        evidence = (tie_row(stand.cup.tie),) if stand.cup.tie else ()
        name = book.catalogue.name(r.competition)
        return Finding("supported", f"{r.team.name} are in {name}{at}{against}.", evidence, cover)
    if stand.cup is not None and stand.cup.state == "out":
        return Finding("contradicted", f"{r.team.name} are out: {stand.cup.reason}", (), cover)
    return Finding("cannot_say", f"{r.team.name} are not known in that competition.", (), cover)


def venue(book: Almanac, r: Reading) -> Finding:
    """The ground: named, it is the home side's or the match's own."""
    if r.word == "of_result":
        return _place_of(book, r)
    if r.word == "placed:":
        return _somewhere(book, r)
    match = book.match
    if match is None:
        return Finding("cannot_say", "The report's match is not settled.")
    evidence = (match_row(match),)
    names = {fold(n) for n in r.players}
    own = bool(match.ground) and fold(match.ground) in names
    if own or (match.home in r.clubs and not match.neutral):
        return Finding("supported", f"{match_words(match)}, at {match.home.name}.", evidence)
    for leg in book.tie.legs if book.tie else ():
        if leg.home in r.clubs and not leg.neutral:
            return Finding("supported", f"{match_words(book.value(leg.row))}.", evidence)
    if any(_meet_there(book, match, club) for club in r.clubs):
        return Finding("cannot_say", "Another match of the two is held there.", evidence)
    if match.away in r.clubs and not match.neutral and not match.ground:
        return Finding(
            "contradicted", f"{match.home.name} were at home: {match_words(match)}.", evidence
        )
    return Finding("cannot_say", "The home side is held, the ground is not.", evidence)


def _place_of(book: Almanac, r: Reading) -> Finding:
    """Where a result of two sides was played, if it is known which of their meetings is meant."""
    assert r.team is not None
    last = book.written
    first = last - dt.timedelta(days=_WEEKS)
    if r.window is not None:
        slack = dt.timedelta(days=r.window.slack + 1)
        first, last = r.window.first - slack, min(last, r.window.last + slack)
    rows = [book.value(x) for x in book.played(r.team, r.opponent, first, last)]
    found = [m for m in rows if _was(m, r)]
    for match in found:
        home = match.home == r.team
        there = match.home in r.clubs or fold(match.ground or "") in {fold(n) for n in r.players}
        if match.neutral or (home == (r.venue == "home") if r.venue else there):
            return Finding("supported", f"{match_words(match)}, at {match.home.name}.", (match_row(match),))  # fmt: skip
    if found and (r.venue or all(m.away in r.clubs for m in found)):
        told = "; ".join(match_words(m) for m in found[:3])
        return Finding("contradicted", f"{found[0].home.name} were at home: {told}.", (match_row(found[0]),))  # fmt: skip
    return Finding("cannot_say", "Which match is meant is left open.", void=True)


def _somewhere(book: Almanac, r: Reading) -> Finding:
    """A side at home, or at the ground of one of some clubs: in the match in hand, or in one of these weeks."""
    matches = [book.match] if book.match is not None else []
    if r.team is not None and r.clubs:
        first = book.day - dt.timedelta(days=_WEEKS)
        matches += [book.value(x) for x in book.played(r.team, None, first, book.written)]
        matches += book.fixtures(r.team)[:3]
    for match in matches:
        if match.neutral:
            continue
        there = match.home in r.clubs if r.clubs else r.team in (None, match.home)
        if there and r.team in (None, match.home, match.away):
            return Finding("supported", f"{match_words(match)}, at {match.home.name}.", (match_row(match),))  # fmt: skip
    return Finding("cannot_say", "No match there is held.")


def _was(match: Match, r: Reading) -> bool:
    return (r.score is None or borne_out.had(match, r)) and borne_out.won(match, r)


_WEEKS = 45
"""Days back in which a match was played that a report tells of without a day."""


def _meet_there(book: Almanac, match: Match, club: Club) -> bool:
    """True if the two sides meet at a club within a month, before or after."""
    m = book.known.matches
    home = book.known.club_number(club)
    other = match.home if match.away == club else match.away
    away = book.known.club_number(other)
    near = (m.home == home) & (m.away == away) & (abs(m.day - book.day.toordinal()) <= 35)
    return club in (match.home, match.away) and bool(near.any())
