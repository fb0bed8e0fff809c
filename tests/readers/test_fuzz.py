"""The fuzz target of every reader on some seeds; longer by ``python -m tests.readers.fuzz``."""

from __future__ import annotations

import pytest

from matchdesk.readers.detect import READERS, Reader
from tests.readers import fuzz


@pytest.mark.parametrize("seed", [20180124])
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_mutated_files_are_read_or_refused(reader: Reader, seed: int) -> None:
    fuzz.rounds(reader, seed, 60)
