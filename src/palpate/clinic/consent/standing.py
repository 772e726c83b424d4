"""Which consents of a client stand, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.people.models import Client


@dataclass(frozen=True)
class Standing:
    """One kind of consent of one client."""

    kind: ConsentKind
    text: ConsentText | None
    """The present version in the client's language, or in English."""
    consent: Consent | None
    """The latest that was not revoked."""

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    @property
    def is_missing(self) -> bool:
        """Whether the practice requires it and nobody signed."""
        return self.consent is None and self.text is not None and self.text.is_required

    @property
    def is_outdated(self) -> bool:
        """Whether an earlier version was signed than the present one of that language."""
        if self.consent is None or self.text is None:
            return False
        signed = self.consent.text
        return signed.language == self.text.language and signed.version < self.text.version


def current_texts(practice_id: UUID) -> list[ConsentText]:
    """The texts of a practice that are not retired, the newest version first."""
    rows = ConsentText.objects.filter(practice_id=practice_id, retired_at=None)
    return list(rows.order_by("kind", "language", "-version"))


def text_for(texts: Iterable[ConsentText], kind: str, language: str) -> ConsentText | None:
    """The text of a kind in a language; in English or whatever there is when it is missing."""
    known = [text for text in texts if text.kind == kind]
    ranked = sorted(known, key=lambda t: (t.language != language, t.language != "en", -t.version))
    return ranked[0] if ranked else None


def standings(client: Client) -> list[Standing]:
    """Each kind of consent, with its present text and what was signed."""
    texts = current_texts(client.practice_id)
    latest = {one.text.kind: one for one in signed(client) if one.revoked_at is None}
    return [
        Standing(kind, text_for(texts, kind, client.language), latest.get(kind))
        for kind in ConsentKind
    ]


def missing(client: Client) -> list[Standing]:
    """Required consents that do not stand."""
    return [standing for standing in standings(client) if standing.is_missing]


def signed(client: Client) -> QuerySet[Consent]:
    """All consents of a client, the latest last, without their signatures."""
    rows: QuerySet[Consent] = client.consents.select_related("text", "revoked_by")
    return rows.defer("signature", "text__body").order_by("signed_at", "pk")
