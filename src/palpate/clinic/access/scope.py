"""Bind every request to one practice, down in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase

from palpate.clinic.access.request import member_of
from palpate.clinic.database import practice_scope

SERVER_FAULT: Final = 500


class PracticeScope:
    """Middleware: the rows of other practices do not exist for this request.

    On PostgreSQL it is one transaction under a role that owns nothing; on SQLite, where writers
    exclude each other, no transaction is held and each action opens its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer inside the scope of the caller's practice, or of none."""
        member = member_of(request)
        with practice_scope(member.practice_id if member else None):
            response = self.get_response(request)
            if response.status_code >= SERVER_FAULT and connection.in_atomic_block:
                transaction.set_rollback(True)  # the fault was already turned into an answer
            return response
