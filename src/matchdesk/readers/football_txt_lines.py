"""Single lines of football.txt: matches with their scores, and goal lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from matchdesk.core.rows import GoalKind, Status
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.core.text import fold
from matchdesk.readers.checks import LONGEST_NAME, Fault, shortened
from matchdesk.readers.football_txt_words import STATUS_WORDS

__all__ = ["LONGEST_LINE", "Fixture", "Strike", "fixture_of", "goals_of", "looks_like_match"]

# Longer lines are no matches; they are not looked at, so a damaged file costs no time.
LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class Fixture:
    """One match line taken apart."""

    home: str
    away: str
    home_country: str = ""
    away_country: str = ""
    score: Score | None = None
    half_time: Score | None = None
    extra_time: Score | None = None
    penalties: Score | None = None
    awarded_score: Score | None = None
    status: Status = "scheduled"
    note: str = ""
    ground: str = ""
    goals: str = ""
    dash: bool = False


class _Scores(NamedTuple):
    """The scores of a match by their meaning."""

    score: Score | None = None
    half_time: Score | None = None
    extra_time: Score | None = None
    penalties: Score | None = None


class Strike(NamedTuple):
    """One goal of a goal list."""

    player: str
    minute: int
    added: int | None
    kind: GoalKind


_S = r"[0-9]{1,3}\s?[-–:]\s?[0-9]{1,3}"
_PEN = r"(?:pen(?:s|alties|\.)?\.?|p\.|i\.\s?E\.)"
_AET = r"(?:a\.?\s?e\.?\s?t\.?|n\.\s?V\.|asdet)"
_SCORE = (
    rf"(?:(?P<pen>{_S})\s*{_PEN}[,;]?\s*)?"
    rf"(?:(?P<aet>{_S})\s*{_AET}|(?P<ft>{_S})(?!\s*{_PEN}))?"
    rf"(?:\s*\((?P<b1>{_S})(?:\s*[,;]\s*(?P<b2>{_S}))?\))?"
    rf"(?:\s*[,;]?\s*(?P<pen2>{_S})\s*{_PEN})?"
)
_NO_SCORE = r"(?:-\s*[:-]?\s*-|\?\s?[-:]\s?\?|-|\?|x\s?[-:]\s?x)"
_WORD = "|".join(
    (r"abd\.?", r"awd\.?", r"w/o\.?", r"ppd\.?", r"canc\.?", r"n/p", r"abandoned", r"postponed",
     r"cancelled", r"awarded", r"annulled", r"suspended", r"void", r"walkover")
)  # fmt: skip
# "A [postponed] B": the word in the place of the score.
_BRACKETED = re.compile(rf"\s\[\s*({_WORD})\s*\](?=\s+[^\s\[@(])", re.IGNORECASE)
# The first " v " parts the sides; without one the score in the middle does, or a dash.
_VERSUS = re.compile(r"\s(?:v|vs|vs\.|v\.)\s")
_SCORE_AT = re.compile(rf"(?:(?<=\s)|^){_SCORE}(?=\s|$)")
_BEGINS_SCORE = re.compile(rf"\s(?={_S}(?:\s|$))")
_SCORE_END = re.compile(rf"\s+{_SCORE}\s*$")
_NO_SCORE_END = re.compile(rf"\s+{_NO_SCORE}\s*$")
_WORD_IN = re.compile(rf"\s(?P<word>{_WORD})(?=\s|$)", re.IGNORECASE)
_DASH = re.compile(rf"\s{_NO_SCORE}\s")
_LIST = re.compile(r",\s+[^\W\d]")
_COUNTRY = re.compile(r"\s*\(([A-Z]{3})\)$")
_NOTE = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
# "England 0-0 Spain (aet, 4-2 pen)"
# and "(aet/gg)" by a golden goal, "(9-8 pen)" by a shoot-out at once.
_AFTER = re.compile(
    rf"\s\(\s*(?:(?P<extra>{_AET}|after extra time)(?:/[gs]g)?"
    rf"(?:\s*[,;]?\s*(?P<kicks>{_S})\s*{_PEN})?|(?P<alone>{_S})\s*{_PEN})\s*\)\s*$"
)
_STAR = re.compile(r"\s*\(\*+\)\s*$")
_GROUND = re.compile(r"\s@\s+(.*)$")
# Scorers behind a match without a mark at the minute, perhaps to go on in the next line: no part of a name.
_INSIDE = r"(?:[^()]|\([^()]{1,12}\))*"
_SCORERS_END = re.compile(rf"\(({_INSIDE}[^\W\d_]{{2,}} [0-9]{{1,3}}(?![0-9]){_INSIDE})(?:\)\s*)?$")
_SIDES = re.compile(r"\s+[-–]\s+|;\s*")
_GOALS_END = re.compile(r"\s\(([^()]*[0-9]{1,3}(?:\+[0-9]+)?['’].*)\)\s*$")
_ANY_SCORE = re.compile(rf"(?:^|\s){_S}(?:\s|$)")
# Two are kept: they part columns.
_SPACES = re.compile(r"\s{3,}")
_ORIGINALLY = re.compile(rf"originally\s+({_S})")
_AWARDED = re.compile(rf"awarded\s+({_S})")
_ABANDONED_AT = re.compile(rf"abandoned\s+at\s+({_S})")


def looks_like_match(text: str) -> bool:
    """True if a line tries to be a match: two sides parted by "v", or a score between words."""
    return bool(_VERSUS.search(text) or _ANY_SCORE.search(text))


def _score(text: str | None) -> Score | None:
    return None if text is None else _score_of(text)


@lru_cache(maxsize=4096)
def _score_of(text: str) -> Score:
    home, away = re.split(r"\s?[-–:]\s?", text)
    score = Score(int(home), int(away))
    if max(score) > MOST_GOALS:
        raise Fault("bad-score", shortened(text), f"goals up to {MOST_GOALS}")
    return score


def _scores(found: re.Match[str]) -> _Scores:
    """Which score is which.

    In brackets after extra time stand the score after 90 minutes and at half-time, or the one
    after 90 alone; after a plain score the one at half-time; after a shoot-out without extra time
    ("3-4 pen. (1-1, 1-0)") the score and half-time.
    """
    penalties = _score(found["pen"] or found["pen2"])
    extra, full = _score(found["aet"]), _score(found["ft"])
    first, second = _score(found["b1"]), _score(found["b2"])
    if full is None:
        full, half = first, second
    elif second is not None:
        # "2-1 (1-1, 0-1)" without a word: two scores in brackets only make sense after 120.
        extra, full, half = full, first, second
    else:
        half = first
    return _Scores(full, half, extra, penalties)


def _has_score(found: re.Match[str] | None) -> bool:
    return found is not None and any(found[name] for name in ("pen", "aet", "ft", "pen2"))


def _side(text: str) -> tuple[str, str]:
    """A side's name and country code."""
    name = " ".join(text.split())
    country = ""
    found = _COUNTRY.search(name)
    if found is not None:
        name, country = name[: found.start()], found[1]
    if not name or not any(c.isalpha() for c in name):
        raise Fault("bad-match", shortened(text) or "no name", "the name of a side")
    if name.count("[") != name.count("]"):
        raise Fault("bad-match", shortened(name), "a name, not a piece of a note")
    if name[0] in "=@":
        raise Fault("formula", shortened(name), "the name of a side, not a formula")
    if len(name) > LONGEST_NAME:
        raise Fault("bad-match", shortened(name), f"a name of at most {LONGEST_NAME} characters")
    return name, country


def fixture_of(text: str) -> Fixture | None:
    """A match line without its date and time, None if it does not look like one.

    Raises:
        Fault: it tries to be a match and cannot be read.

    >>> f = fixture_of("CD Leganés  v CD Alavés  1-0 (1-0)")
    >>> f.home, f.away, f.score, f.half_time
    ('CD Leganés', 'CD Alavés', Score(home=1, away=0), Score(home=1, away=0))
    >>> f = fixture_of("Nalón CF  3-4 pen. 1-1 a.e.t. (1-1, 0-1)  SD Solares")
    >>> f.away, str(f.score), str(f.extra_time), str(f.penalties)
    ('SD Solares', '1-1', '1-1', '3-4')
    """
    body = f" {_SPACES.sub('  ', text.strip())} "
    notes: list[str] = []
    if "[" in body:
        body = _BRACKETED.sub(r" \1", body)
    while "[" in body and (note := _NOTE.search(body)) is not None:
        notes.insert(0, " ".join(note[1].split()))
        body = body[: note.start()] + " "
    if "*" in body and (star := _STAR.search(body)) is not None:
        notes.append("(*)")
        body = body[: star.start()] + " "
    goals = ""
    if ("'" in body or "’" in body) and (scorers := _GOALS_END.search(body)) is not None:
        goals = scorers[1]
        body = body[: scorers.start()] + " "
    bare = ""
    if not goals and "(" in body and (scorers := _SCORERS_END.search(body)) is not None:
        bare = " ".join(scorers[1].split())
        body = body[: scorers.start()] + " "
    ground = ""
    if "@" in body and (at := _GROUND.search(body)) is not None:
        ground = " ".join(at[1].split())
        body = body[: at.start()] + " "
        if "[" in body and (note := _NOTE.search(body)) is not None:
            notes.insert(0, " ".join(note[1].split()))
            body = body[: note.start()] + " "
    if (after := _AFTER.search(body)) is not None:
        body = body[: after.start()] + " "
    scores = _Scores()
    word, dash = "", False
    if (versus := _VERSUS.search(body)) is not None:
        home, rest = body[: versus.start()], body[versus.end() :]
        # From the first score on, so that no part of it is left in the name.
        for begin in _BEGINS_SCORE.finditer(rest):
            found = _SCORE_END.match(rest, begin.start())
            if _has_score(found) and found is not None:
                scores, rest = _scores(found), rest[: found.start()]
                break
        else:
            if (said := _WORD_IN.search(rest)) is not None and not rest[said.end() :].strip():
                word, rest = said["word"], rest[: said.start()]
            elif (none := _NO_SCORE_END.search(rest)) is not None:
                rest, dash = rest[: none.start()], True
        away = rest
    else:
        parted = _parted_by_score(body)
        if parted is not None:
            home, found, away = parted
            scores = _scores(found)
        elif (said := _WORD_IN.search(body)) is not None and body[said.end() :].strip():
            home, word, away = body[: said.start()], said["word"], body[said.end() :]
        elif (gap := _DASH.search(body)) is not None and not _too_wordy(body):
            home, away, dash = body[: gap.start()], body[gap.end() :], True
            for begin in _BEGINS_SCORE.finditer(away):
                late = _SCORE_END.match(away, begin.start())
                if late is not None and _has_score(late):
                    scores, away, dash = _scores(late), away[: late.start()], False
                    break
        else:
            if looks_like_match(body):
                raise Fault("bad-match", shortened(text), "a match: A v B 1-0, or A 1-0 B")
            return None
    if after is not None and scores.extra_time is None:
        kicks = scores.penalties or _score(after["kicks"] or after["alone"])
        if after["extra"]:
            scores = _Scores(None, scores.half_time, scores.score, kicks)
        else:
            scores = scores._replace(penalties=kicks)
    if _ANY_SCORE.search(f" {away} ") or _ANY_SCORE.search(f" {home} "):
        raise Fault("bad-match", shortened(text), "one score, and nothing else that looks like one")
    if bare and _whole_list(_SIDES.sub("; ", bare), scores.extra_time or scores.score):
        goals = _SIDES.sub("; ", bare)
    elif bare:
        notes.append(bare)
    home_name, home_country = _side(home)
    away_name, away_country = _side(away)
    fixture = Fixture(
        home=home_name,
        away=away_name,
        home_country=home_country,
        away_country=away_country,
        score=scores.score,
        half_time=scores.half_time,
        extra_time=scores.extra_time,
        penalties=scores.penalties,
        ground=ground,
        goals=goals,
        dash=dash,
        status="played" if any(scores) else "scheduled",
    )
    return _with_notes(fixture, word, notes) if word or notes else fixture


def _whole_list(text: str, end: Score | None) -> bool:
    """True if scorers without a mark at the minute are as many as the score says, side by side."""
    sides = goals_of(text)
    if sides is None or end is None:
        return False
    counted = tuple(len(side) for side in sides)
    return counted == end or (len(counted) == 1 and counted[0] == max(end) and min(end) == 0)


def _too_wordy(body: str) -> bool:
    # Line-ups ("Italy: ZENGA - BARESI, BERGOMI …") have dashes too.
    return ":" in body or _LIST.search(body) is not None or len(_DASH.findall(body)) > 1


def _parted_by_score(body: str) -> tuple[str, re.Match[str], str] | None:
    for begin in _BEGINS_SCORE.finditer(body):
        found = _SCORE_AT.match(body, begin.end())
        if found is not None and _has_score(found):
            home, away = body[: found.start()], body[found.end() :]
            if home.strip() and away.strip():
                return home, found, away
    return None


def _with_notes(fixture: Fixture, word: str, notes: list[str]) -> Fixture:
    """The status that notes give, and the scores they speak of."""
    status = fixture.status
    if word:
        notes = [word, *notes]
    for note in notes:
        words = fold(note).split()
        found = STATUS_WORDS.get(" ".join(words[:2])) or STATUS_WORDS.get(words[0] if words else "")
        if found is not None:
            status = found
            break
    note = "; ".join(notes)
    if status == "awarded":
        given = fixture.extra_time or fixture.score
        if (decided := _AWARDED.search(note)) is not None:
            given = _score(decided[1])
        played_score = _ORIGINALLY.search(note) or _ABANDONED_AT.search(note)
        return replace(
            fixture,
            status=status,
            note=note,
            awarded_score=given,
            extra_time=None,
            half_time=None,
            penalties=None,
            score=_score(played_score[1]) if played_score is not None else None,
        )
    if status == "abandoned" and fixture.score is None:
        if (left := _ABANDONED_AT.search(note)) is not None:
            return replace(fixture, status=status, note=note, score=_score(left[1]))
    return replace(fixture, status=status, note=note)


_MINUTE = re.compile(
    r"(?P<minute>[0-9]{1,3})(?:\s?\+\s?(?P<added>[0-9]{1,2}))?['’]?"
    r"(?:\s?\+\s?(?P<later>[0-9]{1,2})['’])?"
    r"\s*(?P<kind>\((?:pen\.?|pk\.?|p\.?|o\.?\s?g\.?|own goal|penalty)\)"
    r"|(?:penalty|own goal|pen\.?|pk|o\.?\s?g\.?|p)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_KINDS: dict[str, GoalKind] = {"pen": "penalty", "p": "penalty", "pk": "penalty", "penalty": "penalty",
                               "og": "own_goal", "o g": "own_goal", "own goal": "own_goal"}  # fmt: skip


def goals_of(text: str) -> list[list[Strike]] | None:
    """A goal list "Benzema 47'; Eraso 31', Gabriel 55' (pen.)" as one list a part between ";".

    Own goals stand with the side they help. None if any part is not a name with minutes.

    >>> goals_of("Valdano 6', 46'; Park 73'")  # doctest: +NORMALIZE_WHITESPACE
    [[Strike(player='Valdano', minute=6, added=None, kind='goal'),
      Strike(player='Valdano', minute=46, added=None, kind='goal')],
     [Strike(player='Park', minute=73, added=None, kind='goal')]]
    """
    sides: list[list[Strike]] = []
    for part in text.split(";"):
        strikes: list[Strike] = []
        player, at = "", 0
        rest = part.strip()
        if rest in ("", "-", "–"):
            sides.append(strikes)
            continue
        for found in _MINUTE.finditer(rest):
            name = rest[at : found.start()].strip(" ,")
            if found.start() < at or (found.start() and rest[found.start() - 1].isalnum()):
                continue
            if name:
                player = " ".join(name.split())
            minute = int(found["minute"])
            if not player or not 1 <= minute <= 130 or any(c in player for c in "()[]"):
                return None
            written = fold((found["kind"] or "").strip("()"))
            extra = found["added"] or found["later"]
            kind = _KINDS.get(written, "goal")
            strikes.append(Strike(player, minute, int(extra) if extra else None, kind))
            at = found.end()
        if rest[at:].strip(" ,.") or not strikes:
            return None
        sides.append(strikes)
    return sides
