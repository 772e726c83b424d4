"""Compile numeric kernels with numba while keeping their static types."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(kernel: Kernel) -> Kernel:
    """Return ``kernel`` compiled in nopython mode, cached on disk, releasing the lock."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy")(kernel))
