"""Verdicts on matches to come: against whom, at whose ground, and on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.competition import country_of, round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.snapshot import NONE
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.days import Window
from matchdesk.press.evidence import day_words, fixture_words, match_row, match_words, to_come
from matchdesk.press.judge_round import called, stages
from matchdesk.press.mentions import is_nation

_BESIDE = 5
"""Days beside a weekday told on which a match may be held instead."""
_BESIDE_DATE = 40
"""The same for a day of a month."""
_ROUND = 12
"""Days beside the day told of a round on which it may be held instead."""
_TWO_WEEKS = 14
"""Days of a stretch in which too much is played for whom a side does not meet."""
_SOON = 21
"""Days ahead in which the next match of a side is, over a break too."""


def next_fixture(book: Almanac, r: Reading) -> Finding:
    """A match to come, against all that was to be played after the day of writing.

    Whether two sides meet is judged here; a day told of their match that is another one is wrong by
    itself (:func:`day_of`).
    """
    if r.word == "day":
        found = day_of(book, r)
        # That the day is wrong is said of it as a date; once is enough.
        return replace(found, verdict="cannot_say") if found.verdict == "contradicted" else found
    if r.team is None and r.round:
        return _round_on(book, r)
    if r.team is None:
        return Finding("cannot_say", "The sides are not settled.")
    if r.opponent is None:
        return _anybody(book, r, r.team)
    if r.word == "drawn":
        return _drawn(book, r, r.team, r.opponent)
    team, other = r.team, r.opponent
    entered = book.standing(r.competition, team) if r.competition else None
    if entered is not None and entered.cup is not None and entered.cup.state == "not_entered":
        name = book.catalogue.name(r.competition)
        return Finding("cannot_say", f"{team.name} are not in {name}.", void=team in book.sides)
    ahead = _ahead(book, team)
    if is_nation(other) and not is_nation(team):
        return _abroad(book, r, team, other)
    if is_nation(team) and not is_nation(other):
        # "Scotland's trip to Brussels": in the country of that club.
        return _in_country(book, r, team, other, ahead)
    against = [m for m in ahead if other in (m.home, m.away) and r.competition in ("", m.competition)]  # fmt: skip
    if r.window is None:
        return _undated(book, r, ahead, against)
    here = [m for m in against if _inside(r.window, m)]
    if not here and not (r.named and _busy(r.window, ahead)):
        here = beside(book, r.window, against)
    if here:
        turned = all(_turned(book, m, r) for m in here)
        told = f"{team.name} play {fixture_words(here[0], team)}."
        cover = book.covered((str(m.competition), m.season) for m in here[:1])
        # Both sides and the day are right, so it is the ground that is wrong, however loose the words are.
        verdict: Verdict = "contradicted" if turned else "supported"
        return Finding(verdict, told, (match_row(here[0]),), cover, certain=turned)
    return _elsewhere(book, r, r.window, ahead)


def _drawn(book: Almanac, r: Reading, team: Club, other: Club) -> Finding:
    """Two sides that meet in the days told, or soon, be it that each still has to get there: "Watford, if they win"."""
    held = [m for m in _ahead(book, team) if other in (m.home, m.away)]
    later: list[Match] = []
    whole, today = book.whole, book.written.toordinal()
    for row in whole.select(club=team).tolist():
        if today < whole.matches.day[row] <= today + _LATER:
            match = whole.match(row)
            if other in (match.home, match.away) and match.phase == "knockout":
                later.append(to_come(match))
    for match in (*held, *later):
        soon = match.date is not None and (match.date - book.written).days <= _BY_AND_BY
        if _inside(r.window, match) if r.window is not None else soon or match in later:
            told = f"{team.name} play {fixture_words(match, team)}."
            return Finding("supported", told, (match_row(match),))
    return Finding("cannot_say", f"No match of {team.name} against {other.name} to come is held.")


_BY_AND_BY = 35
"""Days ahead in which a match that is told without its day lies."""
_LATER = 60
"""Days ahead for which a draw may be known."""


def day_of(book: Almanac, r: Reading) -> Finding:
    """The day told of a match to come."""
    window = r.window
    if r.team is None and r.round:
        return _round_on(book, r)
    if window is None or r.team is None:
        return Finding("cannot_say", "The sides or the day are not settled.")
    if r.opponent is None:
        return _anybody(book, r, r.team)
    abroad = is_nation(r.team) and not is_nation(r.opponent)
    against = [
        m for m in _ahead(book, r.team)
        if (r.opponent in (m.home, m.away) or (abroad and m.home != r.team and m.home.country == r.opponent.country))
        and r.competition in ("", m.competition)
    ]  # fmt: skip
    here = [m for m in against if _inside(window, m)]
    wrong = beside(book, window, against) if not here else []
    if wrong and r.named:
        # They do play on the day told: it is the other side that is wrong.
        here = _busy(window, book.fixtures(r.team))[:1]
    for m in here or wrong:
        told = f"{r.team.name} play {fixture_words(m, r.team)}, a {m.date:%A}."
        # "Tomorrow" is counted from a day of writing that the report need not tell.
        loose = window.weekday is None and not any(c.isdigit() for c in window.words)
        verdict: Verdict = "supported" if here else "cannot_say" if loose else "contradicted"
        return Finding(verdict, told, (match_row(m),))
    # The sides are wrong; once is enough.
    return Finding("cannot_say", f"No match of {r.team.name} that is meant is held for those days.", void=True)  # fmt: skip


def beside(book: Almanac, window: Window, against: Sequence[Match]) -> list[Match]:
    """The matches of two sides close to the one day that words name, where none is on it."""
    if window.first != window.last and window.weekday is None:
        return []
    if window.slack:
        return []
    room = _BESIDE if window.weekday is not None else _BESIDE_DATE
    if not any(c.isdigit() for c in window.words):
        room = _BESIDE
    coming = [m for m in against if m.date is not None and m.date > book.written]
    near = [m for m in coming if m.date is not None and _off(window, m.date) <= room]
    return near[:1]


def _busy(window: Window, ahead: Sequence[Match]) -> list[Match]:
    """The matches of a side on the one day that words name."""
    if window.slack or (window.first != window.last and window.weekday is None):
        return []
    return [m for m in ahead if _inside(window, m)]


def _off(window: Window, day: dt.date) -> int:
    return max((window.first - day).days, (day - window.last).days, 0)


def _inside(window: Window, match: Match) -> bool:
    return match.date is not None and window.holds(match.date)


def _ahead(book: Almanac, team: Club) -> list[Match]:
    """What a side was still to play, with what was played on the day of writing itself."""
    today = [book.value(row) for row in book.played(team, None, book.written, book.written)]
    return [*today, *book.fixtures(team)]


def _undated(book: Almanac, r: Reading, ahead: Sequence[Match], against: Sequence[Match]) -> Finding:  # fmt: skip
    """A match to come of which no day is told."""
    team, other = r.team, r.opponent
    assert team is not None
    assert other is not None
    today = [m for m in against if m.date == book.written]
    if today:
        return Finding("supported", f"{match_words(today[0])}.", (match_row(today[0]),))
    coming = [m for m in ahead if m.date is not None and m.date > book.written]
    against = [m for m in against if m in coming]
    cover = book.covered((str(m.competition), m.season) for m in coming[:3])
    of_stage = _of_stage(book, r, ahead)
    if of_stage and not any(other in (m.home, m.away) for m in of_stage):
        told = f"{team.name} play {fixture_words(of_stage[0], team)} in that round."
        return Finding("contradicted", told, (match_row(of_stage[0]),), cover, certain=r.named)
    if r.word == "next" and coming:
        following = coming[0]
        told = f"{team.name} play {fixture_words(following, team)} next."
        if other in (following.home, following.away):
            turned = _turned(book, following, r)
            return Finding("contradicted" if turned else "supported", told, (match_row(following),), cover)  # fmt: skip
        # "Next" in the competition that is told of, whatever else lies between.
        of_kind = [m for m in coming if book.match is not None and m.competition == book.match.competition]  # fmt: skip
        if of_kind and other in (of_kind[0].home, of_kind[0].away) and not _turned(book, of_kind[0], r):  # fmt: skip
            return Finding("supported", f"{team.name} play {fixture_words(of_kind[0], team)}.", (match_row(of_kind[0]),), cover)  # fmt: skip
        if book.guessed and any(m.date and (m.date - book.written).days <= _SOON for m in against):
            return Finding("cannot_say", told, (match_row(following),), cover)
        days = (following.date - book.written).days if following.date is not None else _TWO_WEEKS
        # In a tournament the next match is within days.
        of_cup = is_nation(team) and is_nation(other) and days <= 8 and book.match is not None and following.competition == book.match.competition  # fmt: skip
        if not against and ((days <= _SOON and same_league(book, team, other)) or of_cup):
            return Finding("contradicted", told, (match_row(following),), cover)
        if against and len(coming) > 1:
            told += f" {fixture_words(against[0], team)} comes later."
            rows = match_row(following), match_row(against[0])
            return Finding("contradicted", told, rows, cover)
    if against:
        # The second leg, or a replay, is elsewhere.
        first = [m for m in against if not m.leg] or against
        meant = first if against[0].round else against
        turned = all(_turned(book, m, r) for m in (against[0], *meant))
        soon = against[0].date is not None and (against[0].date - book.written).days <= 8
        if soon and against[0] == coming[0] and r.word != "left" and not against[0].leg:
            # Their very next match is meant, not the return of months later.
            turned = turned or _turned(book, against[0], r)
        of_cup = bool(against[0].round) and not against[0].round.isdigit()
        told = f"{team.name} play {fixture_words(against[0], team)}."
        return Finding(
            "contradicted" if turned else "supported", told, (match_row(against[0]),), cover,
            certain=turned and (soon or of_cup),
        )  # fmt: skip
    if r.named and coming and _known_of(book, team, other, coming[0]):
        told = f"{team.name} play {fixture_words(coming[0], team)} next, and {other.name} no more."
        return Finding("contradicted", told, (match_row(coming[0]),), cover, certain=True)
    return _next_in(book, r, team, other, coming)


def _of_stage(book: Almanac, r: Reading, ahead: Sequence[Match]) -> list[Match]:
    """The matches to come of the round that is told of, in the cup meant."""
    if not r.round:
        return []
    cup = r.competition or (str(book.match.competition) if book.match is not None else "")
    return [
        m
        for m in ahead
        if m.competition == cup and m.date and m.date >= book.written and r.round in stages(book, m)
    ]


def _known_of(book: Almanac, team: Club, other: Club, following: Match) -> bool:
    """True if two sides that meet no more as far as is held surely do not, and did not these days."""
    day = following.date
    if day is None or (day - book.written).days > _SOON or book.doubtful:
        return False
    if any(other in (m.home, m.away) for m in book.undated(team)):
        return False
    if book.played(team, other, book.written - dt.timedelta(days=_TWO_WEEKS), book.written):
        return False
    of_cup = (
        is_nation(team) and is_nation(other) and (day - book.written).days <= 8
        and book.match is not None and following.competition == book.match.competition
    )  # fmt: skip
    return of_cup or same_league(book, team, other)


def _elsewhere(book: Almanac, r: Reading, window: Window, ahead: Sequence[Match]) -> Finding:
    """Two sides do not meet in the days told: whom one of them plays then."""
    team, other = r.team, r.opponent
    assert team is not None
    assert other is not None
    cover = book.covered((str(m.competition), m.season) for m in ahead[:3])
    inside = [m for m in ahead if _inside(window, m)]
    later = [m for m in ahead if other in (m.home, m.away)]
    evidence = tuple(match_row(m) for m in (*inside[:3], *later[:2]))
    one_day = window.first == window.last and window.slack == 0
    if not inside:
        coming = [m for m in ahead if m.date is not None and m.date > book.written]
        put_off = any(other in (m.home, m.away) for m in book.undated(team))
        if (
            one_day and coming and not put_off
            and not r.competition and _never_then(book, team, other)
        ):  # fmt: skip
            told = f"{team.name} play {fixture_words(coming[0], team)} next."
            return Finding("contradicted", told, (match_row(coming[0]), *evidence), cover)
        told = f"No match of {team.name} is held for those days."
        return Finding("cannot_say", told, evidence, cover, void=True)
    told = "; ".join(fixture_words(m, team) for m in inside[:3])
    then = f" {fixture_words(later[0], team)} comes later." if later else ""
    # One match fills a weekend or a day; in a longer stretch another may be hidden.
    long = (window.last - window.first).days + 2 * window.slack > 6
    one_of = window.weekday is not None or (window.last - window.first).days < 2
    if long and one_of and not later:
        # "Next Sunday", this one or the one after: in a league held in full they do not meet.
        long = not same_league(book, team, other)
    if "weekend" in window.words and any(m.date and m.date > book.written for m in inside):
        long = False
    named = bool(r.competition) and any(m.competition == r.competition for m in inside)
    hidden = (
        (long and not later and not named)
        or (window.last - window.first).days > _TWO_WEEKS
        or (not one_day and any(other in (m.home, m.away) for m in book.undated(team)))
    )
    if not one_day and team.country != other.country and not is_nation(team):
        # Clubs of two countries meet in a cup of both, which may not be held.
        hidden = hidden or not any(country_of(str(m.competition)) != team.country for m in inside)
    if hidden or (r.competition and not named):
        return Finding("cannot_say", f"{team.name} are held to play {told}.{then}", evidence, cover)
    return Finding("contradicted", f"{team.name} play {told} in those days.{then}", evidence, cover)


def _in_country(book: Almanac, r: Reading, team: Club, club: Club, ahead: Sequence[Match]) -> Finding:  # fmt: skip
    for m in ahead:
        if m.home != team and m.home.country == club.country and (r.window is None or _inside(r.window, m)):  # fmt: skip
            told = f"{team.name} play {fixture_words(m, team)}."
            return Finding("supported", told, (match_row(m),))
    return Finding("cannot_say", f"{team.name} meet no club.", void=True)


def _abroad(book: Almanac, r: Reading, team: Club, country: Club) -> Finding:
    """A club that takes its men to a country: against one of its clubs."""
    for m in _ahead(book, team):
        their = m.away if m.home == team else m.home
        if their.country == country.country and (r.window is None or _inside(r.window, m)):
            told = f"{team.name} play {fixture_words(m, team)}."
            return Finding("supported", told, (match_row(m),))
    return Finding("cannot_say", f"No match of {team.name} there is held.")


def _anybody(book: Almanac, r: Reading, team: Club) -> Finding:
    """A side has a match in those days, against whomever."""
    for m in _ahead(book, team):
        fits = r.window is None or _inside(r.window, m)
        if fits and r.competition in ("", m.competition) and not _turned(book, m, r):
            told = f"{team.name} play {fixture_words(m, team)}."
            return Finding("supported", told, (match_row(m),))
    return Finding("cannot_say", f"No match of {team.name} is held for those days.")


def _round_on(book: Almanac, r: Reading) -> Finding:
    """A round of a cup is played on the days told."""
    comp = r.competition or (str(book.match.competition) if book.match is not None else "")
    season = book.season_of(comp) if comp else None
    if season is None and book.match is not None and comp == book.match.competition:
        season = book.match.season
    if season is None or r.window is None:
        return Finding("cannot_say", "The cup or its season is not settled.")
    whole = book.whole
    m = whole.matches
    found: dict[dt.date, int] = {}
    for name in whole.rounds:
        if name and (name == r.round or called(book, comp, season, name) == r.round):
            for row in whole.select(comp, season, round=name).tolist():
                if m.day[row] >= book.written.toordinal():
                    found.setdefault(dt.date.fromordinal(int(m.day[row])), row)
    if not found:
        return Finding("cannot_say", "No match of that round to come is held.")
    coming = sorted(found)
    meant = next((day for day in coming if r.window.holds(day)), None)
    told = f"{book.catalogue.name(comp)}, {round_words(r.round)}: {day_words(meant or coming[0])}."
    rows = (match_row(to_come(whole.match(found[meant or coming[0]]))),)
    if meant is not None:
        return Finding("supported", told, rows)
    one = r.window.first == r.window.last or r.window.weekday is not None
    near = one and min(_off(r.window, day) for day in coming) <= _ROUND
    return Finding("contradicted" if near and r.window.slack == 0 else "cannot_say", told, rows)


def _turned(book: Almanac, match: Match, r: Reading) -> bool:
    """True if words tell of a match at home that is away, or the other way round."""
    where = r.venue or r.word
    if where not in ("home", "away") or match.neutral or r.team is None:
        return False
    if is_nation(r.team) and match.phase != "qualifying":
        return False
    edition = book.catalogue.edition(str(match.competition), match.season)
    fixed = edition.kind == "league" or match.round not in ("semi_final", "final", "third_place")
    # Of two legs each is at somebody's ground.
    fixed = fixed or match.leg != ""
    return fixed and (match.home == r.team) != (where == "home")


def _never_then(book: Almanac, one: Club, other: Club) -> bool:
    """True for sides of a league held in full that cannot meet anywhere else unknown."""
    league = book.league_of(one)
    if league is None or not same_league(book, one, other):
        return False
    numbers = book.records.number(one), book.records.number(other)
    return NONE not in numbers and not book.holdings.lacking(league[1], *numbers)


def same_league(book: Almanac, one: Club, other: Club) -> bool:
    """True for sides of a league whose fixtures are held in full."""
    league = book.league_of(one)
    if league is None or league != book.league_of(other):
        return False
    held = book.coverage(*league)
    return bool(held) and all(c.complete for c in held)


def _next_in(
    book: Almanac, r: Reading, team: Club, other: Club, coming: Sequence[Match]
) -> Finding:
    """A match to come without a day: the next opponent in the competition named, if one is."""
    told = f"No match of {team.name} against {other.name} to come is held."
    if not r.competition:
        return Finding("cannot_say", told, void=True)
    name = book.catalogue.name(r.competition)
    for match in coming:
        if match.competition == r.competition:
            edition = book.catalogue.edition(str(match.competition), match.season)
            if edition.kind == "league" and not same_league(book, team, other):
                break
            if edition.kind != "league" and not match.round:
                break
            their = match.away if match.home == team else match.home
            return Finding(
                "contradicted", f"{team.name} meet {their.name} in {name}.", (match_row(match),)
            )
    stand = book.standing(r.competition, team)
    if stand is None or stand.cup is None or stand.cup.state != "in" or stand.cup.opponent is None:
        return Finding("cannot_say", told)
    evidence = (match_row(stand.cup.next_match),) if stand.cup.next_match else ()
    told = f"{team.name} meet {stand.cup.opponent.name} in {name}."
    return Finding("contradicted", told, evidence)
