"""One builder for each kind of page."""

from palpate.clinic.atlas.leaves.build import build_leaf

__all__ = ["build_leaf"]
