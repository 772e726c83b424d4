"""Start quickly: leave unimported what one answer does not need."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

UNUSED = "scipy.linalg"


@contextlib.contextmanager
def without_linear_algebra() -> Iterator[None]:
    """Keep numba from importing SciPy's linear algebra while compiled code is loaded.

    At its first compiled call numba looks whether matrix products are there, which takes half a
    second; no compiled loop of Palpate uses them. The module can be imported as ever afterwards.
    """
    if UNUSED in sys.modules:
        yield
        return
    sys.modules[UNUSED] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[UNUSED]
