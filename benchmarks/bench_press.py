"""Reading and judging reports: how many a second, and that no text takes for ever.

Reports are written here by rule from matches of the starter ledger, so that they need no other file;
the seed reports are measured where they stand beside the repository.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress

import matchdesk.press
from benchmarks.figures import SHARED, left_out, line, run, seconds, spread
from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.press import check
from matchdesk.press.gloss import pattern
from matchdesk.press.report import Report

REPORTS = 60


def written(desk: Desk) -> list[Report]:
    """Reports of matches of La Liga 2017-18, in sentences as an agency writes them."""
    view = desk.at("2018-05-20")
    matches = [m for m in view.results("es.1", season="2017-18").matches if m.result is not None]
    reports = []
    for match in matches[60 : 60 + REPORTS]:
        assert match.result is not None
        assert match.date is not None
        home, away = match.home.name, match.away.name
        high, low = max(match.result), min(match.result)
        winner, loser = (home, away) if match.result.home >= match.result.away else (away, home)
        text = (
            f"{winner} beat {loser} {high}-{low} on {match.date:%A} to climb to fourth in La Liga, six points behind "
            f"leaders Barcelona.\n{home} had won their last three home games and were unbeaten in five. {away} are "
            f"without a win in four matches and stay in the bottom three.\nIt was {winner}'s third win of the season "
            f"against {loser}, who took the lead in the 12th minute through their captain before {winner} hit back "
            f'after half-time.\n"We deserved it," said the coach. {home} travel to Sevilla next weekend, while {away} '
            f"host Real Madrid, who drew 1-1 with Valencia. The sides met in the Copa del Rey last season, when "
            f"{winner} went through on away goals after losing 2-1.\nThe defeat leaves {loser} with 12 points from "
            f"their last ten games."
        )
        reports.append(Report.of_text(text, match.id, match.date + dt.timedelta(days=1)))
    return reports


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the readers, wherever in a module it stands, with its name."""
    seen: set[str] = set()
    for module in pkgutil.iter_modules(matchdesk.press.__path__):
        loaded = importlib.import_module(f"matchdesk.press.{module.name}")
        for name, value in list(vars(loaded).items()):
            if name.startswith("__"):
                continue
            for compiled in _compiled(value):
                if compiled.pattern not in seen:
                    seen.add(compiled.pattern)
                    yield f"{module.name}.{name}", compiled


def _compiled(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, str):
        if re.search(r"\(\?|\\b|CLUB|NUM|TEAM", value):
            with suppress(re.error, KeyError):
                yield pattern(value)
    elif isinstance(value, dict) and depth < 3:
        for part in value.values():
            yield from _compiled(part, depth + 1)
    elif isinstance(value, tuple | list) and depth < 3:
        for part in value:
            yield from _compiled(part, depth + 1)


PIECES = (
    "a ", "the ", "their ", "of the ", "in the ", "\ue000 ", "\ue000, ", "\ue000 and ", "\ue400 ",
    "\ue400, ", "\ue400 and ", "\ue000's ", "0-0 ", "1-", "one ", "first ", "12 ", "12 points ", "goals ",
    "home ", "league ", "in a row ", "their last ", "won ", "lost ", "beat ", "have not ", "and ", ", ",
    "scored the ", "minutes ", "in the 12th ", "on ", "who ", "at \ue800 ", "\uec00 ", "second-", "'",
    "points behind ", "unbeaten in ", "clear at the top of the ", "for the ", "with the ", "-", " ",
    "a-", "x-y-", "A-", "A. ", "Aa ", "Aa-Bb ", "A\u2019", "McA-", "1-1-", "1 - ", "--", "\u2013", "\u201c", "\"",
    "\u2019s ", "said ", ", said ", "coach ", "the coach ", "(a) ", "(", "...", "! ", "\n", "\t", "a\n", "12.12.",
    "1.1", "Jan. ", "1 Jan ", "Monday, ", "@a ", "http://", "<a ", "<", "&#", "*", "_", "a_", "[a](", "# ", "| ",
    "De ", "de la ", "\ue400's ", "\ue000-", "1' ", "45+", "after ", "his ", "has been ", "were ", "\u00f6-",
)  # fmt: skip


def spent(compiled: re.Pattern[str], piece: str, size: int) -> float:
    """Seconds that a pattern takes over a text of one piece again and again."""
    text = f"won 2-1 {piece * (size // len(piece))}!"
    began = time.process_time()
    for _ in compiled.finditer(text):
        pass
    return time.process_time() - began


def slowest(size: int) -> list[tuple[float, str, re.Pattern[str], str]]:
    """Seconds, name, pattern and hostile piece of every pattern at its worst, the slowest first."""
    worst = []
    for name, compiled in patterns():
        taken, piece = max((spent(compiled, piece, size), piece) for piece in PIECES)
        worst.append((taken, name, compiled, piece))
    return sorted(worst, key=lambda w: -w[0])


def growth(compiled: re.Pattern[str], piece: str, size: int) -> tuple[float, float]:
    """How many times longer a pattern takes over a text twice as long, and how long; best of three."""
    once, twice = (min(spent(compiled, piece, n) for _ in range(3)) for n in (size, 2 * size))
    return twice / max(once, 1e-9), twice


def main() -> None:
    """Print the figures."""
    desk = Desk(open_starter())
    view = desk.at()
    reports = written(desk)

    def judged() -> None:
        check(reports, view._at, fallback=view.moment.day, shelf=desk.shelf)

    taken = seconds(judged, runs=3)
    line(
        "reports read and judged, warm",
        len(reports) / statistics.median(taken),
        "a second",
        f"{spread(taken)}; asked: 20",
    )
    reading = importlib.import_module("matchdesk.press.read")
    spent = 0.0
    plain = reading.read

    def timed(*given: object) -> object:
        nonlocal spent
        began = time.process_time()
        found = plain(*given)
        spent += time.process_time() - began
        return found

    press = importlib.import_module("matchdesk.press")
    press.read = timed  # type: ignore[attr-defined]
    judged()
    press.read = plain  # type: ignore[attr-defined]
    line("reports read, a core", len(reports) / spent, "a second", "names given; asked: 100")
    if SHARED.joinpath("reports").is_dir():
        folder = str(SHARED / "reports")
        warm = seconds(lambda: view.check(folder), runs=5)
        line(
            "three seed reports, warm", statistics.median(warm), "s", f"{spread(warm)}; asked: 0.5"
        )
        cold = seconds(lambda: run("check", folder, "--json"), runs=3, warm=1)
        line(
            "three seed reports, a process",
            statistics.median(cold),
            "s",
            f"{spread(cold)}; asked: 4",
        )
    else:
        left_out("three seed reports", "no ../shared/reports")
    text = ("Real Madrid lost 2-1 to Leganés on Wednesday. " * 25_000)[:1_000_000]
    began = time.perf_counter()
    check(
        [Report.of_text(text, "long", dt.date(2018, 1, 25))],
        view._at,
        fallback=view.moment.day,
        shelf=desk.shelf,
    )
    line("one megabyte of text", time.perf_counter() - began, "s", "asked: bounded")
    took, which, compiled, piece = slowest(1_200)[0]
    line("slowest pattern on 1200 hostile signs", took, "s", f"{which} on {piece!r}")
    times, _ = growth(compiled, piece, 1_200)
    line(
        "the same on twice as many", times, "times as long", "4: quadratic; a sentence ends at 1200"
    )


if __name__ == "__main__":
    main()
