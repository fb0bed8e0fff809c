"""Verdicts on competitions and days: who is out and why, rounds, fixtures, titles, grounds."""

from __future__ import annotations

from collections.abc import Sequence

from matchdesk.core.competition import round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.snapshot import NONE
from matchdesk.core.text import fold
from matchdesk.press import judge_match
from matchdesk.press.almanac import (
    Almanac,
    fixture_words,
    match_row,
    match_words,
    tie_row,
)
from matchdesk.press.claim import Finding, Reading, Verdict
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
        return Finding("cannot_say", f"{tie.sentence}", (tie_row(tie),), cover)
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
    return Finding("cannot_say", "Whether the side is out is not held.")


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
    if tie.winner == (r.team if r.outcome == "win" else r.opponent):
        return Finding("supported", tie.sentence, (tie_row(tie),))
    return found


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
    """The step by which a tie was decided."""
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


def next_fixture(book: Almanac, r: Reading) -> Finding:
    """A match to come, against the fixtures as they were known on the day of writing."""
    found = _among_known(book, r)
    if found.verdict == "supported" or r.team is None or r.opponent is None:
        return found
    today = book.played(r.team, r.opponent, book.written, book.written)
    if r.window is None and today:
        told = match_words(book.value(today[0]))
        return Finding("supported", f"{told}.", (match_row(book.value(today[0])),))
    for m in book.paired(r.team):
        fits = r.window is None or (m.date is not None and r.window.holds(m.date))
        if r.opponent in (m.home, m.away) and fits and r.competition in ("", m.competition):
            told = f"{r.team.name} play {fixture_words(m, r.team)}."
            return Finding("supported", told, (match_row(m),))
    return found


def _among_known(book: Almanac, r: Reading) -> Finding:
    if r.team is None or r.opponent is None:
        return Finding("cannot_say", "The sides are not settled.")
    team, other = r.team, r.opponent
    entered = book.standing(r.competition, team) if r.competition else None
    if entered is not None and entered.cup is not None and entered.cup.state == "not_entered":
        name = book.catalogue.name(r.competition)
        return Finding("cannot_say", f"{team.name} are not in {name}.", void=team in book.sides)
    ahead = [m for m in book.fixtures(team) if not r.competition or m.competition == r.competition]
    everything = book.fixtures(team)
    against = [m for m in ahead if other in (m.home, m.away)]
    cover = book.covered((str(m.competition), m.season) for m in everything[:3])
    if r.window is None:
        if r.word == "next" and everything and everything[0].date is not None:
            following = everything[0]
            told = f"{team.name} play {fixture_words(following, team)} next."
            if other in (following.home, following.away) and not _turned(book, following, r):
                return Finding("supported", told, (match_row(following),), cover)
            near = following.date is not None and (following.date - book.written).days <= 8
            if not against and near and _same_league(book, team, other):
                return Finding("contradicted", told, (match_row(following),), cover)
            if against and len(everything) > 1:
                told += f" {fixture_words(against[0], team)} comes later."
                return Finding(
                    "contradicted", told, (match_row(following), match_row(against[0])), cover
                )
        if against and all(_turned(book, m, r) for m in against):
            told = fixture_words(against[0], team)
            return Finding(
                "contradicted", f"{team.name} play {told}.", (match_row(against[0]),), cover
            )
        if against:
            told = fixture_words(against[0], team)
            return Finding(
                "supported", f"{team.name} play {told}.", (match_row(against[0]),), cover
            )
        return _next_in(book, r, team, other)
    here = [m for m in against if m.date and r.window.holds(m.date)]
    if not here and r.window.holds(book.written):
        # Told of in the morning, played by the evening.
        here = [book.value(x) for x in book.played(team, other, book.written, book.written)]
    if here:
        told = fixture_words(here[0], team)
        rows = (match_row(here[0]),)
        turned = [m for m in here if _turned(book, m, r)]
        if len(turned) == len(here):
            return Finding("contradicted", f"{team.name} play {told}.", rows, cover)
        return Finding("supported", f"{team.name} play {told}.", rows, cover)
    inside = [m for m in everything if m.date and r.window.holds(m.date)]
    later = [m for m in book.fixtures(team) if other in (m.home, m.away)]
    evidence = tuple(match_row(m) for m in (*inside[:3], *later[:2]))
    if not inside and _another_day(r, later):
        told = fixture_words(later[0], team)
        return Finding("contradicted", f"{team.name} play {told}.", evidence, cover)
    one_day = r.window.first == r.window.last and r.window.slack == 0
    if (
        not inside
        and one_day
        and everything
        and not r.competition
        and _never_then(book, team, other)
    ):
        told = f"{team.name} play {fixture_words(everything[0], team)} next."
        return Finding("contradicted", told, (match_row(everything[0]), *evidence), cover)
    if not inside:
        return Finding(
            "cannot_say",
            f"No match of {team.name} is held for those days.",
            evidence,
            cover,
            void=team in book.sides,
        )
    told = "; ".join(fixture_words(m, team) for m in inside[:3])
    then = ""
    if later:
        then = f" {fixture_words(later[0], team)} comes later."
    # One match fills a weekend or a day; in a longer stretch another may be hidden.
    long = (r.window.last - r.window.first).days + 2 * r.window.slack > 6
    one_of = r.window.weekday is not None or (r.window.last - r.window.first).days < 2
    if long and one_of and not later:
        # "Next Sunday", this one or the one after: in a league held in full they do not meet.
        long = not _same_league(book, team, other)
    named = bool(r.competition) and any(m.competition == r.competition for m in inside)
    if (long and not later and not named) or (
        not one_day and any(other in (m.home, m.away) for m in book.undated(team))
    ):
        return Finding("cannot_say", f"{team.name} are held to play {told}.{then}", evidence, cover)
    if r.competition and not named:
        return Finding("cannot_say", f"{team.name} are held to play {told}.{then}", evidence, cover)
    return Finding("contradicted", f"{team.name} play {told} in those days.{then}", evidence, cover)


def _turned(book: Almanac, match: Match, r: Reading) -> bool:
    """True if words tell of a match at home that is away, or the other way round, in a league."""
    where = r.venue or r.word
    if where not in ("home", "away") or match.neutral or r.team is None:
        return False
    edition = book.catalogue.edition(str(match.competition), match.season)
    return edition.kind == "league" and (match.home == r.team) != (where == "home")


def _another_day(r: Reading, later: Sequence[Match]) -> bool:
    """True if words name one day, and the match is held for another one close to it."""
    window = r.window
    if window is None or not later or later[0].date is None:
        return False
    one = window.first == window.last and window.slack == 0
    return one and 0 < abs((later[0].date - window.first).days) <= 5


def _never_then(book: Almanac, one: Club, other: Club) -> bool:
    """True for sides of a league held in full that cannot meet anywhere else unknown."""
    league = book.league_of(one)
    if league is None or not _same_league(book, one, other):
        return False
    numbers = book.records.number(one), book.records.number(other)
    return NONE not in numbers and not book.holdings.lacking(league[1], *numbers)


def _same_league(book: Almanac, one: Club, other: Club) -> bool:
    """True for sides of a league whose fixtures are held in full."""
    league = book.league_of(one)
    if league is None or league != book.league_of(other):
        return False
    held = book.coverage(*league)
    return bool(held) and all(c.complete for c in held)


def _next_in(book: Almanac, r: Reading, team: Club, other: Club) -> Finding:
    """A match to come without a day: the next opponent in the competition named, if one is."""
    told = f"No match of {team.name} against {other.name} to come is held."
    stand = book.standing(r.competition, team) if r.competition else None
    if stand is None or stand.cup is None:
        return Finding("cannot_say", told)
    name = book.catalogue.name(r.competition)
    if stand.cup.state != "in" or stand.cup.opponent is None:
        return Finding("cannot_say", told)
    evidence = (match_row(stand.cup.next_match),) if stand.cup.next_match else ()
    return Finding(
        "contradicted", f"{team.name} meet {stand.cup.opponent.name} in {name}.", evidence
    )


def venue(book: Almanac, r: Reading) -> Finding:
    """The ground: named, it is the home side's or the match's own."""
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


def _meet_there(book: Almanac, match: Match, club: Club) -> bool:
    """True if the two sides meet at a club within a month, before or after."""
    m = book.known.matches
    home = book.known.club_number(club)
    other = match.home if match.away == club else match.away
    away = book.known.club_number(other)
    near = (m.home == home) & (m.away == away) & (abs(m.day - book.day.toordinal()) <= 35)
    return club in (match.home, match.away) and bool(near.any())
