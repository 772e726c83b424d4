"""Episodes of care: opened, changed, closed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Episode
from palpate.evidence import UserError


@dataclass(frozen=True)
class Care:
    """What an episode is about and for."""

    title: str
    care_mode: str
    origin: str
    phase: str
    goals: str
    referrer: Contact | None


@transaction.atomic
def open_episode(*, by: Member, client: Client, care: Care, opened_on: date) -> Episode:
    """Begin an episode."""
    require(by, Permission.EDIT_HEALTH)
    _check(client, care)
    episode = Episode.objects.create(
        practice_id=by.practice_id, client=client, opened_on=opened_on, **_fields(care)
    )
    record(by, "episode opened", client_id=client.pk, on=episode)
    return episode


@transaction.atomic
def change_episode(*, by: Member, episode: Episode, care: Care) -> Episode:
    """Change what an episode is about; its former state is kept in its history."""
    require(by, Permission.EDIT_HEALTH)
    _check(episode.client, care)
    for name, value in _fields(care).items():
        setattr(episode, name, value)
    episode.save()
    record(by, "episode changed", client_id=episode.client_id, on=episode)
    return episode


@transaction.atomic
def close_episode(*, by: Member, episode: Episode, on: date) -> Episode:
    """End an episode on a day."""
    require(by, Permission.EDIT_HEALTH)
    if episode.closed_on is not None:
        raise UserError("The episode is closed already.", "Open it again first.", "closed_on")
    if on < episode.opened_on:
        remedy = "Choose the day it was opened or a later one."
        raise UserError("is before the episode was opened.", remedy, "closed_on")
    episode.closed_on = on
    episode.save()
    record(by, "episode closed", client_id=episode.client_id, on=episode)
    return episode


@transaction.atomic
def reopen_episode(*, by: Member, episode: Episode) -> Episode:
    """Take back the end of an episode."""
    require(by, Permission.EDIT_HEALTH)
    episode.closed_on = None
    episode.save()
    record(by, "episode reopened", client_id=episode.client_id, on=episode)
    return episode


def _fields(care: Care) -> dict[str, object]:
    return {each.name: getattr(care, each.name) for each in fields(care)}


def _check(client: Client, care: Care) -> None:
    if care.referrer is not None and care.referrer.client_id != client.pk:
        remedy = "Choose one of this client's contacts."
        raise UserError("belongs to another client.", remedy, "referrer")
