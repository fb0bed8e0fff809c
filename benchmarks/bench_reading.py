"""Reports read and judged: what was found, what was caught, what was called false.

One line for each set, ledger and type of claim:

- decidable claims judged right: labels that the ledger decides, with the verdict of the label;
- wrong lines caught: lines that are false on purpose, called contradicted;
- true claims called false: claims called contradicted where no wrong line stands, labelled or not,
  over the true lines labelled.

``--misses`` prints each miss with its context (of the reports in ``dev``; of the sets held out only
types and numbers, so that nobody writes patterns for them), ``--only NAME`` measures one ledger or
report, ``--rebuild`` imports the ledgers anew, ``--floors`` says what fell below
``tests/reading/floors.toml`` and ends with status 1 if anything did, ``--write-floors`` raises the
floors to what is measured; it refuses to lower one unless ``--lower`` is given, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable

from benchmarks.figures import left_out, line
from tests.reading import corpus, floors, ledgers, sample
from tests.reading.corpus import Labelled, Score

ASKED = "asked: 80 % judged right, 85 % caught, under 1 % called false"


def share(part: int, whole: int) -> float:
    """Per cent; 0 of none is 100."""
    return 100.0 * part / whole if whole else 100.0


def show(name: str, told: Score) -> None:
    """The three figures of a score, and how many open lines were left open."""
    right, labelled = told.right.total(), told.labelled.total()
    caught, wrong = told.caught.total(), told.wrong_lines.total()
    false, true = told.false_alarms.total(), told.true_lines.total()
    left, silent = told.silent_right.total(), told.silent.total()
    line(f"{name}: decidable claims judged right", share(right, labelled), "%", f"{right} of {labelled}; found {told.found.total()}")  # fmt: skip
    line(f"{name}: wrong lines caught", share(caught, wrong), "%", f"{caught} of {wrong}")
    line(f"{name}: true claims called false", 100.0 * false / max(true, 1), "%", f"{false} on {true}")  # fmt: skip
    line(f"{name}: lines that nothing decides left open", share(left, silent), "%", f"{left} of {silent}")  # fmt: skip


def read(reports: Iterable[Labelled], rebuild: bool = False) -> dict[str, Score]:
    """Score of each report that can be read here, ledger by ledger."""
    scores = {}
    by_ledger: dict[str, list[Labelled]] = defaultdict(list)
    for entry in reports:
        by_ledger[entry.ledger].append(entry)
    for name, entries in by_ledger.items():
        if not ledgers.held(name):
            left_out(f"reports of {name}", "no data here")
            continue
        desk = ledgers.desk(name, rebuild=rebuild)
        for entry in entries:
            done = corpus.checked(desk, entry.text, entry.published)
            scores[entry.name] = corpus.score(entry, done)
        desk.ledger.close()
    return scores


def together(scores: Iterable[Score]) -> Score:
    """Scores counted into one."""
    told = Score()
    for one in scores:
        told.add(one)
    return told


def main() -> None:
    """Measure the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true", help="each miss, with context")
    parser.add_argument("--only", default="", help="a ledger or a report")
    parser.add_argument("--rebuild", action="store_true", help="import the ledgers anew")
    parser.add_argument("--floors", action="store_true", help="status 1 below a floor")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors")
    parser.add_argument("--lower", action="store_true", help="lower floors, too")
    asked = parser.parse_args()

    began = time.perf_counter()
    told: dict[str, Score] = {}
    for name in corpus.SETS:
        reports = [r for r in corpus.of_set(name) if asked.only in ("", r.ledger, r.name)]
        scores = read(reports, asked.rebuild and name == corpus.SETS[0])
        if not scores:
            continue
        told[name] = together(scores.values())
        by_ledger: dict[str, list[Score]] = defaultdict(list)
        for entry in reports:
            if entry.name in scores:
                by_ledger[entry.ledger].append(scores[entry.name])
        for ledger, some in by_ledger.items():
            one = together(some)
            line(
                f"{name}, {ledger}", share(one.right.total(), one.labelled.total()), "%",
                f"{len(some)} reports, {one.right.total()} of {one.labelled.total()} right, "
                f"{one.caught.total()} of {one.wrong_lines.total()} caught, "
                f"{one.false_alarms.total()} called false",
            )  # fmt: skip
        for kind in sorted(told[name].labelled):
            one = told[name]
            line(
                f"{name}, {kind}", share(one.right[kind], one.labelled[kind]), "%",
                f"{one.right[kind]} of {one.labelled[kind]} right, "
                f"{one.caught[kind]} of {one.wrong_lines[kind]} caught, "
                f"{one.false_alarms[kind]} called false",
            )  # fmt: skip
        if asked.misses and name == "dev":
            print("\n".join(f"  {miss}" for miss in told[name].misses))
    for name, one in told.items():
        show(name, one)
    if told:
        show("all", together(told.values()))
        line("measured in", time.perf_counter() - began, "s", ASKED)
    if asked.only and (asked.write_floors or asked.floors):
        raise SystemExit("floors are those of all reports: leave out --only")
    now = floors.measured(told)
    if asked.write_floors:
        now["sample"] = floors.measured({"sample": sample.score(sample.desks())})["sample"]
        short = floors.raise_to(now, lower=asked.lower)
    else:
        short = floors.below(now, {k: v for k, v in floors.held().items() if k in now})
    if asked.write_floors or asked.floors:
        for where in short:
            print(f"below its floor: {where}", file=sys.stderr)
        if short and not asked.lower:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
