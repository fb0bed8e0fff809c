"""Desk and View: the questions, over one ledger and at one moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchdesk.core.match import Club, Coverage, Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import columns, location, lookup
from matchdesk.ledger.store import Ledger
from matchdesk.rules import knockout
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.knockout import Tie
from matchdesk.rules.table import Table, table, tables

if TYPE_CHECKING:
    from matchdesk.brief import Brief
    from matchdesk.core.rows import Hint
    from matchdesk.forecast.prospects import Forecast
    from matchdesk.ledger.conflicts import Conflict
    from matchdesk.ledger.importing import Imported
    from matchdesk.ledger.overview import ClubEntry, SourceNotice
    from matchdesk.press import Check
    from matchdesk.press.shelf import Shelf
    from matchdesk.records import Record

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


@dataclass(frozen=True)
class View:
    """What was known at one moment, and the questions about it."""

    desk: Desk
    snapshot: Snapshot

    @property
    def moment(self) -> Moment:
        """The moment."""
        return self.snapshot.moment

    @property
    def catalogue(self) -> Catalogue:
        """The rulebooks: the ledger's own before those that ship."""
        return BUILT_IN.of(self.snapshot)

    # What happened

    def match(self, written: str) -> Match:
        """The match meant by an id or "[DATE] HOME v AWAY"."""
        return self.snapshot.match(lookup.find_match(self.snapshot, written))

    def results(
        self,
        competition: str | None = None,
        *,
        club: str | None = None,
        season: str | None = None,
    ) -> Results:
        """Matches and fixtures known, by date.

        Raises:
            UnknownName, AmbiguousName: no such competition, club or season.
        """
        snapshot = self.snapshot
        comp = lookup.find_competition(snapshot, competition) if competition else None
        if season is None:
            chosen = None
        elif comp:
            chosen = lookup.find_season(snapshot, comp, season)
        else:
            chosen = lookup.season_of(season)
        found = lookup.find_club(snapshot, club, competition=comp, season=chosen) if club else None
        rows = snapshot.select(comp, chosen, club=found).tolist()
        return Results(snapshot, rows, self.desk.conflicts(comp, season))

    def clubs(self, name: str | None = None) -> tuple[ClubEntry, ...]:
        """Clubs of the ledger; with a name the one it means."""
        from matchdesk.ledger import overview

        if name is None:
            return overview.clubs(self.snapshot)
        club = lookup.find_club(self.snapshot, name)
        return tuple(entry for entry in overview.clubs(self.snapshot) if entry.id == club.id)

    def coverage(
        self, competition: str | None = None, season: str | None = None
    ) -> tuple[Coverage, ...]:
        """What is held in full, competition by competition and season by season."""
        from matchdesk.ledger import overview

        covered = overview.coverage(self.snapshot)
        if competition is not None:
            comp = lookup.find_competition(self.snapshot, competition)
            covered = tuple(one for one in covered if one.competition == comp)
        if season is not None:
            covered = tuple(one for one in covered if str(one.season) == season)
        return covered

    def open_conflicts(
        self, competition: str, season: str | None = None, *clubs: str
    ) -> tuple[Conflict, ...]:
        """Differences between files, not settled, that an answer about a season rests on.

        With clubs only those of matches that one of them plays; none of matches still to come.
        """
        from matchdesk.ledger import conflicts

        comp, year = self._season(competition, season)
        found = conflicts.conflicts(self.desk.ledger, comp, year)
        both: tuple[Club, ...]
        if len(clubs) == 2:
            both = lookup.find_opponents(self.snapshot, clubs[0], clubs[1], comp, year)
        else:
            both = tuple(
                lookup.find_club(self.snapshot, club, competition=comp, season=year)
                for club in clubs
            )
        ids = {club.id for club in both}
        day = self.moment.day.isoformat()
        return tuple(
            one
            for one in found
            if (one.date is None or one.date <= day)
            and (not ids or ids & set(one.match.split(":")[2:4]))
        )

    # What it means under the rules

    def table(
        self,
        competition: str,
        season: str | None = None,
        *,
        group: str | None = None,
        phase: str | None = None,
    ) -> Table:
        """The table of a league, or of one group, each place with its reason."""
        comp, year = self._season(competition, season)
        return table(self.snapshot, comp, year, group=group, phase=phase)

    def tables(
        self, competition: str, season: str | None = None, *, phase: str | None = None
    ) -> tuple[Table, ...]:
        """The tables of all groups and phases."""
        comp, year = self._season(competition, season)
        return tables(self.snapshot, comp, year, phase=phase)

    def tie(self, competition: str, one: str, other: str, season: str | None = None) -> Tie:
        """The knock-out tie of two clubs, and who goes through by which step."""
        comp, year = self._season(competition, season)
        snapshot = self.snapshot
        clubs = lookup.find_opponents(snapshot, one, other, comp, year)
        return knockout.tie(snapshot, comp, year, *clubs)

    def ties(
        self, competition: str, season: str | None = None, *, round: str | None = None
    ) -> tuple[Tie, ...]:
        """Every tie of a knock-out competition, or of one round."""
        comp, year = self._season(competition, season)
        return knockout.ties(self.snapshot, comp, year, round=round)

    def _season(self, competition: str, season: str | None) -> tuple[str, Season]:
        comp = lookup.find_competition(self.snapshot, competition)
        return comp, lookup.find_season(self.snapshot, comp, season)

    # What is likely

    def forecast(
        self,
        competition: str,
        season: str | None = None,
        *,
        runs: int = 10_000,
        seed: int = 1,
        suppose: Sequence[str] = (),
    ) -> Forecast:
        """The rest of a season, played many times.

        Args:
            competition: id or name.
            season: the last one begun, if not given.
            runs: how often it is played.
            seed: of chance; the same gives the same answer.
            suppose: results of matches to come, such as "Real Madrid win".

        Raises:
            UnknownName: no such competition, season, club or match to come.
            UsageError: a number of runs or a seed out of bounds, a condition that cannot be read.
        """
        from matchdesk.forecast.conditions import read_conditions
        from matchdesk.forecast.kept import PLAIN, model_at
        from matchdesk.forecast.simulate import FEW_RUNS, check_call
        from matchdesk.forecast.simulate import forecast as simulate

        check_call(runs, seed, None)
        comp, year = self._season(competition, season)
        conditions = read_conditions(self.snapshot, comp, year, suppose)
        model = model_at(self.snapshot, few=PLAIN if runs <= FEW_RUNS else 0)
        return simulate(
            self.snapshot, comp, year, runs=runs, seed=seed, model=model, conditions=conditions
        )

    # Was it true

    def check(
        self, *files: str | Path, texts: Sequence[str] = (), match: str | None = None
    ) -> Check:
        """Reports (texts, files or folders), each claim with verdict and evidence.

        A report is judged at the moment of its writing; the view's moment matters only for a
        report without a date.

        Args:
            files: reports: the text itself, a file, or a folder of files.
            texts: more texts, whatever they look like.
            match: the match that all of them tell of, where it is known: an id or
                "[DATE] HOME v AWAY".
        """
        from matchdesk.press import check, read_reports

        reports = read_reports(files, texts=texts)
        named = self.desk.at(dt.date.max).match(match) if match is not None else None
        return check(
            reports, self._at, fallback=self.moment.day, match=named, shelf=self.desk.shelf
        )

    # What is rare about it

    @cached_property
    def contested(self) -> frozenset[str]:
        """Ids of matches up to now whose result files give differently, and nobody has settled."""
        from matchdesk.ledger import conflicts

        return conflicts.contested(self.desk.ledger, self.moment.day.isoformat())

    def records(
        self,
        what: str,
        season: str | None = None,
        *,
        kinds: Sequence[str] = (),
        venue: str | None = None,
    ) -> tuple[Record, ...]:
        """What is rare about a match ("[DATE] HOME v AWAY" or its id), a club or a competition.

        A season goes with a competition alone. ``kinds`` and ``venue`` ("home", "away", "neutral")
        choose among the records; those folded under another are then told by themselves.

        Raises:
            UnknownName, AmbiguousName: no such match, club, competition or season.
            UsageError: an unknown kind or venue, a season where there can be none, or a match that
                is still to be played.
        """
        from matchdesk import records
        from matchdesk.records.order import chosen

        if names_a_match(what):
            if season is not None:
                raise UsageError("A match has one season: leave --season out. Nothing was asked.")
            row = lookup.find_match(self.snapshot, what)
            found = records.records(self.snapshot, row, contested=self.contested)
        else:
            competition, club = self._competition_or_club(what)
            if competition is not None:
                year = lookup.find_season(self.snapshot, competition, season) if season else None
                found = records.of_competition(
                    self.snapshot, competition, year, contested=self.contested
                )
            elif season is not None:
                raise UsageError(
                    "--season goes with a competition, not with a club. Nothing was asked."
                )
            else:
                found = records.of_club(self.snapshot, club, contested=self.contested)
        return chosen(found, kinds, venue)

    def streaks(
        self, competition: str, season: str | None = None, *, kinds: Sequence[str] = ()
    ) -> tuple[Record, ...]:
        """Runs that are going on in a competition, and which match can extend each.

        Raises:
            UnknownName: no such competition or season. UsageError: no such kind.
        """
        from matchdesk import records
        from matchdesk.records.order import chosen

        comp, year = self._season(competition, season)
        return chosen(records.streaks(self.snapshot, comp, year, contested=self.contested), kinds)

    def since(
        self,
        club: str,
        what: str,
        *,
        opponent: str | None = None,
        competition: str | None = None,
        venue: str | None = None,
        within: str | None = None,
        season: str | None = None,
        year: int | None = None,
        country: str | None = None,
    ) -> Record:
        """When something last happened to a club; see :func:`matchdesk.records.since`."""
        from matchdesk import records

        snapshot = self.snapshot
        return records.since(
            snapshot,
            lookup.find_club(snapshot, club),
            what,
            opponent=lookup.find_club(snapshot, opponent) if opponent else None,
            competition=lookup.find_competition(snapshot, competition) if competition else None,
            venue=venue,
            within=within,
            season=lookup.season_of(season) if season else None,
            year=year,
            country=country,
            contested=self.contested,
        )

    def preview(self, match: str, *, kinds: Sequence[str] = ()) -> tuple[Record, ...]:
        """The records that a match to come could bring, each with its condition.

        Raises:
            UnknownName: no such match. UsageError: it is over, or its date is not known.
        """
        from matchdesk import records
        from matchdesk.records.order import chosen

        row = lookup.find_match(self.snapshot, match)
        return chosen(records.preview(self.snapshot, row, contested=self.contested), kinds)

    def _competition_or_club(self, what: str) -> tuple[str | None, str]:
        """The competition meant, else the club.

        Raises:
            UnknownName: neither is held; with the nearest names of both.
        """
        try:
            return lookup.find_competition(self.snapshot, what), ""
        except UnknownName as no_competition:
            try:
                return None, lookup.find_club(self.snapshot, what).id
            except UnknownName as no_club:
                raise UnknownName(
                    f"{no_club.message} Nor is it a competition that is held.",
                    code=no_club.code,
                    near=[*no_club.near, *no_competition.near],
                ) from None

    def _at(self, moment: Moment) -> Snapshot:
        return self.desk.at(moment).snapshot

    def brief(self, match: str | None = None, *, reports: Sequence[str | Path] = ()) -> Brief:
        """All of it on one page, at this moment; see :meth:`Desk.brief`."""
        return self.desk.brief(match, reports=reports, on=self.moment)


@dataclass(frozen=True)
class Results:
    """Matches known at a moment, in order; ``conflicts`` not settled that touch them."""

    snapshot: Snapshot
    rows: Sequence[int]
    conflicts: tuple[Conflict, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The matches as values."""
        return tuple(self.snapshot.match(row) for row in self.rows)

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        snapshot = self.snapshot
        books = BUILT_IN.of(snapshot)
        keys = [int(snapshot.matches.key[row]) for row in self.rows]
        goals = snapshot.store.goals(keys)
        witnesses = snapshot.store.witnesses(keys)
        unsettled: dict[str, list[dict[str, object]]] = {}
        for conflict in self.conflicts:
            unsettled.setdefault(conflict.match, []).append(conflict.to_dict())
        listed = []
        for match, key in zip(self.matches, keys, strict=True):
            name = books.name(match.competition)
            told = _match_dict(match, name, goals.get(key, ()), witnesses.get(key, ()))
            if match.result is not None and match.id in unsettled:
                told["conflicts"] = unsettled[match.id]
            listed.append(told)
        return {"matches": listed}


def _match_dict(
    match: Match, competition_name: str, goals: Sequence[Any], witnesses: Sequence[str]
) -> dict[str, object]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return {
        "id": match.id,
        "date": text(match.date),
        "time": match.time,
        "zone": match.zone or None,
        "competition": match.competition,
        "competition_name": competition_name,
        "season": str(match.season),
        "phase": match.phase or None,
        "round": match.round or None,
        "group": match.group or None,
        "leg": match.leg or None,
        "home": match.home.name,
        "home_id": match.home.id,
        "away": match.away.name,
        "away_id": match.away.id,
        "score": text(match.score),
        "half_time": text(match.half_time),
        "extra_time": text(match.extra_time),
        "penalties": text(match.penalties),
        "awarded_score": text(match.awarded_score),
        "status": match.status,
        "neutral": match.neutral,
        "ground": match.ground or None,
        "attendance": match.attendance,
        "goals": [
            {
                "minute": goal.minute,
                "added": goal.added,
                "team": (match.home if goal.home else match.away).name,
                "team_id": (match.home if goal.home else match.away).id,
                "player": goal.player,
                "kind": goal.kind,
            }
            for goal in goals
        ],
        "witnesses": list(witnesses),
    }


def names_a_match(what: str) -> bool:
    """True for a match's id or "HOME v AWAY".

    >>> [names_a_match(w) for w in ("Leganés", "es.1", "Valencia v Levante", "es.1:2017-18:a:b")]
    [False, False, True, True]
    """
    text = f" {what.lower().replace('.', '')} "
    return what.count(":") >= 3 or " v " in text or " vs " in text


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


__all__ = [
    "Desk", "Results", "View", "hint_of", "open"
]  # fmt: skip
