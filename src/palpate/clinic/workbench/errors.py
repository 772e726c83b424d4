"""What the clinic answers when a request cannot be used."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with a case: where it is, what it is and how to put it right."""

    field: str
    message: str
    remedy: str


class RequestError(Exception):
    """A request that cannot be answered, with everything found wrong in it."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        """Keep ``errors`` in the order in which they were found."""
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)

    def to_json(self) -> dict[str, list[dict[str, str]]]:
        """Return ``{"errors": [{"field", "message", "remedy"}]}``."""
        return {"errors": [asdict(error) for error in self.errors]}
