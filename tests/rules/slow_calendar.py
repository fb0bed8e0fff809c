"""The calendar's rules a second time, match by match and without arrays: it defines the fast one.

It knows no rulebook: rounds stand in the usual order, fixtures are known 30 days before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.competition import PHASES, ROUNDS, country_of
from matchdesk.core.match import Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season

DAY = dt.timedelta(days=1)
OVER = ("played", "awarded", "void", "abandoned")


def entry(m: Match) -> tuple[str, Season]:
    return m.competition, m.season


def is_knockout(m: Match) -> bool:
    if m.phase in ("knockout",):
        return True
    named = bool(m.round) and not m.round.isdigit()
    if m.phase == "qualifying":
        return not m.group and (named or not m.round)
    if m.phase:
        return False
    return named and not (m.group and m.round.startswith("round_") and m.round[6:].isdigit())


def stage(m: Match) -> tuple[str, str]:
    if is_knockout(m):
        return (m.phase or "knockout", m.round)
    return (m.phase or "league", "")


def same_stage(a: Match, b: Match) -> bool:
    return entry(a) == entry(b) and stage(a) == stage(b)


def same_tie(a: Match, b: Match) -> bool:
    return same_stage(a, b) and {a.home.id, a.away.id} == {b.home.id, b.away.id}


def made_necessary(m: Match, whole: Sequence[Match]) -> tuple[bool, dt.date | None]:
    """(is it a match played again, day of the match that it follows)."""
    before = [o for o in whole if o is not m and same_tie(o, m) and o.date and sooner(o, m, whole)]
    last = max(before, key=lambda o: (o.date, place(o, whole)), default=None)
    if m.leg in ("replay", "play-off"):
        return True, last.date if last else None
    at_home = [o for o in before if o.home.id == m.home.id]
    last = max(at_home, key=lambda o: (o.date, place(o, whole)), default=None)
    if last is not None and last.status in ("void", "abandoned"):
        return True, last.date
    return False, None


def place(m: Match, whole: Sequence[Match]) -> int:
    return next(n for n, o in enumerate(whole) if o is m)


def sooner(a: Match, b: Match, whole: Sequence[Match]) -> bool:
    day = dt.date.max
    return (a.date or day, place(a, whole)) < (b.date or day, place(b, whole))


def block(m: Match, whole: Sequence[Match]) -> tuple[dt.date, dt.date] | None:
    """First and last day of the main block of a match's matchday."""
    if is_knockout(m) or not m.round:
        return None
    days = sorted(
        o.date
        for o in whole
        if same_stage(o, m)
        and o.round == m.round
        and o.date
        and not made_necessary(o, whole)[0]
        and not o.date_known_from
    )
    best: list[dt.date] = []
    for first in days:
        stretch = [d for d in days if first <= d <= first + 4 * DAY]
        if len(stretch) > len(best):
            best = stretch
    return (best[0], best[-1]) if len(best) * 2 > len(days) else None


def is_outside(m: Match, whole: Sequence[Match]) -> bool:
    main = block(m, whole)
    if main is None or m.date is None:
        return False
    return m.date < main[0] - 4 * DAY or m.date > main[1] + 4 * DAY


def earliest_draw(m: Match, whole: Sequence[Match]) -> dt.date | None:
    return min((o.drawn_on for o in whole if same_tie(o, m) and o.drawn_on), default=None)


def stages_before(m: Match, whole: Sequence[Match]) -> tuple[str, str] | None:
    """The stage that must be over before this one; None for the first."""
    mine = [o for o in whole if entry(o) == entry(m)]

    def begins(s: tuple[str, str]) -> dt.date:
        regular = (
            o.date
            for o in mine
            if stage(o) == s
            and o.date
            and not made_necessary(o, whole)[0]
            and not is_outside(o, whole)
        )
        return min(regular, default=dt.date.max)

    held = list(dict.fromkeys(stage(o) for o in mine))
    order: list[tuple[str, str]] = []
    for qualifying in (True, False):
        part = [s for s in held if (s[0] == "qualifying") == qualifying]
        rounds_of = {stage(o) for o in mine if is_knockout(o)}
        tables = sorted(
            (s for s in part if s not in rounds_of),
            key=lambda s: PHASES.index(s[0]),
        )
        rounds = sorted(
            (s for s in part if s in rounds_of and s[1] in ROUNDS), key=lambda s: ROUNDS.index(s[1])
        )
        for other in sorted(
            (s for s in part if s in rounds_of and s[1] not in ROUNDS),
            key=lambda s: (begins(s), s[1]),
        ):
            later = [n for n, s in enumerate(rounds) if begins(s) > begins(other)]
            rounds.insert(later[0] if later else len(rounds), other)
        used = 0
        for this in rounds:
            begun = sum(begins(t) <= begins(this) for t in tables)
            while used < begun:
                order.append(tables[used])
                used += 1
            order.append(this)
        order += tables[used:]
    earlier = [s for s in order[: order.index(stage(m))] if s[1] != "third_place"]
    return earlier[-1] if earlier else None


def season_over(season: Season) -> dt.date:
    return dt.date(season.start + 1, 6, 30) if season.split else dt.date(season.start, 12, 31)


def over_by(m: Match, day: dt.date) -> bool:
    if m.status not in OVER:
        return False
    return m.date <= day if m.date else season_over(m.season) <= day


def is_open(m: Match, whole: Sequence[Match], day: dt.date) -> bool:
    mine = [o for o in whole if same_stage(o, m)]
    if any(o.date and o.date <= day for o in mine):
        return True
    before = stages_before(m, whole)
    if before is not None:
        earlier = [o for o in whole if entry(o) == entry(m) and stage(o) == before]
        last = max((o.date for o in earlier if o.date), default=dt.date.min)
        return all(over_by(o, day) for o in earlier) and last < day
    own = [
        o
        for o in mine
        if not made_necessary(o, whole)[0]
        and not is_outside(o, whole)
        and not earliest_draw(o, whole)
    ]
    if any(o.date_known_from <= day for o in own if o.date_known_from):
        return True
    plain = [o for o in own if not o.date_known_from]
    dates = [o.date for o in plain if o.date]
    if dates:
        return min(dates) - 30 * DAY <= day
    begin = dt.date(m.season.start, 7 if m.season.split else 1, 1)
    return any(o.date is None for o in own) and begin <= day


def is_visible(m: Match, whole: Sequence[Match], moment: Moment) -> bool:
    day = moment.day
    if m.date and m.date <= day:
        return True
    again, after = made_necessary(m, whole)
    if again:
        return after is not None and after < day
    drawn = earliest_draw(m, whole)
    drawn_by = day - DAY if moment.match and moment.reading == "early" else day
    if drawn and drawn <= drawn_by:
        return True
    if is_knockout(m) and not m.round:
        return any(o.date and o.date <= day for o in whole if same_tie(o, m))
    if drawn:
        return any(o.date and o.date <= day for o in whole if same_stage(o, m))
    return is_open(m, whole, day)


def is_known(m: Match, the_match: Match | None, moment: Moment) -> bool:
    day = moment.day
    if the_match is None:
        return m.date <= day if m.date else over_by(m, day)
    if m is the_match:
        return False
    if m.date is None:
        return over_by(m, day - DAY)
    if m.date != day:
        return m.date < day
    related = m.competition == the_match.competition or country_of(m.competition) == country_of(
        the_match.competition
    )
    if m.time is None or the_match.time is None or not related:
        return moment.reading == "late"
    begin, end = (int(t[:2]) * 60 + int(t[3:]) for t in (m.time, the_match.time))
    if end - begin >= 120:
        return True
    return end > begin and moment.reading == "late"


def known_at(whole: Sequence[Match], moment: Moment) -> list[Match]:
    """The matches as they were known at a moment, in the order of the whole."""
    the_match = next((m for m in whole if m.id == moment.match), None) if moment.match else None
    answer = []
    for m in whole:
        if not is_visible(m, whole, moment) and m is not the_match:
            continue
        if is_known(m, the_match, moment):
            answer.append(m)
            continue
        status = "postponed" if m.status == "postponed" else "scheduled"
        date, time = m.date, m.time
        if date and date > moment.day:
            outside = is_outside(m, whole)
            withheld = (
                moment.day < m.date_known_from
                if m.date_known_from
                else outside and moment.day < date - 14 * DAY
            )
            if withheld:
                main = block(m, whole)
                done = moment.day - DAY if moment.match else moment.day
                if outside and main and date > main[1] and main[1] <= done:
                    status = "postponed"
                date, time = None, None
        answer.append(
            replace(
                m,
                status=status,  # type: ignore[arg-type]
                date=date,
                time=time,
                score=None,
                half_time=None,
                extra_time=None,
                penalties=None,
                awarded_score=None,
                attendance=None,
                note="",
            )
        )
    return answer
