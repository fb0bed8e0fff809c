"""The questions: records of a match, a club, a competition; streaks; since; what is ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from matchdesk.core.competition import ClubId
from matchdesk.core.english import plain_day
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, distinct
from matchdesk.core.words import STATUSES
from matchdesk.errors import UnknownName, UsageError
from matchdesk.records.asked import ahead, last_time
from matchdesk.records.book import LEAGUE, Book, Outings
from matchdesk.records.cups import Cups
from matchdesk.records.holdings import Holdings
from matchdesk.records.leads import Leads
from matchdesk.records.miner import Miner, Seen, fold
from matchdesk.records.order import superlatives, weight
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.records.scope import Scope
from matchdesk.records.scorers import Scorers
from matchdesk.records.seasons import Seasons
from matchdesk.records.series import Bools
from matchdesk.records.summary import Summary
from matchdesk.records.titles import Titles
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.fixtures import club_of


def records(
    snapshot: Snapshot,
    row: int,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Record, ...]:
    """The records of one match, judged by all matches up to it; rarest and widest first.

    Args:
        snapshot: the ledger at a moment. Matches after this one in it do not count, what is held
            of seasons does.
        row: row of the match.
        contested: ids of matches that files give differently.
        catalogue: the rulebooks.

    Returns:
        Empty for a match that is void or abandoned, or is itself contested.

    Raises:
        UsageError: the match is still to be played.
    """
    return Mine(snapshot, contested=contested, catalogue=catalogue).match(row)


def all_records(
    snapshot: Snapshot,
    competition: str | None = None,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> dict[int, tuple[Record, ...]]:
    """The records of every match that is over, by row; of one competition, or of all.

    Each is what :func:`records` gives for that row.
    """
    mine = Mine(snapshot, contested=contested, catalogue=catalogue)
    return mine.everything(competition)


class Part:
    """Some outings with their miner and words."""

    def __init__(self, book: Book, outings: Outings, holdings: Holdings, wanted: Bools) -> None:
        self.outings = outings
        self.miner = Miner(book, outings, wanted, holdings)
        self.sayer = Sayer(book, outings, holdings)

    def records(self, found: dict[int, list[Seen]]) -> dict[int, list[Record]]:
        """Records by row of the match, folded for each side."""
        told: dict[int, list[Record]] = {}
        for outing, seen in found.items():
            row = int(self.outings.row[outing])
            for one in fold(seen, self.outings):
                told.setdefault(row, []).extend(_surer(self.sayer.record(one)))
        return told


def _surer(record: Record) -> tuple[Record, ...]:
    """A record, and beside it those folded under it that are certain where it is not.

    "For the first time ever in the league" says more than "in the meetings held" of all
    competitions, though its scope is narrower.
    """
    if record.certain or not record.folded:
        return (record,)
    if record.kind.endswith(("_of_season", "_of_year")):
        # A count of matches that are not all held is no count: what can be counted leads.
        exact = next((one for one in record.folded if one.certain), None)
        if exact is None:
            return (record,)
        rest = tuple(one for one in record.folded if one is not exact)
        return (replace(exact, folded=(replace(record, folded=()), *rest)),)
    if not record.kind.startswith("first_"):
        return (record,)
    surer = [one for one in record.folded if one.certain and one.kind == record.kind]
    if record.kind.endswith("_since"):
        # The same day from a narrower scope, where it is sure, says it all.
        same = [one for one in surer if one.start == record.start]
        if same:
            first = min(same, key=lambda one: one.venue is not None)
            rest = tuple(one for one in record.folded if one is not first)
            return (replace(first, folded=(replace(record, folded=()), *rest)),)
    # Of those, what follows from another stays folded.
    widest = [one for one in surer if one.venue is None] or surer[:1]
    if not widest:
        return (record,)
    first = replace(widest[0], folded=tuple(one for one in surer if one is not widest[0]))
    return (replace(record, folded=tuple(o for o in record.folded if not o.certain)), first)


class Mine:
    """The records of one snapshot; what several questions share is worked out once."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        contested: Collection[str] = (),
        catalogue: Catalogue = BUILT_IN,
    ) -> None:
        self.book = Book(snapshot, contested=contested, catalogue=catalogue)
        self.holdings = Holdings(self.book)

    def match(self, row: int) -> tuple[Record, ...]:
        """See :func:`records`.

        Where a side played twice that day and the ledger does not tell which match came first, both
        orders are read: what is so in one of them alone is not certain, and says why.
        """
        beside = self.book.same_day(row)
        if not beside:
            return self._match(row)
        readings = []
        for later in (beside, frozenset({row})):
            book = Book(
                self.book.snapshot, contested=self.book.contested, catalogue=self.book.catalogue,
                later=later,
            )  # fmt: skip
            mine = Mine.__new__(Mine)
            mine.book, mine.holdings = book, Holdings(book)
            readings.append({_fact(record): record for record in mine._match(row)})
        day = plain_day(self.book.snapshot.match(row).date)
        doubt = f"which match of {day} came first is not known"
        first, second = readings
        told = [record for fact, record in first.items() if fact in second]
        told += [
            replace(
                record, certain=False,
                limits="; ".join(part for part in (record.limits, doubt) if part),
            )
            for reading, other in ((first, second), (second, first))
            for fact, record in reading.items()
            if fact not in other
        ]  # fmt: skip
        return _ranked(told)

    def _match(self, row: int) -> tuple[Record, ...]:
        m = self.book.snapshot.matches
        if self.book.result[0][row] < 0:
            status = STATUSES[m.status[row]]
            if status in ("scheduled", "postponed"):
                raise UsageError(
                    f"{self.book.id(row)} is not over at the {self.book.snapshot.moment}; it has no "
                    "records yet. Ask for a preview, or for a later day.",
                    code="match-not-over",
                )
            return ()
        if row in self.book.contested_rows:
            return ()
        outings = self.book.of_clubs(int(m.home[row]), int(m.away[row]))
        part = Part(self.book, outings, self.holdings, np.asarray(outings.row == row))
        found = part.records(part.miner.seen()).get(row, [])
        competition = self.book.snapshot.competitions[m.competition[row]]
        o = self.book.of_competition(competition)
        whole = Part(self.book, o, self.holdings, np.asarray(o.row == row))
        found += whole.records(whole.miner.of_all_clubs()).get(row, [])
        both = frozenset((int(m.home[row]), int(m.away[row])))
        found += Cups(self.book, self.holdings, part.sayer).records(row, both)
        found += Scorers(self.book, outings, part.sayer).records(row)
        found += Titles(self.book, self.holdings, part.sayer).records(row)
        found += Leads(self.book, self.holdings, part.sayer).records(row)
        found += Seasons(self.book, self.holdings, part.sayer).records(row)
        return _ranked(_whole(found))

    def everything(self, competition: str | None = None) -> dict[int, tuple[Record, ...]]:
        """See :func:`all_records`."""
        outings = self.book.everything
        number = -2 if competition is None else self.book.competition_number(competition)
        wanted = np.ones(len(outings), dtype=np.bool_) if number == -2 else outings.comp == number
        part = Part(self.book, outings, self.holdings, np.asarray(wanted))
        found = part.records(part.miner.seen())
        for row, records in part.records(part.miner.of_all_clubs()).items():
            found.setdefault(row, []).extend(records)
        cups = Cups(self.book, self.holdings, part.sayer)
        m = self.book.snapshot.matches
        ties = np.flatnonzero(self.book.classes[m.competition] != LEAGUE)
        for row in ties.tolist() if number == -2 else ties[m.competition[ties] == number].tolist():
            found.setdefault(row, []).extend(cups.records(row, None))
        scorers = Scorers(self.book, outings, part.sayer, whole=True)
        for row in distinct(outings.row[wanted]).tolist():
            found.setdefault(row, []).extend(scorers.records(row))
        leads = Leads(self.book, self.holdings, part.sayer)
        for row in distinct(outings.row[wanted & (outings.kind == LEAGUE)]).tolist():
            found.setdefault(row, []).extend(leads.records(row))
        titles = Titles(self.book, self.holdings, part.sayer)
        seasons = Seasons(self.book, self.holdings, part.sayer)
        for competition_held in self.book.snapshot.competitions:
            if self.book.class_of(competition_held) == LEAGUE:
                for one in seasons.of(competition_held):
                    if competition in (None, competition_held):
                        record = seasons.record(competition_held, one)
                        found.setdefault(one.rows[-1], []).append(record)
                for title in titles.of(competition_held):
                    if competition in (None, competition_held):
                        found.setdefault(title.row, []).append(titles.record(title))
        told = {row: _ranked(_whole(found[row])) for row in sorted(found) if found[row]}
        for row in self.book.doubtful(outings):
            if row in told or wanted[outings.row == row].any():
                told[row] = self.match(row)
        return told


def _fact(record: Record) -> tuple[object, ...]:
    """What a record says, without its words and what is folded under it."""
    return (
        record.kind, record.subject.id, record.opponent, record.competition, record.venue,
        record.player, record.value, record.start, record.match_ids,
    )  # fmt: skip


def _whole(found: Sequence[Record]) -> list[Record]:
    """What was so all season takes in what was so until its last match."""
    kept = list(found)
    for one in found:
        if not one.kind.endswith("_season") or one.kind.endswith("_of_season"):
            continue
        same = [
            r for r in kept
            if r.kind == f"{one.kind.removesuffix('_season')}_so_far"
            and (r.subject, r.competition, r.venue) == (one.subject, one.competition, one.venue)
        ]  # fmt: skip
        for record in same:
            inside = (replace(record, folded=()), *record.folded)
            kept[kept.index(one)] = one = replace(one, folded=(*one.folded, *inside))
            kept.remove(record)
    return kept


def _ranked(found: Iterable[Record]) -> tuple[Record, ...]:
    """As a desk wants them: see :func:`matchdesk.records.order.weight`."""
    return tuple(sorted(found, key=lambda r: (-weight(r), -r.value, r.sentence)))


def since(
    snapshot: Snapshot,
    club: Club | ClubId | str,
    what: str,
    *,
    opponent: Club | ClubId | str | None = None,
    competition: str | None = None,
    venue: str | None = None,
    within: str | None = None,
    season: Season | None = None,
    year: int | None = None,
    country: str | None = None,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> Record:
    """When something last happened to a club, or that it never did in what is held.

    ``what`` is a word of :data:`matchdesk.records.asked.WHAT`, such as "defeat"; what follows
    narrows it down, as in :class:`matchdesk.records.scope.Scope`.

    Raises:
        UnknownName: a club plays no match of the snapshot, or none of that scope.
        UsageError: an unknown word or scope.
    """
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    scope = Scope(
        opponent=opponent, competition=competition, within=within, venue=venue, season=season,
        year=year, country=country,
    )  # fmt: skip
    return last_time(book, book.number(club_of(snapshot, club)), what, scope)


def preview(
    snapshot: Snapshot,
    row: int,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Record, ...]:
    """The records that a match to come could bring, each with its condition, rarest first.

    Raises:
        UsageError: the match is over, or its date is not known.
    """
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    kept: dict[str, Record] = {}
    for found in ahead(book, row):
        for record in _surer(found):
            told = replace(record, condition=found.condition)
            kept.setdefault(told.sentence, told)
    return _ranked(kept.values())


def of_club(
    snapshot: Snapshot,
    club: Club | ClubId | str,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Record, ...]:
    """The records of a club: longest runs, biggest and heaviest, best starts, titles.

    Raises:
        UnknownName: it plays no match of the snapshot.
    """
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    number = book.number(club_of(snapshot, club))
    return superlatives(Summary(book, Holdings(book)).of_club(number))


def of_competition(
    snapshot: Snapshot,
    competition: str,
    season: Season | None = None,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Record, ...]:
    """The records of a competition: longest runs of any club, biggest matches, titles.

    With a season only those of that season and what fell in it.

    Raises:
        UnknownName: no match of it is known.
    """
    if not len(snapshot.select(competition, season)):
        told = f"{competition} {season}" if season else competition
        raise UnknownName(f"no match of {told} is known at the {snapshot.moment}")
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    return superlatives(Summary(book, Holdings(book)).of_competition(competition, season))


def streaks(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    contested: Collection[str] = (),
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Record, ...]:
    """Runs that are going on in a competition, each with the match that can extend it.

    Raises:
        UnknownName: no match of that season is known.
    """
    if not len(snapshot.select(competition, season)):
        raise UnknownName(f"no match of {competition} {season} is known at the {snapshot.moment}")
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    return _ranked(Summary(book, Holdings(book)).streaks(competition, season))
