"""Verdicts on results: scores, aggregates, scores at the break and on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE
from matchdesk.core.text import fold
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.candidates import GENERIC
from matchdesk.press.claim import Finding, Outcome, Reading, Verdict
from matchdesk.press.evidence import goal_row, goals_words, match_row, match_words, tie_row
from matchdesk.rules.knockout import Tie

_NEAR = 8
"""Days back in which "the loss to Leganés" may have been, where the other side is not told."""


def match_result(book: Almanac, r: Reading) -> Finding:
    """A result: some meeting that the words can mean has that score and outcome."""
    if r.word == "penalties":
        return _shootout(book, r)
    found = _match_result(book, r)
    if r.named and r.word != "pair" and found.verdict != "supported":
        sure = _never_so(book, r)
        if sure is not None:
            return sure
    return found


def _never_so(book: Almanac, r: Reading) -> Finding | None:
    """A result of two sides named that none of the matches has which the words could mean.

    Either the two met in the days told (or lately), and no meeting of the past year had that score
    and that winner; or they met nobody but others on the very day.
    """
    if r.team is None or r.opponent is None or r.word in ("penalties", "dropped"):
        return None
    last = book.written
    met = book.played(r.team, r.opponent, last - dt.timedelta(days=YEAR), last)
    if r.word == "met":
        # "The last time they met": not the match in hand.
        met = [x for x in met if x != book.row]
    inside = [x for x in met if r.window is None or _within(book, x, r)]
    could = met if r.score is not None else inside
    if any(fits_reading(book.value(x), replace(r, venue=""), "any") for x in could):
        return None
    if r.window is not None and r.window.last < last - dt.timedelta(days=YEAR):
        slack = dt.timedelta(days=r.window.slack)
        met = book.played(r.team, r.opponent, r.window.first - slack, r.window.last + slack)
        if any(fits_reading(book.value(x), replace(r, venue=""), "any") for x in met):
            return None
        inside = met
    tie = book.tie_of(r.team, r.opponent) if r.score is not None else None
    if tie is not None and r.score is not None and sorted(tie.aggregate) == sorted(r.score):
        # "Put out Betis 6-3": over both legs.
        return None
    recent = book.recent.met(r.team, r.opponent)
    whole = all_held(book, r.team, r.opponent, met) if met else False
    if inside and (whole or (recent in inside if r.window is None else _short(r))):
        near = [recent] if recent in inside else inside
        matches = [book.value(x) for x in near[:3]]
        told = "; ".join(match_words(m) for m in matches)
        return _certain(book, f"The result held is {told}.", matches)
    if r.window is None or (r.window.last - r.window.first).days > 1 or inside:
        return None
    busy = [
        next(iter(book.played(c, None, r.window.first, r.window.last)), NONE)
        for c in (r.team, r.opponent)
    ]
    one_day = r.window.first == r.window.last
    if NONE in busy and not (one_day and any(x != NONE for x in busy)):
        return None
    matches = [book.value(x) for x in busy if x != NONE]
    told = "; ".join(match_words(m) for m in matches)
    return _certain(book, f"They did not meet then: {told}.", matches)


def _certain(book: Almanac, told: str, matches: list[Match]) -> Finding:
    cover = book.covered((m.competition, m.season) for m in matches)
    evidence = tuple(match_row(m) for m in matches)
    return Finding("contradicted", told, evidence, cover, certain=True)


def _within(book: Almanac, row: int, r: Reading) -> bool:
    day = book.value(row).date
    return r.window is not None and day is not None and r.window.holds(day)


def _match_result(book: Almanac, r: Reading) -> Finding:
    rows, target, why = meant_meetings(book, r)
    if not rows:
        wrong = _other_opponent(book, r)
        if wrong is not None:
            return wrong
        void = r.opponent is not None and r.team is not None
        return Finding("cannot_say", f"{why or 'No such match is held'}.", void=void)
    hand = book.match.id if book.match is not None else ""
    for row in rows:
        match = book.value(row)
        if fits_reading(match, r, hand):
            cover = book.coverage(match.competition, match.season)
            return Finding("supported", f"{match_words(match)}.", (match_row(match),), cover)
    target = [row for row in target if book.value(row).result is not None]
    matches = [book.value(row) for row in target]
    told = "; ".join(match_words(m) for m in matches[:3])
    evidence = tuple(match_row(m) for m in (matches or [book.value(x) for x in rows[:3]])[:3])
    if matches and r.team is not None:
        cover = book.covered((m.competition, m.season) for m in matches)
        # "Beaten 3-0 at Arsenal in their previous match": that one was at Arsenal, with another score.
        sure = (
            r.word == "previous" and len(matches) == 1 and matches[0].id != hand
            and r.opponent in (matches[0].home, matches[0].away)
        ) or _then(book, r, matches)  # fmt: skip
        return Finding("contradicted", f"The result held is {told}.", evidence, cover, certain=sure)
    ours = book.match
    if ours is not None and r.score is not None and r.opponent not in book.sides:
        if fits_reading(ours, replace(r, opponent=None), hand) and r.team in book.sides:
            # Everything fits the match in hand but the opponent.
            told = f"That was {match_words(ours)}; against {r.opponent.name if r.opponent else ''} "
            year = dt.timedelta(days=YEAR)
            near = book.played(r.team, r.opponent, book.written - year, book.written)
            sure = r.opponent is not None and not any(
                sorted(s) == sorted(r.score)
                for x in near
                if (s := book.value(x).result) is not None
            )
            return Finding(
                "contradicted", f"{told}no such result is held.", (match_row(ours), *evidence),
                certain=sure,
            )  # fmt: skip
    wrong = _other_opponent(book, r)
    if wrong is not None:
        return wrong
    seen = "; ".join(match_words(book.value(x)) for x in rows[:3])
    return Finding(
        "cannot_say",
        f"No match held has that result; held are {seen}. Friendlies and other competitions may "
        "be meant.",
        evidence,
    )


def _then(book: Almanac, r: Reading, matches: list[Match]) -> bool:
    """True if the days told are those of the matches held, and no other of the side had that score then."""
    if r.window is None or not _short(r) or r.score is None:
        return False
    if r.team is None or r.opponent is None or not r.outcome:
        return False
    if not all(r.competition in ("", m.competition) for m in matches):
        return False
    if not all(m.date is not None and r.window.holds(m.date) for m in matches):
        return False
    slack = dt.timedelta(days=r.window.slack + 1)
    if {r.team, r.opponent} == {*book.sides} and not r.competition:
        # Nothing but the match in hand tells whom they met then.
        return False
    rows = book.played(r.team, None, r.window.first - slack, r.window.last + slack)
    return not any(
        fits_reading(book.value(x), replace(r, opponent=None, venue=""), "any") for x in rows
    )


def _other_opponent(book: Almanac, r: Reading) -> Finding | None:
    """A result of these days that fits but for the opponent, who played somebody else then."""
    if r.score is None or r.team is None or r.opponent is None or r.word == "listed":
        return None
    if book.recent.met(r.team, r.opponent) != NONE:
        return None
    if r.named and not r.oriented:
        r = replace(r, word="now")
        swapped: Outcome = (
            "loss" if r.outcome == "win" else "win" if r.outcome == "loss" else r.outcome
        )
        turned = replace(r, team=r.opponent, opponent=r.team, outcome=swapped)
        return _other_opponent_of(book, r) or _other_opponent_of(book, turned)
    return _other_opponent_of(book, r)


def _other_opponent_of(book: Almanac, r: Reading) -> Finding | None:
    assert r.team is not None
    assert r.opponent is not None
    if r.word in ("now", "pair") and r.team in book.sides and r.opponent not in book.sides:
        ours = book.match
        told_then = r.window is None or (
            ours is not None and ours.date is not None and r.window.holds(ours.date)
        )
        if (
            ours is not None
            and told_then
            and fits_reading(ours, replace(r, opponent=None), ours.id)
        ):
            # Everything fits the match in hand but the opponent.
            cover = book.coverage(ours.competition, ours.season)
            return Finding(
                "contradicted", f"That was {match_words(ours)}.", (match_row(ours),), cover
            )
    for row in reversed(book.recent.of(r.team)):
        match = book.value(row)
        if match.date is None or (r.window is not None and not r.window.holds(match.date)):
            continue
        day = match.date.toordinal()
        if r.window is None and min(abs(day - one.toordinal()) for one in _told_days(book)) > _DAYS:
            # Of another day a match that is not held may be told: a friendly, a cup of the county.
            continue
        busy = any(
            (other := book.value(x).date) is not None and abs(other.toordinal() - day) <= 1
            for x in book.recent.of(r.opponent)
        )
        if (busy or r.named) and fits_reading(
            match, replace(r, opponent=None, venue="", oriented=False), ""
        ):
            actual = match.away if match.home == r.team else match.home
            if set(fold(r.opponent.name).split()) < set(fold(actual.name).split()):
                # "Rangers beat Oxford 3-2": Queens Park Rangers did.
                cover = book.coverage(match.competition, match.season)
                return Finding("supported", f"{match_words(match)}.", (match_row(match),), cover)
            told = f"That was {match_words(match)}; {r.opponent.name} played {'somebody else' if busy else 'no match with them'} then."
            cover = book.coverage(match.competition, match.season)
            verdict: Verdict = "cannot_say" if alike(r.opponent, actual) else "contradicted"
            return Finding(verdict, told, (match_row(match),), cover, far=True)
    return None


_DAYS = 3
"""Days around the match in hand, or the day of writing, of which a result without a day is told."""


def _told_days(book: Almanac) -> list[dt.date]:
    own = book.match.date if book.match is not None else None
    return [book.written, *([own] if own is not None else [])]


def alike(one: Club, other: Club) -> bool:
    """True for clubs whose names share a word of their own, or its beginning: Freiburg, Leipzig, Ireland."""
    return any(
        (a == b and a not in GENERIC) or (min(len(a), len(b)) > 5 and a != b and (a.startswith(b) or b.startswith(a)))
        for a in fold(one.name).split() if len(a) > 3
        for b in fold(other.name).split() if len(b) > 3
    )  # fmt: skip


def meant_meetings(book: Almanac, r: Reading) -> tuple[list[int], list[int], str]:
    """Rows that the words can mean, those of them that they must mean, and what was looked for."""
    if r.team is None and r.opponent is None:
        if book.row == NONE:
            return [], [], "The report's match is not settled"
        return [book.row], [book.row], ""
    club = r.team or r.opponent
    assert club is not None
    other = r.opponent if r.team is not None else None
    both = other is not None and {club, other} == set(book.sides)
    if r.leg and both and r.leg != "*":
        row = book.leg(r.leg)
        if row != NONE:
            return [row], [row], ""
    if r.leg and other is not None and not both:
        tie = book.tie_of(club, other, r.competition)
        if tie is not None and len(tie.legs) > 1:
            legs = [leg.row for leg in tie.legs]
            chosen = legs if r.leg == "*" else legs[int(r.leg) - 1 : int(r.leg)]
            return chosen, chosen, ""
    last = book.written
    if r.word == "previous" and r.team is not None:
        before = book.played(
            club, None, last - dt.timedelta(days=40), book.day - dt.timedelta(days=1)
        )
        if r.venue and r.competition == "":
            number = book.known.club_number(club)
            home = book.known.matches.home
            before = [x for x in before if (home[x] == number) == (r.venue == "home")]
        match = book.value(before[0]) if before else None
        if match is not None and other in (None, match.home, match.away):
            return before[:1], before[:1], ""
        if match is not None and r.window is None and not both:
            return [], [], f"The match before was {match_words(match)}"
    if r.team is None and r.window is None:
        rows = book.played(club, None, last - dt.timedelta(days=_NEAR), last)
        return rows, [], f"Whom {club.name} met is left open"
    if r.window is not None:
        slack = dt.timedelta(days=r.window.slack)
        rows = book.played(club, other, r.window.first - slack, r.window.last + slack)
        if not rows and other is not None:
            busy = book.played(club, None, r.window.first, r.window.last)
            short = (r.window.last - r.window.first).days <= 3
            if busy and short and not both and r.word == "sure":
                return busy, busy, ""
        if rows:
            firm = other is not None and (
                _short(r) or _nations(book, club, other) or all_held(book, club, other, rows)
            )
            return rows, rows if firm else [], ""
        elsewhere = (
            both and r.window.first == r.window.last and not r.window.holds(book.day)
            and bool(book.played(club, None, r.window.first, r.window.last))
        )  # fmt: skip
        if not both or elsewhere or (not _short(r) and not r.window.holds(book.day)):
            return [], [], f"No match of {_pair(club, other)} is held in those days"
        if _short(r) and book.row != NONE:
            # The days are of something else in the sentence, or wrong: the match in hand may be meant, and no older one.
            return [book.row], [], ""
    if r.team is not None and other is None and club not in book.sides and r.score is not None:
        # "A hat-trick in Barcelona's 7-0 win": that of these days, against whomever.
        rows = book.played(club, None, last - dt.timedelta(days=_NEAR), last)
        return rows, [], f"No match of {club.name} is held in those days"
    rows = book.played(club, other, last - dt.timedelta(days=YEAR), last)
    if r.word == "listed":
        rows = [row for row in rows if _same_season(book, row, r)]
    elif r.competition:
        rows = [row for row in rows if str(book.value(row).competition) == r.competition]
    if r.venue and (r.word in ("listed", "dropped") or not both):
        number = book.known.club_number(club)
        rows = [x for x in rows if (book.known.matches.home[x] == number) == (r.venue == "home")]
    if r.venue == "away" and other is not None and not both and r.score is not None:
        firm = len(rows) == 1 and all_held(book, club, other, rows)
        return (
            rows,
            rows if firm else [],
            f"No match of {_pair(club, other)} is held in the year before",
        )
    if (r.word == "now" or (r.word == "pair" and r.named)) and other is not None:
        near = book.row if both and book.row in rows else book.recent.met(club, other)
        if near in rows:
            return [near], [near], ""
    if both and book.row in rows:
        rows.sort(key=lambda x: x != book.row)
        return rows, [book.row], ""
    if other is not None and (near := book.recent.met(club, other)) in rows:
        # The two met in these days: that match is meant.
        rows.sort(key=lambda x: x != near)
        return rows, [near], ""
    if r.word == "listed":
        return rows, rows, ""
    if other is None:
        mine = book.row if book.row != NONE and club in book.sides else NONE
        return rows, [mine] if mine != NONE else [], ""
    return rows, [], f"No match of {_pair(club, other)} is held in the year before"


def _short(r: Reading) -> bool:
    """True for days named as such, a week or a month, not for a year or a season."""
    return r.window is not None and (r.window.last - r.window.first).days < 35


def all_held(book: Almanac, club: Club, other: Club, rows: list[int]) -> bool:
    """True if all meetings of two clubs around some matches are held."""
    seasons = {book.value(row).season for row in rows}
    one, two = book.records.number(club), book.records.number(other)
    return all(not book.holdings.lacking(s, one, two) for s in seasons)


def _nations(book: Almanac, club: Club, other: Club) -> bool:
    """True for two national sides: internationals are on record all over the world, friendlies too."""
    numbers = book.records.number(club), book.records.number(other)
    return all(book.records.is_nation(number) for number in numbers)


def _pair(club: Club, other: Club | None) -> str:
    return f"{club.name} against {other.name}" if other else club.name


def _same_season(book: Almanac, row: int, r: Reading) -> bool:
    match = book.value(row)
    if book.match is not None and match.season.start != book.match.season.start:
        return False
    return not r.competition or match.competition == r.competition


def fits_reading(match: Match, r: Reading, hand: str = "") -> bool:
    """True if a match is as a reading says: who won, at home or away, and with what score.

    ``hand``: id of the match in hand, of which alone "A 0-2 B" may have the away side first.
    """
    club = r.team or r.opponent
    # "A 3-2 shoot-out win" is so by the kicks.
    told = (match.result, match.score, match.extra_time, match.penalties)
    scores = [s for s in told if s is not None]
    if club is None:
        return r.score is None or any(sorted(s) == sorted(r.score) for s in scores)
    home = match.home == club
    turned = home if r.team is not None else not home
    mine = [s if turned else s.swapped() for s in scores]
    if r.opponent is not None and r.team is not None and r.opponent not in (match.home, match.away):
        return False
    if r.venue and not match.neutral and (r.venue == "home") != turned and r.score is None:
        return False
    if r.score is not None:
        if r.oriented and not home and not match.neutral and match.id != hand:
            # "A 0-2 B" has the home side first; only of the match in hand may it be otherwise.
            return False
        if r.oriented:
            mine = [s for s in mine if s == r.score]
        else:
            mine = [s for s in mine if sorted(s) == sorted(r.score)]
        if not mine:
            return False
    if r.number is not None:
        return any(s.home == r.number for s in mine)
    if r.word == "dropped":
        return any(s.home <= s.away for s in mine)
    if not r.outcome:
        return bool(mine)
    if match.penalties is not None:
        kicks = match.penalties if turned else match.penalties.swapped()
        if r.outcome == ("win" if kicks.home > kicks.away else "loss"):
            return True
    return any(outcome_of(s) == r.outcome for s in mine)


def outcome_of(score: Score) -> Outcome:
    """Win, draw or loss of the side whose goals come first."""
    return "win" if score.home > score.away else "loss" if score.home < score.away else "draw"


def _shootout(book: Almanac, r: Reading) -> Finding:
    if book.match is None or r.score is None:
        return Finding("cannot_say", "The report's match is not settled.")
    rows = [x.row for x in book.tie.legs] if book.tie else [book.row]
    held = [book.value(x) for x in rows if book.value(x).penalties is not None]
    for match in held:
        if match.penalties and sorted(match.penalties) == sorted(r.score):
            return Finding("supported", f"{match_words(match)}.", (match_row(match),))
    evidence = (match_row(book.match),)
    if held:
        return Finding("contradicted", f"The shoot-out held is {match_words(held[0])}.", evidence)
    return Finding("cannot_say", "No shoot-out of this match is held.", evidence)


def aggregate(book: Almanac, r: Reading) -> Finding:
    """An aggregate: of the whole tie, after its first leg, or as it stood on the way."""
    if r.team is not None and r.opponent is not None and {r.team, r.opponent} != set(book.sides):
        return _other_tie(book, r)
    then = _tie_then(book, r)
    if then is not None:
        return _of_tie(book, r, then)
    tie = book.tie
    if tie is None or r.score is None:
        return Finding("cannot_say", "The report's match is no leg of a tie that is held.")
    cover = book.coverage(tie.competition, tie.season)
    legs = tuple(match_row(book.value(leg.row)) for leg in tie.legs if leg.result is not None)
    evidence = (tie_row(tie), *legs)
    final = Score(*tie.aggregate)
    a, b = tie.teams
    told = f"{a.name} {tie.aggregate[0]}-{tie.aggregate[1]} {b.name} on aggregate"
    states = _states_of_tie(book)
    wanted = sorted(r.score)
    if wanted == sorted(final) and (r.word == "final" or final in states):
        return Finding("supported", f"{told}.", evidence, cover)
    first = next((s for s in states[:1]), None)
    if first is not None and wanted == sorted(first):
        return Finding(
            "supported", f"After the first leg: {first}; {told} in the end.", evidence, cover
        )
    if r.word == "running" and any(sorted(s) == wanted for s in states):
        return Finding("supported", f"So it stood on the way; {told} in the end.", evidence, cover)
    if tie.decided_by == "undecided" or len(legs) < 2:
        return Finding("cannot_say", "The tie is not over in what is held.", evidence, cover)
    if r.word == "running" and not all(book.all_goals(leg.row) for leg in tie.legs):
        return Finding(
            "cannot_say", f"{told}; the order of the goals is not held.", evidence, cover
        )
    return Finding("contradicted", f"The tie finished {told}.", evidence, cover)


def _tie_then(book: Almanac, r: Reading) -> Tie | None:
    """A tie of two legs played in the days told, where those are not of the match in hand."""
    if r.window is None or r.team is None or r.opponent is None or r.window.holds(book.day):
        return None
    month = dt.timedelta(days=35)
    for row in book.played(r.team, r.opponent, r.window.first - month, r.window.last + month):
        match = book.value(row)
        if match.phase in ("league", "group"):
            continue
        for tie in book.ties(str(match.competition), match.season):
            if row in tie.rows and len(tie.legs) > 1:
                return tie
    return None


def _other_tie(book: Almanac, r: Reading) -> Finding:
    """The aggregate of another tie than the one in hand."""
    assert r.team is not None
    tie = book.tie_of(r.team, r.opponent, r.competition)
    if tie is None:
        return Finding("cannot_say", "No such tie is held.", void=True)
    return _of_tie(book, r, tie)


def _of_tie(book: Almanac, r: Reading, tie: Tie) -> Finding:
    assert r.score is not None
    a, b = tie.teams
    told = f"{a.name} {tie.aggregate[0]}-{tie.aggregate[1]} {b.name} on aggregate."
    evidence = (tie_row(tie), *(match_row(book.value(x.row)) for x in tie.legs))
    if sorted(tie.aggregate) == sorted(r.score):
        return Finding("supported", told, evidence, book.coverage(tie.competition, tie.season))
    legs = [leg for leg in tie.legs if leg.result is not None]
    if len(legs) < 2 or tie.decided_by == "undecided":
        return Finding("cannot_say", told, evidence)
    # A tie of the competition in hand, of this season: it is the one meant.
    ours = book.match
    sure = ours is not None and (ours.competition, ours.season) == (tie.competition, tie.season)
    cover = book.coverage(tie.competition, tie.season)
    return Finding("contradicted", told, evidence, cover, certain=sure and r.window is None)


def _states_of_tie(book: Almanac) -> list[Score]:
    """Aggregates in the order in which they stood: after the first leg, then goal by goal."""
    tie = book.tie
    if tie is None or not tie.legs or tie.legs[0].result is None:
        return []
    first, *rest = tie.legs
    result = first.result
    assert result is not None
    now = result if first.home == tie.teams[0] else result.swapped()
    states = [now]
    for leg in rest:
        for goal in book.goals(leg.row):
            mine = (leg.home if goal.home else leg.away) == tie.teams[0]
            now = Score(now.home + mine, now.away + (not mine))
            states.append(now)
    return states


def _states(book: Almanac, row: int, minutes: tuple[int, int] | None) -> list[Score]:
    """Scores (home, away) that stood at some time, or between two minutes."""
    now = Score(0, 0)
    passed: list[tuple[int, Score]] = [(0, now)]
    for goal in book.goals(row):
        now = Score(now.home + goal.home, now.away + (not goal.home))
        passed.append((goal.minute if goal.minute is not None else -1, now))
    if minutes is None:
        return [s for _, s in passed]
    lo, hi = minutes
    states = []
    for place, (at, score) in enumerate(passed):
        until = passed[place + 1][0] if place + 1 < len(passed) else 200
        if at <= hi and until >= lo:
            states.append(score)
    return states


def between(book: Almanac, r: Reading) -> Almanac | None:
    """The answers with the match of two sides in hand, None if they did not meet in these days."""
    if not r.oriented or r.team is None or r.opponent is None:
        return book
    if {r.team, r.opponent} == {*book.sides}:
        return book
    row = book.recent.met(r.team, r.opponent)
    return None if row == NONE else book.about(row)


def score_at_minute(book: Almanac, r: Reading) -> Finding:
    """A score that stood on the way."""
    there = between(book, r)
    if there is None:
        return Finding("cannot_say", "No match of the two in these days is held.", void=True)
    book = there
    if book.match is None or r.score is None:
        return Finding("cannot_say", "The report's match is not settled.")
    if r.team is not None and r.team not in book.sides:
        return Finding("cannot_say", f"{r.team.name} did not play there.", void=True)
    match = book.match
    goals = book.goals(book.row)
    evidence = (match_row(match), *(goal_row(match, g) for g in goals))
    full = r.minutes is not None and r.minutes[0] <= 90 <= r.minutes[1]
    if full and match.score is not None and sorted(match.score) == sorted(r.score):
        return Finding(
            "supported", f"{match_words(match)}; {match.score} after 90 minutes.", evidence
        )
    if not book.all_goals(book.row):
        early = r.minutes is None or r.minutes[0] <= 45
        stood = (match.half_time if early else None, match.result if r.minutes is None else None)
        if any(s is not None and sorted(s) == sorted(r.score) for s in stood):
            told = f"{match_words(match)}; half-time {match.half_time}."
            return Finding("supported", told, evidence)
        return Finding("cannot_say", "The goals of this match are not all held.", evidence)
    minutes = None
    if r.minutes is not None:
        if any(g.minute is None for g in goals):
            return Finding("cannot_say", "The minutes of the goals are not all held.", evidence)
        minutes = (r.minutes[0] - 1, r.minutes[1] + 1)
    states = _states(book, book.row, minutes)
    told = f"{match_words(match)}: {goals_words(match, goals)}."
    turned = r.team is not None and r.team != match.home
    for state in states:
        mine = state.swapped() if turned else state
        fits = mine == r.score if r.oriented else sorted(state) == sorted(r.score)
        if fits and r.outcome in ("", outcome_of(mine)):
            return Finding("supported", told, evidence)
    around = [*_states_of_tie(book)]
    if any(sorted(s) == sorted(r.score) for s in around):
        return Finding("supported", f"So the tie stood on aggregate. {told}", evidence)
    return Finding("contradicted", f"It never stood so: {told}", evidence)
