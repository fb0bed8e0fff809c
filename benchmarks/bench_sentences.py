"""Sentences made of random matches: true ones called false, altered ones called contradicted.

Every phrase of ``tests/reading/phrases.toml`` is filled in with matches of the ledgers that
``tests/reading/ledgers.toml`` names, once truly and once for every detail that can be altered;
with ``--figures`` every phrase of ``figures.toml``, with ``--ties`` those of cup ties.

``--misses`` prints altered sentences that were not noticed and true ones called false or not
understood, ``--only NAME`` measures one ledger, ``--family NAME`` one family of phrases,
``--matches N`` takes N matches of each ledger, ``--share F`` tells that part of the sentences.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter

from benchmarks.figures import left_out, line
from tests.reading import corpus, figures, ledgers, sentences, ties

ASKED = "asked: no true one called false, 95 % of the altered noticed"
LEDGERS = (
    "starter",
    "england",
    "spain",
    "europe",
    "germany",
    "france",
    "lowlands",
    "internationals",
)


def main() -> None:
    """Measure the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--figures", action="store_true", help="tables, runs, counts, fixtures")
    parser.add_argument("--ties", action="store_true", help="cup ties")
    parser.add_argument("--family", default="")
    parser.add_argument("--matches", type=int, default=12)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.perf_counter()
    made, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    false: Counter[str] = Counter()
    missed: dict[str, Counter[str]] = {}
    tried: Counter[str] = Counter()
    for name in LEDGERS:
        if asked.only not in ("", name):
            continue
        if not ledgers.held(name):
            left_out(f"sentences of {name}", "no data here")
            continue
        desk = ledgers.desk(name)
        dice = random.Random(asked.seed)
        families = tuple(f for f in asked.family.split(",") if f)
        told = (
            figures.every(desk, asked.matches, asked.seed, families)
            if asked.figures
            else ties.every(desk, asked.matches, asked.seed, families)
            if asked.ties
            else sentences.every(desk.whole, asked.matches, asked.seed, families)
        )
        for one in told:
            if dice.random() > asked.share:
                continue
            done = corpus.checked(desk, one.text, one.day)
            mine = [c for c in done.claims if c.claim.start < one.end and c.claim.end > one.start]
            wrong = [c for c in done.claims if c.verdict == "contradicted"]
            key = (one.kind, one.altered)
            made[key] += 1
            tried[f"{one.kind} | {one.altered} | {one.phrase}"] += 1
            if one.altered:
                fine = any(c in mine for c in wrong)
            else:
                fine = any(c.verdict == "supported" for c in mine) and not wrong
                false[one.kind] += bool(wrong)
            right[key] += fine
            if not fine:
                seen = "; ".join(f"{c.claim.type} '{c.text}' {c.verdict}: {c.finding.reason[:150]}" for c in mine)  # fmt: skip
                mark = "FALSE ALARM " if wrong and not one.altered else ""
                missed.setdefault(f"{one.kind} | {one.altered} | {one.phrase}", Counter())[
                    f"{mark}{name} {one.day} {one.place}: {one.text!r} ({one.truth}) -> {seen}"
                ] += 1
        desk.ledger.close()
    if asked.misses:
        for phrase, some in sorted(missed.items(), key=lambda x: -sum(x[1].values())):
            print(f"{sum(some.values())} of {tried[phrase]}: {phrase}")
            ranked = sorted(some, key=lambda t: not t.startswith("FALSE"))
            for text in ranked[:2]:
                print(f"      {text}")
    for kind, altered in sorted(made):
        fit, all_ = right[kind, altered], made[kind, altered]
        word = f"{altered} altered, noticed" if altered else "true, supported"
        line(f"{kind}: {word}", 100 * fit / all_, "%", f"{fit} of {all_}; {false[kind] if not altered else 0} called false")  # fmt: skip
    whole = {a: (sum(right[k] for k in made if bool(k[1]) == a), sum(made[k] for k in made if bool(k[1]) == a)) for a in (False, True)}  # fmt: skip
    for a, word in ((False, "true sentences supported"), (True, "altered sentences noticed")):
        line(word, 100 * whole[a][0] / max(1, whole[a][1]), "%", f"{whole[a][0]} of {whole[a][1]}")
    line("true sentences called false", 100 * false.total() / max(1, whole[False][1]), "%", f"{false.total()} of {whole[False][1]}")  # fmt: skip
    line("measured in", time.perf_counter() - began, "s", ASKED)


if __name__ == "__main__":
    main()
