"""Inference in two-layer noisy-OR networks: arrays in, a weighted list of hypotheses out."""

from .contributions import Contributions, leave_one_out
from .effort import STANDARD, Effort
from .evidence import Evidence
from .explanation import Explained, background_share, disablement, explained_share
from .gibbs import chain_marginals, gibbs, merge
from .hypotheses import HypothesisList, group_marginals, marginals
from .inference import infer, warm
from .information import TestBank, expected_information, predicted
from .network import LEAK_FLOOR, LINK_CEILING, Network
from .ordinal import BinaryPart, observed_level
from .reduction import Reduced, reduce
from .revision import what_if
from .search import exhaustive, search
from .sparse import Csr, from_triples, transpose

__all__ = [
    "LEAK_FLOOR",
    "LINK_CEILING",
    "STANDARD",
    "BinaryPart",
    "Contributions",
    "Csr",
    "Effort",
    "Evidence",
    "Explained",
    "HypothesisList",
    "Network",
    "Reduced",
    "TestBank",
    "background_share",
    "chain_marginals",
    "disablement",
    "exhaustive",
    "expected_information",
    "explained_share",
    "from_triples",
    "gibbs",
    "group_marginals",
    "infer",
    "leave_one_out",
    "marginals",
    "merge",
    "observed_level",
    "predicted",
    "reduce",
    "search",
    "transpose",
    "warm",
    "what_if",
]
