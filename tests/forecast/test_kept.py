"""Strengths kept between processes, and followed on from an earlier moment."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.forecast import kept, strengths
from matchdesk.forecast.compiled import VARIABLE
from matchdesk.forecast.model import Model
from tests.forecast.worlds import season

FEW = 10_000


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, empty."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def after_rounds(played: int, seed: int = 5) -> Snapshot:
    return snapshot_of([*season(6, 2011, seed=4), *season(6, 2012, seed=seed, played=played)])


def same(one: Model, other: Model) -> bool:
    pairs = zip(one.state.arrays(), other.state.arrays(), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def test_a_state_is_read_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept.model_at(after_rounds(3), few=FEW)
    assert len(list(cache.rglob("*.npz"))) == 1

    def never(*_: object) -> None:
        raise AssertionError("followed anew")

    monkeypatch.setattr(strengths, "follow", never)
    assert same(kept.model_at(after_rounds(3), few=FEW), first)
    with pytest.raises(AssertionError, match="followed anew"):
        kept.model_at(after_rounds(4), few=FEW)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a state", None])
def test_a_damaged_state_is_made_anew(cache: Path, damage: bytes | None) -> None:
    first = kept.model_at(after_rounds(3), few=FEW)
    (file,) = cache.rglob("*.npz")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert same(kept.model_at(after_rounds(3), few=FEW), first)
    assert file.read_bytes()[:4] == whole[:4]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept.model_at(after_rounds(2), few=FEW)
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder would be")
    monkeypatch.setenv(VARIABLE, str(taken))
    assert same(kept.model_at(after_rounds(2), few=FEW), first)


@pytest.mark.parametrize(("earlier", "later"), [(0, 1), (3, 4), (2, 10), (4, 4)])
def test_followed_on_it_is_the_same_state(
    earlier: int, later: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    since = kept.model_at(after_rounds(earlier), few=FEW)
    before = since.state.copy()
    taken: list[int] = []
    follow = strengths.follow

    def counted(
        state: strengths.State, record: object, places: np.ndarray, *rest: object
    ) -> object:
        taken.append(len(places))
        return follow(state, record, places, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(strengths, "follow", counted)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "other"))
    on = kept.model_at(after_rounds(later), few=FEW, since=since)
    assert taken == [(later - earlier) * 3]
    monkeypatch.setenv(VARIABLE, str(tmp_path / "third"))
    assert same(on, kept.model_at(after_rounds(later), few=FEW))
    assert all(map(np.array_equal, since.state.arrays(), before.arrays()))


def test_another_past_is_not_followed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    since = kept.model_at(after_rounds(3, seed=6), few=FEW)
    on = kept.model_at(after_rounds(5), few=FEW, since=since)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "other"))
    assert same(on, kept.model_at(after_rounds(5), few=FEW))
    later = kept.model_at(after_rounds(5), few=FEW)
    assert same(
        kept.model_at(after_rounds(2), few=FEW, since=later),
        kept.model_at(after_rounds(2), few=FEW),
    )
