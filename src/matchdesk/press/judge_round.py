"""Verdicts on rounds: in which one a side stands, goes out, or which it reaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import ROUNDS, round_words
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import match_row, match_words, tie_row

ORDER = tuple(name for name in ROUNDS if name.startswith("round_of_") or name.endswith("final"))
"""Rounds of a knock-out, each half as many ties as the one before."""
_TIES: dict[str, int] = {name: 2**place for place, name in enumerate(reversed(ORDER))}


def differ(one: str, other: str) -> bool:
    """True if two names of rounds are of a different number of clubs left."""
    return one in ORDER and other in ORDER and one != other


def called(book: Almanac, competition: str, season: Season, name: str) -> str:
    """A round by the number of clubs left: the fifth round of eight ties is the last 16."""
    if name in ORDER or not name.startswith("round_"):
        return name
    whole = book.whole
    m = whole.matches
    rows = whole.season_rows(competition, season)
    place = whole.rounds.index(name) if name in whole.rounds else -1
    pairs = {
        tuple(sorted((int(m.home[row]), int(m.away[row]))))
        for row in rows[m.round[rows] == place].tolist()
    }
    for known, ties in _TIES.items():
        if ties >= 4 and ties * 7 // 8 <= len(pairs) <= ties:
            return known
    return name


@dataclass(frozen=True, slots=True)
class Stage:
    """A side in a round of a cup: by its name and by the clubs left, its opponent, first and last day."""

    name: str
    called: str
    other: Club
    first: dt.date
    last: dt.date


def path(book: Almanac, competition: str, season: Season, club: Club) -> tuple[Stage, ...]:
    """The rounds of a season in which a side plays, in order, also those of days to come."""
    whole = book.whole
    m = whole.matches
    number = whole.club_number(club)
    rows = whole.season_rows(competition, season)
    mine = rows[((m.home[rows] == number) | (m.away[rows] == number)) & (m.day[rows] > 0)]
    found: dict[str, Stage] = {}
    for row in mine.tolist():
        name = whole.rounds[int(m.round[row])]
        if not name or name.isdigit():
            continue
        day = dt.date.fromordinal(int(m.day[row]))
        away = int(m.away[row]) if int(m.home[row]) == number else int(m.home[row])
        before = found.get(name)
        found[name] = Stage(
            name,
            before.called if before else called(book, competition, season, name),
            whole.clubs[away],
            min(day, before.first) if before else day,
            max(day, before.last) if before else day,
        )
    return tuple(sorted(found.values(), key=lambda s: s.first))


def round_(book: Almanac, r: Reading) -> Finding:
    """A round in which a side stands, goes out, or which it reaches."""
    match = book.match
    if match is None or r.team is None:
        return Finding("cannot_say", "The side or its match is not settled.")
    if r.word == "stage":
        return _staged(book, r, r.team)
    team, own = r.team, str(match.competition)
    competition = r.competition or own
    if r.window is not None:
        return _of_year(book, r)
    r = replace(r, round=meant(book, competition, match.season if competition == own else book.season_of(competition), r.round))  # fmt: skip
    of_tie = r.opponent is None or r.opponent in book.sides
    if competition == own and r.team in book.sides and match.round and of_tie:
        found = _of_match(book, r)
        if found is not None:
            return found
    cups = [competition]
    if not r.competition and not match.round:
        # In a report of the league: of any cup that the side plays in.
        cups = [name for name in _cups(book, team) if name != own]
        if match.phase != "league" and book.catalogue.edition(own, match.season).kind != "league":
            # A match of a group is of the cup whose rounds come.
            cups.insert(0, own)
    for name in cups:
        season = match.season if name == own else book.season_of(name)
        found = _of_season(book, r, name, season) if season is not None else None
        if found is not None and (found.verdict == "supported" or len(cups) == 1):
            return found
    told = book.catalogue.name(competition)
    return Finding("cannot_say", f"No round of {team.name} in {told} that settles it is held.")


_STAGE = dt.timedelta(days=45)
_ROUNDS = dt.timedelta(days=200)


def _staged(book: Almanac, r: Reading, team: Club) -> Finding:
    """A stage that a match of a side is of, in these weeks; for a round of a cup, in these months."""
    whole = book.whole
    m = whole.matches
    number = whole.club_number(team)
    day = book.day.toordinal()
    back = (_ROUNDS if ":" not in r.round else _STAGE).days
    rows = np.flatnonzero(
        ((m.home == number) | (m.away == number)) & (m.day > day - back) & (m.day < day + back)
    )
    for row in sorted(rows.tolist(), key=lambda x: abs(int(m.day[x]) - day)):
        match = whole.match(row)
        if r.round in stages(book, match):
            told = f"{match.home.name} v {match.away.name}, {match.date}: {_words(r.round)}."
            return Finding("supported", told, (match_row(match),))
    return Finding("cannot_say", f"No match of {team.name} of that stage is held.")


def _words(stage: str) -> str:
    kind, _, number = stage.partition(":")
    if not number:
        return "group stage" if stage == "group" else round_words(stage)
    return f"{ {'day': 'matchday', 'leg': 'leg'}.get(kind, 'group') } {number}"


def stages(book: Almanac, match: Match) -> set[str]:
    """The names of the stage of a match: its round, group, matchday and leg."""
    found = {match.round, f"leg:{match.leg}"}
    if match.round.isdigit():
        found |= {f"day:{match.round}"}
    elif match.round:
        found |= {called(book, str(match.competition), match.season, match.round)}
        found |= {
            f"round_{n}"
            for n in range(1, 7)
            if meant(book, str(match.competition), match.season, f"round_{n}") in found
        }
    if match.phase in ("group", "group_2"):
        letter = match.group.upper()
        found |= {"group", f"group:{letter}"}
        if len(letter) == 1 and letter.isalpha():
            found.add(f"group:{ord(letter) - 64}")
    return found


def _of_year(book: Almanac, r: Reading) -> Finding:
    """A round of another year: the side played in it, in whatever cup the words leave open."""
    assert r.team is not None
    assert r.window is not None
    names = [r.competition] if r.competition else list(dict.fromkeys((str(book.match.competition) if book.match else "", *_cups(book, r.team))))  # fmt: skip
    for name in names:
        for season in book.whole.seasons(name) if name else ():
            if season.start not in (r.window.first.year, r.window.first.year - 1):
                continue
            for stage in path(book, name, season, r.team):
                fits = r.round in (stage.name, stage.called) and r.opponent in (None, stage.other)
                if fits and r.window.holds(stage.last) and stage.last <= book.written:
                    told = f"{r.team.name} were in the {round_words(stage.called)} of {book.catalogue.name(name)} {season}, against {stage.other.name}."
                    return Finding("supported", told)
    return Finding("cannot_say", f"No round of {r.team.name} of that year is held.")


_ENGLISH = {3: "round_of_64", 4: "round_of_32", 5: "round_of_16", 6: "quarter_final"}


def _names(book: Almanac, competition: str, season: Season) -> set[str]:
    whole = book.whole
    rows = whole.season_rows(competition, season)
    return {whole.rounds[number] for number in np.unique(whole.matches.round[rows]).tolist()}


def meant(book: Almanac, competition: str, season: Season | None, name: str) -> str:
    """The round that a number means where the ledger tells rounds by the clubs left.

    "The sixth round" of the FA Cup are the quarter-finals; "the second round" of a World Cup comes after
    the groups, that of a cup of knock-outs is the second that is played.
    """
    number = int(name[6:]) if name.startswith("round_") and name[6:].isdigit() else 0
    whole = book.whole
    if not number or season is None or name in _names(book, competition, season):
        return name
    if competition == "en.cup":
        return _ENGLISH.get(number, name)
    m = whole.matches
    rows = whole.season_rows(competition, season)
    first: dict[str, int] = {}
    for row in rows[(m.day[rows] > 0)].tolist():
        stage = whole.rounds[int(m.round[row])]
        stage = stage if stage in ORDER else ""
        first[stage] = min(first.get(stage, int(m.day[row])), int(m.day[row]))
    stages = sorted(first, key=lambda stage: first[stage])
    return stages[number - 1] or name if number <= len(stages) else name


def _of_match(book: Almanac, r: Reading) -> Finding | None:
    """The round of the match in hand, and that which its winner goes on to."""
    match, tie = book.match, book.tie
    assert match is not None
    assert r.team is not None
    here = called(book, str(match.competition), match.season, match.round)
    told = f"{match_words(match)}, {round_words(match.round)}"
    evidence = (match_row(match), *((tie_row(tie),) if tie else ()))
    following = ORDER[ORDER.index(here) + 1] if here in ORDER[:-1] else ""
    claimed, words = r.round, round_words(r.round)
    same = claimed in (here, match.round)
    won = tie is not None and tie.winner == r.team
    lost = tie is not None and tie.loser == r.team
    if r.word == "out":
        if not lost:
            return Finding("cannot_say", f"{told}.", evidence, void=won)
        verdict: Verdict = (
            "supported" if same else "contradicted" if differ(claimed, here) else "cannot_say"
        )
        return Finding(verdict, f"{told}; {r.team.name} are out.", evidence)
    if same:
        return Finding("supported", f"{told}.", evidence)
    if claimed == following and won:
        return Finding("supported", f"{told}; {r.team.name} go on to the {words}.", evidence)
    if r.word == "reach":
        if won and following and claimed in ORDER:
            if tie is not None and tie.decided_on is not None and tie.decided_on < book.written - _LATELY:  # fmt: skip
                return None
            return Finding(
                "contradicted", f"{told}; the next round is the {round_words(following)}.", evidence
            )
        if lost:
            out = f"{told}; {r.team.name} are out."
            later = differ(claimed, here) and ORDER.index(claimed) > ORDER.index(here)
            return Finding("contradicted" if later else "cannot_say", out, evidence, void=True)
        return None
    if differ(claimed, here) and claimed != following:
        return Finding("contradicted", f"{told}.", evidence)
    return None


_LATELY = dt.timedelta(days=10)
_SEASON_AGO = dt.timedelta(days=500)
_YEARS_AGO = dt.timedelta(days=2200)


def _of_season(book: Almanac, r: Reading, competition: str, season: Season) -> Finding | None:
    """The rounds of a season, those before it and, for a tie of two sides, of the years before."""
    assert r.team is not None
    name, words = book.catalogue.name(competition), round_words(r.round)
    stages = path(book, competition, season, r.team)
    mine = [s for s in stages if r.round in (s.name, s.called)]
    if r.opponent is not None:
        found = _against(book, r, competition)
        if found is not None:
            return found
        mine = [s for s in mine if s.other == r.opponent]
    if mine and r.word != "out":
        # It stands there once what comes before is over.
        before = [s for s in stages if s.first < mine[0].first]
        if all(s.last <= book.written for s in before):
            told = f"{r.team.name} are in the {words} of {name}, against {mine[0].other.name}."
            return Finding("supported", told)
    if stages and r.word == "out":
        last = stages[-1]
        if last.last <= book.written and r.round in (last.name, last.called) and last.called != "final":  # fmt: skip
            told = f"{r.team.name} went out in the {words} of {name}, against {last.other.name}."
            return Finding("supported", told)
    if r.word == "reach" and not mine and r.round in ORDER and _held(book, competition, season, r.round):  # fmt: skip
        furthest = f", but only the {round_words(stages[-1].called)}" if stages else ""
        return Finding(
            "contradicted", f"{r.team.name} are not in the {words} of {name} {season}{furthest}."
        )
    if r.word == "in" and r.opponent is None:
        earlier = path(book, competition, season.previous, r.team)
        if any(r.round in (s.name, s.called) for s in earlier):
            told = f"{r.team.name} were in the {words} of {name} {season.previous}."
            return Finding("supported", told)
    return None


def _against(book: Almanac, r: Reading, competition: str) -> Finding | None:
    """A meeting of two sides in a round, over the seasons before."""
    assert r.team is not None
    assert r.opponent is not None
    met = book.played(r.team, r.opponent, book.day - _YEARS_AGO, book.written)
    rounds = [book.value(row) for row in met]
    known = []
    for match in rounds:
        here = called(book, str(match.competition), match.season, match.round)
        if r.round in stages(book, match) and r.competition in ("", match.competition):
            told = f"{match_words(match)}, {_words(r.round)}."
            return Finding("supported", told, (match_row(match),))
        lately = match.date is not None and match.date > book.day - _SEASON_AGO
        if here in ORDER and match.competition == competition and lately:
            known.append(match)
    if known and r.round in ORDER:
        told = f"{match_words(known[0])}, {round_words(known[0].round)}."
        return Finding("contradicted", told, (match_row(known[0]),))
    return None


def _held(book: Almanac, competition: str, season: Season, name: str) -> bool:
    """True if every tie of a round is held."""
    ties = {
        tuple(sorted((int(book.whole.matches.home[row]), int(book.whole.matches.away[row]))))
        for row in book.whole.select(competition, season, round=name).tolist()
    }
    return len(ties) == _TIES.get(name, 0)


def _cups(book: Almanac, club: Club) -> list[str]:
    """Cups in which a side plays in the months around the day."""
    m = book.known.matches
    number = book.known.club_number(club)
    day = book.day.toordinal()
    near = ((m.home == number) | (m.away == number)) & (abs(m.day - day) < 200) & (m.round > 0)
    names = {book.known.competitions[place] for place in m.competition[near].tolist()}
    return sorted(str(name) for name in names)
