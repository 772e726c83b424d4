"""What was observed: for every finding, how likely the observation is with and without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from .kernels import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class Evidence:
    """Likelihoods of the observations, one entry per finding.

    Parameters
    ----------
    l1: (m,) likelihood of what was observed if the finding is present.
    l0: (m,) the same if it is absent. Only the ratio matters. (1, 1) is unobserved, (1, 0) seen,
        (0, 1) looked for and absent; anything between is soft evidence such as an intensity.
    strength: (m,) further non-negative exponent, multiplied with the network's weight; default 1.

    Raises ValueError when a likelihood is negative or not finite, or both are zero.
    """

    l1: FloatArray
    l0: FloatArray
    strength: FloatArray

    def __init__(
        self, l1: npt.ArrayLike, l0: npt.ArrayLike, strength: npt.ArrayLike | None = None
    ) -> None:
        present, absent = np.array(l1, np.float64), np.array(l0, np.float64)
        power = np.ones_like(present) if strength is None else np.array(strength, np.float64)
        if present.ndim != 1 or present.shape != absent.shape or present.shape != power.shape:
            raise ValueError("l1, l0 and strength must be one-dimensional and of one length")
        for name, array in (("l1", present), ("l0", absent), ("strength", power)):
            bad = ~(np.isfinite(array) & (array >= 0.0))
            if np.any(bad):
                raise ValueError(f"{name}[{int(np.argmax(bad))}] must be finite and non-negative")
            array.flags.writeable = False
        if np.any((present == 0.0) & (absent == 0.0)):
            place = int(np.argmax((present == 0.0) & (absent == 0.0)))
            raise ValueError(f"l1[{place}] and l0[{place}] are both 0: impossible observation")
        object.__setattr__(self, "l1", present)
        object.__setattr__(self, "l0", absent)
        object.__setattr__(self, "strength", power)

    @classmethod
    def none(cls, finding_count: int) -> "Evidence":
        """Build evidence that says nothing."""
        return cls(np.ones(finding_count), np.ones(finding_count))

    @classmethod
    def of(
        cls, finding_count: int, present: Iterable[int] = (), absent: Iterable[int] = ()
    ) -> "Evidence":
        """Build from findings seen and findings looked for and absent; the rest is unobserved.

        Raises ValueError when a finding is in both lists, IndexError when it does not exist.
        """
        l1, l0 = np.ones(finding_count), np.ones(finding_count)
        l0[np.fromiter(present, np.int64)] = 0.0
        l1[np.fromiter(absent, np.int64)] = 0.0
        return cls(l1, l0)

    @classmethod
    def of_states(cls, states: npt.ArrayLike) -> "Evidence":
        """Build from (m,) states: 1 seen, 0 absent, -1 unobserved."""
        state = np.asarray(states)
        if not np.all(np.isin(state, (-1, 0, 1))):
            raise ValueError("states must be 1 (seen), 0 (absent) or -1 (unobserved)")
        return cls(np.where(state == 0, 0.0, 1.0), np.where(state == 1, 0.0, 1.0))

    def with_likelihood(
        self, finding: int, l1: float, l0: float, strength: float | None = None
    ) -> "Evidence":
        """Return the same evidence with one finding observed anew."""
        present, absent, power = self.l1.copy(), self.l0.copy(), self.strength.copy()
        present[finding], absent[finding] = l1, l0
        if strength is not None:
            power[finding] = strength
        return Evidence(present, absent, power)

    def without(self, finding: int) -> "Evidence":
        """Return the same evidence with one finding unobserved."""
        return self.with_likelihood(finding, 1.0, 1.0)

    @property
    def observed(self) -> BoolArray:
        """(m,) whether the observation says anything about the finding."""
        says: BoolArray = (self.l1 != self.l0) & (self.strength > 0.0)
        return says

    def seed(self) -> int:
        """Return a number that depends on the observations alone, 0 <= seed < 2**63."""
        digest = blake2b(digest_size=8)
        for array in (self.l1, self.l0, self.strength):
            digest.update(array.tobytes())
        return int.from_bytes(digest.digest(), "little") >> 1
