"""Sessions are sealed: on the way to an account they hold its secrets for a while."""

from __future__ import annotations

from typing import Any, Final

from django.core.signing import BadSignature, JSONSerializer

from palpate.clinic.database import keyring
from palpate.clinic.database.sealing import Place, SealBroken, seal, unseal

PLACE: Final = Place("django_session.session_data")


class SealedSerializer(JSONSerializer):
    """Writes a session as JSON and seals it with the key of the record."""

    def dumps(self, obj: Any) -> bytes:
        """Seal the contents of a session."""
        return seal(super().dumps(obj), PLACE, keyring()).encode()

    def loads(self, data: bytes) -> Any:
        """Open a session; one that does not open counts as forged, and so as empty."""
        try:
            return super().loads(unseal(data.decode("latin-1"), PLACE, keyring()))
        except SealBroken as error:
            raise BadSignature("the session does not open") from error
