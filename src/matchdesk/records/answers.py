"""The questions: records of a match, a club, a competition; streaks; since; what is ahead."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from matchdesk.core.snapshot import Snapshot
from matchdesk.records.book import Book
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Miner, Seen, fold
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.rules.catalogue import BUILT_IN, Catalogue


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
        Empty for a match that is not over, is void, or is itself contested.
    """
    book = Book(snapshot, contested=contested, catalogue=catalogue)
    m = snapshot.matches
    home, away = int(m.home[row]), int(m.away[row])
    if book.result[0][row] < 0:
        return ()
    outings = book.of_clubs(home, away)
    miner = Miner(book, outings, np.asarray(outings.row == row))
    sayer = Sayer(book, outings, Holdings(book))
    found: list[Seen] = []
    for seen in miner.seen().values():
        found += fold(seen, outings)
    return tuple(sorted((sayer.record(one) for one in found), key=_rank))


def _rank(record: Record) -> tuple[float, str]:
    return (-record.rarity, record.sentence)
