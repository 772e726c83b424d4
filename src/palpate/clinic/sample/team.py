"""The team of the sample practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.people.models import Care
from palpate.clinic.practice.models import Credential, Member, Practice
from palpate.clinic.sample.cast import TEAM, Colleague

if TYPE_CHECKING:
    from palpate.clinic.sample.courses import Course

VISITOR: Final = (Role.OWNER, Role.THERAPIST)


@dataclass(frozen=True)
class Team:
    """The four members."""

    owner: Member
    therapist: Member
    student: Member
    desk: Member


def make(practice: Practice, now: datetime) -> Team:
    """Make the members; nobody can sign in as one with a password."""
    members = [_member(practice, colleague) for colleague in TEAM]
    owner, therapist, student, desk = members
    student.supervisor = therapist
    student.save(update_fields=["supervisor"])
    Credential.objects.bulk_create(
        Credential(
            practice=practice,
            member=member,
            profession=colleague.profession,
            letters=colleague.letters,
            licence_number=colleague.licence,
            region="Sample State",
            expires_on=(now + timedelta(days=colleague.ends_in)).date(),
        )
        for member, colleague in zip(members, TEAM, strict=True)
        if colleague.profession
    )
    return Team(owner, therapist, student, desk)


def _member(practice: Practice, colleague: Colleague) -> Member:
    first = colleague.name.split()[0].lower().replace("á", "a")
    address = f"{first}.{practice.pk.hex}@sample.invalid"
    user = User.objects.create_user(address, name=colleague.name)
    return Member.objects.create(
        practice=practice,
        user=user,
        name=colleague.name,
        roles=[role.value for role in colleague.roles],
    )


def let_in(practice: Practice, visitor: Member) -> Member:
    """Make a person of another practice a member of the sample."""
    member, _ = Member.objects.get_or_create(
        practice=practice,
        user_id=visitor.user_id,
        defaults={"name": visitor.name, "roles": [role.value for role in VISITOR]},
    )
    return member


def assign(made: Sequence[Course], team: Team) -> None:
    """Give the student the clients whom the student treats."""
    own = {course.client.pk: course.client for course in made if course.therapist == team.student}
    Care.objects.bulk_create(
        Care(practice_id=client.practice_id, client=client, member=team.student)
        for client in own.values()
    )
