"""The ties of a snapshot: matches of a round grouped by pair, decided, and said in a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import LEGS, ClubId, CompetitionId, round_order, round_words
from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Matches, Snapshot, phase_code
from matchdesk.core.text import fold
from matchdesk.core.words import STATUSES, Status
from matchdesk.errors import TieDataError, UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import Decisions, Through, decisions
from matchdesk.rules.edition import Edition, Source
from matchdesk.rules.sentence import rule_words, tie_sentence
from matchdesk.rules.tie import TieLeg, TieOutcome, decide_tie

NOT_OVER: tuple[Status, ...] = ("scheduled", "postponed", "abandoned", "void")


@dataclass(frozen=True, slots=True)
class PlayedLeg:
    """A match of a tie, with its clubs.

    Attributes:
        date: day, None where not yet known.
        score: after 90 minutes, or the awarded one; ``extra_time`` cumulative, ``penalties`` the
            shoot-out; None where there is none.
        key: number of the match in the ledger. row: row of the snapshot.
        leg: "1", "2", "replay", "play-off" or "".
    """

    date: dt.date | None
    home: Club
    away: Club
    score: Score | None
    extra_time: Score | None
    penalties: Score | None
    status: Status
    leg: str
    awarded: bool
    neutral: bool
    key: int
    row: int

    @property
    def result(self) -> Score | None:
        """The score that counts, None while the match is not over."""
        if self.status in NOT_OVER:
            return None
        return self.score if self.awarded else self.extra_time or self.score

    def to_dict(self) -> dict[str, object]:
        """The match as the contract's JSON object."""

        def written(score: Score | None) -> str | None:
            return str(score) if score is not None else None

        return {
            "date": self.date.isoformat() if self.date else None,
            "home": self.home.name,
            "away": self.away.name,
            "score": written(self.score),
            "extra_time": written(self.extra_time),
            "penalties": written(self.penalties),
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie at a moment.

    Attributes:
        teams: the two clubs, home side of the first leg first.
        legs: matches in the order in which they are played.
        aggregate: goals of each club, in the order of ``teams``, without replays and play-off.
        away_goals: goals of each club as visitors in the legs.
        winner, loser: None while the tie is open.
        decided_by: word of the step, "undecided" while the tie is open.
        open_step: what comes next while it is open ("leg", or a word of the list), else "".
        steps: the rulebook's list for this round. steps_words: the same in plain words.
        legs_expected: 1 or 2; 0 where neither rulebook nor record tells.
        rule: source of the edition. held: False where no rulebook is held.
        fault: what is wrong with the record, "" where nothing is; then the tie is undecided.
        decision: source of the correction that named the winner, "" where there is none.
    """

    competition: CompetitionId
    season: Season
    round: str
    phase: str
    teams: tuple[Club, Club]
    legs: tuple[PlayedLeg, ...]
    aggregate: tuple[int, int]
    away_goals: tuple[int, int]
    winner: Club | None
    loser: Club | None
    decided_by: str
    open_step: str
    sentence: str
    steps: tuple[str, ...]
    steps_words: str
    legs_expected: int
    rule: Source
    held: bool = True
    fault: str = ""
    decision: str = ""

    @property
    def through(self) -> str | None:
        """Display name of the club that goes through, None while the tie is open."""
        return self.winner.name if self.winner else None

    @property
    def through_id(self) -> ClubId | None:
        """Id of the club that goes through, None while the tie is open."""
        return self.winner.id if self.winner else None

    @property
    def rows(self) -> tuple[int, ...]:
        """Rows of its matches in the snapshot."""
        return tuple(leg.row for leg in self.legs)

    @property
    def decided_on(self) -> dt.date | None:
        """Day of the last match that is over, None where none is."""
        days = [leg.date for leg in self.legs if leg.date and leg.result is not None]
        return max(days, default=None)

    def other(self, club: Club) -> Club:
        """The opponent of one of the two clubs."""
        return self.teams[1] if self.teams[0].id == club.id else self.teams[0]

    def to_dict(self) -> dict[str, object]:
        """The tie as the contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "round": self.round,
            "teams": [club.name for club in self.teams],
            "legs": [leg.to_dict() for leg in self.legs],
            "aggregate": [
                {"team": club.name, "goals": goals}
                for club, goals in zip(self.teams, self.aggregate, strict=True)
            ],
            "through": self.through,
            "through_id": self.through_id,
            "decided_by": self.decided_by,
            "sentence": self.sentence,
        }


def ties(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    round: str | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Tie, ...]:
    """All ties of a competition and season that are known, by round and day.

    A tie whose record cannot be (level penalties …) is undecided and says so in ``fault``.

    Raises:
        UnknownName: no tie of that season or round is known.
    """
    found = _Ties(snapshot, competition, season, catalogue).all(round)
    if not found:
        where = f" in the {round_words(round)}" if round else ""
        raise UnknownName(
            f"no tie of {competition} {season}{where} is known",
            near=sorted({*snapshot.competitions} if round is None else set()),
        )
    return found


def tie(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    a: Club | ClubId | str,
    b: Club | ClubId | str,
    *,
    round: str | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Tie:
    """The tie between two clubs; the last one if they meet in several rounds.

    ``a`` and ``b`` are clubs, their ids or display names, in either order.

    Raises:
        UnknownName: the two do not meet in a tie that is known.
        TieDataError: the record holds scores that no tie can have.
    """
    found = _Ties(snapshot, competition, season, catalogue).all(round)
    wanted = {_key(a), _key(b)}
    met = [t for t in found if all({c.id, fold(c.name)} & wanted for c in t.teams)]
    if not met or len(wanted) < 2:
        met_by_one = sorted(
            {
                c.name
                for t in found
                for c in t.teams
                if not {c.id, fold(c.name)} & wanted
                and {t.other(c).id, fold(t.other(c).name)} & wanted
            }
        )
        raise UnknownName(
            f"{_label(a)} and {_label(b)} do not meet in a tie of {competition} {season} "
            f"known at the {snapshot.moment}",
            near=met_by_one,
        )
    last = met[-1]
    if last.fault:
        raise TieDataError(f"{last.teams[0].name} v {last.teams[1].name}: {last.fault}")
    return last


def _key(club: Club | ClubId | str) -> str:
    if isinstance(club, Club):
        return club.id
    return club if "." in club and " " not in club else fold(club)


def _label(club: Club | ClubId | str) -> str:
    return club.name if isinstance(club, Club) else str(club)


class _Ties:
    """The ties of one season."""

    def __init__(
        self, snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
    ) -> None:
        self.snapshot = snapshot
        self.competition = CompetitionId(competition)
        self.season = season
        self.edition: Edition = catalogue.edition(competition, season)
        self.decided: Decisions = decisions(snapshot, competition, season)
        rows = snapshot.select(competition, season)
        rows = rows[_in_ties(snapshot, self.edition, snapshot.matches.take(rows))]
        self.where = rows
        self.matches: Matches = self.decided.applied(snapshot, rows)

    def all(self, only: str | None) -> tuple[Tie, ...]:
        groups: dict[tuple[int, int, int, int], list[int]] = {}
        m = self.matches
        for place in range(len(m)):
            home, away = int(m.home[place]), int(m.away[place])
            pair = (min(home, away), max(home, away))
            groups.setdefault((int(m.phase[place]), int(m.round[place]), *pair), []).append(place)
        found = [self._tie(places) for places in groups.values()]
        found = self._corrected(found)
        if only is not None:
            found = [t for t in found if t.round == only]
        return tuple(sorted(found, key=self._order))

    def _order(self, tie: Tie) -> tuple[object, ...]:
        qualifying = 0 if tie.phase == "qualifying" else 1
        place = self.edition.round_place(tie.round)
        known = (0, place, "") if place >= 0 and qualifying else (0, *round_order(tie.round))
        days = [leg.date for leg in tie.legs if leg.date]
        first = min(days).toordinal() if days else 10**7
        return (qualifying, known, first, fold(tie.teams[0].name))

    def _tie(self, places: list[int]) -> Tie:
        m = self.matches
        labels = [LEGS[m.leg[p]] for p in places]
        rank = {"1": 0, "2": 1, "": 1, "replay": 2, "play-off": 3}
        order = sorted(range(len(places)), key=lambda n: (rank[labels[n]], n))
        legs = [self._leg(places[n]) for n in order]
        first = legs[0].home
        teams = (first, legs[0].away)
        name = self.snapshot.rounds[m.round[places[0]]]
        phase_number = int(m.phase[places[0]])
        phase = "qualifying" if phase_number == phase_code("qualifying") else "knockout"
        rule = self.edition.round_rule(name)
        inputs = [
            TieLeg(
                home=0 if leg.home.id == teams[0].id else 1,
                score=None if leg.awarded else leg.score,
                extra_time=leg.extra_time,
                penalties=leg.penalties,
                awarded=leg.score if leg.awarded else None,
                leg=leg.leg,  # type: ignore[arg-type]
                over=leg.status not in NOT_OVER,
            )
            for leg in legs
        ]
        fault = ""
        try:
            outcome = decide_tie(inputs, rule)
        except TieDataError as error:
            fault = error.message
            outcome = TieOutcome(None, "undecided", "undecided", (0, 0), (0, 0), rule.legs)
        return self._said(
            Tie(
                competition=self.competition,
                season=self.season,
                round=name,
                phase=phase,
                teams=teams,
                legs=tuple(legs),
                aggregate=outcome.aggregate,
                away_goals=outcome.away_goals,
                winner=None if outcome.through is None else teams[outcome.through],
                loser=None if outcome.through is None else teams[1 - outcome.through],
                decided_by=outcome.step,
                open_step=outcome.open_step,
                sentence="",
                steps=rule.decide,
                steps_words=rule_words(rule),
                legs_expected=outcome.legs,
                rule=self.edition.source,
                held=self.edition.held,
                fault=fault,
            )
        )

    def _said(self, tie: Tie) -> Tie:
        return replace(tie, sentence=tie_sentence(tie))

    def _leg(self, place: int) -> PlayedLeg:
        m, clubs = self.matches, self.snapshot.clubs

        def score(home: object, away: object) -> Score | None:
            h, a = int(getattr(m, str(home))[place]), int(getattr(m, str(away))[place])
            return Score(h, a) if h >= 0 and a >= 0 else None

        awarded = score("awarded_home", "awarded_away")
        return PlayedLeg(
            date=dt.date.fromordinal(int(m.day[place])) if m.day[place] > 0 else None,
            home=clubs[m.home[place]],
            away=clubs[m.away[place]],
            score=awarded or score("home_goals", "away_goals"),
            extra_time=None if awarded else score("extra_home", "extra_away"),
            penalties=None if awarded else score("penalties_home", "penalties_away"),
            status=STATUSES[m.status[place]],
            leg=LEGS[m.leg[place]],
            awarded=awarded is not None,
            neutral=bool(m.neutral[place] == 1),
            key=int(m.key[place]),
            row=int(self.where[place]),
        )

    def _corrected(self, found: list[Tie]) -> list[Tie]:
        """Put in decisions that name who goes through."""
        for decision in self.decided.through:
            place = self._meant(found, decision)
            if place is None:
                continue
            held = found[place]
            winner = self.snapshot.clubs[decision.club]
            found[place] = self._said(
                replace(
                    held,
                    winner=winner,
                    loser=held.other(winner),
                    decided_by=decision.word,
                    open_step="",
                    fault="",
                    decision=decision.source or "a correction",
                )
            )
        return found

    def _meant(self, found: list[Tie], decision: Through) -> int | None:
        """The tie that a decision is about.

        That of its match, else the last open one of the club, else the last that it would have
        lost, else its last.
        """
        club = self.snapshot.clubs[decision.club]
        own = [n for n, t in enumerate(found) if any(c.id == club.id for c in t.teams)]
        if decision.row >= 0:
            return next((n for n in own if decision.row in found[n].rows), None)
        own.sort(key=lambda n: self._order(found[n]))
        still_open = [n for n in own if found[n].winner is None]
        lost = [n for n in own if (loser := found[n].loser) is not None and loser.id == club.id]
        for choice in (still_open, lost, own):
            if choice:
                return choice[-1]
        return None


def _in_ties(
    snapshot: Snapshot, edition: Edition, matches: Matches
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which matches belong to ties: knock-out and qualifying phases, and named rounds."""
    chosen = np.isin(matches.phase, (phase_code("knockout"), phase_code("qualifying")))
    silent = matches.phase < 0
    if edition.kind == "knockout":
        return np.asarray(chosen | silent)
    named = [n for n, name in enumerate(snapshot.rounds) if name and not name.isdigit()]
    loose = [n for n, name in enumerate(snapshot.groups) if not name]
    return np.asarray(
        chosen | (silent & np.isin(matches.round, named) & np.isin(matches.group, loose))
    )
