"""A practice that does not exist, to look around in; it comes and goes with one click."""

from palpate.clinic.sample.loading import load
from palpate.clinic.sample.removal import remove

__all__ = ["load", "remove"]
