"""Verdicts on goals: scorers, minutes, and the time between two goals."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from matchdesk.core.english import counted
from matchdesk.core.match import Goal, Match
from matchdesk.core.snapshot import NONE
from matchdesk.press import judge_lead
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.claim import Finding, Reading, Row, Verdict
from matchdesk.press.evidence import goal_row, goals_words, match_row, match_words
from matchdesk.press.goal_effects import alike, by, had_effect, times_of
from matchdesk.press.goals_elsewhere import LEGS, in_a_meeting, in_these_days, once
from matchdesk.press.judge_match import meant_meetings
from matchdesk.press.lexicon import nations
from matchdesk.press.spelling import nearly_same, same_person


def _match(book: Almanac, r: Reading) -> tuple[Match, int] | None:
    row = book.row
    if r.leg:
        row = book.leg(r.leg)
    if row == NONE:
        return None
    return book.value(row), row


def _sides_of(book: Almanac, player: str) -> set[str]:
    """The sides of the match in hand of which a player is held to be."""
    ours = {str(club.id) for club in book.sides}
    found = set()
    for full, clubs in book.lexicon.played_for.items():
        if ours & {str(c) for c in clubs} and same_person(player, full):
            found |= ours & {str(c) for c in clubs}
    for full, spells in book.lexicon.spells.items():
        here = ours & {str(spell.club) for spell in spells}
        if here and same_person(player, full):
            found |= here
    for club in book.sides:
        if str(club.id) in found:
            continue
        rows = book.played(club, None, book.day - dt.timedelta(days=YEAR), book.written)
        book.hold_goals(rows)
        for row in rows:
            home = book.value(row).home == club
            if any(g.home == home and same_person(player, g.player) for g in book.goals(row)):
                found.add(str(club.id))
                break
    return found


def _belongs(book: Almanac, player: str) -> bool:
    """True if a player is held to be of a side of the match in hand.

    Of others it may be another match that the words are about, or another name of a scorer.
    """
    return bool(_sides_of(book, player))


def _in_vain(match: Match, goals: tuple[Goal, ...], sides: set[str]) -> bool:
    """True if the one side of a player scored no goal in a match."""
    return len(sides) == 1 and not any(
        str((match.home if g.home else match.away).id) in sides for g in goals
    )


def _of_another_side(book: Almanac, player: str) -> bool:
    """True if a player is held to be of a club, or where nations play of one, that is no side of the match in hand."""
    ours = {str(club.id) for club in book.sides}
    international = ours <= nations()
    theirs = {
        str(club)
        for full, clubs in book.lexicon.played_for.items()
        if same_person(player, full)
        for club in clubs
    }
    theirs = {club for club in theirs if (club in nations()) == international}
    return bool(theirs) and not theirs & ours


def scorer(book: Almanac, r: Reading) -> Finding:
    """A goal of a player, and its effect where the words name one."""
    if r.opponent is not None:
        return in_a_meeting(book, r)
    if r.word == "once":
        return once(book, r)
    found = _match(book, r)
    if found is None:
        return Finding("cannot_say", "The match that is meant is not held.")
    match, row = found
    goals = book.goals(row)
    told = f"{match_words(match)}: {goals_words(match, goals)}."
    if not goals:
        return Finding("cannot_say", "The score is held, the scorers are not.", (match_row(match),))
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in goals)
    mine = by(goals, r.player)
    whole = book.all_goals(row)
    if mine:
        return _with_effect(book, r, match, goals, mine, whole, told, evidence)
    for other in _elsewhere(book, row):
        there = by(book.goals(other), r.player)
        if there and r.word in ("equaliser", "winner", "opener") and book.all_goals(other):
            held = book.goals(other)
            there = [g for g in there if had_effect(book, r.word, book.value(other), held, g)]
        if r.minutes is not None:
            # The goal held at the time told is another's: his own fell at that time, too, if it is meant.
            lo, hi = r.minutes
            there = [g for g in there if any(lo - 1 <= t <= hi + 1 for t in times_of(g))]
        if there:
            near = book.value(other)
            return Finding(
                "cannot_say",
                f"{r.player} scored in {match_words(near)}, not in {match_words(match)}.",
                (*evidence, match_row(near)),
            )
    if not whole:
        return Finding("cannot_say", f"Not all goals are held. {told}", evidence)
    marked = [g for g in goals if g.kind == "own_goal"]
    if r.word == "own_goal" and len(marked) == 1 and not alike(r.player, goals):
        # Whose it was is told alike by all who call it one.
        return Finding("contradicted", f"{r.player} did not score. {told}", evidence)
    sure = bool(r.match) and r.match == str(match.id)
    of = _sides_of(book, r.player)
    if _in_vain(match, goals, of) and in_these_days(book, r.player, None):
        why = f"No goal of his side is held there. {told}"
        return Finding("cannot_say", why, evidence, void=True)
    if not of and (sure or not r.named or _of_another_side(book, r.player)):
        why = f"No {r.player} of the two sides is known to the ledger. {told}"
        # Of a match between others the words say nothing.
        return Finding("cannot_say", why, evidence, void=True)
    left = [g for g in goals if not any(nearly_same(p, g.player) for p in r.players)]
    if r.named and left and all(" " not in g.player for g in left) and not of:
        # "Mathias Jørgensen" is held as "Zanka".
        why = f"{r.player} may be held under another name. {told}"
        return Finding("cannot_say", why, evidence)
    own = any(
        g.kind == "own_goal"
        and r.other != 1
        and r.team in (None, match.home if g.home else match.away)
        and (
            r.word not in ("equaliser", "winner", "opener")
            or had_effect(book, r.word, match, goals, g)
        )
        for g in goals
    )
    if (own or r.word == "own_goal") and not (sure and r.minutes):
        # Whose an own goal is, and whether it is one, sources tell differently.
        return Finding("cannot_say", f"Own goals are told differently. {told}", evidence)
    if alike(r.player, goals):
        return Finding("cannot_say", f"{r.player} may be another spelling. {told}", evidence)
    return Finding("contradicted", f"{r.player} did not score. {told}", evidence)


def _elsewhere(book: Almanac, row: int) -> list[int]:
    """The other legs of the tie; what two sides of a group played months ago is none."""
    rows = [leg.row for leg in book.tie.legs] if book.tie else []
    return [
        x for x in rows
        if x != row and x >= 0 and (day := book.value(x).date) is not None and abs((day - book.day).days) <= LEGS
    ]  # fmt: skip


def _with_effect(
    book: Almanac, r: Reading, match: Match, goals: tuple[Goal, ...], mine: list[Goal],
    whole: bool, told: str, evidence: tuple[Row, ...],
) -> Finding:  # fmt: skip
    name = mine[0].player
    if r.number is not None and whole and len(mine) != r.number:
        return Finding("contradicted", f"{name} has {len(mine)} of the goals. {told}", evidence)
    if r.team in (match.home, match.away) and whole and r.word != "own_goal":
        ours = [g for g in mine if g.home == (r.team == match.home)]
        if not ours:
            side = match.away if r.team == match.home else match.home
            return Finding("contradicted", f"{name} scored for {side.name}. {told}", evidence)
    if not r.word or not whole or match.result is None or any(g.minute is None for g in goals):
        return Finding("supported", told, evidence)
    fits = any(had_effect(book, r.word, match, goals, g) for g in mine)
    if fits:
        return Finding("supported", told, evidence)
    if r.word == "own_goal":
        marked = any(g.kind == "own_goal" for g in goals)
        verdict: Verdict = "cannot_say" if marked else "supported"
        return Finding(verdict, f"Own goals may not be marked. {told}", evidence)
    if r.word == "winner" and match.penalties is None and match.result.home == match.result.away:
        # Nobody won there: another match is meant.
        return Finding("cannot_say", f"That was a draw. {told}", evidence, void=True)
    if r.word in ("equaliser", "winner", "opener") or (r.word == "lead" and book.tie is None):
        if in_these_days(book, r.player, None, r.word):
            return Finding(
                "cannot_say", f"Another match of these days may be meant. {told}", evidence
            )
        word = {"lead": "goal that put a side ahead"}.get(r.word, r.word)
        return Finding("contradicted", f"{name} scored, but not the {word}. {told}", evidence)
    return Finding("supported", told, evidence)


def _in_added_time(goal: Goal, lo: int) -> bool:
    """True if a goal held as of the last minute of a half may have come in time added on."""
    if goal.added is not None or goal.minute not in (45, 90, 105, 120):
        return False
    return goal.minute < lo <= goal.minute + (5 if goal.minute == 105 else 15)


def minute(book: Almanac, r: Reading) -> Finding:
    """The minute of a goal; sources differ by one, so a difference of one is agreement."""
    if not r.player and r.word.startswith("goal "):
        return judge_lead.course(book, r)
    if r.opponent is not None:
        return in_a_meeting(book, r)
    if r.word == "once":
        return once(book, r)
    found = _match(book, r)
    if found is None or r.minutes is None:
        return Finding("cannot_say", "The match that is meant is not held.")
    match, row = found
    goals = book.goals(row)
    mine = by(goals, r.player)
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in mine or goals)
    lo, hi = r.minutes
    if not mine:
        if book.all_goals(row) and hi - lo <= 1 and _belongs(book, r.player):
            others = [g for g in goals if any(lo - 1 <= t <= hi + 1 for t in times_of(g))]
            if others:
                # Who scored is told wrong, when is told right.
                told = f"{others[0].player} {others[0].label}; {r.player} did not score."
                return Finding("supported", told, evidence)
        # Another match is meant, if one may be.
        told = f"No goal of {r.player} is held for this match."
        return Finding("cannot_say", told, evidence, void=True)
    times = [t for g in mine for t in times_of(g)]
    if not times:
        return Finding("cannot_say", "The minutes of the goals are not held.", evidence)
    labels = ", ".join(g.label for g in mine)
    if any(lo <= t <= hi for t in times):
        return Finding("supported", f"{mine[0].player}: {labels}.", evidence)
    if any(lo - 1 <= t <= hi + 1 for t in times):
        return Finding(
            "supported",
            f"{mine[0].player}: {labels} in the goals held; a minute apart is taken as agreement.",
            evidence,
        )
    if lo == 1 and r.number and r.number < 25 and _within(goals, mine, r.number):
        told = f"{goals_words(match, goals)}: counted from the goal before, or from the break."
        return Finding("supported", told, evidence)
    if lo >= 60 and any(t > 90 and lo + 29 <= t <= hi + 31 for t in times):
        told = f"{mine[0].player}: {labels}; counted from the end of extra time."
        return Finding("supported", told, evidence)
    slack = r.other or 1
    if slack > 1 and any(lo - slack <= t <= hi + slack for t in times):
        told = f"The goals held give {mine[0].player} {labels}; the words are not exact."
        return Finding("supported", told, evidence)
    if any(_in_added_time(g, lo) for g in mine):
        last = next(g for g in mine if _in_added_time(g, lo))
        return Finding(
            "supported" if last.minute not in (45, 105) else "cannot_say",
            f"{last.player}: {last.label} in the goals held, which may stand for time added on.",
            evidence,
        )
    if any(not times_of(g) for g in mine):
        return Finding("cannot_say", "Not all minutes are held.", evidence)
    if lo < hi <= lo + 2 and any(abs(t - at) <= 1 for t in times for at in (lo + 45, hi + 45)):
        told = f"{mine[0].player}: {labels}; the minutes may be counted from the break."
        return Finding("cannot_say", told, evidence)
    if lo == hi == len(mine) > 1:
        told = f"{mine[0].player}: {labels}; the figure may be the number of goals."
        return Finding("cannot_say", told, evidence)
    others = [g for g in goals if g not in mine]
    if slack == 1:
        # A time told in full is another's only if the sentence names him, too.
        others = [g for g in others if any(nearly_same(p, g.player) for p in r.players)]
    if any(lo <= t <= hi for g in others for t in times_of(g)):
        told = f"{goals_words(match, goals)}: the minute may be of another goal."
        return Finding("cannot_say", told, evidence)
    if in_these_days(book, r.player, r.minutes):
        told = f"{mine[0].player}: {labels}; another match of these days may be meant."
        return Finding("cannot_say", told, evidence)
    # One goal of his, and no goal of anybody at the time told, or the time stands right beside his
    # name: there is nothing else to mean.
    apart = min(min(abs(t - lo), abs(t - hi)) for t in times)
    free = not any(lo - 1 <= t <= hi + 1 for g in goals for t in times_of(g))
    sure = (
        not r.spare
        and hi - lo <= 1
        and slack == 1
        and book.all_goals(row)
        and (
            (len(mine) == 1 and (free or (r.named and apart > 2)))
            or (r.named and free and apart > 4)
        )
    )
    return Finding(
        "contradicted", f"The goals held give {mine[0].player} {labels}.", evidence, certain=sure
    )


def of_another(book: Almanac, r: Reading) -> Finding | None:
    """Of a time of no goal of a player's: a goal of somebody else named beside him, or of anybody if he has none."""
    if r.minutes is None or r.minutes[1] - r.minutes[0] > _NEAR or book.match is None:
        return None
    if not r.player or r.word in ("once", "later"):
        return None
    lo, hi = r.minutes
    goals = book.goals(book.row)
    then = [g for g in goals if any(lo - 1 <= t <= hi + 1 for t in times_of(g))]
    if by(goals, r.player):
        then = [g for g in then if any(nearly_same(p, g.player) for p in r.players)]
    if not then:
        return None
    told = f"{goals_words(book.match, goals)}: the time is that of another goal."
    return Finding("supported", told, tuple(goal_row(book.match, g) for g in then))


_NEAR = 12
"""Minutes within which a goal tells that one is meant by a time told of no goal of the player's."""


def _within(goals: tuple[Goal, ...], mine: list[Goal], number: int) -> bool:
    """True if a goal fell within so many minutes of the restart or of the goal before it."""
    for goal in mine:
        before = [t for g in goals[: goals.index(goal)] for t in times_of(g)]
        for t in times_of(goal):
            if 45 < t <= 46 + number or (before and t - before[-1] <= number + 1):
                return True
    return False


def interval(book: Almanac, r: Reading) -> Finding:
    """The time between two goals; both minutes may be one off."""
    if r.word == "later":
        return _later(book, r)
    found = _match(book, r)
    if found is None or r.number is None:
        return Finding("cannot_say", "The match that is meant is not held.")
    match, row = found
    goals = book.goals(row)
    if r.word.startswith("answer"):
        return _answered(book, r, match, goals, row)
    mine = by(goals, r.player)
    if r.word.startswith("span"):
        return _span_of(book, r, match, goals, row)
    named = [g for player in r.players for g in by(goals, player)]
    earlier = list(dict.fromkeys(named)) if r.players else [g for g in goals if g not in mine]
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in (*earlier, *mine))
    gaps = [
        b - a
        for g in mine
        for h in earlier
        if h != g
        for a in times_of(h)
        for b in times_of(g)
        if b >= a
    ]
    if not gaps:
        return Finding("cannot_say", "The minutes of both goals are not held.", evidence)
    told = f"{goals_words(match, goals)}: {counted(gaps[0], 'minute')}"
    if any(g == r.number for g in gaps):
        return Finding("supported", f"{told}.", evidence)
    if any(abs(g - r.number) <= 1 for g in gaps):
        return Finding("supported", f"{told}; a minute apart is taken as agreement.", evidence)
    own = [
        b - a for g in mine for h in mine if h is not g for a in times_of(h) for b in times_of(g)
    ]
    if any(abs(g - r.number) <= 1 for g in own):
        # "… and the seventh ten minutes later": after a goal of his own.
        return Finding("supported", f"{goals_words(match, goals)}.", evidence)
    # Time added on is not always told apart from the last minute of a half.
    capped = any(g.minute in (45, 90) and g.added is None for g in (*mine, *earlier))
    two_off = any(abs(g - r.number) <= 2 for g in gaps)
    if (two_off and (len(gaps) > 1 or capped)) or not r.players:
        return Finding("cannot_say", f"{told}.", evidence)
    # One goal of each, one right after the other: no other two can be meant.
    sure = (
        r.named
        and len(mine) == len(earlier) == 1
        and len(gaps) == 1
        and book.all_goals(row)
        and abs(goals.index(mine[0]) - goals.index(earlier[0])) == 1
        and abs(gaps[0] - r.number) >= 2
    )
    return Finding("contradicted", f"{told}.", evidence, certain=sure)


def _later(book: Almanac, r: Reading) -> Finding:
    """So long after a time told: beyond doubt where one goal of the player fell then, and one after it."""
    finding = minute(book, r)
    if finding.verdict != "contradicted" or r.minutes is None or r.number is None:
        return finding
    since = r.minutes[0] - r.number
    if not any(abs(t - since) <= 1 for g in book.goals(book.row) for t in times_of(g)):
        # Nothing fell then: it is counted from something else, or in another match.
        return replace(finding, verdict="cannot_say")
    mine = [times_of(g) for g in by(book.goals(book.row), r.player)]
    first = [t for t in mine if since in t]
    after = [t for t in mine if t and t[0] > since]
    sure = len(first) == 1 == len(after) and book.all_goals(book.row)
    return replace(finding, certain=finding.certain or sure)


def _answered(
    book: Almanac, r: Reading, match: Match, goals: tuple[Goal, ...], row: int
) -> Finding:  # fmt: skip
    """How soon after a goal the other side scored."""
    assert r.number is not None
    told = f"{goals_words(match, goals)}."
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in goals)
    gaps = [
        b - a
        for g, h in itertools.pairwise(goals)
        if g.home != h.home or r.word == "answer any"
        for a in times_of(g)[:1]
        for b in times_of(h)[:1]
    ]
    if any(
        abs(gap - r.number) <= 1 or (r.word.endswith("within") and 0 <= gap <= r.number)
        for gap in gaps
    ):
        return Finding("supported", told, evidence)
    whole = book.all_goals(row) and all(g.minute is not None for g in goals)
    return Finding("contradicted" if whole and gaps else "cannot_say", told, evidence)


def _span_of(book: Almanac, r: Reading, match: Match, goals: tuple[Goal, ...], row: int) -> Finding:
    """So many goals within so many minutes: of the players named, else of anybody."""
    assert r.number is not None
    count = r.other or 2
    wanted = [g for g in goals if any(nearly_same(p, g.player) for p in r.players)]
    told = f"{goals_words(match, goals)}."
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in goals)
    mine = r.word == "span"
    for chosen in [wanted] if mine and len(wanted) >= count else [wanted, list(goals)]:
        times = sorted(t for g in chosen for t in times_of(g)[:1])
        spans = [b - a for a, b in zip(times, times[count - 1 :], strict=False)]
        if any(abs(one - r.number) <= 1 for one in spans):
            return Finding("supported", told, evidence)
        if len(times) == count and abs(times[-1] - r.number) <= 1:
            # Counted from the kick-off.
            return Finding("supported", told, evidence)
        if not r.named and any(one <= r.number for one in spans) and len(times) >= count:
            # Within a time that is longer than it took: said of the last goals, or in round figures.
            close = r.number - min(spans) <= 2
            if close or len(wanted) != count or r.number <= 2 * min(spans) + 5:
                return Finding("supported" if close else "cannot_say", told, evidence)
    if times and times[0] <= r.number + 1 and times[count - 1 : count] <= [r.number + 1]:
        # "A brace inside ten minutes" may count from the kick-off.
        return Finding("supported", told, evidence)
    whole = book.all_goals(row) and all(g.minute is not None for g in goals)
    if not whole or len(wanted if mine else goals) < count:
        return Finding("cannot_say", told, evidence)
    return Finding("contradicted", told, evidence)


def player_goals(book: Almanac, r: Reading) -> Finding:
    """How many goals a player scored in a match."""
    if r.opponent is not None:
        return in_a_meeting(book, r)
    if r.word == "once":
        return once(book, r)
    found = _match(book, r)
    if found is None or r.number is None:
        return Finding("cannot_say", "The match that is meant is not held.")
    match, row = found
    goals = book.goals(row)
    told = f"{match_words(match)}: {goals_words(match, goals)}."
    evidence: tuple[Row, ...] = tuple(goal_row(match, g) for g in goals)
    if not goals and match.result not in ((0, 0), None):
        return Finding("cannot_say", "The score is held, the scorers are not.", (match_row(match),))
    mine = [g for g in by(goals, r.player) if g.kind != "own_goal"]
    if len(mine) == r.number or (r.word == "least" and len(mine) > r.number):
        if mine or book.all_goals(row):
            return Finding("supported", told, evidence)
    if not book.all_goals(row):
        return Finding("cannot_say", f"Not all goals are held. {told}", evidence)
    of = _sides_of(book, r.player) if not mine else set()
    if not mine and (not of or alike(r.player, goals)):
        return Finding("cannot_say", f"{r.player} may be another spelling. {told}", evidence)
    if not mine and _in_vain(match, goals, of) and in_these_days(book, r.player, None):
        why = f"No goal of his side is held there. {told}"
        return Finding("cannot_say", why, evidence, void=True)
    return Finding("contradicted", f"{r.player}: {len(mine)}. {told}", evidence)


def player_in_match(book: Almanac, r: Reading) -> Finding:
    """Players in an earlier match: goals prove them, line-ups where they are held."""
    rows, _, why = meant_meetings(book, r)
    for row in rows:
        match = book.value(row)
        goals = book.goals(row)
        seen = book.appearances(row)
        rows_of: list[Row] = [match_row(match)]
        proved = 0
        for player in r.players:
            scored = by(goals, player)
            rows_of += [goal_row(match, g) for g in scored]
            there = [
                a for a in seen if a.role in ("start", "sub") and same_person(player, a.player)
            ]
            proved += bool(scored or there)
        if proved == len(r.players) and proved:
            return Finding(
                "supported", f"{match_words(match)}: {goals_words(match, goals)}.", tuple(rows_of)
            )
        return Finding(
            "cannot_say",
            f"{match_words(match)}: goals are held, appearances are not.",
            tuple(rows_of),
        )
    return Finding("cannot_say", f"{why or 'No such match is held'}.")
