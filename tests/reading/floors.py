"""What the labelled reports have reached: read from and written to ``floors.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from tests.reading import corpus
from tests.reading.corpus import Score

FILE = corpus.FOLDER / "floors.toml"

HEAD = """\
# Floors of the labelled reports: how many labels of each type are judged right, how many wrong lines
# are caught, and how many true claims at most are called false. "sample" is what the tests measure
# with files of the repository alone; "dev", "held_out" and "held_out_2" are
# measured whole.
# Written by `python -m benchmarks.bench_reading --write-floors`; one goes down only with `--lower`,
# with a line in the changelog that says why.
"""


def held() -> dict[str, Any]:
    """The floors, by set; ``corpus`` is the fingerprint of the reports they were set on."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}


def measured(told: Mapping[str, Score]) -> dict[str, Any]:
    """Scores, in the form of the floors."""
    return {
        name: {
            "caught": one.caught.total(),
            "called_false": one.false_alarms.total(),
            "right": {kind: one.right[kind] for kind in sorted(one.labelled)},
        }
        for name, one in told.items()
    }


def below(now: Mapping[str, Any], floor: Mapping[str, Any]) -> list[str]:
    """Where a measurement falls short of its floors, in words."""
    short = []
    for name, least in floor.items():
        if name not in now:
            continue
        one = now[name]
        if one["caught"] < least["caught"]:
            short.append(f"{name}: {one['caught']} wrong lines caught, floor {least['caught']}")
        if one["called_false"] > least["called_false"]:
            short.append(
                f"{name}: {one['called_false']} called false, at most {least['called_false']}"
            )
        short += [
            f"{name}: {kind}: {one['right'].get(kind, 0)} right, floor {right}"
            for kind, right in least["right"].items()
            if one["right"].get(kind, 0) < right
        ]
    return short


def text(tables: Mapping[str, Any]) -> str:
    """``floors.toml``, for the reports as they stand."""
    rows = [HEAD, f'corpus = "{corpus.fingerprint()}"']
    for name, one in tables.items():
        rows += [
            "", f"[{name}]", f"caught = {one['caught']}", f"called_false = {one['called_false']}",
            "", f"[{name}.right]", *(f"{kind} = {right}" for kind, right in one["right"].items()),
        ]  # fmt: skip
    return "\n".join(rows) + "\n"


def raise_to(now: Mapping[str, Any], *, lower: bool = False) -> list[str]:
    """Write what is measured as the floors; sets not measured keep theirs.

    Returns:
        Where a floor would have gone down; then nothing is written, unless ``lower``.
    """
    floor = {name: one for name, one in held().items() if name != "corpus"}
    short = below(now, floor)
    if lower or not short:
        FILE.write_text(text({**floor, **now}), encoding="utf-8")
    return short
