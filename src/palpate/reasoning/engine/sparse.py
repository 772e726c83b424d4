"""Compressed sparse rows: the one storage used for links, satellites and tests."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .kernels import FloatArray, IndexArray, LongArray


class Csr(NamedTuple):
    """Rows of (column, value) pairs: row i is ``indptr[i]:indptr[i+1]``; columns ascend."""

    indptr: LongArray
    indices: IndexArray
    values: FloatArray

    def row(self, i: int) -> tuple[IndexArray, FloatArray]:
        """Return columns and values of row i."""
        span = slice(int(self.indptr[i]), int(self.indptr[i + 1]))
        return self.indices[span], self.values[span]

    def row_numbers(self) -> LongArray:
        """Return the row of every stored pair, (pairs,)."""
        return np.repeat(np.arange(self.indptr.size - 1), np.diff(self.indptr))


def from_triples(
    rows: npt.ArrayLike, columns: npt.ArrayLike, values: npt.ArrayLike, row_count: int
) -> Csr:
    """Sort (row, column, value) triples into rows. Duplicates are kept; check_csr refuses them."""
    row = np.asarray(rows, np.int64)
    column = np.asarray(columns, np.int64)
    order = np.lexsort((column, row))
    indptr = np.zeros(row_count + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=row_count), out=indptr[1:])
    return Csr(indptr, column[order].astype(np.int32), np.asarray(values, np.float64)[order])


def transpose(matrix: Csr, column_count: int) -> Csr:
    """Return the same pairs in rows by column."""
    turned = from_triples(matrix.indices, matrix.row_numbers(), matrix.values, column_count)
    for array in turned:
        array.flags.writeable = False
    return turned


def check_csr(
    name: str,
    indptr: npt.ArrayLike,
    indices: npt.ArrayLike,
    values: npt.ArrayLike,
    row_count: int,
    column_count: int,
) -> Csr:
    """Copy into canonical types with sorted columns.

    Raises ValueError when the lengths disagree, an index is out of range, a pair is repeated or a
    value is not a probability.
    """
    start = np.array(indptr, np.int64)
    column = np.array(indices, np.int64)
    value = np.array(values, np.float64)
    if start.shape != (row_count + 1,):
        raise ValueError(f"{name} indptr must have {row_count + 1} entries, not {start.size}")
    if start[0] != 0 or np.any(np.diff(start) < 0) or start[-1] != column.size:
        raise ValueError(f"{name} indptr must rise from 0 to the number of links, {column.size}")
    if column.size != value.size:
        raise ValueError(f"{name} has {column.size} indices but {value.size} values")
    if column.size and (column.min() < 0 or column.max() >= column_count):
        raise ValueError(f"{name} index out of range: must be 0..{column_count - 1}")
    if not np.all((value >= 0.0) & (value <= 1.0)):
        place = int(np.argmin((value >= 0.0) & (value <= 1.0)))
        raise ValueError(f"{name} value {value[place]} at {place} is not a probability")
    rows = np.repeat(np.arange(row_count), np.diff(start))
    checked = from_triples(rows, column, value, row_count)
    repeated = (np.diff(rows) == 0) & (np.diff(checked.indices) == 0)
    if np.any(repeated):
        place = int(np.argmax(repeated))
        raise ValueError(f"{name} ({rows[place]}, {checked.indices[place]}) is given twice")
    return checked
