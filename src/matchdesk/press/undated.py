"""The match of a report without a day: the days on which most of what it tells took place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from matchdesk.core.match import Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE, Rows, Snapshot
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.era import Era
from matchdesk.press.fitting import CLEAR, Found, Table, rated_of, round_up, words_of
from matchdesk.press.hints import YEARS, headed, hinted, hosted, soon_after, staged
from matchdesk.press.mentions import is_nation
from matchdesk.press.report import Report
from matchdesk.press.told_of import Told

SPAN = 5
"""Days over which the matches of one round-up are spread."""
YEAR = 366
"""Days back in which results lie that a report recalls."""

Stretch = tuple[float, int, list[int]]
"""Days as they may be meant: how well they fit, the last of them, and the places of the matches told in them."""

# How sure the days of a report without a date must be, and by how much surer than any others.
_SURE, _SURER, _BEYOND_DOUBT = 2.0, 0.6, 1.2
_TOLD_MOST, _MOST = 0.15, 1.6
_OPENS = 0.5
"""What it is worth that a report begins with the two named most, and tells their result."""
_HEADED = 1.0
"""What it is worth that the heading gives the result, home side first."""
_ROUGH = 200
"""So many stretches of days are looked at closely, goals and all."""
_MEETINGS, _TOLD_BY_GOALS = 200, 1.8
"""So many meetings of the sides named most are looked at, of which no result is told; so well goals must tell of one."""


def anywhere(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: Table,
    goals: Scorers,
) -> Found:  # fmt: skip
    """The match of a report without a day: the days on which most of what it tells took place."""
    places = np.flatnonzero(table.score)
    named = np.flatnonzero(table.sides & ~table.score)
    rated = rated_of(report, mentions, snapshot, told, table, places[:4000].tolist())
    worth = dict(zip([p for _, p in rated], [v for v, _ in rated], strict=True))
    windows = _windows(table, places)
    words = report.words()
    minutes = {int(x) for x in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?(?=[ )'’,-])", report.text)}
    # Where no result is told of the two most named, goals may tell of their match all the same.
    main = _main_pairs(told, table)
    pairs = frozenset(main)
    firsts = pairs - {*main[1:2]}
    by_day = sorted(named.tolist(), key=lambda p: -int(table.day[p]))
    meetings = [p for p in by_day if int(table.pair[p]) in firsts][:_MEETINGS]
    meetings += [p for p in by_day if int(table.pair[p]) in pairs - firsts][:_MEETINGS]
    years = [int(y) for y in YEARS.findall(report.text)]
    era = Era(report, mentions, snapshot, told.weights, goals)
    goals.hold(int(table.rows[p]) for p in meetings)
    bare = not windows
    for value, p in rated_of(report, mentions, snapshot, told, table, meetings):
        by_goals = _by_goals(goals(int(table.rows[p])), words, minutes)
        scorers = {player for player, _ in goals(int(table.rows[p]))}
        by_goals += staged(report, snapshot, int(table.rows[p]))
        # The one goal of a match, with its minute, will do.
        told_by_goals = by_goals >= min(_TOLD_BY_GOALS, 0.8 * len(scorers) + 0.2) > 0
        first = int(table.pair[p]) in firsts
        day = int(table.day[p])
        likely = table.anywhere[p] or by_goals > 0.7 or soon_after(years, day) or era.led(day)
        if bare or told_by_goals or (first and likely):
            windows.setdefault(int(table.day[p]), []).append(p)
            worth[p] = value + by_goals
    opening = frozenset(
        pair for pair in firsts if told.first[divmod(pair, len(snapshot.clubs))] <= 1
    )
    scored: list[Stretch] = []
    most: dict[int, float] = {}
    rough = sorted(
        windows.items(),
        key=lambda w: (-_witnesses(table, w[1]) - hinted(report, told, w[0]), w[0]),
    )
    tops = {
        last: sorted(inside, key=lambda p: -worth.get(p, 0.0))[:4]
        for last, inside in rough[:_ROUGH]
    }
    goals.hold(int(table.rows[p]) for top in tops.values() for p in top)
    for last, inside in rough[:_ROUGH]:
        value = _witnesses(table, inside) + hinted(report, told, last)
        value += 0.4 * any(table.anywhere[p] and not table.score[p] for p in inside)
        value += _OPENS * any(int(table.pair[p]) in opening and table.anywhere[p] for p in inside)
        value += max(hosted(told, snapshot, int(table.rows[p])) for p in inside)
        value += max(staged(report, snapshot, int(table.rows[p])) for p in inside)
        value += _HEADED * any(headed(told, snapshot, int(table.rows[p])) for p in inside)
        seen = 0.0
        for place in tops[last]:
            seen = max(seen, _by_goals(goals(int(table.rows[place])), words, minutes))
        # A report is of the match that it tells of most, and recalls others.
        most[last] = min(_MOST, _TOLD_MOST * max(worth.get(p, 0.0) for p in inside))
        scored.append((value + seen + most[last], last, inside))
    scored.sort(key=lambda s: (-s[0], s[1]))
    rankings = [scored]
    if len(scored) > 1:
        scored = _by_era(report.days_of_years, era, table, goals, scored, worth)
        rankings = [scored, *rankings] if scored != rankings[0] else rankings
    if not scored:
        return Found(
            NONE, None,
            "The report has no date, and no match held is told by its sides and score.",
        )  # fmt: skip
    best, last, inside = scored[0]
    rival = next((v for v, day, _ in scored[1:] if abs(day - last) > SPAN), 0.0)
    fitting = tuple(snapshot.match(int(table.rows[p])) for p in inside[:5])
    if best - most[last] < _SURE or best - rival < _SURER:
        others = [snapshot.match(int(table.rows[i[0]])) for _, _, i in scored[:5]]
        told_of = "; ".join(words_of(x) for x in others[:4])
        return Found(
            NONE, None,
            f"The report has no date, and its sides, scores and scorers do not settle one match: {told_of}.",
            tuple(others) or fitting,
            open=_open(report, snapshot, rankings, table, worth),
        )  # fmt: skip
    rivals = _open(report, snapshot, rankings, table, worth) if best - rival < _BEYOND_DOUBT else ()
    # Of two meetings told alike the later one is the report's.
    inside = sorted(inside, key=lambda p: (-worth.get(p, 0.0), -int(table.day[p])))
    again = _met_again(table, inside[0]) if _TWO_LEGS.search(report.text) else None
    if again is not None:
        # It tells of both matches, so it was written after the second.
        inside = [again]
    place = inside[0]
    row = int(table.rows[place])
    match = snapshot.match(row)
    later = _goes_on(table, place)
    written = _written(report, max(int(table.day[p]) for p in (*inside, *later)))
    since = match.date if later else None
    pairs_told = {int(table.pair[p]) for p in inside}
    close = [p for p in inside if worth.get(place, 0.0) - worth.get(p, 0.0) < CLEAR]
    if len({int(table.pair[p]) for p in close}) > 1:
        found = round_up(snapshot, told, table, close)
        return replace(found, written=written, since=since, open=rivals)
    why = f"The report names both sides of {words_of(match)}"
    if len(pairs_told) > 1:
        why += f", and {len(pairs_told) - 1} more results of those days"
    return Found(row, match, f"{why}.", (), written, since=since, open=rivals)


_CLOSE = 16
"""So many stretches of days are looked at by the persons named, where results and scorers leave more than one."""
_WIDE = 2.5
"""By so much the likeliest days must stand out for nobody to be asked."""
_RECALLED, _RECALLS = 0.45, 3
"""What a result told of the year before is worth, and how many count."""


def _by_era(
    days: Sequence[tuple[int, int]],
    era: Era,
    table: Table,
    goals: Scorers,
    scored: list[Stretch],
    worth: Mapping[int, float],
) -> list[Stretch]:
    """Stretches of days, those first in which the persons named played and the results recalled were not old."""
    best, day, _ = scored[0]
    rival = next((v for v, last, _ in scored[1:] if abs(last - day) > SPAN), None)
    if rival is None or best - rival >= _WIDE:
        return scored
    m = table.snapshot.matches
    near = []
    for value, last, inside in scored[:_ROUGH]:
        if value < best - _WIDE:
            break
        # A stretch of days stands for the match that it tells of most.
        row = int(table.rows[max(inside, key=lambda p: worth.get(p, 0.0))])
        value += era.among(row) + _recalled(table, last) + _around_days(table, days, last)
        near.append((value, last, inside, row))
    # Persons are asked for last: their goals must be fetched.
    near = sorted(near, key=lambda s: (-s[0] - era.coached(s[1]), s[1]))[:_CLOSE]
    around = [era.rows(last, (int(m.home[row]), int(m.away[row]))) for _, last, _, row in near]
    goals.hold(row for listed in around for row in listed)
    weighed = [
        (value + era.worth(last, listed), last, inside)
        for (value, last, inside, _), listed in zip(near, around, strict=True)
    ]
    weighed.sort(key=lambda s: (-s[0], s[1]))
    return weighed


def _recalled(table: Table, last: int) -> float:
    """What results of the year before say that a report tells, too."""
    past = table.score & (table.day <= last - SPAN) & (table.day > last - YEAR)
    return _RECALLED * min(_RECALLS, len(np.unique(table.pair[past])))


def _around_days(table: Table, days: Sequence[tuple[int, int]], last: int) -> float:
    """What days told without a year say: two of the clubs named met on that day, before or after."""
    value = 0.0
    for month, number in days:
        for year in {dt.date.fromordinal(last + back).year for back in (-300, 60)}:
            try:
                day = dt.date(year, month, number).toordinal()
            except ValueError:
                continue
            if last - 300 < day <= last + 60 and bool(np.any(table.sides & (table.day == day))):
                value += _ON_DAY
    return min(value, 2 * _ON_DAY)


_ON_DAY = 0.8
"""What a day told is worth on which two of the clubs met."""


_PHASES = frozenset(("group", "group_2", "knockout"))
_TOURNAMENT = 25
"""Days over which a diary of a tournament may run."""


def _goes_on(table: Table, place: int) -> list[int]:
    """Later matches of the same tournament that a report tells with their results: a diary of some days."""
    m = table.snapshot.matches
    row = int(table.rows[place])
    match = table.snapshot.match(row)
    if match.phase not in _PHASES and not (match.phase == "" and is_nation(match.home)):
        return []
    return [
        int(p)
        for p in np.flatnonzero(table.score)
        if 0 < int(table.day[p] - table.day[place]) <= _TOURNAMENT
        and m.competition[table.rows[p]] == m.competition[row]
        and m.season[table.rows[p]] == m.season[row]
        and table.pair[p] != table.pair[place]
    ]


def of_old(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, goals: Scorers,
    day: dt.date,
) -> Found | None:  # fmt: skip
    """Matches of long ago that a report with a day of its own tells again, results and all."""
    table = Table(snapshot, told, None)
    found = anywhere(report, mentions, snapshot, told, table, goals)
    if found.match is None or found.match.date is None or (day - found.match.date).days < _LONG:
        return None
    last = found.match.date.toordinal()
    near = np.flatnonzero(table.score & (np.abs(table.day - last) <= SPAN))
    results = len({int(pair) for pair in table.pair[near]})
    named = str(found.match.date.year) in report.text
    return found if results >= (2 if named else _MANY) else None


_LONG = 300
_MANY = 4
"""So many results of the same days make sure that a report is of them, though it names no year."""

_SOON = 45
"""Days within which two sides play their second leg."""


_TWO_LEGS = re.compile(r"\b(?:[Ff]irst[ -]leg|[Ss]econd[ -]leg|[Aa]ggregate|[Aa]gg|return leg)\b")


def _met_again(table: Table, place: int) -> int | None:
    """The second leg of a tie, of another result that is told beside the two sides too."""
    m = table.snapshot.matches
    later = [
        int(p)
        for p in np.flatnonzero(table.pair == table.pair[place])
        if 0 < int(table.day[p] - table.day[place]) <= _SOON
        and (
            _over_both(table, place, int(p))
            if not table.score[p]
            else table.code[p] != table.code[place]
        )
        and m.competition[table.rows[p]] == m.competition[table.rows[place]]
        and m.home[table.rows[p]] == m.away[table.rows[place]]
    ]
    return later[-1] if later else None


def _over_both(table: Table, first: int, second: int) -> bool:
    """True if the text tells the aggregate of two matches, which is not the result of the first."""
    one, other = (table.snapshot.match(int(table.rows[p])).result for p in (first, second))
    if one is None or other is None:
        return False
    whole = Score(one.home + other.away, one.away + other.home)
    told = table.told.scores
    return sorted(whole) != sorted(one) and (whole in told or whole.swapped() in told)


_LEAST = 1.5
"""Days that fit less are those of no match that is held."""
_OPEN = 12
"""So many matches at most are held against the whole text of a report without a day."""


def _open(
    report: Report, snapshot: Snapshot, rankings: Sequence[Sequence[Stretch]],
    table: Table, worth: Mapping[int, float],
) -> tuple[tuple[Match, dt.date], ...]:  # fmt: skip
    """The matches that may be meant, of each stretch of days the one told of most; the rankings in turn."""
    found: dict[int, tuple[Match, dt.date]] = {}
    for scored in rankings:
        for value, last, inside in scored[: _OPEN // len(rankings)]:
            if value < max(_LEAST, scored[0][0] - _BEYOND_DOUBT):
                break
            row = int(table.rows[max(inside, key=lambda p: worth.get(p, 0.0))])
            found.setdefault(row, (snapshot.match(row), _written(report, last)))
    return tuple(found.values())


def _written(report: Report, last: int) -> dt.date:
    """The day of writing: that of a dateline without a year, if it fits, else of the last match."""
    day = dt.date.fromordinal(last)
    for ahead in range(6):
        later = day + dt.timedelta(days=ahead)
        if (later.month, later.day) in report.month_days[:2]:
            return later
    return day


def _windows(table: Table, places: Rows) -> dict[int, list[int]]:
    """Stretches of days by their last day, with the matches told in them."""
    order = places[np.argsort(table.day[places], kind="stable")]
    days = table.day[order]
    found: dict[int, list[int]] = {}
    for at, last in enumerate(days.tolist()):
        if at + 1 < len(days) and days[at + 1] == last:
            continue
        first = int(np.searchsorted(days, last - SPAN + 1))
        found[int(last)] = order[first : at + 1].tolist()
    return found


def _witnesses(table: Table, inside: Sequence[int]) -> float:
    """How many results of the report fit; of clubs with one name only one counts."""
    seen: set[int] = set()
    number = 0.0
    for place in inside:
        home, away = divmod(int(table.pair[place]), len(table.snapshot.clubs))
        if (home in seen and away in seen) or not table.score[place]:
            continue
        strong = min(table.told.weights.get(home, 0.0), table.told.weights.get(away, 0.0))
        number += 1.0 if strong >= 0.7 else 0.5
        seen |= {home, away}
    return number


def _by_goals(
    held: Sequence[tuple[str, int | None]], words: frozenset[str], minutes: set[int]
) -> float:
    """How many of a match's goals a report tells; less than nothing where it names no scorer."""
    if not held:
        return 0.0
    named = 0.0
    timed = 0
    scorers = {player for player, _ in held}
    for player in scorers:
        parts = fold(player).split()
        if parts and (
            parts[-1] in words or (len(parts) > 1 and len(parts[0]) > 4 and parts[0] in words)
        ):
            named += 1.0
    for _, minute in held:
        timed += minute is not None and bool({minute, minute - 1, minute + 1} & minutes)
    if not named:
        return -0.8 if len(scorers) > 1 else -0.4
    return min(2.4, 0.8 * named) + min(0.6, 0.2 * timed)


def _main_pairs(told: Told, table: Table) -> list[int]:
    """The two pairs of clubs that a report names together and most, of those that have met."""
    size = len(table.snapshot.clubs)
    met = frozenset(table.pair[table.sides].tolist())

    def order(pair: tuple[int, int]) -> tuple[float, int]:
        return -min(told.weights[pair[0]], told.weights[pair[1]]), told.first[pair]

    ranked = sorted((p for p in told.first if p[0] * size + p[1] in met), key=order)
    # "Ireland" is one of several: no less likely than the first of them.
    alike = [p for p in ranked[2:_ALIKE] if order(p) == order(ranked[0])]
    return [a * size + b for a, b in (*ranked[:2], *alike)]


_ALIKE = 12
"""So many pairs at most are looked at that are named alike."""


class Scorers:
    """Scorers of a snapshot's matches with their minutes, by row; each is asked for once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[int, tuple[tuple[str, int | None], ...]] = {}

    def hold(self, rows: Iterable[int]) -> None:
        """Ask for the goals of several matches at once."""
        asked = [row for row in dict.fromkeys(rows) if row not in self._known]
        if asked:
            keys = [int(k) for k in self._snapshot.matches.key[asked]]
            found = self._snapshot.store.goals(keys)
            for row, key in zip(asked, keys, strict=True):
                self._known[row] = tuple((g.player, g.minute) for g in found.get(key, ()))

    def __call__(self, row: int) -> Sequence[tuple[str, int | None]]:
        """Scorers of one match."""
        self.hold((row,))
        return self._known[row]
