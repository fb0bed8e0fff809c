"""Desk: the questions over one ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk.view import View
from matchdesk.errors import UsageError
from matchdesk.ledger import columns, location, lookup
from matchdesk.ledger.store import Ledger

if TYPE_CHECKING:
    from matchdesk.brief import Brief
    from matchdesk.core.rows import Hint
    from matchdesk.ledger.conflicts import Conflict
    from matchdesk.ledger.importing import Imported
    from matchdesk.ledger.overview import SourceNotice
    from matchdesk.press.shelf import Shelf

Day = dt.date | str

_VIEWS_KEPT = 32
"""Moments kept; each holds the columns of what was known then."""


def open(ledger: str | Path | None = None) -> Desk:
    """A desk over a ledger: the one named, else the user's own, else the starter that ships.

    A named file that does not exist is created empty.
    """
    return Desk(location.to_read(str(ledger) if ledger is not None else None))


@dataclass
class Desk:
    """The questions over one ledger."""

    ledger: Ledger
    _whole: tuple[int, Snapshot] | None = field(default=None, repr=False)
    _views: dict[Moment, View] = field(default_factory=dict, repr=False)
    _shelf: Shelf | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"Desk({self.ledger!r})"

    def at(self, moment: Day | Moment | None = None) -> View:
        """What was known at a moment: a day ("2018-01-24", its end), or a :class:`Moment`.

        Without one it is the end of the day of the last result held.

        Raises:
            UsageError: the text is no day.
        """
        if moment is None:
            moment = columns.last_day(self.ledger) or dt.date.min
        if isinstance(moment, str):
            try:
                moment = dt.date.fromisoformat(moment)
            except ValueError:
                raise UsageError(
                    f"Found the day {moment!r}, expected a date such as 2018-01-24. "
                    "Nothing was asked.",
                    code="bad-date",
                ) from None
        if isinstance(moment, dt.date):
            moment = Moment(moment)
        whole = self.whole
        view = self._views.get(moment)
        if view is None:
            while len(self._views) >= _VIEWS_KEPT:
                del self._views[next(iter(self._views))]
            view = self._views[moment] = View(self, columns.at(whole, self.ledger, moment))
        return view

    @property
    def shelf(self) -> Shelf:
        """What checking reports keeps of the ledger."""
        from matchdesk.press.shelf import Shelf

        if self._shelf is None:
            self._shelf = Shelf(lambda moment: self.at(moment).snapshot)
        return self._shelf

    @property
    def whole(self) -> Snapshot:
        """Everything held, without a moment; read again when the ledger has changed."""
        version = self.ledger.version
        if self._whole is None or self._whole[0] != version:
            self._whole = (version, columns.load(self.ledger))
            self._views.clear()
        return self._whole[1]

    def import_paths(
        self,
        *paths: str | Path,
        format: str | None = None,
        competition: str | None = None,
        season: str | None = None,
    ) -> Imported:
        """Import files and folders; see ``matchdesk import``."""
        from matchdesk.ledger import importing

        return importing.import_paths(
            self.ledger, paths, format=format, hint=hint_of(competition, season)
        )

    def at_match(self, written: str, on: Day | Moment | None = None) -> tuple[View, str]:
        """The view in which a match is asked about, and the match's id.

        With ``on`` it is that day. Without, a match named with its date (or by id) is seen from the
        end of its day, one named by its sides alone is the last one played.
        """
        if on is not None:
            view = self.at(on)
            return view, view.match(written).id
        match = self.at(dt.date.max).match(written)
        return self.at(match.date if match.date is not None else None), match.id

    def brief(
        self,
        match: str | None = None,
        *,
        reports: Sequence[str | Path] = (),
        on: Day | Moment | None = None,
        chances: bool = True,
    ) -> Brief:
        """All of it on one page. With reports and no match, the match is the one they tell of.

        Without ``chances`` it says nothing of what is likely, and is quicker.

        Raises:
            UnknownName: no match found. AmbiguousName: the reports tell of several.
            UsageError: neither a match nor reports.
        """
        from matchdesk.brief import compose

        checked = self.at(on).check(*reports) if reports else None
        if match is None and checked is not None:
            match = checked.the_match()
        if match is None:
            raise UsageError(
                "Found neither a match nor reports; expected '[DATE] HOME v AWAY', a match id, "
                "or --reports FOLDER. Nothing was asked.",
                code="no-match-named",
            )
        view, found = self.at_match(match, on)
        return compose(
            lambda moment: self.at(moment).snapshot,
            found,
            view.moment,
            check=checked,
            sources=self.sources(),
            chances=chances,
        )

    def conflicts(
        self, competition: str | None = None, season: str | None = None, *, resolved: bool = False
    ) -> tuple[Conflict, ...]:
        """Where files say otherwise than what is held; open ones, or those settled."""
        from matchdesk.ledger import conflicts

        comp = lookup.find_competition(self.whole, competition) if competition else None
        year = lookup.season_of(season) if season else None
        return conflicts.conflicts(self.ledger, comp, year, resolved=resolved)

    def sources(self) -> tuple[SourceNotice, ...]:
        """Every source and its licence notice."""
        from matchdesk.ledger import overview

        return overview.sources(self.ledger)

    def health(self) -> dict[str, Any]:
        """The ledger at a glance."""
        from matchdesk.ledger import overview

        return overview.health(self.ledger)


def hint_of(competition: str | None, season: str | None) -> Hint:
    """What the caller says about files that do not say it.

    Raises:
        UsageError: no season or no competition id.
    """
    from matchdesk.core.competition import COMPETITION_ID, CompetitionId
    from matchdesk.core.rows import Hint

    if competition is not None and not COMPETITION_ID.match(competition):
        raise UsageError(
            f"Found the competition {competition!r}; expected an id such as es.1 or uefa.cl. "
            "Nothing was imported.",
            code="bad-competition",
        )
    try:
        year = Season.parse(season) if season is not None else None
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was imported.", code="bad-season") from None
    return Hint(CompetitionId(competition) if competition is not None else None, year)
