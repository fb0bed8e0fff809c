"""Answers as text for a terminal; piped, they carry no control codes."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from matchdesk.cli.names import competition_name
from matchdesk.core.competition import round_words
from matchdesk.core.match import Coverage, Match
from matchdesk.core.problem import Problem
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import MatchdeskError
from matchdesk.ledger import lookup

if TYPE_CHECKING:
    from matchdesk.brief import Brief
    from matchdesk.desk import Results
    from matchdesk.ledger.conflicts import Conflict
    from matchdesk.ledger.decisions import Entry
    from matchdesk.ledger.importing import Imported
    from matchdesk.ledger.overview import ClubEntry, SourceNotice
    from matchdesk.ledger.repair import Finding, Repaired
    from matchdesk.press import Check
    from matchdesk.rules.knockout import Tie
    from matchdesk.rules.table import Table

WIDTH = 100
"""Columns where there is no terminal to ask."""

NARROW = 72
"""Columns below which tables show less, rather than names letter by letter."""

MOST_REFUSED, MOST_KEPT = 50, 5
"""Problems of one kind and file that are shown: rows left out, rows kept."""


def width() -> int:
    """Columns of the terminal; :data:`WIDTH` where there is none."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def _draw(*parts: RenderableType) -> str:
    on_screen = sys.stdout.isatty()
    console = Console(
        file=StringIO(), width=width(), force_terminal=on_screen, highlight=False, markup=False
    )
    for part in parts:
        console.print(part)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in str(written).splitlines())


def _grid(*columns: str, numbers: str = "") -> Grid:
    """A plain grid; ``numbers`` names the columns set to the right."""
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    right = set(numbers.split())
    for column in columns:
        grid.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return grid


def day(date: dt.date | None) -> str:
    """A date in words: "24 Jan 2018"."""
    return f"{date.day} {date:%b %Y}" if date else "date open"


def imported(done: Imported) -> str:
    """What an import did, in one or a few lines."""
    told = [
        f"{_of(done.read, 'row')} read: {done.new} new, {done.same} held already, "
        f"{done.updated} with something added, {done.conflicting} in conflict, "
        f"{done.refused} left out."
    ]
    if done.new_clubs:
        listed = ", ".join(done.new_clubs[:8])
        more = f" and {len(done.new_clubs) - 8} more" if len(done.new_clubs) > 8 else ""
        are = "is" if len(done.new_clubs) == 1 else "are"
        told.append(f"{_of(len(done.new_clubs), 'club')} {are} new to the ledger: {listed}{more}.")
    for one in done.settled:
        told.append(f"{one.name} is {one.club}: {one.fixtures} fixtures say so.")
    if done.problems:
        kinds = Counter(problem.code for problem in done.problems)
        listed = ", ".join(f"{code} {count}" for code, count in kinds.most_common())
        told.append(f"{_of(len(done.problems), 'problem')}, with file and line above: {listed}.")
    return "\n".join(told)


def _of(count: int, noun: str, ending: str = "s") -> str:
    """A count in figures: "1 row", "2 rows"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}{ending}"


def in_conflict(count: int) -> str:
    """That rows say otherwise than what is held, and what to do about it."""
    return (
        f"{_of(count, 'row')} {'says' if count == 1 else 'say'} otherwise than what is held, which stays; `matchdesk conflicts` lists each, "
        "`matchdesk resolve` settles it."
    )


def problems(found: Sequence[Problem]) -> list[str]:
    """Problems, a line each; of many of one kind in one file the first, and how many more.

    Rows left out are all told up to some fifty; rows that were kept, up to five.
    """
    lines: list[str] = []
    counted: Counter[tuple[str, str, bool]] = Counter()
    for problem in found:
        mark = (problem.origin.file, problem.code, problem.refused)
        counted[mark] += 1
        if counted[mark] <= (MOST_REFUSED if problem.refused else MOST_KEPT):
            lines.append(str(problem))
    for (file, code, refused), count in counted.items():
        more = count - (MOST_REFUSED if refused else MOST_KEPT)
        if more > 0:
            lines.append(
                f"{file}: {code}: {more} more like these; `import --json` lists every one."
            )
    return lines


def score_words(match: Match) -> str:
    """The score as a desk writes it: "1-2", "2-2 (4-3 on penalties)", "v" for a fixture."""
    if match.result is None:
        return "v" if match.status in ("scheduled", "postponed") else match.status
    told = str(match.result)
    if match.awarded_score:
        return f"{told} awarded"
    if match.extra_time:
        told += " after extra time"
    if match.penalties:
        told += f", {match.penalties} on penalties"
    return told


def results(found: Results) -> str:
    """Matches by date, one a line."""
    if not found.matches:
        return "No match known."
    grid = _grid("date", "competition", "", "home", "score", "away")
    lines = []
    for match in found.matches:
        stage = " ".join(
            part
            for part in (
                f"group {match.group}" if match.group else "",
                round_words(match.round) if match.round else "",
                f"leg {match.leg}" if match.leg in ("1", "2") else match.leg,
            )
            if part
        )
        when = day(match.date) if match.date or match.status != "postponed" else "postponed"
        competition = f"{competition_name(match.competition)} {match.season}"
        home, away = match.home.name, match.away.name
        score = _decided(score_words(match), match, found)
        grid.add_row(when, competition, stage, home, score, away)
        lines += [f"{when:<12} {home} {score} {away}", f"  {competition}, {stage}".rstrip(", ")]
    return _draw(grid) if width() >= NARROW else _folded(lines)


def _folded(lines: Iterable[str]) -> str:
    """Lines folded at words, what goes on set in."""
    return "\n".join(
        textwrap.fill(line, width(), subsequent_indent="    ", break_long_words=False)
        for line in lines
    )


def _decided(score: str, match: Match, found: Results) -> str:
    """A score with what a decision made of it."""
    if match.id not in found.decided:
        return score
    stands = found.decided[match.id]
    return f"{score}, void" if stands is None else f"{score}, awarded {stands}"


def tables(found: Sequence[Table], *, why: bool = False) -> str:
    """League or group tables, the rule and the coverage below each."""
    parts: list[RenderableType] = []
    for table in found:
        group = f", group {table.group}" if table.group else ""
        parts.append(
            Text(
                f"{competition_name(table.competition)} {table.season}{group}, "
                f"end of {day(table.on)}",
                style="bold",
            )
        )
        numbers = "P W D L F-A GD Pts" if width() >= NARROW else "P GD Pts"
        grid = _grid("", "", *numbers.split(), "", numbers=numbers)
        for row in table.rows:
            told = row.reason if why and row.decided_by not in ("points", "") else ""
            if row.deducted:
                told = f"{row.deducted} deducted" + (f"; {told}" if told else "")
            figures = {
                "P": str(row.played),
                "W": str(row.won),
                "D": str(row.drawn),
                "L": str(row.lost),
                "F-A": f"{row.goals_for}-{row.goals_against}",
                "GD": f"{row.goal_difference:+d}",
                "Pts": str(row.points),
            }
            shown = (figures[name] for name in numbers.split())
            grid.add_row(f"{row.position:>2}", row.team, *shown, told)
        parts.append(grid)
        for clubs in table.undecided:
            names = ", ".join(club.name for club in clubs)
            parts.append(Text(f"Not separated by the rules at this point: {names}."))
        parts += [Text(note) for note in table.notes]
        parts.append(Text(f"Rule: {table.rule.text}"))
        parts.append(Text(f"{coverage_words(table.coverage)}\n"))
    return _draw(*parts).rstrip()


def ties(found: Sequence[Tie]) -> str:
    """Ties with their legs and the sentence of each."""
    if not found:
        return "No tie known."
    lines: list[str] = []
    round_shown = ""
    for tie in found:
        if tie.round != round_shown:
            round_shown = tie.round
            lines.append(
                f"{competition_name(tie.competition)} {tie.season}, {round_words(tie.round)}"
            )
        for leg in tie.to_dict()["legs"]:  # type: ignore[attr-defined]
            lines.append("  " + leg_words(leg))
        lines.append(f"  {tie.sentence}")
    return "\n".join(lines)


def leg_words(leg: Mapping[str, Any]) -> str:
    """One leg of a tie, from its JSON."""
    when = day(dt.date.fromisoformat(leg["date"])) if leg["date"] else "date open"
    score = leg["extra_time"] or leg["score"] or "v"
    told = f"{when:<12} {leg['home']} {score} {leg['away']}"
    if leg["extra_time"]:
        told += " after extra time"
    if leg["penalties"]:
        told += f", {leg['penalties']} on penalties"
    return told if leg["status"] in ("played", "scheduled") else f"{told} ({leg['status']})"


def clubs(found: Sequence[ClubEntry], *, whole: bool) -> str:
    """Clubs, one a line; ``whole`` adds every name."""
    if whole:
        lines = []
        for entry in found:
            span = f"{day(entry.first)} to {day(entry.last)}" if entry.first else "no dated match"
            lines.append(f"{entry.name} ({entry.id})")
            lines.append(f"  {entry.matches} matches, {span}: {', '.join(entry.competitions)}")
            kinds: dict[str, list[str]] = {}
            for one in entry.names:
                kinds.setdefault(one.kind, []).append(f"{one.name}{_held(one.start, one.end)}")
            lines += [f"  {kind}: {', '.join(names)}" for kind, names in kinds.items()]
            lines += [
                f"  {kind.replace('_', ' ')} {name} ({key})" for kind, key, name in entry.links
            ]
        return "\n".join(lines)
    grid = _grid("club", "id", "matches", "competitions", numbers="matches")
    for entry in found:
        grid.add_row(entry.name, entry.id, str(entry.matches), " ".join(entry.competitions))
    return _draw(grid, Text(f"{len(found)} clubs"))


def _held(start: dt.date | None, end: dt.date | None) -> str:
    """The years in which a name was borne, where they are known."""
    if start is None and end is None:
        return ""
    if end is None:
        return f" (from {start.year})" if start else ""
    return f" ({start.year}-{end.year})" if start else f" (to {end.year})"


def sources(found: Sequence[SourceNotice]) -> str:
    """Every source with licence and notice."""
    if not found:
        return "No source: the ledger is empty."
    lines = []
    for one in found:
        lines.append(one.title or one.source)
        about = [
            f"by {one.author}" if one.author else "",
            one.address,
            f"{one.matches} matches" if one.matches else "",
        ]
        lines.append("  " + " · ".join(part for part in about if part))
        lines.append(f"  licence: {one.licence or 'not stated'}")
        if one.notice:
            lines.append(f"  {one.notice}")
    return "\n".join(line for line in lines if line.strip())


def coverage_words(covered: Sequence[Coverage]) -> str:
    """Coverage in one sentence."""
    if not covered:
        return "Coverage: nothing held."
    told = []
    for one in covered:
        name = f"{competition_name(one.competition)} {one.season}"
        if one.complete:
            told.append(f"{name} complete ({one.held} matches)")
        elif one.expected is None:
            told.append(
                f"{name} {_of(one.held, 'match', 'es')} held, how many there were is not known"
            )
        else:
            told.append(f"{name} {one.held} of {one.expected} matches held")
    return f"Coverage: {'; '.join(told)}."


def coverage(covered: Sequence[Coverage]) -> str:
    """What is held in full and what in part, a competition a line."""
    if not covered:
        return "Nothing held."
    by_competition: dict[str, list[Coverage]] = {}
    for one in covered:
        by_competition.setdefault(one.competition, []).append(one)
    lines = []
    for competition, listed in by_competition.items():
        full = [one.season for one in listed if one.complete]
        told = [f"complete {spans(full)}"] if full else []
        told += [
            f"{one.season} {one.held}" + (f" of {one.expected}" if one.expected else " held")
            for one in listed
            if not one.complete
        ]
        lines.append(f"{competition_name(competition)} ({competition}): {'; '.join(told)}")
    return "\n".join(lines)


def conflicts(found: Sequence[Conflict]) -> str:
    """Differences between files, one a line with what each says."""
    if not found:
        return "No file says otherwise than what is held."
    lines = []
    for one in found:
        lines.append(f"{one.number:>4}  {one.date or 'date open'}  {one.home} v {one.away}")
        lines.append(f"      {one.field}: held {one.held}, {one.origin} says {one.other}")
        if one.resolved:
            lines.append(f"      settled: {one.resolved}. {one.reason} ({one.source})")
    return "\n".join(lines)


def corrections(found: Sequence[Entry], whole: Snapshot) -> str:
    """Corrections in words, one a line; clubs and matches as the ledger names them."""
    if not found:
        return "No correction held."
    names: dict[str, str] = {club.id: club.name for club in whole.clubs}
    lines = []
    for one in found:
        since = f", from {day(dt.date.fromisoformat(one.start))}" if one.start else ""
        back = f" (taken back: {one.revoked})" if one.revoked else ""
        lines.append(
            f"{one.number:>4}  {competition_name(one.competition)} {one.season}: "
            f"{_correction(one, names, whole)}{since} [{one.source}]{back}"
        )
    return "\n".join(lines)


def _correction(one: Entry, names: Mapping[str, str], whole: Snapshot) -> str:
    subject = " > ".join(names.get(part, part) for part in one.subject.split(" > "))
    match = one.match
    with suppress(MatchdeskError):
        held = whole.match(lookup.find_match(whole, match))
        match = f"{held.home.name} v {held.away.name}, {day(held.date)}"
    if one.kind == "points_deducted":
        points = "1 point" if one.value == "1" else f"{one.value} points"
        return f"{subject}, {points} deducted"
    if one.kind == "void":
        return f"{match}: void"
    if one.kind == "awarded":
        return f"{match}: awarded {one.value}".rstrip()
    word = one.value.replace("_", " ")
    told = {"placed": f"{subject} placed {word}", "through": f"{subject} go through ({word})"}
    return told.get(one.kind, f"{subject} ({one.kind.replace('_', ' ')}; {word})")


def doctor(
    health: Mapping[str, Any],
    versions: Mapping[str, str],
    covered: Sequence[Coverage],
    findings: Sequence[Finding] = (),
) -> str:
    """The ledger at a glance."""
    counts = ", ".join(f"{n} {word.replace('_', ' ')}" for word, n in health["counts"].items())
    lines = [
        f"Ledger     {health['ledger']}" + (" (starter, read only)" * health["read_only"]),
        f"Integrity  {health['integrity'] or 'kept by the server'}; tables {health['tables']}, "
        f"version {health['version']}",
        f"Last held  {health['last_result'] or 'no result yet'}",
        f"Holds      {counts}",
        "Versions   " + ", ".join(f"{name} {number}" for name, number in versions.items()),
    ]
    lines += [f"Found      {finding}" for finding in findings] or ["Found      nothing amiss"]
    lines.append("Coverage")
    lines += [f"  {line}" for line in coverage(covered).splitlines()]
    return "\n".join(lines)


def repaired(done: Repaired) -> str:
    """What a repair did, what it saved and what it could not."""
    lines = list(done.done) or ["There was nothing to mend."]
    if done.rows:
        saved = ", ".join(f"{count} {table}" for table, count in done.rows.items() if count)
        lines.append(f"Saved: {saved}.")
    if done.lost:
        lost = ", ".join(f"{count} {table}" for table, count in done.lost.items())
        lines.append(f"Lost: {lost}.")
    if done.kept is not None:
        lines.append(f"The damaged file is kept as {done.kept}.")
    lines += [f"Left: {finding}" for finding in done.left]
    return "\n".join(lines)


def spans(seasons: Sequence[Season]) -> str:
    """Seasons as stretches: "2012-13 to 2025-26, 2028-29"."""
    stretches: list[list[Season]] = []
    for season in sorted(seasons):
        if stretches and stretches[-1][-1] == season.previous:
            stretches[-1].append(season)
        else:
            stretches.append([season])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in stretches
    )


def check(found: Check, *, plain: bool = False) -> str:
    """Each report with its claims marked, one line a finding; several side by side and told once."""
    from matchdesk.brief import text
    from matchdesk.brief.checked import sections

    on_screen = sys.stdout.isatty() and not plain
    encoding = (sys.stdout.encoding or "ascii").lower()
    return text.render(
        sections(found),
        width=width(),
        colour=on_screen,
        unicode=plain or encoding.startswith("utf"),
    )


def brief(found: Brief, *, short: bool, plain: bool) -> str:
    """The brief as text for this terminal."""
    on_screen = sys.stdout.isatty() and not plain
    encoding = (sys.stdout.encoding or "ascii").lower()
    return found.text(
        width=width(), colour=on_screen, unicode=plain or encoding.startswith("utf"), short=short
    )
