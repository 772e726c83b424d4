"""The form on the phone, step by step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from palpate.clinic.arrival import saving
from palpate.clinic.arrival.agreeing import agreements, read_agreed
from palpate.clinic.arrival.answering import Refused, as_data, names_of, read_form
from palpate.clinic.arrival.browsers import confirm, may_see
from palpate.clinic.arrival.catalogue import LANGUAGES, Step, catalogue
from palpate.clinic.arrival.drawing import read_pain
from palpate.clinic.arrival.shown import asked, in_words
from palpate.clinic.arrival.views.link import Visitor, behind_link, has_answers, in_language
from palpate.clinic.people.ages import is_minor
from palpate.clinic.people.fields import BirthDateField
from palpate.evidence import UserError


@behind_link()
def intake_form(visitor: Visitor) -> HttpResponse:
    """Return the first page: who asks, what happens with the answers, in which language."""
    chosen = visitor.request.POST.get("language", "")
    if visitor.request.method == "POST" and chosen in LANGUAGES:
        visitor = in_language(visitor, chosen)
        return visitor.go()
    client = visitor.intake.client
    steps = visitor.steps()
    page: dict[str, Any] = {
        "first_name": client.preferred_name or client.given_name,
        "steps": steps,
        "next": next((step["number"] for step in steps if not step["is_done"]), len(steps)),
        "is_begun": bool(visitor.intake.browser_hash),
        "until": visitor.intake.expires_at,
    }
    return visitor.page("start.html", **page)


@behind_link(before_knowing=True)
def intake_who(visitor: Visitor) -> HttpResponse:
    """Ask another browser for the birth date; the one that answered first goes straight on."""
    if may_see(visitor.intake, visitor.secret if visitor.is_known else ""):
        return visitor.go()
    if visitor.request.method != "POST":
        return visitor.page("birth_date.html")
    if confirm(visitor.intake, _day(visitor.request.POST.get("birth_date", "")), visitor.secret):
        return visitor.go()
    error = _("This is not the birth date on file. Check the year, or ask the practice.")
    return visitor.page("birth_date.html", status=403, error=error)


@behind_link()
def intake_step(visitor: Visitor, number: int) -> HttpResponse:
    """Return one step, or keep what was filled in and go on."""
    step = step_of(number)
    if step.id == "consents":
        return _consents(visitor, number)
    if step.id == "check":
        return _check(visitor, number)
    questions = catalogue().of(step.id)
    if visitor.request.method != "POST":
        return _step_page(visitor, number, step, saving.values_of(visitor.intake), ())
    read = read_form(questions, visitor.request.POST, draft=False)
    refused = list(read.refused)
    try:
        saving.keep_step(visitor.intake, step.id, read.values, visitor.secret)
        if step.id == "drawing" and (sent := visitor.request.POST.get("drawing", "")):
            saving.keep_drawing(visitor.intake, read_pain(sent), visitor.secret)
    except UserError as error:
        refused.append(Refused(error.field, error.message, error.remedy))
    if refused:
        flat = {name: _one(visitor, name, read.values) for name in names_of(questions)}
        return _step_page(visitor, number, step, flat, refused, status=422)
    return visitor.go("intake_step", number + 1)


def step_of(number: int) -> Step:
    """The step of a number; 404 when there is none."""
    steps = catalogue().steps
    if not 1 <= number <= len(steps):
        raise Http404
    return steps[number - 1]


def _step_page(
    visitor: Visitor,
    number: int,
    step: Step,
    values: dict[str, Any],
    refused: Sequence[Refused],
    status: int = 200,
) -> HttpResponse:
    yes_no = (_("Yes"), _("No"))
    page = {
        "step": {"title": step.title[visitor.language], "lead": step.lead[visitor.language]},
        "number": number,
        "steps": visitor.steps(step.id),
        "questions": asked(catalogue().of(step.id), visitor.language, values, refused, yes_no),
        "refused": refused,
        "revision": saving.revision_of(visitor.intake, step.id),
        "has_drawing": step.id == "drawing",
        "drawing": json.dumps(saving.drawing_of(visitor.intake)),
        "drawing_revision": saving.revision_of(visitor.intake, saving.DRAWING),
    }
    return visitor.page("step.html", status=status, **page)


def _consents(visitor: Visitor, number: int) -> HttpResponse:
    client = visitor.intake.client
    refused: list[Refused] = []
    if visitor.request.method == "POST":
        read, refused = read_agreed(visitor.intake, visitor.request.POST)
        if not refused:
            saving.keep_agreed(visitor.intake, read, visitor.secret)
            return visitor.go("intake_step", number + 1)
    step = step_of(number)
    agreed = saving.agreed_of(visitor.intake)
    page = {
        "step": {"title": step.title[visitor.language], "lead": step.lead[visitor.language]},
        "number": number,
        "steps": visitor.steps(step.id),
        "texts": agreements(visitor.intake, visitor.request.POST),
        "name": visitor.request.POST.get("name", agreed.get("name", "")),
        "signature": visitor.request.POST.get(
            "signature", json.dumps(agreed["signature"]) if agreed.get("signature") else ""
        ),
        "refused": refused,
        "is_minor": is_minor(client.birth_date, visitor.intake.created_at.date()),
    }
    return visitor.page("consents.html", status=422 if refused else 200, **page)


def _check(visitor: Visitor, number: int) -> HttpResponse:
    values = saving.values_of(visitor.intake)
    steps = visitor.steps("check")
    refused = read_form(catalogue().questions, as_data(values), draft=False).refused
    if visitor.request.method == "POST" and not refused:
        saving.send_in(visitor.intake, visitor.secret)
        return visitor.go()
    step = step_of(number)
    fields = {name: one.step for one in catalogue().questions for name in names_of([one])}
    places = {one["id"]: one["number"] for one in steps}
    page = {
        "step": {"title": step.title[visitor.language], "lead": step.lead[visitor.language]},
        "steps": steps,
        "parts": [part | {"answers": _answers(visitor, part["id"])} for part in steps[:-1]],
        "has_drawing": bool(saving.drawing_of(visitor.intake)),
        "is_signed": bool(saving.agreed_of(visitor.intake)),
        "refused": [(places[fields[one.field]], one) for one in refused],
        "is_empty": not any(has_answers(visitor.intake, one) for one in catalogue().steps),
    }
    is_refused = bool(refused) and visitor.request.method == "POST"
    return visitor.page("check.html", status=422 if is_refused else 200, **page)


def _answers(visitor: Visitor, step: str) -> list[tuple[str, str]]:
    """What the browser that answered reads back before sending."""
    values = saving.values_of(visitor.intake)
    told = (
        (one.ask[visitor.language], in_words(one, values, visitor.language, (_("Yes"), _("No"))))
        for one in catalogue().of(step)
    )
    return [(ask, answer) for ask, answer in told if answer]


def _day(text: str) -> date | None:
    with suppress(ValidationError):
        return BirthDateField(required=False).clean(text)
    return None


def _one(visitor: Visitor, name: str, values: dict[str, Any]) -> Any:
    """A value to show again: what was understood, or what was typed."""
    return values[name] if name in values else visitor.request.POST.get(name, "")
