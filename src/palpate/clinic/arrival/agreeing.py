"""Agreements on the form: the texts, what was ticked, one signature."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from palpate.clinic.arrival.answering import Refused
from palpate.clinic.arrival.models import Intake
from palpate.clinic.arrival.saving import agreed_of
from palpate.clinic.consent.models import ConsentKind, ConsentText
from palpate.clinic.consent.signature import read_signature
from palpate.clinic.consent.standing import current_texts, text_for
from palpate.clinic.people.fields import NameField
from palpate.evidence import UserError

AGREED: Final = "yes"


def texts_of(intake: Intake) -> list[ConsentText]:
    """The present text of each kind, in the form's language where there is one."""
    texts = current_texts(intake.practice_id)
    found = (text_for(texts, kind, intake.language) for kind in ConsentKind)
    return [text for text in found if text is not None]


def agreements(intake: Intake, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The texts as the page shows them, ticked as they were."""
    ticked = agreed_of(intake).get("texts", [])
    return [
        {
            "text": text,
            "name": f"agree_{text.kind}",
            "is_ticked": data.get(f"agree_{text.kind}") == AGREED or str(text.pk) in ticked,
        }
        for text in texts_of(intake)
    ]


def read_agreed(intake: Intake, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refused]]:
    """What was ticked, by whom, and the signature; nothing ticked needs no signature."""
    ticked = [t for t in texts_of(intake) if data.get(f"agree_{t.kind}") == AGREED]
    if not ticked:
        return {}, []
    refused: list[Refused] = []
    name, signature = "", {}
    try:
        name = NameField(max_length=120, label="name").clean(data.get("name", ""))
    except ValidationError:
        refused.append(
            Refused("name", _("The name is missing."), _("Write the name of who signs."))
        )
    try:
        typed = json.dumps({"kind": "typed", "name": data.get("typed", "")})
        signature = read_signature(data.get("signature") or typed)
    except UserError:
        remedy = _("Sign with a finger, or type your name.")
        refused.append(Refused("signature", _("The signature is missing."), remedy))
    agreed = {"texts": [str(text.pk) for text in ticked], "name": name, "signature": signature}
    return agreed, refused
