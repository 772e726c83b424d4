"""Answers that a page saves while they are being written."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from palpate.clinic.arrival import saving
from palpate.clinic.arrival.answering import Refused, as_data, names_of, read_form
from palpate.clinic.arrival.catalogue import catalogue
from palpate.clinic.arrival.drawing import read_pain
from palpate.clinic.arrival.views.filling import step_of
from palpate.clinic.arrival.views.link import Visitor, behind_link
from palpate.evidence import UserError


@behind_link()
def intake_save(visitor: Visitor, number: int) -> HttpResponse:
    """Keep a step while it is being written."""
    step = step_of(number)
    try:
        seen, value = _sent(visitor)
        if not isinstance(value, dict):
            raise UserError(_("This cannot be read."), _("Please reload the page."))
        read = read_form(catalogue().of(step.id), as_data(value), draft=True)
        if read.refused:
            return _refused(read.refused)
        kept = saving.keep_step(visitor.intake, step.id, read.values, visitor.secret, seen)
    except UserError as error:
        return _refused([Refused(error.field, error.message, error.remedy)])
    names = names_of(catalogue().of(step.id))
    values = {name: saving.values_of(visitor.intake).get(name, "") for name in names}
    return _kept(kept, values)


@behind_link()
def intake_drawing(visitor: Visitor) -> HttpResponse:
    """Keep the drawing while it is being painted."""
    try:
        seen, value = _sent(visitor)
        kept = saving.keep_drawing(visitor.intake, read_pain(value), visitor.secret, seen)
    except UserError as error:
        return _refused([Refused(error.field, error.message, error.remedy)])
    return _kept(kept, saving.drawing_of(visitor.intake))


def _sent(visitor: Visitor) -> tuple[int, object]:
    """Revision and value of a page that saves as one goes; raises UserError."""
    try:
        told = json.loads(visitor.request.body)
        return int(told["revision"]), told["value"]
    except RequestDataTooBig as error:
        raise UserError(_("This is too long."), _("Please shorten it.")) from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise UserError(_("This cannot be read."), _("Please reload the page.")) from error


def _kept(kept: saving.Kept, value: object) -> HttpResponse:
    if kept.is_conflict:
        told = {"revision": kept.revision, "value": value, "by": _("another page of yours")}
        return JsonResponse(told, status=409)
    return JsonResponse({"revision": kept.revision})


def _refused(refused: Iterable[Refused]) -> HttpResponse:
    return JsonResponse({"errors": [one.as_error() for one in refused]}, status=422)
