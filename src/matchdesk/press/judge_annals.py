"""Verdicts on what a side did in other seasons: titles, rounds and tournaments, when and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matchdesk.core.competition import round_words
from matchdesk.core.english import counted, listed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import phase_code
from matchdesk.press import judge_round, judge_standing
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row
from matchdesk.press.mentions import is_nation
from matchdesk.press.trophies import honours, in_a_row, latest, titles_meant
from matchdesk.records.begun import begun
from matchdesk.rules.catalogue import competition_name, known_competitions

_DEPTH = ("round_of_32", "round_of_16", "quarter_final", "semi_final", "final")
_QUALIFYING = phase_code("qualifying")
_UNKNOWN = Finding("cannot_say", "No such season of the side is held.")


def annals(book: Almanac, r: Reading) -> Finding:
    """What a side did in the seasons that the words name: borne out, or left open.

    ``word``: "annals:" and how it is told. ``round``: "title", "runner", "entry", "top", or a round.
    ``number``: the year, the years or the times; ``other``: within so many editions.
    """
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    how = r.word.partition(":")[2]
    if how == "holder":
        return _holder(book, r)
    assert r.number is not None
    for competition in _meant(book, r):
        done = reached(book, competition, r.round, r.team)
        now = _now(book, competition)
        if now is None:
            continue
        told = _told(book, competition, r, done)
        if how == "ever":
            fresh = (now in done or r.team in book.sides) and not [s for s in done if s < now]
            if fresh and _whole(book, competition, r.round, now):
                return Finding("supported", told, (_row(competition, r, done),))
            continue
        if _right(book, how, r, competition, done, now):
            return Finding("supported", told, (_row(competition, r, done),))
    return _UNKNOWN


def _right(
    book: Almanac, how: str, r: Reading, competition: str, done: Sequence[Season], now: Season
) -> bool:
    number = r.number or 0
    before = [s for s in done if s < now]
    if how == "year":
        years = (number + 1,) if r.other else (number,)
        return any(s.start + s.split in years for s in done)
    if how == "ago":
        wanted = {now.start - number, book.written.year - number - now.split}
        return any(s.start in wanted for s in done)
    if how == "since":
        if not before:
            return False
        last = before[-1]
        return number in ({last.start} if r.other else {last.start, last.start + last.split})
    if how == "gap":
        if not before:
            return False
        last = before[-1]
        return (
            number
            in {
                year - ended
                for year in (book.written.year, now.start, now.start + now.split)
                for ended in (last.start, last.start + last.split)
            }
            and number >= 2
        )
    counts = {len(before) + 1, len(done)}
    if how == "times":
        counts = {len(before), len(done)}
    if r.other:
        first = now.start - r.other
        counts = set()
        for since in (first, first + 1):
            inside = [s for s in done if s.start >= since]
            counts |= {len(inside), len([s for s in inside if s < now]) + (how != "times")}
    if how == "row":
        counts = in_a_row(competition, tuple(done)) | in_a_row(competition, (*before, now))
        return number in counts and number > 1
    return number in counts


def reached(book: Almanac, competition: str, stage: str, club: Club) -> list[Season]:
    """Seasons in which a side won a title, lost the final, played in a round or a later one, or took part."""
    if stage in ("title", "runner"):
        if competition not in known_competitions(book.catalogue):
            return []
        roll = honours(book, competition)
        seasons = roll.seasons if roll is not None else ()
        return [
            h.season for h in seasons if (h.champion if stage == "title" else h.runners_up) == club
        ]
    whole = book.whole
    m, number = whole.matches, whole.club_number(club)
    rows = book.all_of(competition)
    mine = (m.home[rows] == number) | (m.away[rows] == number)
    rows = rows[mine & (m.day[rows] <= book.written.toordinal()) & (m.phase[rows] != _QUALIFYING)]
    if stage not in ("entry", "top"):
        names = {name: place for place, name in enumerate(whole.rounds)}
        rows = rows[
            [
                _deep(book, competition, int(m.season[row]), stage, names, int(m.round[row]))
                for row in rows
            ]
        ]
    return [Season.of_code(code) for code in sorted(set(m.season[rows].tolist()))]


def _deep(
    book: Almanac, competition: str, season: int, stage: str, names: Mapping[str, int], place: int
) -> bool:
    """True if a round is the one told of a season, or a later one."""
    if stage.startswith("round_") and stage[6:].isdigit():
        stage = judge_round.meant(book, competition, Season.of_code(season), stage)
    deep = _DEPTH[_DEPTH.index(stage) :] if stage in _DEPTH else (stage,)
    return any(names.get(name) == place for name in deep)


def _meant(book: Almanac, r: Reading) -> Iterator[str]:
    assert r.team is not None
    if r.round in ("title", "runner"):
        yield from dict.fromkeys(titles_meant(book, r))
        league = book.league_of(r.team)
        if r.competition in ("league", "") and league is not None:
            yield league[0]
        return
    if r.competition == "league" or (r.round == "top" and "." not in r.competition):
        yield f"{r.team.country}.1"
    elif r.competition == "cup":
        yield f"{r.team.country}.cup"
    elif r.competition in ("european", "world", "continental") or r.competition.startswith(
        "country:"
    ):
        yield from titles_meant(book, r)
    elif r.competition:
        yield r.competition


def _now(book: Almanac, competition: str) -> Season | None:
    """The season that the day lies in, or the one to come that the match in hand is of."""
    season = book.season_of(competition)
    if season is not None:
        return season
    last = latest(book, competition)
    return Season(book.written.year, last.split) if last is not None else None


def _whole(book: Almanac, competition: str, stage: str, now: Season) -> bool:
    """True if every season before is held, and of each the matches of the round that is told."""
    known = begun().get(competition)
    if known is None:
        return False
    whole = book.whole
    rows = book.all_of(competition)
    if stage in _DEPTH:
        if stage not in whole.rounds:
            return False
        rows = rows[whole.matches.round[rows] == whole.rounds.index(stage)]
    elif stage not in ("entry", "top"):
        return False
    held = {Season.of_code(code) for code in set(whole.matches.season[rows].tolist())}
    season = known.before(now)
    while season is not None:
        if season not in held:
            return False
        season = known.before(season)
    return True


def _told(book: Almanac, competition: str, r: Reading, done: Sequence[Season]) -> str:
    assert r.team is not None
    what = {
        "title": "won",
        "runner": "came second in",
        "entry": "took part in",
        "top": "played in",
    }.get(r.round)
    name = competition_name(competition)
    round_ = "" if what else f"reached the {round_words(r.round)} of "
    last = [str(s) for s in done[-6:]]
    if not done:
        return f"{r.team.name} {what or round_.strip()} {name} in no season held before."
    return f"{r.team.name} {what + ' ' if what else round_}{name} in {counted(len(done), 'season')} held: {listed(last)}."


def _row(competition: str, r: Reading, done: Sequence[Season]) -> Row:
    assert r.team is not None
    return {
        "kind": "titles" if r.round == "title" else "seasons",
        "competition": competition, "team": r.team.name, "seasons": [str(season) for season in done],
    }  # fmt: skip


def _holder(book: Almanac, r: Reading) -> Finding:
    """Who holds a title, now or in a year that the sentence names."""
    if r.number is None:
        found = judge_standing.title_holder(
            book, Reading(team=r.team, competition=r.competition, word="defending")
        )
        return found if found.verdict == "supported" else _UNKNOWN
    assert r.team is not None
    for competition in _meant(book, r):
        for season in reached(book, competition, "title", r.team):
            ended = season.start + season.split
            # Of a tournament for as long as nobody else has won it.
            reign = 4 if is_nation(r.team) else 1
            if ended <= r.number <= ended + reign and (
                reign == 1 or not _won_between(book, competition, season, r.number)
            ):
                told = f"{r.team.name} won {competition_name(competition)} {season}."
                return Finding("supported", told, (_row(competition, r, (season,)),))
    return _UNKNOWN


def _won_between(book: Almanac, competition: str, season: Season, year: int) -> bool:
    return any(season < s and s.start < year for s in book.known.seasons(competition))
