"""Figures told of random league matches of the starter: no true one is called false, altered ones are noticed."""

from __future__ import annotations

import random

import pytest

from tests.reading import corpus, figures, ledgers

CAUGHT = 0.92
"""Least share of the altered sentences called contradicted; ``bench_sentences`` measures all ledgers."""


@pytest.mark.parametrize("seed", [2, 7])
def test_true_figures_hold_and_altered_ones_do_not(seed: int) -> None:
    desk = ledgers.desk("starter")
    dice = random.Random(seed)
    told = [one for one in figures.every(desk, 2, seed) if dice.random() < 0.08]
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
    assert supported >= 0.95 * (len(told) - altered)
