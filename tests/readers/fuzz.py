"""Fuzz target of every reader: whatever the bytes, rows and problems or one clear refusal.

``python -m tests.readers.fuzz [READER…] [--seconds N] [--seed K]`` mutates the golden inputs until the time
is over; the first input that breaks a reader is written beside, with the seed that makes it. ``target`` is
what a coverage-guided fuzzer calls (``atheris.Setup(sys.argv, functools.partial(target, reader))``).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from matchdesk.core.rows import Hint
from matchdesk.errors import SourceError, UsageError
from matchdesk.readers.detect import READERS, Reader, decode
from tests.readers import golden, test_golden_json

SLOW = 5.0
"""Seconds after which an input of some kilobytes counts as one that hangs."""

# What means something in one format or another, and what should mean nothing.
TOKENS = (
    b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\n\n", b"[", b"]", b"{", b"}", b"(", b")", b":", b"|", b"\\",
    b"-", b"--", b"=", b"=SUM(A1)", b"+", b"@", b"#", b"\xc2\xbb", b"\xe2\x96\xaa", b"0", b"-1", b"99999999999999999999", b"1e309",
    b"NaN", b"NA", b"null", b"true", b"[[[[[[[[", b"{}", b'""', b"2017-18", b"1899-00", b"29/02/2001", b"31/12/99", b"2018-02-30",
    b"Feb 29", b"[Sat Aug 19]", b"Matchday 1", b"2-1", b"10-0", b"150-0", b"2-2 a.e.t. (1-1)", b"4-3 pen.", b"45+2'", b"90+", b"v", b"\x00",
    b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\x85", b"\x1f", b"\xed\xa0\x80", b"\xf0\x9f\x8f\x86", b"I\xcc\x87", b"\xc4\xb0",
)  # fmt: skip


def target(reader: Reader, data: bytes) -> None:
    """Read bytes as a reader's file; raises AssertionError or what the reader should not raise."""
    name = "fuzz.csv"
    reading, refused = None, None
    try:
        text, problems = decode(data, name)
        reader.recognises(name, text[:4096])
        reading = reader.read(text, name, Hint())
    except (SourceError, UsageError) as error:
        refused = error
    if reading is None:
        assert refused is not None
        assert refused.message
        assert refused.code
        return
    assert reading.read == len(reading.rows) + reading.refused
    assert reading.refused == sum(problem.refused for problem in reading.problems)
    for problem in (*problems, *reading.problems):
        assert problem.found
        assert problem.expected
        assert problem.done
        assert "\n" not in str(problem)
        assert len(str(problem)) < 5_000


def corpus(reader: Reader) -> list[bytes]:
    """Golden inputs that a reader recognises; a few words where there are none."""
    found = []
    for path in (*golden.inputs(), *test_golden_json.inputs()):
        data = path.read_bytes()
        if reader.recognises(path.name, data.decode("utf-8-sig", errors="replace")[:4096]):
            found.append(data)
    return found or [b"date,home,away\n2018-01-24,Real Madrid,Leganes\n"]


def mutated(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """An input with some of it changed, moved, doubled or taken away."""
    for _ in range(draw.choice((1, 1, 2, 4, 8, 32))):
        data = draw.choice(_CHANGES)(data, draw, others)
    return data[:200_000]


def _place(data: bytes, draw: random.Random) -> tuple[int, int]:
    first = draw.randint(0, len(data))
    return first, min(len(data), first + draw.choice((1, 2, 5, 20, 100)))


def _token(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    first, last = _place(data, draw)
    kept = data[last:] if draw.random() < 0.5 else data[first:]
    return data[:first] + draw.choice(TOKENS) + kept


def _flip(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    place = draw.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << draw.randrange(8))]) + data[place + 1 :]


def _cut(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    first, last = _place(data, draw)
    return data[:first] + data[last:]


def _again(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    first, last = _place(data, draw)
    return data[:last] + data[first:last] * draw.choice((1, 2, 50)) + data[last:]


def _splice(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    other = draw.choice(others)
    first, last = _place(other, draw)
    place = draw.randint(0, len(data))
    return data[:place] + other[first:last] + data[place:]


def _lines(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _end(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: draw.randint(0, len(data))]


_CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _token, _token, _token, _flip, _cut, _again, _splice, _lines, _end,
)  # fmt: skip


def rounds(reader: Reader, seed: int, count: int) -> None:
    """Some mutated inputs of one seed.

    Raises:
        AssertionError: with the seed and number that broke the reader.
    """
    inputs = corpus(reader)
    for number in range(count):
        draw = random.Random(f"{reader.name} {seed} {number}")
        data = mutated(draw.choice(inputs), draw, inputs)
        began = time.perf_counter()
        try:
            target(reader, data)
        except Exception as error:
            raise AssertionError(
                f"{reader.name}, seed {seed}, number {number}: {data!r}"
            ) from error
        taken = time.perf_counter() - began
        assert taken < SLOW, f"{reader.name}, seed {seed}, number {number}: {taken:.1f} s"


def main() -> int:
    """Fuzz until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each reader")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chosen = [reader for reader in READERS if not asked.readers or reader.name in asked.readers]
    for reader in chosen:
        seed, count, end = asked.seed, 0, time.monotonic() + asked.seconds
        while time.monotonic() < end:
            try:
                rounds(reader, seed, 100)
            except AssertionError as error:
                Path(f"fuzz-{reader.name}.txt").write_text(f"{error}\n", encoding="utf-8")
                print(f"{reader.name}\t{error}"[:2000])
                return 1
            seed, count = seed + 1, count + 100
        print(f"{reader.name}\t{count}\tinputs\tseeds {asked.seed} to {seed - 1}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
