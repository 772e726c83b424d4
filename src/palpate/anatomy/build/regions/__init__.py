"""Which region every face of the left half belongs to."""

from palpate.anatomy.build.regions.all import assign_regions

__all__ = ["assign_regions"]
