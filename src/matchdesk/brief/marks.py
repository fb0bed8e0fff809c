"""What is rare about the match, from the records engine: the few that a page has room for.

Of a match to come the section tells which records it could bring.
"""

from __future__ import annotations

import re

from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import capital
from matchdesk.records import Record, preview
from matchdesk.records import records as records_of

SHOWN = 9
"""Records that a page tells; the JSON holds them all."""

AHEAD_SHOWN = 6

ALIKE = 2
"""Records of one kind that a page tells."""

_HONOURS = frozenset(
    {"title", "unbeaten_season", "winning_season", "winless_season", "losing_season"}
)
_TIES = frozenset(
    {"tie_turned_round", "first_round_reached", "round_reached_since", "out_to_lower_side"}
)
_SAID = frozenset(
    {"first_win_since", "first_defeat_since", "first_defeat", "hat_trick", "lead_at_top",
     "biggest_win_of_competition", "highest_scoring_of_competition", "first_double",
     "first_double_since"}
)  # fmt: skip
_UNHEARD_OF = 12.0
"""Bits from which on the end of a run leads."""

_NEXT = re.compile(r"(?:, | and )(?=no |\w+ competitions? more only)")

_HEAVY = 6.0
"""Bits from which on the size of a win leads."""

_ODD, _FORM = 1.0, 4.0
"""Bits from which on a first against somebody, and a form of late, are told."""

_FEW = 3
"""Meetings from which on a first win is news; which defeat at home from which on it is."""


def marks(setting: Setting) -> tuple[Record, ...]:
    """The records of a match, or those that it could bring; none where its day is not known.

    None either of a match that is under way, void or abandoned.
    """
    match = setting.match
    if match.counts:
        return records_of(setting.now, setting.row, catalogue=setting.catalogue)
    if match.status not in ("scheduled", "postponed") or match.date is None:
        return ()
    if setting.now.moment.minute is not None or match.date < setting.now.day:
        return ()
    return preview(setting.now, setting.row, catalogue=setting.catalogue)


def section(told: tuple[Record, ...]) -> Section | None:
    """The records in words; None where there are none."""
    if not told:
        return None
    ahead = any(record.condition for record in told)
    blocks: list[Block] = []
    for record in chosen(told, AHEAD_SHOWN if ahead else SHOWN):
        says = not record.condition or record.statement.startswith("A ")
        condition = "" if says else f"{capital(record.condition)}: "
        blocks.append(Line(f"{condition}{_plain(record)}", rows=record.match_ids))
        blocks += [
            Line(_plain(one), "sub", rows=one.match_ids)
            for one in record.folded
            if one.kind == "first_win" and one.venue is not None and one.competition is None
        ]
    limits = dict.fromkeys(record.limits for record in told if record.limits)
    if limits and not ahead:
        blocks.append(Line(f"Not held: {_lacking(tuple(limits))}.", "note"))
    title = "WHAT IT COULD BRING" if ahead else "RECORDS"
    return Section("records", title, tuple(blocks))


def chosen(told: tuple[Record, ...], most: int) -> tuple[Record, ...]:
    """Those that a page has room for, in the order in which a desk would tell them.

    What the match settled for good, whom it was a first against, which defeat at home it was, what
    became of the tie; then what ended or began, and the runs. Within each the rarer first.
    """
    kept: list[Record] = []
    for record in sorted(told, key=_place):
        if _slight(record):
            continue
        alike = [one for one in kept if one.kind == record.kind]
        if len(alike) < ALIKE and not any(_says(one, record) for one in kept):
            kept.append(record)
        if len(kept) == most:
            break
    return tuple(kept)


def _place(record: Record) -> int:
    whole = record.venue is None
    if record.kind in _HONOURS:
        return 0 if whole else 3
    if record.kind == "first_win" and record.opponent is not None and whole:
        return 1 if record.value > _FEW else 4
    if record.kind in ("biggest_win", "heaviest_defeat") and whole and record.rarity >= _HEAVY:
        return 2
    if record.kind == "defeat_of_season" and record.venue == "home":
        return 2 if record.value >= _FEW else 6
    if record.kind in _TIES:
        return 3
    if record.kind in _SAID and record.certain and record.rarity >= _UNHEARD_OF:
        return 1
    if record.kind in _SAID or ", the longest of any " in record.statement:
        return 4
    return 5 if record.kind.endswith(("_run", "_so_far", "_in_last")) else 6


def _slight(record: Record) -> bool:
    """Nothing to tell: a first in a couple of meetings, a form that comes about every few weeks."""
    if record.kind.startswith("first_") and not record.kind.endswith("_since"):
        return record.opponent is not None and (record.value < _FEW or record.rarity < _ODD)
    return record.kind.endswith("_in_last") and record.rarity < _FORM


def _says(one: Record, other: Record) -> bool:
    """The first says of the same side and place what the second says in other words."""
    counts = one.kind == other.kind and one.kind.endswith("_of_season")
    if counts and one.subject == other.subject:
        return True  # "their 21st defeat, their 13th away defeat": the one that leads is enough.
    if one.kind == other.kind and one.kind.startswith("first_"):
        # "For the first time this season, in the 13th match; for the first time, in the 13th."
        return (one.subject, one.opponent, one.value) == (
            other.subject,
            other.opponent,
            other.value,
        )
    if (one.kind, other.kind) == ("first_win", "first_goal"):
        return (one.subject, one.opponent) == (other.subject, other.opponent)
    stems = [record.kind.removesuffix("_run").removesuffix("_so_far") for record in (one, other)]
    same = (one.subject, one.venue, one.opponent) == (other.subject, other.venue, other.opponent)
    return stems[0] == stems[1] and one.kind != other.kind and same


def _plain(record: Record) -> str:
    """The sentence without its brackets: what is not held stands below all of them."""
    return f"{record.statement}."


def _lacking(limits: tuple[str, ...]) -> str:
    """What is not held, each competition once.

    >>> _lacking(
    ...     (
    ...         "the ledger holds no FA Cup in full",
    ...         "the ledger holds no FA Cup in full, no "
    ...         "League Cup of 1998-99 and 16 competitions more only in part",
    ...     )
    ... )
    'FA Cup in full; League Cup of 1998-99; other competitions in full'
    """
    parts = [
        "other competitions in full" if part.endswith(" more only in part") else part
        for told in limits
        for part in _NEXT.split(told.removeprefix("the ledger holds "))
    ]
    found = list(dict.fromkeys(part.removeprefix("no ") for part in parts))
    return "; ".join(sorted(found, key=lambda part: part.startswith("other competitions")))
