"""View: the questions at one moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Club, Coverage, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk.results import Results
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import lookup
from matchdesk.rules import knockout
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.counting import VENUES, Venue
from matchdesk.rules.knockout import Tie
from matchdesk.rules.table import Table, table, tables

if TYPE_CHECKING:
    from matchdesk.brief import Brief
    from matchdesk.desk.desk import Desk
    from matchdesk.forecast.backtest import Backtest
    from matchdesk.forecast.chances import Chances
    from matchdesk.forecast.live import LiveChances
    from matchdesk.forecast.prospects import Forecast
    from matchdesk.forecast.ratings import Ratings
    from matchdesk.ledger.conflicts import Conflict
    from matchdesk.ledger.overview import ClubEntry
    from matchdesk.press import Check
    from matchdesk.records import Record
    from matchdesk.rules.alive import Alive
    from matchdesk.rules.bracket import Bracket
    from matchdesk.rules.honours import Honours
    from matchdesk.rules.standing import Standing
    from matchdesk.rules.why import Why

_PUT_IN = re.compile(r"^(?P<match>.+?)\s+(?P<score>\d{1,2}\s*[-:–]\s*\d{1,2})\s*$")

Day = dt.date | str


@dataclass(frozen=True)
class View:
    """What was known at one moment, and the questions about it."""

    desk: Desk
    snapshot: Snapshot

    def __repr__(self) -> str:
        return f"View({self.desk.ledger!r}, {self.moment})"

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
        venue: str | None = None,
        last: int | None = None,
        half_time: bool = False,
        put_in: Sequence[str] = (),
    ) -> Table:
        """The table of a league, or of one group, each place with its reason.

        Args:
            competition: id or name.
            season: the one at the moment, if not given.
            group: one of them, where there are several.
            phase: likewise.
            venue: "home" or "away" matches only.
            last: that many matches of each club, the latest.
            half_time: as if matches had ended at half-time.
            put_in: scores to suppose, such as "2018-02-10 Real Madrid v Real Sociedad 3-0".

        Raises:
            UnknownName: no such competition, season, group, phase or match.
            UsageError: several groups and none named, another venue, a score that cannot be read.
        """
        comp, year = self._season(competition, season)
        return table(
            self.snapshot, comp, year, group=group, phase=phase, venue=_venue(venue), last=last,
            half_time=half_time, put_in=self._scores(put_in),
        )  # fmt: skip

    def tables(
        self,
        competition: str,
        season: str | None = None,
        *,
        phase: str | None = None,
        venue: str | None = None,
        last: int | None = None,
        half_time: bool = False,
        put_in: Sequence[str] = (),
    ) -> tuple[Table, ...]:
        """The tables of all groups and phases; see :meth:`table`."""
        comp, year = self._season(competition, season)
        return tables(
            self.snapshot, comp, year, phase=phase, venue=_venue(venue), last=last,
            half_time=half_time, put_in=self._scores(put_in),
        )  # fmt: skip

    def _scores(self, written: Sequence[str]) -> dict[int, Score]:
        """Rows of matches and the scores put in."""
        found = {}
        for text in written:
            parts = _PUT_IN.match(text)
            if parts is None:
                raise UsageError(
                    f"Found {text!r}, expected a match and a score such as "
                    "'2018-02-10 Real Madrid v Real Sociedad 3-0'. Nothing was asked.",
                    code="bad-match",
                )
            score = re.sub(r"\s*[-:–]\s*", "-", parts["score"])
            found[lookup.find_match(self.snapshot, parts["match"])] = Score.parse(score)
        return found

    def why(
        self,
        competition: str,
        one: str,
        other: str,
        season: str | None = None,
        *,
        phase: str | None = None,
    ) -> Why:
        """What separates two clubs in a table, criterion by criterion."""
        from matchdesk.rules.why import why

        comp, year = self._season(competition, season)
        clubs = [
            lookup.find_club(self.snapshot, name, competition=comp, season=year)
            for name in (one, other)
        ]
        return why(self.snapshot, comp, year, clubs[0], clubs[1], phase=phase)

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

    def bracket(self, competition: str, season: str | None = None) -> Bracket:
        """Who meets whom, round by round, as far as it is known."""
        from matchdesk.rules.bracket import bracket

        return bracket(self.snapshot, *self._season(competition, season))

    def run(self, club: str, competition: str, season: str | None = None) -> tuple[Tie, ...]:
        """A club's ties of a cup, in order."""
        from matchdesk.rules.standing import run

        return run(self.snapshot, *self._club_of(club, competition, season))

    def standing(self, club: str, competition: str, season: str | None = None) -> Standing:
        """Where a club stands in a competition: its place, or how far it has come."""
        from matchdesk.rules.standing import standing

        return standing(self.snapshot, *self._club_of(club, competition, season))

    def champions(self, competition: str) -> Honours:
        """Who won a competition, season by season."""
        from matchdesk.rules.honours import champions

        return champions(self.snapshot, lookup.find_competition(self.snapshot, competition))

    def alive(self, country: str) -> Alive:
        """Clubs of a country, by name or code (es, ESP), that are still in a cup."""
        from matchdesk.rules.alive import alive

        return alive(self.snapshot, lookup.find_country(self.snapshot, country))

    def _season(self, competition: str, season: str | None) -> tuple[CompetitionId, Season]:
        comp = CompetitionId(lookup.find_competition(self.snapshot, competition))
        return comp, lookup.find_season(self.snapshot, comp, season)

    def _club_of(
        self, club: str, competition: str, season: str | None
    ) -> tuple[CompetitionId, Season, Club]:
        comp, year = self._season(competition, season)
        return comp, year, lookup.find_club(self.snapshot, club, competition=comp, season=year)

    # What is likely

    def forecast(
        self,
        competition: str,
        season: str | None = None,
        *,
        runs: int = 10_000,
        seed: int = 1,
        suppose: Sequence[str] = (),
        threads: int | None = None,
        told: Callable[[str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Forecast:
        """The rest of a season, played many times.

        Args:
            competition: id or name.
            season: the last one begun, if not given.
            runs: how often it is played.
            seed: of chance; the same gives the same answer.
            suppose: results of matches to come, such as "Real Madrid win".
            threads: of the machine, one a core if not given; they change no answer.
            told: is called with a line where the model is worked out anew.
            progress: is called with the runs done and wanted.

        Raises:
            UnknownName: no such competition, season, club or match to come.
            UsageError: a number of runs or a seed out of bounds, a condition that cannot be read.
        """
        from matchdesk.forecast.conditions import read_conditions
        from matchdesk.forecast.kept import PLAIN, model_at
        from matchdesk.forecast.simulate import FEW_RUNS, check_call
        from matchdesk.forecast.simulate import forecast as simulate

        check_call(runs, seed, threads)
        comp, year = self._season(competition, season)
        conditions = read_conditions(self.snapshot, comp, year, suppose)
        model = model_at(self.snapshot, told, few=PLAIN if runs <= FEW_RUNS else 0)
        return simulate(
            self.snapshot, comp, year, runs=runs, seed=seed, threads=threads, model=model,
            told=told, progress=progress, conditions=conditions,
        )  # fmt: skip

    def ratings(
        self,
        competition: str,
        season: str | None = None,
        *,
        history: bool = False,
        told: Callable[[str], None] | None = None,
    ) -> Ratings:
        """The clubs of a season by strength, best first, with the doubt about each.

        Args:
            competition: id or name.
            season: the one at the moment, if not given.
            history: also after every match of the season.
            told: is called with a line where the model is worked out anew.
        """
        from matchdesk.forecast.model import model_of
        from matchdesk.forecast.ratings import ratings

        comp, year = self._season(competition, season)
        model = model_of(self.snapshot, told=told)
        return ratings(self.snapshot, comp, year, history=history, model=model)

    def chances(self, match: str, *, told: Callable[[str], None] | None = None) -> Chances:
        """Chances of a match; one that is over is seen from just before its kick-off.

        Raises:
            UnknownName, AmbiguousName: no such match known at the moment.
        """
        from matchdesk.forecast.chances import chances_of
        from matchdesk.forecast.model import model_of

        held, snapshot = self.match(match), self.snapshot
        if held.result is not None and held.date is not None:
            snapshot = self.desk.at(Moment.before(held.date, held.id)).snapshot
        row = lookup.find_match(snapshot, held.id)
        return chances_of(snapshot, [row], model_of(snapshot, told=told))

    def replay(self, match: str) -> Iterator[tuple[str, LiveChances]]:
        """Chances at kick-off, after every goal and red card on record, and at the end.

        Yields:
            What happened ("kick_off", "goal", …, "full_time") and the chances after it.

        Raises:
            UsageError: the match has no result known at the moment.
        """
        from matchdesk.forecast import events
        from matchdesk.forecast.kept import PLAIN, model_at

        held = self.match(match)
        if held.score is None:
            raise UsageError(
                f"{held.home.name} v {held.away.name} has no result known at the "
                f"{self.moment}, so there is nothing to replay.",
                code="no-result",
            )
        before = self.snapshot
        if held.date is not None:
            before = self.desk.at(Moment.before(held.date, held.id)).snapshot
        live = events.live_of(model_at(before, few=PLAIN), lookup.find_match(before, held.id))
        happened = events.events_on_record(self.snapshot, lookup.find_match(self.snapshot, held.id))
        yield from events.replay(live, happened, held)

    def backtest(
        self,
        *competitions: str,
        first: str,
        last: str,
        model: str = "strengths",
        told: Callable[[str], None] | None = None,
    ) -> Backtest:
        """Forecasts of past seasons, match by match, scored.

        Args:
            competitions: ids or names of leagues.
            first: the first season, such as "2014-15".
            last: the last one.
            model: "strengths", "ridge", "dixon_coles" …
            told: is called with a line on how far it has come.
        """
        from matchdesk.forecast.backtest import backtest

        named = [lookup.find_competition(self.snapshot, name) for name in competitions]
        return backtest(
            self.snapshot,
            list(dict.fromkeys(named)),
            lookup.season_of(first),
            lookup.season_of(last),
            model=model,  # type: ignore[arg-type]  # an unknown name is refused there
            told=told,
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

        problems: list[str] = []
        reports = read_reports(files, texts=texts, problems=problems)
        named = self.desk.at(dt.date.max).match(match) if match is not None else None
        found = check(
            reports, self._at, fallback=self.moment.day, match=named, shelf=self.desk.shelf
        )
        return replace(found, problems=tuple(problems))

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


def _venue(written: str | None) -> Venue | None:
    found = next((venue for venue in VENUES if venue == written), None)
    if found is None and written is not None:
        raise UsageError(f"Found the venue {written!r}, expected home or away. Nothing was asked.")
    return found


def names_a_match(what: str) -> bool:
    """True for a match's id or "HOME v AWAY".

    >>> [names_a_match(w) for w in ("Leganés", "es.1", "Valencia v Levante", "es.1:2017-18:a:b")]
    [False, False, True, True]
    """
    text = f" {what.lower().replace('.', '')} "
    return what.count(":") >= 3 or " v " in text or " vs " in text
