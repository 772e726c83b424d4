"""What in a client's answers changes or forbids treatment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from palpate.clinic.arrival.catalogue import CAUTIONS, Question, catalogue
from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.people.models import Client

WORDS: Final = {
    "absolute": "Stop and refer",
    "relative": "Adapt, or ask a doctor",
    "local": "Leave the area out",
}
_BADGES: Final = {"absolute": "badge-stop", "relative": "badge-warn", "local": "badge-accent"}


@dataclass(frozen=True)
class Caution:
    """One thing to heed before treatment."""

    severity: str
    label: str
    detail: str
    advice: str
    sources: tuple[str, ...]

    @property
    def word(self) -> str:
        """The severity in words."""
        return WORDS[self.severity]

    @property
    def badge(self) -> str:
        """Class of the badge that shows it."""
        return _BADGES[self.severity]


def cautions_of(client: Client) -> list[Caution]:
    """From the health history, and from those of records that were merged into this one."""
    mine = Client.objects.filter(Q(pk=client.pk) | Q(merged_into=client)).values("pk")
    rows = HealthHistory.objects.filter(client__in=mine, practice_id=client.practice_id)
    found = {one: None for row in rows for one in cautions_in(row.answers)}
    return sorted(found, key=_gravity)


def cautions_in(answers: Mapping[str, Any]) -> list[Caution]:
    """From answers by their questions' ids, the gravest first."""
    found = [one for question in catalogue().questions for one in _raised(question, answers)]
    return sorted(found, key=_gravity)


def _gravity(caution: Caution) -> int:
    return CAUTIONS.index(caution.severity)


def _raised(question: Question, answers: Mapping[str, Any]) -> Iterator[Caution]:
    answer = answers.get(question.id)
    detail = str(answers.get(question.detail_id, ""))
    if question.caution and answer == "yes":
        yield Caution(question.caution, question.label, detail, question.advice, question.sources)
    for choice in question.choices:
        if choice.caution and isinstance(answer, (list, str)) and choice.id in answer:
            yield Caution(
                choice.caution, choice.words["en"], detail, choice.advice, question.sources
            )
