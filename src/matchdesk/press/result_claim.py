"""A result as a claim: its sides, its score, and the occasion that its words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import occasion
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make

Drafts = Iterator[tuple[Claim, tuple[int, int]]]
"""Claims with the stretches of the gloss that they rest on."""

# "Saved from a home defeat", "close to a win": nothing that happened.
SPARED = re.compile(
    r"\b(?:(?:saved|spared|rescued|escap\w+|away|far) (?:\w+ )?from|close to|on course for|heading for|facing|staring at|threat of|chance of)\b"
)
_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""
_LAST_THERE = re.compile(r"\b(?:last|previous) (home|away) (?:game|match|outing|fixture)\b")


def claim_of(
    g: Gloss,
    ctx: Context,
    stretch: tuple[int, int],
    subjects: Sequence[Club],
    opponents: Sequence[Club],
    score: Score | None,
    outcome: Outcome,
    around: str,
    sure: bool = False,
) -> Claim:
    """The claim that one of some sides met one of others, with the score, the outcome and the occasion told.

    ``around``: the words that tell where; ``sure``: nobody but ``subjects`` can be meant.
    """
    venue: Venue = ""
    if re.search(r"\b(?:home (?:defeat|loss|win|draw|reverse|humiliation)|at home)\b", around):
        venue = "home"
    elif re.search(r"\baway (?:defeat|loss|win|draw|to)\b", around):
        venue = "away"
    elif re.search(r"^ (?:at|away to|away at) ?$", " " + around[-9:]):
        venue = "away"
    near = g.plain[stretch[0] : stretch[1] + 40]
    clause = g.clause(stretch[0])
    last_one = _LAST_THERE.search(g.plain, max(0, stretch[0] - 40), stretch[1] + 50)
    if last_one is not None:
        venue = "home" if last_one[1] == "home" else "away"
    competition = occasion.in_competition(g, ctx, stretch)
    grounds = occasion.owners_of(g, stretch)
    owners = _hosts(ctx, subjects, grounds)
    if not opponents and ctx.match is not None and tuple(subjects) == (ctx.match.away,):
        # "Porto won 1-0 in Bilbao": the match in hand is the one there.
        opponents = tuple(o for o in owners if o == ctx.match.home)
    word = (
        "previous"
        if occasion.PREVIOUS.search(g.plain, max(0, stretch[0] - 30), stretch[1] + 60)
        else ""
    )
    leg = occasion.leg_of(g.plain[max(clause[0], stretch[0] - 14) : max(clause[1], stretch[1])])
    window = occasion.window_of(g, *stretch)
    day = ctx.match.date if ctx.match is not None else None
    # "Last month they lost 3-0 in Norway": of other days than those of the match in hand.
    elsewhere = (
        bool(owners) and not any(o in ctx.sides for o in owners)
        and sure and window is not None and (window.last - window.first).days < _SHORT
        and day is not None and not window.holds(day)
    )  # fmt: skip
    readings = []
    for team in subjects:
        mine = [o for o in opponents if o != team]
        if not mine and not opponents:
            other = ctx.other(team)
            mine = [other] if other is not None else []
        readings += [
            Reading(
                team=team, opponent=o, score=score, outcome=outcome, venue=venue, leg=leg,
                window=window, competition=competition, word=word,
            )
            for o in mine
        ]  # fmt: skip
        if not opponents and owners and team not in owners:
            # "A 3-2 win in Turin": against a club of the town.
            readings = [] if elsewhere else readings
            readings = [
                *(
                    Reading(team=team, opponent=o, score=score, outcome=outcome, venue="away", leg=leg,
                            window=window, competition=competition, word=word)
                    for o in owners
                ),
                *readings,
            ]  # fmt: skip
    if opponents and not sure:
        # "A 3-1 win at Rochdale saw them go top": of whoever met that side in these days.
        met = [m for m in ctx.lately if m.home in opponents or m.away in opponents]
        others = [m.away if m.home in opponents else m.home for m in met]
        readings += [
            Reading(
                team=team, opponent=o, score=score, outcome=outcome, venue=venue, leg=leg,
                window=window, competition=competition, word=word,
            )
            for team in others for o in opponents
            if team not in subjects and team not in opponents and (team in ctx.named or team in ctx.reported)
        ]  # fmt: skip
    if not readings and sure and len(subjects) == 1:
        readings = [
            Reading(
                team=subjects[0], score=score, outcome=outcome, venue=venue, leg=leg, window=window
            )
        ]
    if not readings:
        readings = [
            Reading(team=None, opponent=o, score=score, outcome=outcome, leg=leg, window=window)
            for o in opponents
        ] or [Reading(score=score, outcome=outcome, leg=leg, window=window)]
    firm = not (window is None and foreign_time(g, *g.clause(stretch[0])))
    firm = firm and not (competition and not opponents)
    firm = firm and (
        elsewhere or not (owners and not opponents and not any(t in owners for t in subjects))
    )
    firm = firm and not re.search(r"\bshoot-?out\b", near)
    if not opponents and not leg and not elsewhere:
        # Whom they met is not told: only the lead is sure to speak of the match in hand.
        lead = g.sentence.paragraph <= 1 and g.sentence.start < 700
        told = len(subjects) == 1 or (bool(subjects) and subjects[0] in ctx.sides)
        weekday = window is not None and window.weekday is not None
        words = g.plain[clause[0] : max(clause[1], stretch[1])] if weekday else g.plain
        firm = (
            firm
            and lead
            and told
            and not (occasion.ANOTHER.search(words) or occasion.OTHER_DAY.search(g.plain))
        )
    if score is None:
        firm = firm and g.sentence.paragraph <= 1 and g.sentence.start < 350
    elif pattern(r"SCORE,? and SCORE").search(
        g.plain, max(0, stretch[0] - 8), min(len(g.plain), stretch[1] + 12)
    ):
        # "1-0 and 1-2": two matches.
        firm = False
    firm = firm and not (
        window is None and occasion.OTHER_DAY.search(g.plain, 0, max(clause[1], stretch[1]))
    )
    if (
        opponents
        and not word
        and firm
        and (window is None or not set(opponents) & set(ctx.sides))
        and not occasion.ANOTHER.search(g.plain[max(0, clause[0] - 1) : max(clause[1], stretch[1])])
    ):
        # Nothing points to another day: the meeting of these days is meant, and no other.
        readings = [replace(one, word="now") for one in readings]
    if set(opponents) & set(ctx.sides) and set(subjects) & set(ctx.sides):
        if (
            g.sentence.paragraph > 1
            and g.sentence.start > 400
            and ctx.told_right
            and score is not None
            and set(ctx.sides) == set(ctx.home)
        ):
            # The report has told the result already: another score is another meeting's.
            right = ctx.match.result if ctx.match is not None else None
            firm = firm and (right is None or sorted(right) == sorted(score))
        firm = firm and not occasion.ANOTHER.search(
            g.plain[max(0, clause[0] - 1) : max(clause[1], stretch[1])]
        )
    firm = firm and (bool(opponents) or elsewhere or not ctx.foreign(g, stretch[0]))
    if (
        score is not None
        and occasion.LAST_MET.search(g.plain)
        and not occasion.foreign_named(g, ctx)
    ):
        # "The last time they met, in December, Real won 2-0": the two sides, whatever the day.
        readings = [
            replace(r, named=True, word="met")
            if r.team and r.opponent and {r.team, r.opponent} <= {*ctx.sides} else r
            for r in readings
        ]  # fmt: skip
    strange = bool(grounds) and not owners and not opponents
    # "Lost 2-1 in Paris", of two nations that play elsewhere: against whom is not told.
    claim = make("match_result", g, *stretch, readings, firm=firm and not strange)
    against = bool(opponents or (owners and set(subjects) - set(owners)))
    return replace(claim, opposed=against, told="now" if (sure or against) and not strange else "")


def _hosts(ctx: Context, subjects: Sequence[Club], owners: tuple[Club, ...]) -> tuple[Club, ...]:
    """Whose guests some sides are in a town: of national sides the nation, not the town's club."""
    if not owners or not subjects or not all(is_nation(c) for c in subjects):
        return owners
    countries = {c.country for c in owners}
    near = dict.fromkeys((*owners, *ctx.sides, *ctx.reported, *ctx.named))
    return tuple(c for c in near if is_nation(c) and c.country in countries)


def outcome_of_noun(noun: str, prep: str) -> Outcome:
    """Win, draw or loss as a noun tells it with the word that goes on to the other side."""
    if pattern(r"^DRAWNOUN").match(noun):
        return "draw"
    hard = re.match(r"rout|thrash|hammer|demol|maul|drub|beating|hiding|humbling|humiliation", noun)
    if re.match(r"defeat|upset|humbling|humiliation|beating", noun) and prep in (
        "of",
        "on",
        "over",
    ):
        # "A 3-0 defeat of Atlético", "a 1-0 upset of Real": they lost.
        return "win"
    if hard:
        if prep in ("of", "over"):
            return "win"
        if prep in ("by", "to", "at the hands of", "at home to", "from"):
            return "loss"
        return ""
    return "win" if pattern(r"^WINNOUN").match(noun) else "loss"


def draft(
    kind: str, g: Gloss, start: int, end: int, readings: Sequence[Reading], *, firm: bool = True
) -> tuple[Claim, tuple[int, int]]:
    """A claim of some words, with their stretch of the gloss."""
    return make(kind, g, start, end, readings, firm=firm), (start, end)
