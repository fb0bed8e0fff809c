"""Verdicts on counts and firsts: every scope that fits, and what the ledger does not hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import country_of
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.press import judge_meetings, judge_played, judge_run, judge_standing, judge_sums
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row, Verdict, slip
from matchdesk.press.evidence import match_row, match_words
from matchdesk.press.form import LIVES, OUTCOMES, Flags, Form, campaigns, forms
from matchdesk.press.judge_match import outcome_of
from matchdesk.press.mentions import is_nation
from matchdesk.records.begun import begun
from matchdesk.rules.catalogue import known_competitions
from matchdesk.rules.words import in_words, number_words


@dataclass(frozen=True, slots=True)
class Scope:
    """Some of a club's competitions of a season, and the matches of them that count."""

    words: str
    pairs: tuple[tuple[str, Season], ...]
    matches: tuple[Match, ...]

    @property
    def count(self) -> int:
        """How many matches count."""
        return len(self.matches)


def _season_matches(book: Almanac, club: Club, day: dt.date | None = None) -> list[Match]:
    """A club's matches of the running season up to a day, that of the match in hand, earliest first."""
    rows = book.played(club, None, book.season_start(), day or book.day)
    return [book.value(row) for row in reversed(rows)]


def _counts(match: Match, club: Club, r: Reading) -> bool:
    home = match.home == club
    if r.venue and (match.neutral or (r.venue == "home") != home):
        return False
    if not r.outcome:
        return True
    result = match.result
    if result is None:
        return False
    mine = result if home else result.swapped()
    if outcome_of(mine) == r.outcome:
        return True
    return False


def _is_league(book: Almanac, competition: str, season: Season) -> bool:
    return book.catalogue.edition(competition, season).kind == "league"


def _scopes(book: Almanac, club: Club, r: Reading, day: dt.date | None = None) -> list[Scope]:
    """Scopes that the words allow, the widest first."""
    season = _season_matches(book, club, day)
    pairs = tuple(dict.fromkeys((str(m.competition), m.season) for m in season))
    wanted = [m for m in season if _counts(m, club, r)]

    def scope(words: str, chosen: tuple[tuple[str, Season], ...]) -> Scope:
        inside = tuple(m for m in wanted if (str(m.competition), m.season) in chosen)
        return Scope(words, chosen, inside)

    league = tuple(p for p in pairs if _is_league(book, *p))
    cups = tuple(p for p in pairs if p not in league)
    europe = tuple(p for p in pairs if country_of(p[0]) == "uefa")
    domestic = tuple(p for p in pairs if country_of(p[0]) == club.country)
    if r.competition == "league":
        return [scope("the league", league)]
    if r.competition == "cup":
        return [scope("the cups", tuple(p for p in cups if p not in europe))] + [
            scope(book.catalogue.name(p[0]), (p,)) for p in cups
        ]
    if r.competition == "europe":
        return [scope("Europe", europe)]
    whole = _campaign_scopes(book, club, r)
    if r.competition:
        named = tuple(p for p in pairs if p[0] == r.competition)
        mine = [s for s in whole if s.pairs[0][0] == r.competition]
        return [scope(book.catalogue.name(r.competition), named), *mine]
    every = scope("all competitions held", pairs)
    if r.word == "all":
        return [every]
    hand = str(book.match.competition) if book.match is not None else ""
    return [
        every,
        scope("domestic competitions", domestic),
        scope("the league", league),
        *(scope(book.catalogue.name(p[0]), (p,)) for p in cups if p[0] == hand),
        *whole,
    ]


def _campaign_scopes(book: Almanac, club: Club, r: Reading) -> list[Scope]:
    """The competition in hand, its phases and its group, however long it has gone on."""
    if book.match is None or club not in book.sides:
        return []
    pairs = ((str(book.match.competition), book.match.season),)
    return [
        Scope(
            form.words, pairs,
            tuple(m for row in form.rows(0) if _counts(m := book.value(row), club, r)),
        )
        for form in campaigns(book, club)
    ]  # fmt: skip


def _rows(matches: tuple[Match, ...]) -> tuple[Row, ...]:
    return tuple(match_row(m) for m in matches[:12])


def _told(scope: Scope, club: Club) -> str:
    names = []
    for m in scope.matches[-8:]:
        other = m.away if m.home == club else m.home
        names.append(f"{other.name} {m.result} ({m.date.isoformat() if m.date else '?'})")
    listed = in_words(names) if names else "none"
    return f"{scope.count} in {scope.words}: {listed}"


def _missing(
    book: Almanac, club: Club, held: tuple[tuple[str, Season], ...], *, named: bool = False
) -> list[str]:
    """Competitions that the club may have played and that are not held in full.

    ``named``: the words name the competition, so no other matters.
    """
    have = {p[0] for p in held}
    names = []
    for pair in held:
        cover = book.coverage(*pair)
        if not cover or not all(c.complete for c in cover):
            names.append(book.catalogue.name(pair[0]))
    for competition in () if named else known_competitions(book.catalogue):
        if competition in have or country_of(competition) not in (club.country, "uefa", "fifa"):
            continue
        season = book.season_of(competition)
        cover = book.coverage(competition, season) if season is not None else ()
        if not cover or not all(c.complete for c in cover):
            names.append(book.catalogue.name(competition))
    return names


def nth_of_season(book: Almanac, r: Reading) -> Finding:
    """The n-th of a season: the match in hand is the n-th in some scope that holds it."""
    if r.team is None or r.number is None:
        return Finding("cannot_say", "The side is not settled.")
    club = r.team
    scopes = _scopes(book, club, r)
    if club not in book.sides and book.written != book.day:
        scopes = _scopes(book, club, r, book.written) + scopes
    cover = book.covered(scopes[0].pairs)
    hand = book.match.id if book.match is not None else ""
    inside = [s for s in scopes if any(m.id == hand for m in s.matches)]
    for scope in inside or scopes:
        if scope.count == r.number and _listed(scope, club, r) is not False:
            return Finding(
                "supported",
                f"{_told(scope, club)}.",
                _rows(scope.matches),
                cover,
                here=bool(inside),
            )
    if book.match is not None and not inside and club in book.sides:
        return Finding(
            "cannot_say",
            f"The match in hand is none of them; {_told(scopes[0], club)}.",
            _rows(scopes[0].matches), cover, void=True,
        )  # fmt: skip
    widest = (inside or scopes)[0]
    told = _told(widest, club)
    rows = _rows(widest.matches)
    if any(s.count == r.number for s in inside):
        return Finding("contradicted", f"The list does not fit: {told}.", rows, cover)
    rounds = is_nation(club) and book.match is not None and book.match.phase == "qualifying"
    if (rounds or not inside) and r.number < max(s.count for s in scopes):
        # Told of another day, perhaps, before the last of them was played.
        return Finding("cannot_say", f"{told}.", rows, cover)
    whole = _listed(widest, club, r) is True and len(r.clubs) == widest.count - 1
    room = _room(book, r)
    if (
        not whole
        and not r.competition
        and len(widest.pairs) > 1
        and all(abs(scope.count - r.number) > 1 for scope in inside or scopes)
    ):
        # Reporters err by one or so; of some of these matches something else is told.
        room = None
    if whole or (room is not None and not widest.count < r.number <= widest.count + room):
        near = any(slip(scope.count, r.number) for scope in inside or scopes)
        return Finding("contradicted", f"{told}.", rows, cover, here=bool(inside), near=near)
    missing = _missing(book, club, widest.pairs, named=bool(r.competition))
    return Finding("cannot_say", f"{told}. Not held in full: {in_words(missing[:6])}.", rows, cover)


def _room(book: Almanac, r: Reading) -> int | None:
    """Most matches of the season so far that are not held in the scope told, None if nobody knows."""
    assert r.team is not None
    found = forms(
        book, r.team, competition=r.competition, venue=r.venue, first=book.season_start(),
        everything=r.word == "all",
    )  # fmt: skip
    scopes = [form for form in found if len(form)]
    if not scopes or scopes[0].apart or judge_run.begins_here(book, r.team, scopes[0]):
        return None
    return max(form.room(0, since=book.season_start()) for form in scopes)


def _listed(scope: Scope, club: Club, r: Reading) -> bool | None:
    """Whether the sides of a list are opponents of these matches; None without a list."""
    if not r.clubs:
        return None
    others = [m.away if m.home == club else m.home for m in scope.matches]
    return all(c in others for c in r.clubs)


def goals_of_match(book: Almanac, r: Reading) -> Finding:
    """All goals of the match in hand: "a seven-goal thriller"."""
    result = book.match.result if book.match is not None else None
    if result is None or book.match is None:
        return Finding("cannot_say", "The match that is meant is not settled.")
    verdict: Verdict = "supported" if result.home + result.away == r.number else "contradicted"
    return Finding(verdict, f"{match_words(book.match)}.", (match_row(book.match),))


def count(book: Almanac, r: Reading) -> Finding:
    """A number of results in a season, in some scope that the words allow."""
    if r.team is not None and r.word.startswith("sum:"):
        return judge_sums.sums(book, r)
    if r.word.startswith("run:"):
        return judge_run.run(book, replace(r, word=r.word[4:]))
    if r.team is None or r.number is None:
        return Finding("cannot_say", "The side is not settled.")
    if r.word.split(":")[0] in ("played", "left", "more", "fewer"):
        return judge_played.played(book, r)
    scopes = _scopes(book, r.team, r)
    cover = book.covered(scopes[0].pairs)
    for scope in scopes:
        if scope.count == r.number:
            return Finding("supported", f"{_told(scope, r.team)}.", _rows(scope.matches), cover)
    first = scopes[0]
    told = f"{_told(first, r.team)}."
    rows = _rows(first.matches)
    for scope in scopes:
        before = sum(1 for m in scope.matches if book.match is None or m.id != book.match.id)
        if before == r.number:
            return Finding("supported", f"{told} Before this match: {before}.", rows, cover)
    number = book.records.number(r.team)
    sound = book.holdings.sound
    missing = [p[0] for scope in scopes for p in scope.pairs if not sound(p[0], p[1], number)]
    if not r.competition and first.pairs:
        season = next((s for _, s in first.pairs if s.split), first.pairs[0][1])
        missing += book.holdings.lacking(season, number)
    if is_nation(r.team) and not r.competition:
        # "They have won all seven": of the qualifiers, for all that one knows.
        return Finding("cannot_say", f"{told} Other scopes may be meant.", rows, cover)
    if r.outcome and first.pairs and (not missing or r.number < min(s.count for s in scopes)):
        return Finding("contradicted", told, rows, cover)
    return Finding("cannot_say", f"{told} Other scopes may be meant.", rows, cover)


def first_since(book: Almanac, r: Reading) -> Finding:
    """A first since some day or in so many matches: the last case before, and what lies between."""
    if r.word == "title":
        return judge_standing.title_since(book, r)
    special = r.word.partition(":")[2]
    if r.team is not None and special == "stage":
        return _stage_since(book, r)
    if r.team is None or not (r.outcome or special):
        return Finding("cannot_say", "What is called a first is not in the ledger.")
    if r.word == "last":
        return _last_case(book, r)
    first: Finding | None = None
    open_to: list[str] = []
    what = {"win": "win", "loss": "defeat", "draw": "draw"}.get(r.outcome) or _special_words(
        r, special
    )
    for form in forms(book, r.team, competition=r.competition, venue=r.venue, opponent=r.opponent):
        place = form.place_of(book.row)
        if place < 0:
            continue
        flags = _cases(form, r, special)
        if not flags[place]:
            first = first or Finding(
                "cannot_say", f"The match in hand is no {what} of {r.team.name}.", void=True
            )
            continue
        before = [i for i in range(place) if flags[i]]
        if not before:
            lacking = form.lacking(0)
            told = f"No earlier {what} among {place} matches held in {form.words}."
            first = first or Finding("cannot_say", told)
            open_to += lacking or ("earlier seasons",)
            continue
        last = before[-1]
        match = book.value(form.rows(last, last + 1)[0])
        between = place - last - 1
        told = f"The last {what} of {r.team.name} before in {form.words}: {match_words(match)}; {between} matches since."
        evidence = (match_row(match),)
        lacking = form.lacking(last)
        held = f" Not held in full: {in_words(list(lacking[:6]))}." if lacking else ""
        right = False
        late = False
        if r.window is not None and match.date is not None:
            right = r.window.holds(match.date)
            late = match.date > r.window.last
        elif r.number is not None and match.date is not None:
            days = (book.day - match.date).days
            if r.round == "match":
                right = r.number in (between, between + 1)
                late = between < r.number - 1
            elif r.round in ("year", "month", "week", "day"):
                unit = {"year": 365.25, "month": 30.4, "week": 7, "day": 1}[r.round]
                right = abs(days / unit - r.number) <= max(0.6, 0.12 * r.number)
                late = days / unit < r.number - max(1.0, 0.2 * r.number)
            else:
                open_to.append("what is counted")
        if right:
            return Finding("supported", told + held, evidence)
        if first is None or first.verdict == "cannot_say":
            first = Finding("contradicted", told, evidence)
        if not late:
            open_to += lacking
    if first is None:
        return Finding("cannot_say", "The match in hand is not in that scope.", void=True)
    if open_to and first.verdict == "contradicted":
        return Finding("cannot_say", first.reason, first.evidence)
    return first


def _cases(form: Form, r: Reading, special: str) -> Flags:
    """bool[match]: what is called a first happened in it."""
    if special in ("scored", "conceded"):
        goals = form.outings.scored if special == "scored" else form.outings.conceded
        return np.asarray(goals[form.places] >= (r.other or 1))
    return form.held(LIVES[special] if special else OUTCOMES[r.outcome])


def _special_words(r: Reading, special: str) -> str:
    return {
        "scored": f"match with {r.other} goals", "conceded": f"match with {r.other} goals conceded",
        "blank": "match without a goal", "clean": "clean sheet", "unbeaten": "point",
    }[special]  # fmt: skip


_DEPTH = ("round_of_16", "quarter_final", "semi_final", "final")


def _stage_since(book: Almanac, r: Reading) -> Finding:
    """A round reached for the first time since some year: the last season in which it was."""
    if book.match is None or r.team is None:
        return Finding("cannot_say", "The competition that is meant is not settled.")
    competition = str(r.competition or book.match.competition)
    deep = _DEPTH[_DEPTH.index(r.leg) :] if r.leg in _DEPTH else (r.leg,)
    seasons = [
        match.season
        for stage in deep
        for row in book.known.select(competition, club=r.team, round=stage)
        if (match := book.value(int(row))).season < book.match.season
    ]
    name = book.catalogue.name(competition)
    if not seasons:
        return Finding(
            "cannot_say", f"No earlier one of {r.team.name} in {name} is held.", void=True
        )
    last = max(seasons)
    years = {last.start, last.start + last.split}
    told = f"{r.team.name} were there before in {name} {last}."
    if r.window is not None:
        right = any(r.window.first.year <= year <= r.window.last.year for year in years)
        late = min(years) > r.window.last.year
    elif r.number is not None and r.round in ("year", "season", "decade"):
        number = 10 if r.round == "decade" else r.number
        ago = {book.day.year - year for year in years}
        right, late = number in ago, max(ago) < number
    else:
        return Finding("cannot_say", told)
    if right:
        return Finding("supported", told)
    return Finding("contradicted" if late else "cannot_say", told)


def _last_case(book: Almanac, r: Reading) -> Finding:
    """The last defeat, win or draw of a side by its opponent, before the day's match or with it."""
    assert r.team is not None
    first: Finding | None = None
    possible = False
    for form in forms(book, r.team, competition=r.competition, venue=r.venue):
        happened = np.flatnonzero(form.held(OUTCOMES[r.outcome])) if len(form) else ()
        place = form.place_of(book.row) if len(form) else -1
        for upto in dict.fromkeys((len(form), place if place >= 0 else len(form))):
            before = [int(i) for i in happened if i < upto]
            if not before:
                continue
            match = book.value(form.rows(before[-1], before[-1] + 1)[0])
            told = f"The last in {form.words}: {match_words(match)}."
            if r.opponent in (match.home, match.away):
                return Finding("supported", told, (match_row(match),))
            first = first or Finding("contradicted", told, (match_row(match),))
            if form.missing(before[-1]) and form.room(before[-1], None) > 0 and not form.apart:
                possible = True
    if first is None:
        return Finding("cannot_say", "No such match is held.", void=True)
    if possible:
        return Finding("cannot_say", first.reason, first.evidence)
    return first


def first_ever(book: Almanac, r: Reading) -> Finding:
    """A first: one earlier case contradicts it; without one the ledger can only say what it saw."""
    if r.team is None or book.match is None or book.match.date is None:
        return Finding("cannot_say", "The side or its match is not settled.")
    if r.word == "title":
        return judge_standing.title_count(book, replace(r, word=""))
    if r.word.startswith("sum:"):
        return judge_sums.sums(book, r)
    if r.word == "never":
        return judge_meetings.never(book, r)
    club, match = r.team, book.match
    if (r.round and not r.outcome) or r.word == "entry":
        return _first_round(book, r, club, match)
    before = book.day - dt.timedelta(days=1)
    other = r.opponent
    rows = book.played(club, other, None, before)
    meetings = [book.value(row) for row in rows]
    if r.venue:
        meetings = [
            m for m in meetings if not m.neutral and (m.home == club) == (r.venue == "home")
        ]
    since = f" since {meetings[-1].date.year}" if meetings and meetings[-1].date else ""
    what = {"win": "win", "loss": "defeat", "draw": "draw"}.get(r.outcome, "case")
    whom = f" against {other.name}" if other else ""
    if not r.outcome:
        return Finding("cannot_say", "What is called a first is not in the ledger.")
    earlier = [m for m in meetings if _counts(m, club, Reading(outcome=r.outcome))]
    pairs = tuple(dict.fromkeys((str(m.competition), m.season) for m in meetings))
    cover = book.covered(pairs[:8])
    if earlier:
        return Finding(
            "contradicted",
            f"An earlier {what} of {club.name}{whom}: {match_words(earlier[0])}.",
            tuple(match_row(m) for m in earlier[:4]), cover,
        )  # fmt: skip
    today = match.id if _counts(match, club, Reading(outcome=r.outcome, venue=r.venue)) else ""
    if not today:
        return Finding("cannot_say", f"The match in hand is no {what} of {club.name}.", (), cover)
    at = " there" if r.venue == "away" else " at home" if r.venue == "home" else ""
    return Finding(
        "cannot_say",
        f"None among {_earlier(len(meetings), other is not None)} held{at}{since}; "
        f"{_not_in_full(book, match)}",
        tuple(match_row(m) for m in meetings[:8]), cover,
    )  # fmt: skip


def _earlier(number: int, meetings: bool) -> str:
    """Earlier matches in words: "five earlier meetings", "one earlier match"."""
    noun = ("meeting" if meetings else "match") + ("" if number == 1 else "s" if meetings else "es")
    return f"{number_words(number)} earlier {noun}"


def _not_in_full(book: Almanac, match: Match) -> str:
    """From which season on a competition is held in full, as a clause."""
    first = None
    for season in reversed(book.known.seasons(match.competition)):
        if season >= match.season:
            continue
        cover = book.coverage(match.competition, season)
        if not cover or not all(c.complete for c in cover):
            break
        first = season
    name = book.catalogue.name(match.competition)
    if first is None:
        return f"seasons of {name} are not held in full."
    return f"{name} before {first} and other competitions are not held in full."


def _first_round(book: Almanac, r: Reading, club: Club, match: Match) -> Finding:
    competition = r.competition or match.competition
    earlier = []
    for row in book.known.select(competition, club=club, round=r.round or None):
        found = book.value(int(row))
        if found.season < match.season and found.phase != "qualifying":
            earlier.append(found)
    name = book.catalogue.name(competition)
    if earlier:
        return Finding(
            "contradicted",
            f"{club.name} were there before: {match_words(earlier[-1])}.",
            tuple(match_row(m) for m in earlier[-4:]),
        )
    seasons = book.known.seasons(competition)
    held = [s for s in seasons if s < match.season]
    cover = book.covered((competition, s) for s in held[-8:])
    since = f" since {held[0]}" if held else ""
    known = begun().get(str(competition))
    finals = {
        book.value(int(row)).season for row in book.known.select(competition, round=r.round or None)
    }
    from_the_first = known is not None and bool(held) and held[0] == known.first
    every = bool(r.round) and from_the_first and {*held} <= finals
    if (
        every
        or book.holdings.reach(str(competition), match.season, book.records.number(club)).whole
    ):
        told = f"None in the {len(held)} earlier seasons of {name}, all held."
        return Finding("supported", told, (), cover)
    return Finding(
        "cannot_say",
        f"None in the {len(held)} earlier seasons of {name} held{since}; {_not_in_full(book, match)}",
        (), cover,
    )  # fmt: skip
