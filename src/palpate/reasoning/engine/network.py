"""The two-layer network: sources, findings, and the links between sources."""

from copy import copy
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .kernels import FloatArray, IndexArray, LongArray
from .sparse import Csr, check_csr, transpose

LEAK_FLOOR = 1e-4
"""Smallest leak kept: a finding can always come from outside the network."""
LINK_CEILING = 0.999
"""Largest link kept: no source makes a finding certain."""
PRIOR_FLOOR = 1e-9
_ZOBRIST_SEED = 12345


def _readonly(array: npt.NDArray[np.generic]) -> None:
    array.flags.writeable = False


@dataclass(frozen=True, eq=False)
class Network:
    """Leaky noisy-OR network with n sources and m findings.

    Finding j is present with probability ``1 - (1 - leak[j]) * prod(1 - q[i, j])`` over the active
    sources i; its likelihood is raised to ``weight[j]``. An active source may induce others
    (satellites): source c is active with probability
    ``1 - (1 - prior[c]) * prod(1 - r[k, c])`` over its active parents k. All values are
    probabilities without unit, except `weight` (dimensionless exponent, 0 ignores a finding).

    Parameters
    ----------
    prior: (n,) probability, strictly between 0 and 1, of being active of its own accord.
    leak: (m,) probability that the finding is present without any source; at least 1e-4 is kept.
    weight: (m,) non-negative exponent (temper) of the finding's likelihood.
    indptr, indices, q: links in rows by source, (n+1,), (links,), (links,); at most 0.999 is kept.
    satellite_indptr, satellite_indices, satellite_r: rows by parent of the sources it can induce;
        they must not form a cycle. Empty arrays mean no satellites.

    Raises ValueError naming the array and the place of the first fault.
    Source: Pradhan et al. 1994 (leaky noisy-OR), Shwe et al. 1991 (two-layer networks).
    """

    prior: FloatArray
    leak: FloatArray
    weight: FloatArray
    indptr: LongArray
    indices: IndexArray
    q: FloatArray
    satellite_indptr: LongArray = field(default_factory=lambda: np.zeros(0, np.int64))
    satellite_indices: IndexArray = field(default_factory=lambda: np.zeros(0, np.int32))
    satellite_r: FloatArray = field(default_factory=lambda: np.zeros(0))
    logit_prior: FloatArray = field(init=False, repr=False)
    log_miss: FloatArray = field(init=False, repr=False)
    by_finding: Csr = field(init=False, repr=False)
    parents: Csr = field(init=False, repr=False)
    order: IndexArray = field(init=False, repr=False)
    keys: LongArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        prior = _probabilities("prior", self.prior)
        if np.any((prior <= 0.0) | (prior >= 1.0)):
            place = int(np.argmax((prior <= 0.0) | (prior >= 1.0)))
            raise ValueError(f"prior[{place}] must lie strictly between 0 and 1")
        n = prior.size
        leak = np.clip(_probabilities("leak", self.leak), LEAK_FLOOR, 1.0 - LEAK_FLOOR)
        weight = np.array(self.weight, np.float64)
        if weight.shape != leak.shape or not np.all(np.isfinite(weight) & (weight >= 0.0)):
            raise ValueError("weight must be finite, non-negative and as long as leak")
        links = check_csr("link", self.indptr, self.indices, self.q, n, leak.size)
        satellites = check_csr("satellite", *self._satellite_rows(n), n, n)
        values: dict[str, object] = {
            "prior": np.clip(prior, PRIOR_FLOOR, 1.0 - PRIOR_FLOOR),
            "leak": leak,
            "weight": weight,
            "indptr": links.indptr,
            "indices": links.indices,
            "q": np.minimum(links.values, LINK_CEILING),
            "satellite_indptr": satellites.indptr,
            "satellite_indices": satellites.indices,
            "satellite_r": np.minimum(satellites.values, LINK_CEILING),
        }
        kept = np.asarray(values["prior"])
        strengths = np.asarray(values["q"])
        values["logit_prior"] = np.log(kept) - np.log1p(-kept)
        values["log_miss"] = np.log1p(-strengths)
        values["by_finding"] = transpose(Csr(links.indptr, links.indices, strengths), leak.size)
        values["parents"] = transpose(
            Csr(satellites.indptr, satellites.indices, np.asarray(values["satellite_r"])), n
        )
        values["order"] = topological_order(satellites, n)
        limits = np.iinfo(np.int64)
        values["keys"] = np.random.default_rng(_ZOBRIST_SEED).integers(
            limits.min, limits.max, size=n, dtype=np.int64
        )
        for name, value in values.items():
            if isinstance(value, np.ndarray):
                _readonly(value)
            object.__setattr__(self, name, value)

    def _satellite_rows(self, n: int) -> tuple[LongArray, IndexArray, FloatArray]:
        indptr = self.satellite_indptr if len(self.satellite_indptr) else np.zeros(n + 1, np.int64)
        return indptr, self.satellite_indices, self.satellite_r

    def with_prior(self, prior: npt.ArrayLike) -> "Network":
        """Return the same network with other priors (n,); the links are shared, not copied.

        Raises ValueError when a prior is not a probability, or there are too many or too few.
        """
        values = np.clip(_probabilities("prior", prior), PRIOR_FLOOR, 1.0 - PRIOR_FLOOR)
        if values.shape != self.prior.shape:
            raise ValueError(f"prior has {values.size} values, not {self.prior.size}")
        other = copy(self)
        for name, array in (("prior", values), ("logit_prior", np.log(values / (1.0 - values)))):
            _readonly(array)
            object.__setattr__(other, name, array)
        return other

    @property
    def source_count(self) -> int:
        """Number of sources, n."""
        return int(self.prior.size)

    @property
    def finding_count(self) -> int:
        """Number of findings, m."""
        return int(self.leak.size)

    @property
    def coupled(self) -> bool:
        """Whether any source can induce another."""
        return bool(self.satellite_indices.size)

    @property
    def links(self) -> Csr:
        """Links in rows by source; values are probabilities q."""
        return Csr(self.indptr, self.indices, self.q)

    @property
    def satellites(self) -> Csr:
        """Satellites in rows by parent; values are probabilities r."""
        return Csr(self.satellite_indptr, self.satellite_indices, self.satellite_r)


def _probabilities(name: str, values: npt.ArrayLike) -> FloatArray:
    array = np.array(values, np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name} must be one-dimensional, not of shape {array.shape}")
    bad = ~((array >= 0.0) & (array <= 1.0))
    if np.any(bad):
        place = int(np.argmax(bad))
        raise ValueError(f"{name}[{place}] = {array[place]} is not a probability")
    return array


def topological_order(satellites: Csr, n: int) -> IndexArray:
    """Order the sources (n,) so that every parent precedes its satellites.

    Raises ValueError when the links form a cycle, naming one source in it.
    """
    waiting = np.bincount(satellites.indices, minlength=n)
    order = [int(i) for i in np.flatnonzero(waiting == 0)]
    for source in order:
        for child in satellites.row(source)[0]:
            waiting[child] -= 1
            if waiting[child] == 0:
                order.append(int(child))
    if len(order) < n:
        raise ValueError(f"satellite links form a cycle through source {int(waiting.argmax())}")
    return np.array(order, np.int32)
