"""Compilation and the array types shared by the engine's compiled loops.

Every loop is compiled on its first call, kept in numba's cache on disk, releases the interpreter
lock and uses plain IEEE arithmetic (no reassociation), so that answers repeat bit for bit.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.int32]
LongArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

_Function = TypeVar("_Function", bound=Callable[..., object])


def kernel(function: _Function) -> _Function:
    """Compile a function on first use, cached on disk, without the interpreter lock."""
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(_Function, compiled)
