"""Floors of reading and judging: those of the sample are measured here, all by bench_reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from matchdesk.press.claim import Judged
from tests.reading import corpus, floors, sample
from tests.reading.corpus import Score


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Score:
    return sample.score(sample.desks(tmp_path_factory.mktemp("small")))


def test_floors_were_set_on_these_reports() -> None:
    assert floors.held()["corpus"] == corpus.fingerprint()


def test_the_sample_stays_on_its_floors(told: Score) -> None:
    now = floors.measured({"sample": told})
    assert floors.below(now, {"sample": floors.held()["sample"]}) == [], told.misses


def test_the_reports_are_many_and_of_every_kind() -> None:
    reports = corpus.load()
    labels = [label for entry in reports for label in entry.claims]
    assert len(reports) >= 60
    assert len(labels) >= 900
    assert len({entry.name for entry in reports}) == len(reports)
    assert {entry.published.year // 10 * 10 for entry in reports} >= {1960, 1970, 1980, 1990, 2000, 2010, 2020}  # fmt: skip
    wrong = sum(label.verdict == "contradicted" for label in labels)
    assert wrong >= 100
    shares = [sum(len(e.claims) for e in corpus.of_set(one)) for one in corpus.SETS]
    assert 0.5 < shares[0] / sum(shares) < 0.75


@pytest.mark.parametrize("entry", corpus.load(), ids=lambda entry: entry.name)
def test_labels_stand_where_they_say(entry: corpus.Labelled) -> None:
    kinds = {kind for family in corpus.KIN for kind in family}
    for label in entry.claims:
        start, end = entry.span(label)
        assert entry.text[start:end] == label.words
        assert label.verdict in ("supported", "contradicted", "cannot_say")
        assert label.type in kinds or label.type in corpus.OTHERS
        assert not label.truth or label.verdict == "contradicted"


def test_a_floor_goes_down_only_on_purpose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reached(right: int, false: int) -> dict[str, Any]:
        one = Score()
        one.labelled["minute"], one.right["minute"] = 9, right
        one.false_alarms["minute"] = false
        return floors.measured({"dev": one})

    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    assert floors.raise_to(reached(5, 1)) == []
    assert floors.raise_to(reached(7, 0)) == []
    assert floors.raise_to(reached(6, 1)) == [
        "dev: 1 called false, at most 0",
        "dev: minute: 6 right, floor 7",
    ]
    assert floors.held()["dev"]["right"]["minute"] == 7
    floors.raise_to(reached(6, 1), lower=True)
    assert floors.held()["dev"] == {"caught": 0, "called_false": 1, "right": {"minute": 6}}


def test_a_wrong_line_is_caught_by_any_claim_over_it_and_an_alarm_elsewhere_is_false() -> None:
    entry = corpus.load(corpus.STARTER)[0]
    assert entry.claims[2].words == "winning 2-1"
    start, _ = entry.span(entry.claims[2])
    alarm = _alarm(entry, start, start + 7)
    done = _Done((alarm,))
    assert corpus.score(entry, done).false_alarms.total() == 1  # type: ignore[arg-type]
    wrong = corpus.Label("match_result", "winning 2-1", "contradicted")
    changed = corpus.Labelled(**{**vars(entry), "claims": (wrong,)})
    told = corpus.score(changed, done)  # type: ignore[arg-type]
    assert (told.caught.total(), told.false_alarms.total()) == (1, 0)


class _Done:
    def __init__(self, claims: tuple[Judged, ...]) -> None:
        self.claims = claims


def _alarm(entry: corpus.Labelled, start: int, end: int) -> Judged:
    from matchdesk.press.claim import Claim, Finding, Reading

    claim = Claim("match_result", start, end)
    return Judged(claim, entry.text[start:end], Reading(), Finding("contradicted", "It is not so."))
