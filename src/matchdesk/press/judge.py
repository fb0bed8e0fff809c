"""Judging claims: every reading against the ledger, the kindest verdict kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from matchdesk.core.snapshot import NONE
from matchdesk.press import (
    borne_out,
    judge_annals,
    judge_count,
    judge_cup,
    judge_day,
    judge_editions,
    judge_fixture,
    judge_gap,
    judge_goals,
    judge_half,
    judge_lead,
    judge_match,
    judge_meetings,
    judge_people,
    judge_played,
    judge_progress,
    judge_round,
    judge_row,
    judge_run,
    judge_standing,
    judge_table,
    judge_tally,
    meetings,
    slips,
    strangers,
)
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Claim, Finding, Judged, Reading
from matchdesk.press.spelling import nearly_same

Judge = Callable[[Almanac, Reading], Finding]


def _score_at_minute(book: Almanac, r: Reading) -> Finding:
    if r.word.startswith("goal "):
        return judge_lead.course(book, r)
    return judge_match.score_at_minute(book, r)


JUDGES: dict[str, Judge] = {
    "match_result": judge_cup.match_result,
    "aggregate": judge_cup.aggregate,
    "half_time_score": judge_half.half_time,
    "score_at_minute": _score_at_minute,
    "scorer": judge_goals.scorer,
    "comeback": judge_lead.comeback,
    "minute": judge_goals.minute,
    "interval": judge_goals.interval,
    "player_goals": judge_goals.player_goals,
    "player_in_match": judge_goals.player_in_match,
    "season_tally": judge_tally.season_tally,
    "career_tally": judge_tally.career_tally,
    "drought": judge_tally.drought,
    "league_position": judge_table.league_position,
    "points_gap": judge_gap.points_gap,
    "points": judge_row.points,
    "run": judge_run.run,
    "nth_of_season": judge_count.nth_of_season,
    "count": judge_count.count,
    "first_ever": judge_count.first_ever,
    "first_since": judge_count.first_since,
    "elimination": judge_cup.elimination,
    "qualification": judge_progress.qualification,
    "qualification_reason": judge_cup.qualification_reason,
    "round": judge_round.round_,
    "still_in": judge_cup.still_in,
    "next_fixture": judge_fixture.next_fixture,
    "title_holder": judge_editions.title_holder,
    "title_count": judge_standing.title_count,
    "division": judge_standing.division,
    "group_standing": judge_standing.group_standing,
    "head_to_head": judge_meetings.head_to_head,
    "venue": judge_cup.venue,
    "date": judge_day.date,
    "squad_omission": judge_people.squad_omission,
    "squad_inclusion": judge_people.squad_inclusion,
    "lineup": judge_people.lineup,
    "person_role": judge_people.person_role,
    "ratio": judge_people.ratio,
    "arithmetic": judge_count.goals_of_match,
}
# Words read so loosely that they may only be borne out, by what their reading says.
_BY_WORD: tuple[tuple[str, Judge], ...] = (
    ("annals:", judge_annals.annals),
    ("met:", judge_cup.met_before),
    ("hand", judge_gap.points_gap),
    ("played more", judge_gap.points_gap),
    ("loose:", judge_run.loosely),
    ("sides:", judge_played.sides),
    ("goals_of_match", judge_count.goals_of_match),
)
_NO_DAY = "The report tells no day and its match is not settled, so the moment is unknown."


def judge(claim: Claim, almanac: Almanac | None, text: str, why: str = "") -> Judged:
    """The verdict on a claim: supported if any reading is, contradicted only if all are.

    ``almanac`` is None for a report of an unknown day about no match that is settled, or about
    another game: nothing can be said of it then, and ``why`` says so.
    """
    if claim.why_not:
        return Judged(claim, text, claim.readings[0], Finding("cannot_say", claim.why_not))
    asked = JUDGES.get(claim.type)
    for told, other in _BY_WORD:
        if claim.offered and claim.readings[0].word.startswith(told):
            asked = other
    if asked is None:
        why = "No data held decides claims of this kind."
        return Judged(claim, text, claim.readings[0], Finding("cannot_say", why))
    if almanac is None:
        return Judged(claim, text, claim.readings[0], Finding("cannot_say", why or _NO_DAY))
    judged = _judged(claim, almanac, text, asked)
    if claim.type not in strangers.OF_TWO or claim.offered or judged.verdict == "contradicted":
        return judged
    lately = False
    if judged.verdict == "supported":
        lately = strangers.far_fetched(almanac, claim, judged.reading, judged.finding)
        if not lately:
            return judged
    wrong = strangers.misnamed(almanac, claim, lately=lately)
    return judged if wrong is None else replace(judged, finding=wrong)


def _judged(claim: Claim, almanac: Almanac, text: str, asked: Judge) -> Judged:
    best: Judged | None = None
    now: Judged | None = None
    # The sentence's own match, then the others that it tells of, then the report's.
    rows = (
        [claim.hand] if claim.only else list(dict.fromkeys((claim.hand, *claim.also, almanac.row)))
    )
    if claim.type in ("minute", "interval", "player_goals") or (
        claim.type == "score_at_minute" and all(r.player for r in claim.readings)
    ):
        # When a player scored is told by the matches in which he did.
        names = {r.player for r in claim.readings}
        scored = [
            row for row in rows
            if row >= 0 and any(nearly_same(n, x.player) for n in names for x in almanac.goals(row))
        ]  # fmt: skip
        rows = scored or rows
    if claim.type in ("half_time_score", "score_at_minute"):
        rows += _of_its_side(claim, almanac, rows)
    of_goals = claim.type in ("scorer", "minute", "interval", "player_goals")
    for row in rows:
        judged = _with_hand(claim, almanac.about(row), text, asked)
        if judged.verdict == "supported":
            book = almanac.about(row)
            old = borne_out.outdated(book, claim, judged.reading, judged.finding)
            old = slips.instead(book, claim, judged.finding) or old
            return _of_tie(judged if old is None else replace(judged, finding=old))
        if judged.finding.here and judged.finding.near and judged.verdict == "contradicted":
            return judged
        if (
            best is None
            or (
                # A match in which the words can be meant goes before one between others.
                best.finding.void and not judged.finding.void
            )
            or (
                best.verdict == "contradicted"
                and judged.verdict != "contradicted"
                and not judged.finding.void
                # Of a goal other matches know no more than that it was not theirs.
                and not of_goals
            )
        ):
            best = judged
        if row == almanac.row and claim.type in _OF_THE_TABLE:
            now = judged
    assert best is not None
    if best.verdict == "cannot_say" and claim.type == "minute":
        for row in rows[:3]:
            for reading in claim.readings:
                other = judge_goals.of_another(almanac.about(row), reading)
                if other is not None:
                    return Judged(claim, text, reading, other)
    if now is not None and now.verdict == "contradicted":
        # How the table stands is told as of the report; a match of another day leaves it open.
        best = now
    if best.verdict == "contradicted" and claim.type == "match_result" and not claim.opposed:
        # Whom they met is not told, and the match in hand is another.
        so = borne_out.of_any(almanac, claim)
        best = replace(best, finding=so) if so is not None else best
    if best.verdict == "contradicted" and not _near(claim, best.finding):
        reason = f"{best.finding.reason} No score held is near the one told: another match must be meant."
        return replace(best, finding=replace(best.finding, verdict="cannot_say", reason=reason))
    if best.verdict == "contradicted" and almanac.guessed and claim.type == "match_result":
        return replace(best, finding=borne_out.once(almanac, claim) or best.finding)
    if best.verdict == "cannot_say" and (claim.anchors or claim.told or claim.about):
        found = meetings.held_against(almanac, claim, best.finding)
        if found.verdict == "contradicted" and almanac.guessed:
            found = borne_out.once(almanac, claim) or found
        if found.verdict == "contradicted" and not _near(claim, found):
            found = replace(
                found,
                verdict="cannot_say",
                reason=f"{found.reason} No score held is near the one told: another match must be meant.",
            )
        best = replace(best, finding=found)
    return best


def _of_its_side(claim: Claim, almanac: Almanac, rows: list[int]) -> list[int]:
    """The last match of the sides that the words tell of, where they play in none of those in hand."""
    teams = {r.team for r in claim.readings}
    here = {side for row in rows if row != NONE for side in almanac.about(row).sides}
    if claim.only or None in teams or teams & here:
        return []
    last = {row for team in teams if team is not None for row in almanac.recent.of(team)[-1:]}
    return list(last) if len(last) == 1 else []


_OF_THE_TABLE = frozenset("league_position points points_gap".split())


def _near(claim: Claim, finding: Finding) -> bool:
    """True unless a result told is unlike that of every match held against it.

    Reporters err in one figure, by a goal or two each, or in who won; what differs more is of another match.
    """
    told = {tuple(sorted((r.score.home, r.score.away))) for r in claim.readings if r.score}
    if claim.type != "match_result" or not told:
        return True
    held = [
        tuple(sorted(int(n) for n in str(row[key]).split("-")))
        for row in finding.evidence
        if row.get("kind") == "match"
        for key in ("score", "extra_time")
        if re.fullmatch(r"\d+-\d+", str(row.get(key) or ""))
    ]
    return not held or any(
        a == c or b == d or max(abs(a - c), abs(b - d)) <= (2 + (a == b and c == d))
        for a, b in told
        for c, d in held
    )


def _within_reach(claim: Claim, finding: Finding) -> Finding:
    """A finding that is no error, but another side's or another day's, where the words leave room."""
    if not finding.beyond and (not finding.far or claim.direct):
        return finding
    reason = f"{finding.reason} That is so far off that something else must be meant."
    return replace(finding, verdict="cannot_say", reason=reason, void=True)


def _of_the_subject(
    claim: Claim, found: list[tuple[Reading, Finding]]
) -> list[tuple[Reading, Finding]]:
    """Of a figure that the subject misses by one or two: no excuse that it may be so of others.

    Where the words are loose, it may be, if they are named nearby.
    """
    subject = claim.readings[0].team
    own = [finding for r, finding in found if r.team == subject]
    if (
        not claim.direct
        or claim.type not in _FIGURES
        or any(finding.verdict != "contradicted" for finding in own)
        or not any(finding.near for finding in own)
    ):
        return found
    return [
        one for one in found
        if one[0].team == subject
        or (one[1].verdict == "supported" and not (one[0].spare or claim.firm))
    ]  # fmt: skip


_FIGURES = frozenset("count run nth_of_season points".split())


def _of_tie(judged: Judged) -> Judged:
    """A result that is so of both matches of a tie is its aggregate: "put out Betis 6-3"."""
    evidence = judged.finding.evidence
    if judged.claim.type != "match_result" or judged.reading.score is None or not evidence:
        return judged
    if evidence[0].get("kind") != "tie":
        return judged
    return replace(judged, claim=replace(judged.claim, type="aggregate"))


def _with_hand(claim: Claim, almanac: Almanac, text: str, asked: Judge) -> Judged:
    if claim.offered:
        # The first reading that is borne out will do.
        for reading in claim.readings:
            finding = asked(almanac, reading)
            if finding.verdict == "supported":
                return Judged(claim, text, reading, finding)
        return Judged(claim, text, claim.readings[-1], replace(finding, verdict="cannot_say"))
    found = [(reading, _within_reach(claim, asked(almanac, reading))) for reading in claim.readings]
    # A reading that cannot be meant says nothing where another can.
    found = [
        one for one in found
        if not one[1].void and (one[1].verdict == "supported" or not one[0].spare)
    ] or found  # fmt: skip
    # What other scopes leave open of a side is no excuse where the one that is meant is held.
    settled = {r.team for r, finding in found if finding.settled}
    found = [
        one for one in found
        if one[1].verdict != "cannot_say" or one[0].team not in settled or one[0].opponent
    ]  # fmt: skip
    found = _of_the_subject(claim, found)
    # What is told of the match in hand is of a side that played in it.
    if any(
        finding.here and (finding.verdict == "supported" or finding.near) for _, finding in found
    ):
        found = [one for one in found if one[1].here]
    for verdict in ("supported", "cannot_say", "contradicted"):
        for reading, finding in found:
            if finding.verdict == verdict:
                if verdict == "contradicted" and not (claim.firm or finding.certain):
                    finding = replace(
                        finding,
                        verdict="cannot_say",
                        reason=f"The words are too loose to hold against the data. {finding.reason}",
                    )
                return Judged(claim, text, reading, finding)
    raise AssertionError("a claim has at least one reading")
