"""CSV files of engsoccerdata: leagues, cups and play-offs, one file a competition or country.

``Date,Season,home,visitor,FT,hgoal,vgoal,…``: ``Season`` is the year in which the season begins.
The competition follows from the file's name ("spain", "champs") and the columns ``tier`` and
``division``. See ``docs/formats/engsoccerdata.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import CorrectionRow, Hint, MatchRow, Reading, Row, Status
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.readers.cells import date_cell, name_cell, number_cell, score_cell
from matchdesk.readers.checks import Fault, match_faults, shortened, without_contradictions
from matchdesk.readers.engsoccerdata_settle import settle
from matchdesk.readers.engsoccerdata_words import (
    CUPS,
    DECISIONS,
    country_of_file,
    division_of,
    leg_of,
    non_league,
    stage_of,
)
from matchdesk.readers.sheet import Cells, header_has, known, take_records

__all__ = ["DeductionsReader", "EngsoccerdataReader"]

NEEDED = ("date", "season", "home", "visitor", "ft")
# R writes a day as a number where a column lost its class: days since 1970-01-01.
_DAY_NUMBER = re.compile(r"-?[0-9]{1,5}")
_EPOCH = dt.date(1970, 1, 1)
_SEASON = re.compile(r"([12][0-9]{3})(?:\.0)?")
_TIER = re.compile(r"([1-9])(?:\.0)?")
_SHOOT_OUT = re.compile(r"([0-9]{1,2})-([0-9]{1,2})(?:\s+(\S.*))?")
_AWARDED = re.compile(r"([0-9]+-[0-9]+) win awarded to (.+)")
_PROGRESS = re.compile(r"(.+?) progress(?:es)?")
_DISQUALIFIED = re.compile(r"(.+?) disqualified\b.*")
_ENDINGS = re.compile(r"(\.csv|\.gz|\.txt)+$")
_BESIDE_SCORE = ("aet", "pens", "hp", "hpen", "hgoalaet", "notes", "nonmatch")
_NO_SCORE = "NA-NA"
_NOT_GROUND = re.compile(r"league cup\b.*", re.IGNORECASE)


def stem_of(file: str) -> str:
    """Name of a file without folders and endings.

    >>> stem_of("engsoccerdata/spain.csv.gz")
    'spain'
    """
    return _ENDINGS.sub("", file.replace("\\", "/").rsplit("/", 1)[-1].casefold())


@lru_cache(maxsize=65536)
def _day_of(text: str) -> dt.date | None:
    if _DAY_NUMBER.fullmatch(text):
        return _EPOCH + dt.timedelta(days=int(text))
    return date_cell(text, "Date")


@lru_cache(maxsize=512)
def _season_from(start: int) -> Season:
    return Season(start, True)


@lru_cache(maxsize=512)
def _start_of(cell: str) -> int:
    found = _SEASON.fullmatch(cell.strip())
    if found is None:
        raise Fault("bad-season", f"Season is {shortened(cell)!r}", "the year in which it begins")
    return int(found[1])


@dataclass(slots=True)
class _File:
    """What holds for a whole file."""

    hint: Hint
    country: str
    cup: str
    play_offs: bool
    # Columns that may change what the score means.
    more_than_score: bool = True
    # Play-offs in which a club of the tier above takes part.
    above: set[tuple[str, Season]] = field(default_factory=set)

    def competition(self, cells: Cells) -> str:
        """Id of the competition of a record."""
        if self.cup:
            return self.cup
        tier = _TIER.fullmatch(known(cells.get("tier", "")))
        division = known(cells.get("division", ""))
        if self.country and tier:
            region = division_of(division)
            return f"{self.country}.{tier[1]}" + (f".{region}" if region else "")
        if self.hint.competition is not None:
            return self.hint.competition
        if self.country and "tier" not in cells:
            return f"{self.country}.1"
        raise Fault(
            "no-competition",
            f"tier {shortened(cells.get('tier', '')) or 'empty'}, division {shortened(division)!r}",
            "a tier from 1 to 9, and a file called after a country or a cup",
        )


class EngsoccerdataReader:
    """Reader of the results; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The data set's name."""
        return "engsoccerdata"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: ``Date``, ``Season``, ``home``, ``visitor``, ``FT``."""
        return header_has(head, *NEEDED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file.

        A match settled by the toss of a coin, a walkover or a disqualification gives a correction
        beside its row, which says who went through.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        stem = stem_of(file)
        play_offs = header_has(text, "htier", "vtier")
        cup = CUPS.get(stem, "")
        if not cup and header_has(text, "tiewinner", "hcountry"):
            cup = "uefa.cl" if hint.competition is None else hint.competition
        elif not cup and header_has(text, "tie", "round") and not play_offs:
            cup = hint.competition or ""
        about = _File(hint, country_of_file(stem), cup, play_offs)
        about.more_than_score = any(header_has(text, column) for column in _BESIDE_SCORE)
        reading = Reading(self.name)

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return _rows_of(cells, origin, kept, about)

        take_records(text, file, reading, NEEDED, take)
        settle(reading, file, about.above)
        return reading


def _rows_of(cells: Cells, origin: Origin, kept: list[Problem], about: _File) -> Iterable[Row]:
    start = _start_of(cells["season"])
    home = name_cell(known(cells["home"]), "home", needed=True)
    visitor = known(cells["visitor"])
    nothing_played = known(cells.get("nonmatch", ""))
    if not visitor and nothing_played.casefold() == "bye":
        raise Fault("bye", f"a bye of {home}", "a match of two sides")
    away = name_cell(visitor, "visitor", needed=True)
    stage = stage_of(known(cells.get("round", "")))
    if stage is None:
        raise Fault(
            "unknown-round", f"round {shortened(cells['round'])!r}", "a round of the data set"
        )
    leg = leg_of(known(cells.get("tie", ""))) if "tie" in cells else ""
    if not leg and "leg" in cells:
        leg = leg_of(known(cells["leg"]))
    if leg is None:
        raise Fault(
            "bad-word",
            f"leg {shortened(cells.get('leg', ''))!r}, tie {shortened(cells.get('tie', ''))!r}",
            "leg 1, leg 2, initial or replay",
        )
    text = known(cells["ft"])
    score = None if text == _NO_SCORE else score_cell(text, "FT")
    date, ground = known(cells["date"]), _ground(cells)
    row = MatchRow(
        origin=origin,
        competition=CompetitionId(
            _play_off_mark(cells) if about.play_offs else about.competition(cells)
        ),
        season=_season_from(start),
        date=_day_of(date) if date else None,
        home=home,
        away=away,
        score=score,
        half_time=score_cell(known(cells["ht"]), "HT") if "ht" in cells else None,
        status="scheduled" if score is None else "played",
        # Some leagues' play-offs stand among their matches, unmarked: only what the file says.
        phase=stage.phase if "round" in cells else "",
        round=stage.round,
        group=known(cells.get("group", "")) or stage.group,
        leg=leg,
        ground=ground,
        neutral=_neutral(cells, ground, about),
        attendance=_attendance(cells, origin, kept),
        home_country=known(cells.get("hcountry", "")),
        away_country=known(cells.get("vcountry", "")),
    )
    word = winner = ""
    if about.more_than_score:
        row = _with_extra_time(cells, row)
        row, word, winner = _with_decision(cells, row)
    row, left_out = without_contradictions(row)
    kept.extend(left_out)
    if (
        row.extra_time is not None
        and row.score is not None
        and (row.extra_time.home < row.score.home or row.extra_time.away < row.score.away)
    ):
        kept.append(
            Problem(origin, "extra-time-below-score", f"{row.extra_time} after {row.score}",
                    "the score after 120 minutes, goals of the first 90 included",
                    "kept, without the score after extra time", refused=False)
        )  # fmt: skip
        row = replace(row, extra_time=None)
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    # Days are settled once the whole file is read, and told season by season.
    if score is None and row.status == "scheduled":
        kept.append(
            Problem(origin, "no-score", "no score", "the score of a match in a file of results",
                    "kept as scheduled", refused=False)
        )  # fmt: skip
    kept.extend(
        problem
        for problem in problems
        if problem.code not in ("no-date", "date-outside-season")
        and not (winner and problem.code == "awarded-without-score")
    )
    if about.play_offs and _against_club_from_above(cells):
        about.above.add((row.competition, row.season))
    rows: list[Row] = [row]
    if winner:
        rows.append(_through(row, word, winner))
    return rows


def _play_off_mark(cells: Cells) -> str:
    """Id of a play-off, with the level it is written under."""
    division = known(cells.get("division", ""))
    tiers = [t for t in (_TIER.fullmatch(known(cells[c])) for c in ("htier", "vtier")) if t]
    if _TIER.fullmatch(division):
        return f"en.{division}.playoff"
    if division.casefold() == "conference":
        return "en.5.playoff"
    if division.casefold() == "test match":
        return "en.1.playoff"
    region = non_league(division)
    if region and tiers:
        return f"en.{max(int(t[1]) for t in tiers)}.{region}.playoff"
    raise Fault("unknown-division", shortened(division) or "no division", "a division of the file")


def _against_club_from_above(cells: Cells) -> bool:
    division = _TIER.fullmatch(known(cells.get("division", "")))
    tiers = (_TIER.fullmatch(known(cells[column])) for column in ("htier", "vtier"))
    return division is not None and any(t is not None and t[1] < division[1] for t in tiers)


def _with_extra_time(cells: Cells, row: MatchRow) -> MatchRow:
    """The score after 120 minutes, and the shoot-out, in fields of their own.

    Where ``aet`` says "yes" the full score is the one after extra time, and that after 90 minutes
    is not known; where it holds a score, ``FT`` is the one after 90.
    """
    said = known(cells.get("aet", "")).casefold()
    if said == "yes":
        row = replace(row, score=None, extra_time=row.score)
    elif said not in ("", "no"):
        row = replace(row, extra_time=score_cell(said, "aet"))
    extra = known(cells.get("hgoalaet", "")), known(cells.get("vgoalaet", ""))
    if all(extra):
        row = replace(row, extra_time=score_cell("-".join(extra), "hgoalaet-vgoalaet"))
    for home, away in (("hp", "vp"), ("hpen", "vpen")):
        kicks = known(cells.get(home, "")), known(cells.get(away, ""))
        if all(kicks):
            return replace(row, penalties=score_cell("-".join(kicks), f"{home}-{away}"))
    found = _SHOOT_OUT.fullmatch(known(cells.get("pens", "")))
    if found is None:
        return row
    kicks_of = Score(int(found[1]), int(found[2]))
    if found[3]:
        # "5-4 Torquay United": the winner's first.
        winner = _side(row, found[3])
        if not winner:
            raise Fault("team-not-playing", f"shoot-out {found[0]!r}", "a winner that played")
        if (winner == row.away) == (kicks_of.home > kicks_of.away):
            kicks_of = kicks_of.swapped()
    return replace(row, penalties=kicks_of)


def _with_decision(cells: Cells, row: MatchRow) -> tuple[MatchRow, str, str]:
    """What else ended a tie: (row, word of the step, who went through or "")."""
    note = known(cells.get("notes", ""))
    nothing = known(cells.get("nonmatch", ""))
    word = DECISIONS.get(known(cells.get("pens", "")).casefold(), "")
    if word == "toss":
        row = replace(row, status="played")
        return row, word, _side(row, known(cells.get("tiewinner", "")))
    if word == "walkover":
        # Awarded on paper: the score is the one that counts, not one that was played.
        return (
            replace(row, score=None, half_time=None, awarded_score=row.score, status="awarded"),
            word, "",
        )  # fmt: skip
    given = _AWARDED.fullmatch(note)
    if given is not None and (side := _side(row, given[2])):
        score = score_cell(given[1], "notes")
        if score is not None and (side == row.home) == (score.home < score.away):
            score = score.swapped()
        # Where both are one, nothing was played (or not to its end).
        if score == row.score:
            row = replace(row, score=None, half_time=None)
        return replace(row, awarded_score=score, status="awarded", note=note), "", ""
    status: Status = "played" if (row.score or row.extra_time) else "scheduled"
    if not nothing:
        if status != row.status or note:
            row = replace(row, status=status, note=note)
        return row, "", ""
    note = "; ".join(part for part in (nothing, note) if part)
    through = _PROGRESS.fullmatch(known(cells.get("notes", "")))
    winner = _side(row, through[1]) if through else ""
    if nothing.casefold() == "walkover":
        return replace(row, status="awarded", note=note), "walkover", winner
    if _DISQUALIFIED.fullmatch(nothing):
        status = status if status == "played" else "void"
        return replace(row, status=status, note=note), "disqualification", winner
    # "Match void", "Not played": there is no result that counts.
    return replace(row, status="void", note=note), "awarded", winner


def _side(row: MatchRow, name: str) -> str:
    """The side of a match that a name means, "" if neither."""
    wanted = fold(name)
    return next((side for side in (row.home, row.away) if wanted and fold(side) == wanted), "")


def _through(row: MatchRow, word: str, winner: str) -> CorrectionRow:
    return CorrectionRow(
        origin=row.origin,
        competition=row.competition,
        season=row.season,
        kind="through",
        subject=winner,
        value=word,
        match=f"{row.date} {row.home} v {row.away}" if row.date else "",
        start=row.date,
    )


def _ground(cells: Cells) -> str:
    """The ground, "" where the column holds the name of a round instead."""
    ground = name_cell(known(cells.get("venue", "")), "Venue")
    return "" if _NOT_GROUND.fullmatch(ground) else ground


def _neutral(cells: Cells, ground: str, about: _File) -> bool | None:
    """Whether the ground was neutral; None where the file does not say.

    In the file of play-offs the mark stands on home legs as well, so it is taken only where a
    ground is named.
    """
    said = known(cells.get("neutral", "")).casefold()
    if said == "yes" and (ground or not about.play_offs):
        return True
    return False if said == "no" else None


def _attendance(cells: Cells, origin: Origin, kept: list[Problem]) -> int | None:
    text = known(cells.get("attendance", "")).replace(",", "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 250_000 or number != int(number):
        kept.append(
            Problem(origin, "bad-number", f"attendance {shortened(text)!r}", "a whole number",
                    "kept, without the attendance", refused=False)
        )  # fmt: skip
        return None
    return int(number) or None


class DeductionsReader:
    """Reader of the data set's points deductions."""

    @property
    def name(self) -> str:
        """The file's name within the data set."""
        return "engsoccerdata-deductions"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: ``Season``, ``team``, ``tier``, ``deduction``."""
        return header_has(head, *_DEDUCTIONS)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A correction a row.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, _DEDUCTIONS, _deduction)
        return reading


_DEDUCTIONS = ("season", "team", "tier", "deduction", "country")
# Seasons in which England's third tier was two regional leagues.
_TWO_THIRDS = range(1921, 1958)


def _deduction(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    season = Season(_start_of(cells["season"]), True)
    team = name_cell(known(cells["team"]), "team", needed=True)
    country = country_of_file(known(cells["country"]))
    tier = _TIER.fullmatch(known(cells["tier"]))
    if not country or tier is None:
        raise Fault(
            "no-competition",
            f"tier {shortened(cells['tier'])!r} of {shortened(cells['country'])!r}",
            "a tier from 1 to 9 of a country",
        )
    if country == "en" and tier[1] == "3" and season.start in _TWO_THIRDS:
        raise Fault("unknown-division", f"tier 3 in {season}", "the north or the south of it")
    points = number_cell(known(cells["deduction"]), "deduction", 1, 99)
    if points is None:
        raise Fault("empty", "deduction is empty", "a number of points")
    yield CorrectionRow(
        origin=origin,
        competition=CompetitionId(f"{country}.{tier[1]}"),
        season=season,
        kind="points_deducted",
        subject=team,
        value=str(points),
    )
