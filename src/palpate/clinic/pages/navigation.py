"""The navigation, each entry for those who may use it, and the pages a search can find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, ResolverMatch, reverse

from palpate.clinic.access.permissions import Permission
from palpate.clinic.practice.models import Member

ON_THE_BAR: Final = 5
"""A bar on a phone holds five; the last is "More" when there are others."""


@dataclass(frozen=True)
class Entry:
    """One place one can go to."""

    label: str
    route: str
    icon: str
    needs: Permission | None = None
    about: str = ""
    """Other words by which it is looked for."""
    also: tuple[str, ...] = ()
    """Beginnings of the names of other routes that lie inside it."""


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it."""

    label: str
    address: str
    icon: str
    is_here: bool
    is_wide: bool
    """Only beside the page, where there is room."""


DAILY: Final = (
    Entry("Today", "home", "home", about="home schedule waiting"),
    Entry(
        "Clients",
        "clients",
        "people",
        Permission.SEE_CLIENTS,
        "people list",
        ("client", "visit", "episode", "intake", "consent", "file", "note_"),
    ),
    Entry("Notes", "notes", "note", Permission.SEE_HEALTH, "unsigned drafts countersign"),
    Entry("Workbench", "page", "body", about="drawing pain reasoning"),
    Entry("Atlas", "atlas:index", "chart", about="muscles trigger points regions references"),
)
KEEPING: Final = (
    Entry(
        "Practice",
        "practice",
        "settings",
        Permission.MANAGE_PRACTICE,
        "settings address members colleagues roles invite consent texts",
        ("member", "invite", "consent_text", "add_credential", "edit_credential"),
    ),
    Entry(
        "Emergency access",
        "access_reviews",
        "eye",
        Permission.REVIEW_ACCESS,
        "break glass review",
        ("access_review",),
    ),
    Entry(
        "Backups and data",
        "keeping",
        "archive",
        Permission.KEEP_DATA,
        "keeping backup export import restore data",
        ("import_", "backup", "export"),
    ),
    Entry(
        "Audit",
        "audit",
        "shield",
        Permission.SEE_AUDIT,
        "who opened what accesses",
        ("audit_", "client_audit"),
    ),
)
CHOOSING: Final = Entry("Change practice", "choose_practice", "next")
"""For those who work in more than one."""
PAGES: Final = (
    *DAILY,
    *KEEPING,
    Entry("Sample practice", "sample", "flask", Permission.KEEP_DATA, "demo example try"),
    Entry("Your account", "account", "person", about="password passkey sessions codes"),
)


@dataclass(frozen=True)
class Navigation:
    """The groups beside the page; on a phone the first four and "More"."""

    daily: tuple[Shown, ...]
    keeping: tuple[Shown, ...]

    @property
    def has_more(self) -> bool:
        """Whether a phone's bar cannot hold all."""
        return any(entry.is_wide for entry in (*self.daily, *self.keeping))


def navigation_for(
    member: Member, here: ResolverMatch | None, *, has_practices: bool = False
) -> Navigation:
    """The entries a member may use, the present one marked."""
    name = here.view_name if here else ""
    daily = list(_reachable(DAILY, member))
    keeping = list(_reachable((*KEEPING, CHOOSING) if has_practices else KEEPING, member))
    total = len(daily) + len(keeping)
    fits = ON_THE_BAR if total <= ON_THE_BAR else ON_THE_BAR - 1
    shown = [
        Shown(entry.label, address, entry.icon, _is_here(entry, name), place >= fits)
        for place, (entry, address) in enumerate([*daily, *keeping])
    ]
    return Navigation(tuple(shown[: len(daily)]), tuple(shown[len(daily) :]))


def is_open(entry: Entry, member: Member) -> bool:
    """Whether a member may use an entry. What is made up is not backed up."""
    if entry.route == "keeping" and member.practice.is_sample:
        return False
    return entry.needs is None or member.may(entry.needs)


def _reachable(entries: tuple[Entry, ...], member: Member) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        if not is_open(entry, member):
            continue
        try:
            yield entry, reverse(entry.route)
        except NoReverseMatch:
            continue


def _is_here(entry: Entry, name: str) -> bool:
    """Whether the present page is the entry's own, or lies inside it and in no other."""
    if name == entry.route:
        return True
    own = {each.route for each in (*DAILY, *KEEPING)}
    return name not in own and name.startswith(entry.also) and not _is_closer(entry, name)


def _is_closer(entry: Entry, name: str) -> bool:
    """Whether another entry names the page more exactly."""
    mine = max((len(start) for start in entry.also if name.startswith(start)), default=0)
    others = (start for each in (*DAILY, *KEEPING) if each is not entry for start in each.also)
    return any(len(start) > mine for start in others if name.startswith(start))
