"""What must stand before the server answers: key, database, tables, and a way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from palpate.clinic.database import statistics
from palpate.clinic.vault.start import open_store
from palpate.evidence import UserError

FULL: Final = ("disk is full", "No space left")


@dataclass(frozen=True)
class WayIn:
    """A one-time link to print, as the path after the address of the server."""

    told: str
    path: str


def start(
    *, demo: bool = False, new_password: str = "", say: Callable[[str], None] = print
) -> list[WayIn]:
    """Make or open the record and return the links to print; raises UserError, half-starts never.

    The data folder, the key and the database are taken from the environment. From here on until
    the process ends no restore can take the record away.
    """
    with _told_plainly():
        store = open_store()
        from palpate.clinic.vault import occupancy  # models can be imported only now
        from palpate.clinic.vault.upgrade import upgrade

        upgrade(store, now=datetime.now(UTC), say=say)
        occupancy.occupy(store.folder)
        call_command("clearsessions", verbosity=0)
        statistics.refresh()
        return [*_password(new_password), *_ways_in(demo)]


def _ways_in(demo: bool) -> Iterator[WayIn]:
    """Links for those who cannot sign in yet: the first owner, a visitor of the sample."""
    from palpate.clinic import sample  # models can be imported only now
    from palpate.clinic.practice import links

    if demo:
        practice = sample.load()
        yield WayIn("Open the sample practice (once)", links.path(links.sample(practice)))
    if not links.has_owner():
        yield WayIn("Begin your practice (once, within 24 hours)", links.path(links.first_owner()))


def _password(address: str) -> Iterator[WayIn]:
    """A link for somebody who forgot the password, and may stand at this machine."""
    if not address:
        return
    from palpate.clinic.accounts.models import User  # models can be imported only now
    from palpate.clinic.accounts.passwords import reset_path
    from palpate.clinic.accounts.witness import tell

    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        raise UserError("There is no account with this address.", "Check it.", "--new-password")
    tell(user, "link for a new password made")
    yield WayIn("Choose a new password (once, within the hour)", reset_path(user))


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what a database says into a message with a remedy."""
    try:
        yield
    except DatabaseError as error:
        if any(sign in str(error) for sign in FULL):
            raise UserError("The disk is full.", "Free some space, then start again.") from error
        told = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UserError(
            f"The database cannot be used: {told}",
            "Nothing was lost; `palpate doctor` looks closer.",
        ) from error
    finally:
        if settings.configured and not connection.in_atomic_block:
            connections.close_all()
