"""From words to a case: what a sentence says of a pain, and what of it was not understood."""

from palpate.intake.check import unknown_words
from palpate.intake.published import is_published, read_entry, read_published
from palpate.intake.reader import Passage, Reader
from palpate.intake.reading import Mark, Reading, Understood

__all__ = [
    "Mark",
    "Passage",
    "Reader",
    "Reading",
    "Understood",
    "is_published",
    "read_entry",
    "read_published",
    "unknown_words",
]
