"""Sentences of random matches of the starter: no true one is called false, altered ones are noticed."""

from __future__ import annotations

import random

import pytest

from tests.reading import corpus, ledgers, sentences

CAUGHT = 0.9
"""Least share of the altered sentences called contradicted; ``bench_sentences`` measures all ledgers."""


@pytest.mark.parametrize("seed", [3, 11])
def test_true_sentences_hold_and_altered_ones_do_not(seed: int) -> None:
    desk = ledgers.desk("starter")
    dice = random.Random(seed)
    told = [
        one
        for one in sentences.every(desk.whole, 3, seed)
        if dice.random() < 0.2
    ]  # fmt: skip
    noticed = altered = 0
    false = []
    for one in told:
        done = corpus.checked(desk, one.text, one.day)
        wrong = [c for c in done.claims if c.verdict == "contradicted"]
        if one.altered:
            altered += 1
            noticed += any(c.claim.start < one.end and c.claim.end > one.start for c in wrong)
        elif wrong:
            false.append((one.text, wrong[0].text, wrong[0].finding.reason))
    assert not false
    assert altered > 40
    assert noticed >= CAUGHT * altered
