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


def patterns() -> Iterator[tuple[str, str]]:
    """Every pattern of the readers, with its name."""
    for module in pkgutil.iter_modules(matchdesk.press.__path__):
        loaded = importlib.import_module(f"matchdesk.press.{module.name}")
        for name, value in vars(loaded).items():
            if not name.startswith("_") or name.startswith("__"):
                continue
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value.pattern
            elif isinstance(value, str) and re.search(r"\(\?|\\b|CLUB|NUM", value):
                yield f"{module.name}.{name}", value
            elif isinstance(value, tuple):
                for part in value:
                    if isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], str):
                        yield f"{module.name}.{name}:{part[0]}", part[1]


PIECES = (
    "a ", "the ", "their ", "of the ", "in the ", "\ue000 ", "\ue000, ", "\ue000 and ", "\ue400 ",
    "\ue400, ", "\ue400 and ", "\ue000's ", "0-0 ", "1-", "one ", "first ", "12 ", "12 points ", "goals ",
    "home ", "league ", "in a row ", "their last ", "won ", "lost ", "beat ", "have not ", "and ", ", ",
    "scored the ", "minutes ", "in the 12th ", "on ", "who ", "at \ue800 ", "\uec00 ", "second-", "'",
    "points behind ", "unbeaten in ", "clear at the top of the ", "for the ", "with the ", "-", " ",
)  # fmt: skip


def slowest(size: int) -> tuple[float, str]:
    """Seconds of the slowest pattern over hostile texts of a size, and which it was."""
    worst = (0.0, "")
    for name, source in patterns():
        try:
            compiled = pattern(source)
        except (re.error, KeyError):
            continue
        for piece in PIECES:
            for text in (
                piece * (size // len(piece)),
                "won 2-1 " + piece * (size // len(piece)) + "!",
            ):
                began = time.perf_counter()
                for _ in compiled.finditer(text):
                    pass
                taken = time.perf_counter() - began
                worst = max(worst, (taken, f"{name} on {piece!r}"))
    return worst


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
    for size in (1_200, 2_400):
        took, which = slowest(size)
        line(f"slowest pattern on {size} hostile signs", took, "s", which)


if __name__ == "__main__":
    main()
