"""Rounds of cups for which the ledger holds none, worked out from who goes on playing.

A reporter knows which round a match belongs to; many sources give results alone. Told from the end of a season: the
last tie is the final, the ties by which its two sides came there are the semi-finals, and so on, as long as every side
came by a tie of its own and those whom it met play no more (but for the match for third place). A tie of two sides that
had met the same opponent before is one of a group. Where this does not come out even, the round stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchdesk.core.season import Season
from matchdesk.core.snapshot import IntColumn, Matches, Rows, Snapshot, leg_code, phase_code
from matchdesk.press.mentions import is_nation
from matchdesk.rules.catalogue import BUILT_IN

NAMES = ("final", "semi_final", "quarter_final", "round_of_16", "round_of_32", "round_of_64")
THIRD_PLACE = "third_place"
APART = 75
"""Days within which the legs of a tie are played."""

_GROUP = phase_code("group")
_OF_NATIONS = frozenset("fifa uefa caf afc concacaf conmebol ofc".split())
_KNOCKOUT, _QUALIFYING = phase_code("knockout"), phase_code("qualifying")
_GROUPS = tuple(phase_code(word) for word in ("league", "group", "group_2", "split"))


@dataclass(frozen=True, slots=True)
class Step:
    """Matches that two sides play against each other one after the other.

    Attributes:
        rows: rows of the snapshot, by day. sides: numbers of the two clubs, the lower first.
        first, last: days of the first and the last of them.
    """

    rows: tuple[int, ...]
    sides: tuple[int, int]
    first: int
    last: int


@dataclass(frozen=True)
class Rounds:
    """What was worked out for one ledger.

    Attributes:
        names: round of a match by its key in the ledger.
        qualifying: group of a match of nations that qualify for a tournament, numbered.
        groups: group of a match, numbered, in seasons that begin with groups.
        legs: leg of a match, "1" or "2", where two were played and the ledger does not tell which.
    """

    names: dict[int, str]
    legs: dict[int, str]
    groups: dict[int, str]
    qualifying: dict[int, str]

    @classmethod
    def of(cls, whole: Snapshot) -> Rounds:
        """The rounds of all cups of a ledger that hold none of their own."""
        names: dict[int, str] = {}
        legs: dict[int, str] = {}
        groups: dict[int, str] = {}
        m = whole.matches
        goals = m.result()
        now = int(m.day.max()) if len(m) else 0
        for rows, single in _seasons(whole):
            found = rounds_of(whole, rows, goals)
            if not found or not _over(m, found[0][1], single=single, now=now):
                continue
            told = {row for _, step in found for row in step.rows}
            for row, group in _groups(m, [row for row in rows if row not in told]):
                groups[int(m.key[row])] = group
            for name, step in found:
                for place, row in enumerate(step.rows, 1):
                    key = int(m.key[row])
                    names[key] = name
                    if len(step.rows) == 2 and m.leg[row] == leg_code("") and m.home[step.rows[0]] != m.home[step.rows[1]]:  # fmt: skip
                        legs[key] = str(place)
        qualifying = {
            int(m.key[row]): group for rows in _qualifiers(whole) for row, group in _groups(m, rows)
        }
        return cls(names, legs, groups, qualifying)

    @cached_property
    def _keys(self) -> Rows:
        return np.array(sorted({*self.names, *self.groups}), dtype=np.int64)

    def with_groups(self, season: Snapshot) -> Snapshot:
        """A season's matches with those by which nations qualify as matches of groups, without the others."""
        m = season.matches
        rows = np.flatnonzero(np.isin(m.key, list(self.qualifying)))
        m = m.take(rows)
        letters = sorted({self.qualifying[key] for key in m.key.tolist()}, key=int)
        group = np.array(
            [letters.index(self.qualifying[key]) + 1 for key in m.key.tolist()], dtype=np.int32
        )
        matches = replace(m, phase=np.full_like(m.phase, _GROUP), group=group)
        return replace(season, matches=matches, groups=("", *letters))

    def filled(self, known: Snapshot) -> Snapshot:
        """A snapshot of the same ledger with these rounds in it; itself where none of them is known yet."""
        if not self.names:
            return known
        m = known.matches
        places = np.searchsorted(self._keys, m.key).clip(max=len(self._keys) - 1)
        rows = np.flatnonzero(self._keys[places] == m.key)
        if not len(rows):
            return known
        words = list(known.rounds)
        words += [name for name in (*NAMES, THIRD_PLACE) if name not in words]
        letters = list(known.groups)
        letters += [one for one in dict.fromkeys(self.groups.values()) if one not in letters]
        number = {word: place for place, word in enumerate(words)}
        lettered = {word: place for place, word in enumerate(letters)}
        round_, phase, leg, group = m.round.copy(), m.phase.copy(), m.leg.copy(), m.group.copy()
        for row, key in zip(rows.tolist(), m.key[rows].tolist(), strict=True):
            if key in self.groups:
                phase[row], group[row] = _GROUP, lettered[self.groups[key]]
                continue
            round_[row] = number[self.names[key]]
            phase[row] = _KNOCKOUT
            if key in self.legs:
                leg[row] = leg_code(self.legs[key])
        matches = replace(m, round=round_, phase=phase, leg=leg, group=group)
        return replace(known, matches=matches, rounds=tuple(words), groups=tuple(letters))


def _over(m: Matches, final: Step, *, single: bool, now: int) -> bool:
    """True if what looks like a final can be one: the ledger goes on after it, and it has as many legs."""
    legs = {int(m.home[row]) for row in final.rows}
    return final.last + 30 < now and not (single and len(final.rows) > 1 and len(legs) > 1)


def _seasons(whole: Snapshot) -> Iterator[tuple[list[int], bool]]:
    """Rows, by day, of each season of a cup that holds no final, without qualifiers and groups.

    With it, whether its final is one match.
    """
    m = whole.matches
    catalogue = BUILT_IN.of(whole)
    finals = {place for place, word in enumerate(whole.rounds) if word == "final"}
    for place, competition in enumerate(whole.competitions):
        if competition == "friendly" or ".playoff" in competition:
            continue
        rows = np.flatnonzero((m.competition == place) & (m.phase != _QUALIFYING) & (m.day > 0))
        by_season: dict[int, list[int]] = defaultdict(list)
        if not len(rows) or len(rows) > 40_000:
            continue
        kinds: dict[int, bool] = {}
        one_match: dict[int, bool] = {}
        for row in rows[np.argsort(m.day[rows], kind="stable")].tolist():
            code = int(m.season[row])
            if code not in kinds:
                edition = catalogue.edition(competition, Season.of_code(code))
                one_match[code] = edition.round_rule("final").legs == 1
                kinds[code] = (edition.kind != "league" and edition.champion != "table") or (
                    not edition.held and competition.partition(".")[0] in _OF_NATIONS
                )
            if kinds[code]:
                by_season[code].append(row)
        for code, chosen in by_season.items():
            if not finals.isdisjoint(m.round[chosen].tolist()):
                continue
            if len(chosen) > 1:
                yield [row for row in chosen if m.phase[row] not in _GROUPS], one_match[code]


def _qualifiers(whole: Snapshot) -> Iterator[list[int]]:
    """Rows of the matches by which nations qualify for a tournament, without groups of their own, season by season."""
    m = whole.matches
    nations = np.array([is_nation(club) for club in whole.clubs] or [False], dtype=np.bool_)
    ours = np.array(
        [name.partition(".")[0] in _OF_NATIONS for name in whole.competitions] or [False],
        dtype=np.bool_,
    )
    none = np.array([not name for name in whole.groups] or [True], dtype=np.bool_)
    rows = np.flatnonzero(
        (m.phase == _QUALIFYING) & ours[m.competition] & nations[m.home] & none[m.group]
    )
    by_season: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows.tolist():
        by_season[int(m.competition[row]), int(m.season[row])].append(row)
    yield from by_season.values()


def _groups(m: Matches, rows: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Matches of groups, each with the number of its group: sides that all meet each other, as often.

    Told from the end, as a side may have come through a group before: the matches that a side played
    last are those of its group where all whom it met in them played their last ones among themselves.
    """
    met: dict[int, list[tuple[int, int]]] = defaultdict(list)
    by_day = sorted(rows, key=lambda row: int(m.day[row]))
    for row in by_day:
        home, away = int(m.home[row]), int(m.away[row])
        met[home].append((row, away))
        met[away].append((row, home))
    found: list[list[int]] = []
    told: set[int] = set()
    for row in reversed(by_day):
        if row in told:
            continue
        group: set[int] | None = None
        for side in (int(m.home[row]), int(m.away[row])):
            group = group or _last_group(met, side)
        if group is not None:
            found.append(sorted(group))
        told.update(group or (row,))
        for side in {int(club) for r in group or (row,) for club in (m.home[r], m.away[r])}:
            met[side] = [one for one in met[side] if one[0] not in told]
    found.sort(key=lambda one: min(int(m.day[row]) for row in one))
    for number, one in enumerate(found, 1):
        for row in one:
            yield row, f"{number}"


_MOST_SIDES, _MOST_MATCHES = 12, 22


def _last_group(met: dict[int, list[tuple[int, int]]], side: int) -> set[int] | None:
    """The matches of the group that a side was in last, None if its last match was of none."""
    mine = met[side]
    tried: set[frozenset[int]] = set()
    for length in range(min(len(mine), _MOST_MATCHES), 1, -1):
        members = frozenset(other for _, other in mine[-length:]) | {side}
        if members in tried or not 3 <= len(members) <= _MOST_SIDES:
            continue
        tried.add(members)
        last = {one: _last_against(met[one], members) for one in members}
        if len(last[side]) < length:
            continue
        times: Counter[frozenset[int]] = Counter()
        for one, matches in last.items():
            for row, other in matches.items():
                if row in last[other]:
                    times[frozenset((one, other))] += 1
        pairs = [n // 2 for n in times.values()]
        usual = Counter(pairs).most_common(1)[0][0] if pairs else 0
        whole = len(members) * (len(members) - 1) // 2
        # In a large group two sides may never have met: the match was called off.
        missing = whole - len(pairs)
        if missing <= len(members) // 6 and max(pairs) - min(pairs) <= 1:
            return {row for one in members for row in _meetings(last, one, usual)}
    return None


def _meetings(last: dict[int, dict[int, int]], one: int, usual: int) -> Iterator[int]:
    """The last matches of a side with each other, as many as usual; two may have met in the group before, too."""
    told: Counter[int] = Counter()
    for row, other in last[one].items():
        if row in last[other] and told[other] < usual:
            told[other] += 1
            yield row


def _last_against(matches: Sequence[tuple[int, int]], members: frozenset[int]) -> dict[int, int]:
    """The last matches of a side, as long as they were against some others."""
    found: dict[int, int] = {}
    for row, other in reversed(matches):
        if other not in members:
            break
        found[row] = other
    return found


def rounds_of(
    whole: Snapshot, rows: Sequence[int], goals: tuple[IntColumn, IntColumn]
) -> list[tuple[str, Step]]:
    """The steps of one season whose round comes out, each with its round, the final first.

    ``goals``: :meth:`Matches.result` of the snapshot.
    """
    steps = _steps(whole, rows)
    if not steps:
        return []
    by_side: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        for side in step.sides:
            by_side[side].append(step)
    end = max(step.last for step in steps)
    last = [step for step in steps if step.last == end]
    for final in last if len(last) < 3 else ():
        found = _from(final, by_side, single=_single(steps))
        others = [step for step in last if step != final]
        if not others and found:
            return found
        # Two matches on the last day: the final and that for third place.
        third = [step for name, step in found if name == THIRD_PLACE]
        if found and others == third and _won_to_get_there(found, goals, whole):
            return found
    return []


def _from(final: Step, by_side: dict[int, list[Step]], *, single: bool) -> list[tuple[str, Step]]:
    """The rounds back from what may be the final, none where the semi-finals do not come out."""
    if len(final.rows) > 3:
        return []
    found = [("final", final)]
    told = {final}
    reached: list[Step] = [final]
    for name in NAMES[1:]:
        came: list[Step] = []
        for step in reached:
            for side in step.sides:
                mine = by_side[side]
                place = mine.index(step)
                if place == 0:
                    return _sound(found)
                came.append(mine[place - 1])
        if len(set(came)) != len(came) or not _even(came, by_side, told, name):
            return _sound(found)
        if any(_in_group(step, by_side, single) for step in came):
            return _sound(found)
        if name == "semi_final":
            if _one_group(came, by_side):
                return []
            third = _third_place(came, reached, by_side)
            if third is not None:
                found.append((THIRD_PLACE, third))
                told.add(third)
        found += [(name, step) for step in came]
        told |= set(came)
        reached = came
    return _sound(found)


def _sound(found: list[tuple[str, Step]]) -> list[tuple[str, Step]]:
    """Nothing unless the semi-finals came out too: a last match alone may be one of a table."""
    return found if any(name == "semi_final" for name, _ in found) else []


def _steps(whole: Snapshot, rows: Sequence[int]) -> list[Step]:
    m = whole.matches
    latest: dict[int, tuple[tuple[int, int], int]] = {}
    built: list[list[int]] = []
    for row in rows:
        home, away, day = int(m.home[row]), int(m.away[row]), int(m.day[row])
        sides = (home, away) if home < away else (away, home)
        before = latest.get(home)
        if (
            before is not None
            and before == latest.get(away)
            and before[0] == sides
            and day - int(m.day[built[before[1]][-1]]) <= APART
        ):
            built[before[1]].append(row)
            continue
        built.append([row])
        latest[home] = latest[away] = (sides, len(built) - 1)
    steps = []
    for chosen in built:
        home, away = int(m.home[chosen[0]]), int(m.away[chosen[0]])
        sides = (home, away) if home < away else (away, home)
        days = [int(m.day[row]) for row in chosen]
        steps.append(Step(tuple(chosen), sides, days[0], days[-1]))
    return steps


def _even(came: Sequence[Step], by_side: dict[int, list[Step]], told: set[Step], name: str) -> bool:
    """True if one side of each of these steps plays on in a round already told, and the other no more.

    Those who lost a semi-final may play for third place.
    """
    losers = []
    for step in came:
        on = [side for side in step.sides if any(later in told for later in by_side[side])]
        if len(on) != 1:
            return False
        loser = step.sides[0] if step.sides[1] == on[0] else step.sides[1]
        losers.append((loser, step))
    for loser, step in losers:
        after = by_side[loser][by_side[loser].index(step) + 1 :]
        if not after:
            continue
        if name != "semi_final" or len(after) > 1:
            return False
        if set(after[0].sides) != {side for side, _ in losers}:
            return False
    return True


def _third_place(
    came: Sequence[Step], reached: Sequence[Step], by_side: dict[int, list[Step]]
) -> Step | None:
    finalists = {side for step in reached for side in step.sides}
    losers = [side for step in came for side in step.sides if side not in finalists]
    after = [by_side[side][-1] for side in losers]
    return after[0] if len(after) == 2 and after[0] == after[1] else None


def _one_group(came: Sequence[Step], by_side: dict[int, list[Step]]) -> bool:
    """True if the last three steps of each of four sides are those against the other three: a group of its own."""
    four = {side for step in came for side in step.sides}
    for side in four:
        last = {club for step in by_side[side][-3:] for club in step.sides}
        if last != four:
            return False
    return True


def _single(steps: Sequence[Step]) -> bool:
    """True if sides of a group meet once, so that those who meet again do so in a later round."""
    pairs = Counter(step.sides for step in steps)
    return sum(times > 1 for times in pairs.values()) * 6 < len(pairs)


def _won_to_get_there(
    found: Sequence[tuple[str, Step]], result: tuple[IntColumn, IntColumn], whole: Snapshot
) -> bool:
    """True if a semi-final tells by its goals that this is the final, not the match for third place."""
    home, away = result
    final = next(step for name, step in found if name == "final")
    for name, step in found:
        if name != "semi_final":
            continue
        goals = dict.fromkeys(step.sides, 0)
        for row in step.rows:
            goals[int(whole.matches.home[row])] += max(0, int(home[row]))
            goals[int(whole.matches.away[row])] += max(0, int(away[row]))
        one, other = step.sides
        if goals[one] != goals[other]:
            return (one if goals[one] > goals[other] else other) in final.sides
    return False


def _in_group(step: Step, by_side: dict[int, list[Step]], single: bool) -> bool:
    """True if both sides had met just the same others before, and each other not: then they share a group."""
    one, other = step.sides
    if single and any(
        earlier.sides == step.sides for earlier in by_side[one][: by_side[one].index(step)]
    ):
        return False

    def met(side: int) -> set[int]:
        before = by_side[side][: by_side[side].index(step)]
        return {club for earlier in before for club in earlier.sides if club != side}

    theirs = met(one) - {other}
    return bool(theirs) and theirs == met(other) - {one}
