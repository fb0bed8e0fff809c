"""The ties of a snapshot: matches of a round grouped by pair, decided, and said in a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import (
    LEGS,
    ClubId,
    CompetitionId,
    Leg,
    round_order,
    round_words,
)
from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    BoolColumn,
    IntColumn,
    Snapshot,
    leg_code,
    phase_code,
    status_code,
)  # fmt: skip
from matchdesk.core.text import fold
from matchdesk.core.words import STATUSES, Status
from matchdesk.errors import TieDataError, UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import Decisions, Through, decisions
from matchdesk.rules.edition import PLAY_OFF, Edition, RoundRule, Source
from matchdesk.rules.sentence import rule_words, tie_sentence
from matchdesk.rules.tie import TieLeg, TieOutcome, decide_tie
from matchdesk.rules.words import in_words

_PLAY_OFF = leg_code("play-off")
_KNOCKOUT, _QUALIFYING = phase_code("knockout"), phase_code("qualifying")
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
    leg: Leg
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
            "home_id": self.home.id,
            "away": self.away.name,
            "away_id": self.away.id,
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
        note: what in the record cannot be but changes no answer, "" where nothing.
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
    steps: tuple[str, ...]
    steps_words: str
    legs_expected: int
    rule: Source
    held: bool = True
    fault: str = ""
    decision: str = ""
    note: str = ""

    @property
    def sentence(self) -> str:
        """How the tie stands, in one or two sentences."""
        return tie_sentence(self)

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
            "team_ids": [club.id for club in self.teams],
            "legs": [leg.to_dict() for leg in self.legs],
            "aggregate": [
                {"team": club.name, "team_id": club.id, "goals": goals}
                for club, goals in zip(self.teams, self.aggregate, strict=True)
            ],
            "through": self.through,
            "through_id": self.through_id,
            "decided_by": self.decided_by,
            "next_step": self.open_step,
            "sentence": self.sentence,
            "note": self.fault or self.note,
            "rule": self.rule.rule_dict(self.held),
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
    found = _Ties(snapshot, competition, season, catalogue, round).all(round)
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
        UsageError: the same club twice.
        TieDataError: the record holds scores that no tie can have.
    """
    found = _Ties(snapshot, competition, season, catalogue).all(round)
    wanted = {_key(a), _key(b)}
    if len(wanted) < 2:
        raise UsageError(
            f"Found {_label(a)} twice, expected two clubs. Nothing was asked.", code="usage"
        )
    met = [t for t in found if all({c.id, fold(c.name)} & wanted for c in t.teams)]
    if not met:
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


_LEG_RANK = {"1": 0, "2": 1, "": 1, "replay": 2, "play-off": 3}
_SCORES = ("home_goals", "away_goals", "extra_home", "extra_away", "penalties_home",
           "penalties_away", "awarded_home", "awarded_away")  # fmt: skip


class _Ties:
    """The ties of one season."""

    def __init__(
        self,
        snapshot: Snapshot,
        competition: str,
        season: Season,
        catalogue: Catalogue,
        only: str | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.competition = CompetitionId(competition)
        self.season = season
        self.catalogue = catalogue = catalogue.of(snapshot)
        self.edition: Edition = catalogue.edition(competition, season)
        self.rule = self.edition.source_of("decide", "rounds")
        self.held = self.edition.held and self.edition.ties_held
        self.decided: Decisions = decisions(snapshot, competition, season, catalogue=catalogue)
        rows = snapshot.season_rows(competition, season)
        m = snapshot.matches
        chosen = _in_ties(snapshot, self.edition, m.phase[rows], m.round[rows], m.group[rows])
        if self.edition.kind == "league":
            # A match played for a place of the league is a tie, whatever its round.
            chosen = chosen | (m.leg[rows] == _PLAY_OFF)
        if only is not None and not self.decided.through:
            # Which tie a decision means is told by all of them.
            place = snapshot.rounds.index(only) if only in snapshot.rounds else -1
            chosen = chosen & (m.round[rows] == place)
        rows = rows[chosen]
        self.rows: list[int] = rows.tolist()
        self.phase: list[int] = m.phase[rows].tolist()
        self.round: list[int] = m.round[rows].tolist()
        self.home: list[int] = m.home[rows].tolist()
        self.away: list[int] = m.away[rows].tolist()
        self.day: list[int] = m.day[rows].tolist()
        self.leg: list[int] = m.leg[rows].tolist()
        self.status: list[int] = m.status[rows].tolist()
        self.neutral: list[int] = m.neutral[rows].tolist()
        self.key: list[int] = m.key[rows].tolist()
        self.scores: tuple[list[int], ...] = tuple(getattr(m, c)[rows].tolist() for c in _SCORES)
        self._put_in_decisions()
        self._ranks: dict[ClubId, int] | None = None
        self._words: dict[RoundRule, str] = {}
        self._places = self.edition.round_order

    def _put_in_decisions(self) -> None:
        """Awarded and void results by decision."""
        decided = self.decided
        if decided.awarded or decided.void:
            for place, row in enumerate(self.rows):
                if row in decided.awarded:
                    self.scores[6][place], self.scores[7][place] = decided.awarded[row]
                    self.status[place] = status_code("awarded")
                elif row in decided.void:
                    self.status[place] = status_code("void")

    def all(self, only: str | None) -> tuple[Tie, ...]:
        groups: dict[tuple[int, int, int, int], list[int]] = {}
        for place, (home, away) in enumerate(zip(self.home, self.away, strict=True)):
            pair = (home, away) if home < away else (away, home)
            groups.setdefault((self.phase[place], self.round[place], *pair), []).append(place)
        found = [self._tie(places) for places in groups.values()]
        found = self._corrected(_one_tie_a_round(found))
        if only is not None:
            found = [t for t in found if t.round == only]
        return tuple(sorted(found, key=self._order))

    def _order(self, tie: Tie) -> tuple[object, ...]:
        qualifying = 0 if tie.phase == "qualifying" else 1
        place = self._places.get(tie.round)
        known = (0, place, "") if place is not None else (-1, *round_order(tie.round))
        days = [leg.date for leg in tie.legs if leg.date]
        first = min(days).toordinal() if days else 10**7
        return (qualifying, known, first, fold(tie.teams[0].name))

    def _tie(self, places: list[int]) -> Tie:
        if len(places) > 1:
            places = sorted(places, key=lambda p: _LEG_RANK[LEGS[self.leg[p]]])
            if len(places) == 2 and self._late(places[0]) and not self._late(places[1]):
                # Extra time and penalties end a tie, whatever the legs are called.
                places.reverse()
        legs = tuple(self._leg(place) for place in places)
        teams = (legs[0].home, legs[0].away)
        first = self.home[places[0]]
        name = self.snapshot.rounds[self.round[places[0]]]
        rule = self.edition.round_rule(name, qualifying=self.phase[places[0]] == _QUALIFYING)
        if self.edition.kind == "league" and all(leg.leg == "play-off" for leg in legs):
            rule = self.edition.round_rule(PLAY_OFF)
        if not rule.legs and len(legs) == 1 and legs[0].neutral:
            # Where no rulebook is held: two legs are never played on neutral ground.
            rule = replace(rule, legs=1)
        inputs = [
            TieLeg(
                0 if self.home[place] == first else 1,
                None if leg.awarded else leg.score,
                leg.extra_time,
                leg.penalties,
                leg.score if leg.awarded else None,
                leg.leg,
                leg.status not in NOT_OVER,
            )
            for place, leg in zip(places, legs, strict=True)
        ]
        fault = ""
        try:
            outcome = decide_tie(inputs, rule)
        except TieDataError as error:
            fault = error.message
            outcome = TieOutcome(None, "undecided", "undecided", (0, 0), (0, 0), rule.legs)
        if outcome.open_step == "better_rank":
            outcome = self._by_rank(outcome, teams)
        through = outcome.through
        return Tie(
            competition=self.competition,
            season=self.season,
            round=name,
            phase="qualifying" if self.phase[places[0]] == _QUALIFYING else "knockout",
            teams=teams,
            legs=legs,
            aggregate=outcome.aggregate,
            away_goals=outcome.away_goals,
            winner=None if through is None else teams[through],
            loser=None if through is None else teams[1 - through],
            decided_by=outcome.step,
            open_step=outcome.open_step,
            steps=rule.decide,
            steps_words=self._rule_words(rule),
            legs_expected=outcome.legs,
            rule=self.rule,
            held=self.held,
            fault=fault,
            note=outcome.note,
        )

    def _late(self, place: int) -> bool:
        """True if a match labelled as a leg went to extra time or penalties."""
        return LEGS[self.leg[place]] in ("1", "2") and (
            self.scores[2][place] >= 0 or self.scores[4][place] >= 0
        )

    def _rule_words(self, rule: RoundRule) -> str:
        said = self._words.get(rule)
        if said is None:
            said = self._words[rule] = rule_words(rule)
        return said

    def _leg(self, place: int) -> PlayedLeg:
        clubs = self.snapshot.clubs
        home, away, late_home, late_away, kicks_home, kicks_away, given_home, given_away = (
            column[place] for column in self.scores
        )
        awarded = Score(given_home, given_away) if given_home >= 0 and given_away >= 0 else None
        plain = awarded is None
        day = self.day[place]
        return PlayedLeg(
            dt.date.fromordinal(day) if day > 0 else None,
            clubs[self.home[place]],
            clubs[self.away[place]],
            (Score(home, away) if home >= 0 and away >= 0 else None) if plain else awarded,
            Score(late_home, late_away) if plain and late_home >= 0 and late_away >= 0 else None,
            Score(kicks_home, kicks_away) if plain and kicks_home >= 0 and kicks_away >= 0
            else None,
            STATUSES[self.status[place]],
            LEGS[self.leg[place]],
            not plain,
            self.neutral[place] == 1,
            self.key[place],
            self.rows[place],
        )  # fmt: skip

    def _by_rank(self, outcome: TieOutcome, teams: tuple[Club, Club]) -> TieOutcome:
        """The better place in the table of the league that the play-off belongs to, if it is final."""
        if self._ranks is None:
            self._ranks = self._final_places()
        places = [self._ranks.get(club.id) for club in teams]
        if places[0] is None or places[1] is None or places[0] == places[1]:
            return outcome
        side = 0 if places[0] < places[1] else 1
        return replace(outcome, through=side, step="better_rank", open_step="")

    def _final_places(self) -> dict[ClubId, int]:
        from matchdesk.rules.table import tables  # Tables ask for finals in their turn.

        league = self.edition.ranked_by or self.competition.removesuffix(".playoff")
        if league == self.competition:
            return {}
        try:
            found = tables(self.snapshot, league, self.season, catalogue=self.catalogue)
        except UnknownName:
            return {}
        if len(found) != 1 or not (found[0].coverage[0].complete or not found[0].held):
            return {}
        open_ = {club.id for level in found[0].undecided for club in level}
        return {r.team_id: r.position for r in found[0].rows if r.team_id not in open_}

    def _corrected(self, found: list[Tie]) -> list[Tie]:
        """Put in decisions that name who goes through."""
        for decision in self.decided.through:
            place = self._meant(found, decision)
            if place is None:
                continue
            held = found[place]
            winner = self.snapshot.clubs[decision.club]
            found[place] = replace(
                held,
                winner=winner,
                loser=held.other(winner),
                decided_by=decision.word,
                open_step="",
                fault="",
                decision=decision.source or "a correction",
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


def _one_tie_a_round(found: list[Tie]) -> list[Tie]:
    """Mark ties with a leg missing where one of the clubs meets a third one in the same round."""
    by_club: dict[tuple[str, str, ClubId], list[int]] = {}
    for n, tie in enumerate(found):
        if tie.round:
            for club in tie.teams:
                by_club.setdefault((tie.phase, tie.round, club.id), []).append(n)
    for (_, name, club_id), places in by_club.items():
        halves = [n for n in places if found[n].open_step == "leg" and not found[n].fault]
        if len(places) < 2 or not halves:
            continue
        club = next(c for c in found[places[0]].teams if c.id == club_id)
        others = [found[n].other(club).name for n in places]
        fault = (
            f"{club.name} meet {in_words(others)} in one round ({round_words(name)}); a tie has two "
            "clubs: check the names of the clubs and of the round"
        )
        for n in halves:
            found[n] = replace(found[n], fault=fault, open_step="undecided")
    return found


def _in_ties(
    snapshot: Snapshot, edition: Edition, phase: IntColumn, round_: IntColumn, group: IntColumn
) -> BoolColumn:
    """Which matches belong to ties: knock-out and qualifying phases, and named rounds."""
    chosen = (phase == _KNOCKOUT) | (phase == _QUALIFYING)
    silent = phase < 0
    if edition.kind == "knockout":
        return np.asarray(chosen | silent)
    if not silent.any():
        return np.asarray(chosen)
    # Without a league phase, what has neither group nor round can only be a tie.
    roundless = edition.held and edition.kind == "groups_knockout" and not edition.stage("league")
    named = np.array(
        [not _matchday(w) if w else roundless for w in snapshot.rounds], dtype=np.bool_
    )
    loose = np.array([not name for name in snapshot.groups], dtype=np.bool_)
    return np.asarray(chosen | (silent & named[round_] & loose[group]))


def _matchday(word: str) -> bool:
    return word.isdigit() or word.startswith("matchday")
