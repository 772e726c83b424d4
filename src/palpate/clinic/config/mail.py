"""The mail server of a practice, from one address: ``smtp://user:password@host:587``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from palpate.evidence import UserError

VARIABLE: Final = "PALPATE_MAIL"
PORT: Final = 587


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = PORT
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def sender(self) -> str:
        """The address that mail comes from."""
        return self.user if "@" in self.user else f"palpate@{self.host or 'localhost'}"


def mail_server(environ: Mapping[str, str]) -> MailServer:
    """Read the address; a message about it never repeats it, for it holds a password."""
    address = environ.get(VARIABLE, "").strip()
    if not address:
        return MailServer()
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
    except ValueError as error:
        raise _unreadable() from error
    if parts.scheme != "smtp" or not parts.hostname:
        raise _unreadable()
    return MailServer(
        parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or "")
    )


def _unreadable() -> UserError:
    return UserError(
        "The address of the mail server cannot be read.",
        "Write it as smtp://user:password@host:587, or leave it out.",
        VARIABLE,
    )
