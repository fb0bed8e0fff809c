"""What is rare about the match, from the records engine: the few that a page has room for.

Of a match to come the section tells which records it could bring.
"""

from __future__ import annotations

from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import capital
from matchdesk.records import Record, preview
from matchdesk.records import records as records_of

SHOWN = 10
"""Records that a page tells; the JSON holds them all."""

AHEAD_SHOWN = 6

# Told first, whatever their rarity: what a desk asks for.
_FIRST = (
    "tie_turned_round", "first_round_reached", "round_reached_since", "title", "first_win",
    "first_goal", "first_win_since", "defeat_of_season", "winless_so_far", "unbeaten_so_far",
    "out_to_lower_side", "hat_trick", "wins_in_last", "lead_at_top",
)  # fmt: skip


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
        condition = f"{capital(record.condition)}: " if record.condition else ""
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
    """Those that a page has room for, in the order of their rarity."""
    wanted = [r for r in told if r.kind in _FIRST][:most]
    wanted += [r for r in told if r.kind not in _FIRST][: most - len(wanted)]
    return tuple(record for record in told if record in wanted)


def _plain(record: Record) -> str:
    """The sentence without its brackets: what is not held stands below all of them."""
    return f"{record.statement}."


def _lacking(limits: tuple[str, ...]) -> str:
    """What is not held, each competition once."""
    parts = [part.removeprefix("the ledger holds ").removeprefix("no ") for part in limits]
    return "; ".join(dict.fromkeys(p for part in parts for p in part.split(" and no ")))
