"""What a person means by the name of a club, competition, season or match.

Ids, names and aliases are taken; a name that is none of them, or that several answer to, is refused
with the nearest ones. Likeness suggests, it never decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import numpy as np

from matchdesk.core.competition import CompetitionId
from matchdesk.core.country import country_code, country_name
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, Snapshot
from matchdesk.core.text import fold
from matchdesk.errors import AmbiguousName, UnknownName, UsageError
from matchdesk.ledger import gazetteer
from matchdesk.ledger.likeness import NEAREST, nearest, nearest_of
from matchdesk.rules.catalogue import BUILT_IN

_WOMEN = "-women"
_MATCH = re.compile(r"^(?:(\d{4}-\d{2}-\d{2})\s+)?(.+?)\s+(?:v|vs)\.?\s+(.+)$", re.IGNORECASE)


def names_of_clubs(snapshot: Snapshot) -> Mapping[str, frozenset[int]]:
    """Clubs (numbers of the snapshot) that answer to each folded name or id."""
    found: dict[str, set[int]] = {}
    for number, club in enumerate(snapshot.clubs):
        found.setdefault(club.id, set()).add(number)
        found.setdefault(fold(club.name), set()).add(number)
    for name in snapshot.store.names():
        number = snapshot.club_number(name.subject)
        if number != NONE:
            found.setdefault(fold(name.name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def find_club(
    snapshot: Snapshot,
    name: str,
    *,
    competition: str | None = None,
    season: Season | None = None,
) -> Club:
    """The club meant.

    Where several answer to the name, those of the competition and season asked about come first,
    then those that everyone calls so, then men's sides: a women's side is meant where the
    competition or the name says so. If that leaves one, it is meant.

    Raises:
        UnknownName, AmbiguousName: with the nearest names.
    """
    numbers = _answering(snapshot, name)
    if len(numbers) > 1 and competition is not None:
        rows = snapshot.select(competition, season)
        m = snapshot.matches
        playing = set(np.unique(np.concatenate((m.home[rows], m.away[rows]))).tolist())
        numbers = numbers & playing or numbers
    numbers = _meant_first(snapshot, numbers, name)
    if len(numbers) == 1:
        return snapshot.clubs[next(iter(numbers))]
    if numbers:
        clubs = sorted(snapshot.clubs[number].id for number in numbers)
        raise AmbiguousName(
            f"{len(clubs)} clubs answer to {name!r}: {', '.join(clubs)}. Name one by its id.",
            near=clubs,
        )
    near = nearest_of(name, _told_as(snapshot))
    hint = _not_held(snapshot, name) + (f" Nearest: {', '.join(near)}." if near else "")
    raise UnknownName(f"No club {name!r} in the ledger.{hint}", code="unknown-club", near=near)


def _told_as(snapshot: Snapshot) -> dict[str, str]:
    """Every name of the clubs of a ledger → the one that the club is shown by."""
    told = {
        name.name: snapshot.clubs[number].name
        for name in snapshot.store.names()
        if (number := snapshot.club_number(name.subject)) != NONE
    }
    told.update((club.name, club.name) for club in snapshot.clubs)
    return told


def _not_held(snapshot: Snapshot, name: str) -> str:
    """A sentence on clubs that bear a name, as far as is known, and have no match in the ledger."""
    keys = [entry.id for entry in gazetteer.look_up(name, "", "")]
    keys += [key for key in gazetteer.bearers(name) if key not in keys]
    keys = [key for key in keys if snapshot.club_number(key) == NONE]
    if not keys:
        return ""
    listed = ", ".join(f"{gazetteer.shown(key)} ({key})" for key in keys[:NEAREST])
    return f" It holds no match of {listed}."


def _answering(snapshot: Snapshot, name: str) -> frozenset[int]:
    """Clubs (numbers of the snapshot) that answer to an id or a name."""
    direct = snapshot.club_number(name)
    if direct != NONE:
        return frozenset((direct,))
    turns = {snapshot.club_number(key) for key in gazetteer.bearers(name)} - {NONE}
    return names_of_clubs(snapshot).get(fold(name), frozenset()) | turns


def _meant_first(snapshot: Snapshot, numbers: frozenset[int], name: str) -> frozenset[int]:
    """Of several clubs those with a match, then those that everyone calls so, then men's sides."""
    if len(numbers) > 1:
        m = snapshot.matches
        playing = {n for n in numbers if bool(((m.home == n) | (m.away == n)).any())}
        numbers = frozenset(playing) or numbers
    if len(numbers) > 1:
        shown = frozenset(n for n in numbers if fold(snapshot.clubs[n].name) == fold(name))
        numbers = shown or numbers
    if len(numbers) > 1:
        men = frozenset(n for n in numbers if not snapshot.clubs[n].id.endswith(_WOMEN))
        numbers = men or numbers
    return numbers


def find_competition(snapshot: Snapshot, name: str) -> CompetitionId:
    """The competition meant, by id or name.

    Raises:
        UnknownName, AmbiguousName: with the nearest ones of the ledger.
    """
    if name in snapshot.competitions:
        return CompetitionId(name)
    held = set(snapshot.competitions)
    books = BUILT_IN.of(snapshot)
    named = {
        CompetitionId(key)
        for key, names in books.names().items()
        if fold(name) in {fold(n) for n in names}
    }
    found = (named & held) or named
    if len(found) == 1:
        competition = found.pop()
        if competition in held:
            return competition
        raise UnknownName(
            f"The ledger holds no match of {books.name(competition)} "
            f"({competition}). Import some first; it holds {', '.join(sorted(held)[:NEAREST])}.",
            code="unknown-competition",
            near=sorted(held)[:NEAREST],
        )
    if found:
        raise AmbiguousName(
            f"{len(found)} competitions are called {name!r}: {', '.join(sorted(found))}. Name one "
            "by its id.",
            near=sorted(found),
        )
    words: dict[str, CompetitionId] = {str(key): key for key in held}
    words.update({books.name(key): key for key in held})
    near = tuple(dict.fromkeys(words[word] for word in nearest(name, words)))
    told = f" Nearest: {', '.join(near)}." if near else ""
    if not told and held:
        told = f" It holds {', '.join(sorted(held)[:NEAREST])}."
    raise UnknownName(
        f"No competition {name!r} in the ledger.{told}", code="unknown-competition", near=near
    )


def find_season(snapshot: Snapshot, competition: str, written: str | None = None) -> Season:
    """The season meant; without one, the last that has begun by the moment (or the first known).

    Raises:
        UnknownName: the ledger knows no such season at the moment.
        UsageError: what is written is no season.
    """
    seasons = snapshot.seasons(competition)
    if written is not None:
        season = season_of(written)
        if season not in seasons:
            near = [str(s) for s in sorted(seasons, key=lambda s: abs(s.start - season.start))]
            held = f"{seasons[0]} to {seasons[-1]}" if seasons else "none"
            raise UnknownName(
                f"The ledger knows no match of {competition} {season} at the {snapshot.moment}; "
                f"seasons held: {held}.",
                code="unknown-season",
                near=near[:NEAREST],
            )
        return season
    if not seasons:
        raise UnknownName(
            f"The ledger knows no match of {competition} at the {snapshot.moment}. Ask for a later "
            "day with --on.",
            code="unknown-season",
        )
    day, rows = snapshot.day.toordinal(), snapshot.select(competition)
    days, codes = snapshot.matches.day[rows], snapshot.matches.season[rows]
    begun = codes[(days > 0) & (days <= day)]
    return Season.of_code(int(begun.max())) if len(begun) else seasons[0]


def season_of(written: str) -> Season:
    """A season as written.

    Raises:
        UsageError: it is none.
    """
    try:
        return Season.parse(written)
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was asked.", code="bad-season") from None


def find_match(snapshot: Snapshot, written: str) -> int:
    """Row of the match meant: an id, or "[DATE] HOME v AWAY".

    Without a date it is the last one played up to the moment; if they have not played, the next.

    Raises:
        UnknownName: no such match, or not known at the moment.
        AmbiguousName: two matches of these sides on one day.
        UsageError: what is written names no match.
    """
    text = written.strip()
    if text.count(":") >= 3:
        return _by_id(snapshot, text)
    parts = _MATCH.match(text)
    if parts is None:
        raise UsageError(
            f"{written!r} names no match; expected an id or '[DATE] HOME v AWAY', such as "
            "'2018-01-24 Real Madrid v Leganés'.",
            code="bad-match",
        )
    day = _day_asked(parts[1])
    home, away = _sides_meant(snapshot, parts[2], parts[3], day)
    m = snapshot.matches
    one, other = snapshot.club_number(home), snapshot.club_number(away)
    rows = snapshot.select(club=home)
    rows = rows[(m.home[rows] == one) & (m.away[rows] == other)]
    if day is not None:
        return _on_day(snapshot, rows, day, home, away)
    if not len(rows):
        raise UnknownName(
            f"The ledger knows no match {home.name} v {away.name} at the {snapshot.moment}.",
            code="unknown-match",
            near=_meetings(snapshot, one, other),
        )
    goals, _ = m.result()
    over = rows[goals[rows] >= 0]
    return int(over[-1] if len(over) else rows[0])


def _day_asked(written: str | None) -> dt.date | None:
    """The day before two sides.

    Raises:
        UsageError: it is no day.
    """
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise UsageError(
            f"{written!r} is no day; expected one such as 2018-01-24.", code="bad-date"
        ) from None


def _sides_meant(
    snapshot: Snapshot, home: str, away: str, day: dt.date | None
) -> tuple[Club, Club]:
    """The two sides that names mean: of several clubs those that met, on the day if one is given.

    Raises:
        UnknownName, AmbiguousName: as :func:`find_club`.
    """
    homes, visitors = (_answering(snapshot, name) for name in (home, away))
    if len(homes) > 1 or len(visitors) > 1:
        m = snapshot.matches
        rows = np.flatnonzero(np.isin(m.home, list(homes)) & np.isin(m.away, list(visitors)))
        if day is not None:
            rows = rows[m.day[rows] == day.toordinal()]
        met = set(zip(m.home[rows].tolist(), m.away[rows].tolist(), strict=True))
        found = _one_pair(snapshot, met, home, away)
        if found is not None:
            return found
    return find_club(snapshot, home), find_club(snapshot, away)


def find_opponents(
    snapshot: Snapshot, one: str, other: str, competition: str, season: Season
) -> tuple[Club, Club]:
    """Two clubs of a season: where several answer to a name, those that met in it.

    Raises:
        UnknownName, AmbiguousName: as :func:`find_club`.
    """
    ones, others = (_answering(snapshot, name) for name in (one, other))
    if len(ones) > 1 or len(others) > 1:
        m, rows = snapshot.matches, snapshot.select(competition, season)
        pairs = set(zip(m.home[rows].tolist(), m.away[rows].tolist(), strict=True))
        pairs |= {(b, a) for a, b in pairs}
        met = {(a, b) for a, b in pairs if a in ones and b in others}
        found = _one_pair(snapshot, met, one, other)
        if found is not None:
            return found
    return (
        find_club(snapshot, one, competition=competition, season=season),
        find_club(snapshot, other, competition=competition, season=season),
    )


def _one_pair(
    snapshot: Snapshot, met: set[tuple[int, int]], one: str, other: str
) -> tuple[Club, Club] | None:
    """The pair that two names mean, of those that met; None where several are left."""
    if len(met) > 1:
        first = _meant_first(snapshot, frozenset(a for a, _ in met), one)
        second = _meant_first(snapshot, frozenset(b for _, b in met), other)
        met = {(a, b) for a, b in met if a in first and b in second}
    if len(met) != 1:
        return None
    ((a, b),) = met
    return snapshot.clubs[a], snapshot.clubs[b]


def _by_id(snapshot: Snapshot, text: str) -> int:
    parts = text.split(":")
    if len(parts) not in (4, 5) or not (len(parts) == 4 or parts[4].isdigit()):
        raise UsageError(
            f"{text!r} is no match id; expected competition:season:home:away.", code="bad-match"
        )
    competition, season, home, away = parts[:4]
    try:
        rows = snapshot.select(competition, Season.parse(season), club=home)
    except ValueError as error:
        raise UsageError(f"{text!r} is no match id: {error}.", code="bad-match") from None
    m = snapshot.matches
    nth = int(parts[4]) if len(parts) == 5 else 1
    rows = rows[
        (m.home[rows] == snapshot.club_number(home))
        & (m.away[rows] == snapshot.club_number(away))
        & (m.nth[rows] == nth)
    ]
    if not len(rows):
        raise UnknownName(
            f"The ledger knows no match {text} at the {snapshot.moment}.", code="unknown-match"
        )
    return int(rows[0])


def _on_day(snapshot: Snapshot, rows: np.ndarray, day: dt.date, home: Club, away: Club) -> int:
    m = snapshot.matches
    found = rows[m.day[rows] == day.toordinal()]
    if len(found) == 1:
        return int(found[0])
    one, other = snapshot.club_number(home), snapshot.club_number(away)
    if len(found):
        ids = [snapshot.match(int(row)).id for row in found]
        raise AmbiguousName(
            f"{len(ids)} matches {home.name} v {away.name} are held for {day}: {', '.join(ids)}. "
            "Name one by its id.",
            near=ids,
        )
    near = _meetings(snapshot, one, other, day)
    told = f" They met in {'; '.join(near)}." if near else ""
    raise UnknownName(
        f"The ledger knows no match {home.name} v {away.name} on {day} at the "
        f"{snapshot.moment}.{told}",
        code="unknown-match",
        near=near,
    )


def find_country(snapshot: Snapshot, written: str) -> str:
    """Code of a country that is written by name, code or three letters.

    Raises:
        UnknownName: no club of it is held.
    """
    code = country_code(written)
    if code:
        return code
    held = sorted({club.country for club in snapshot.clubs if club.country})
    named = next((c for c in held if fold(country_name(c)) == fold(written)), None)
    if named is None:
        raise UnknownName(
            f"No club of {written!r} is held. Name a country by its code, such as es or ESP.",
            near=[country_name(c) for c in held[:5]],
        )
    return named


def _meetings(
    snapshot: Snapshot, one: int, other: int, day: dt.date | None = None
) -> tuple[str, ...]:
    """Meetings of two sides, those nearest to a day (or the last ones) first."""
    m = snapshot.matches
    rows = np.flatnonzero(
        ((m.home == one) & (m.away == other)) | ((m.home == other) & (m.away == one))
    )
    rows = rows[m.day[rows] > 0]
    near = day.toordinal() if day else np.iinfo(np.int32).max
    order = rows[np.argsort(np.abs(m.day[rows].astype(np.int64) - near), kind="stable")]
    listed = []
    for row in order[:NEAREST]:
        match = snapshot.match(int(row))
        listed.append(f"{match.date} {match.home.name} v {match.away.name}")
    return tuple(listed)
