"""What the tests of forecasts share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def whole_numbers_wrap() -> Iterator[None]:
    """Kernels run uncompiled wrap whole numbers as the compiled ones do; NumPy warns of that."""
    interpreted = os.environ.get("NUMBA_DISABLE_JIT") == "1"
    with np.errstate(over="ignore" if interpreted else "warn"):
        yield
