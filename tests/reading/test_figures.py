"""Figures of random league matches and ties of the starter: no true one is called false, altered ones are noticed."""

from __future__ import annotations

import random

import pytest

from tests.reading import corpus, figures, ledgers, ties

CAUGHT = 0.9
"""Least share of the altered sentences called contradicted; ``bench_sentences`` measures all ledgers."""


@pytest.mark.parametrize(("seed", "of"), [(2, "league"), (7, "league"), (4, "ties")])
def test_true_figures_hold_and_altered_ones_do_not(seed: int, of: str) -> None:
    desk = ledgers.desk("starter")
    dice = random.Random(seed)
    every = figures.every(desk, 2, seed) if of == "league" else ties.every(desk, 3, seed)
    told = [one for one in every if dice.random() < (0.08 if of == "league" else 0.3)]
    noticed = altered = supported = 0
    false = []
    for one in told:
        done = corpus.checked(desk, one.text, one.day)
        wrong = [c for c in done.claims if c.verdict == "contradicted"]
        mine = [c for c in done.claims if c.claim.start < one.end and c.claim.end > one.start]
        if one.altered:
            altered += 1
            noticed += any(c in mine for c in wrong)
            continue
        supported += any(c.verdict == "supported" for c in mine)
        if wrong:
            false.append((one.text, wrong[0].text, wrong[0].finding.reason))
    assert not false
    assert altered > 30
    assert noticed >= CAUGHT * altered
    assert supported >= 0.9 * (len(told) - altered)
