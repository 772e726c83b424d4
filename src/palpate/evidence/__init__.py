"""Sources of statements, how well they are supported, and errors that name the remedy."""

from palpate.evidence.errors import DataError, PalpateError, UserError
from palpate.evidence.grades import Grade
from palpate.evidence.references import Reference, load_references
from palpate.evidence.tables import Fields, Table, read_tables

__all__ = [
    "DataError",
    "Fields",
    "Grade",
    "PalpateError",
    "Reference",
    "Table",
    "UserError",
    "load_references",
    "read_tables",
]
