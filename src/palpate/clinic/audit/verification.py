"""The daily check of the chain: cheap enough for a page, thorough over the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from palpate.clinic.audit import anchors
from palpate.clinic.audit.chain import breaks
from palpate.clinic.audit.models import Check, Entry
from palpate.clinic.practice.models import Practice

WINDOW: Final = 5000
"""Old entries that are read again each day: a fifth of a second."""
SHOWN: Final = 50
"""Problems that are kept; a broken chain breaks everywhere after."""
A_DAY: Final = timedelta(days=1)


def verify_daily(now: datetime, practices: Iterable[Practice] | None = None) -> list[Check]:
    """Check the chains that were not checked in the last day; return the newest check of each.

    The new entries are read, and a window of old ones that moves on from day to day. `breaks`
    reads everything at once.
    """
    wanted = Practice.objects.all() if practices is None else practices
    return [_last_or_new(practice, now) for practice in wanted]


def last_check(practice: Practice) -> Check | None:
    """The newest check of a practice."""
    return Check.objects.filter(practice=practice).order_by("-at").first()


def verify_all(practice: Practice, now: datetime) -> Check:
    """Read the whole chain and keep the result."""
    return _keep(practice, now, list(breaks(practice)), 0)


def _last_or_new(practice: Practice, now: datetime) -> Check:
    last = last_check(practice)
    if last is not None and last.at > now - A_DAY:
        return last
    if last is None or last.through <= WINDOW:
        return verify_all(practice, now)
    start = last.window if last.window < last.through else 0
    old = breaks(practice, start + 1, start + WINDOW)
    new = breaks(practice, last.through)
    return _keep(practice, now, [*old, *new], start + WINDOW)


def _keep(practice: Practice, now: datetime, problems: list[str], window: int) -> Check:
    """Write down what was found, and where the chain ends now."""
    head = Entry.objects.filter(practice=practice).order_by("-number").first()
    check = Check.objects.create(
        practice=practice,
        at=now,
        through=head.number if head else 0,
        digest=head.digest if head else "",
        window=window,
        problems=problems[:SHOWN],
    )
    if head is not None and not problems:
        anchors.keep(practice, {"number": head.number, "digest": head.digest}, now)
    return check
