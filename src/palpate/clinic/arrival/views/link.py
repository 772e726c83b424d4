"""What every page behind a private link has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import update_wrapper
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from palpate.clinic.arrival import browsers
from palpate.clinic.arrival.catalogue import LANGUAGES, Step, catalogue
from palpate.clinic.arrival.island_words import island_words
from palpate.clinic.arrival.links import fresh_secret, opened_by
from palpate.clinic.arrival.models import Intake
from palpate.clinic.arrival.saving import revision_of

P = ParamSpec("P")
NAMES: Final = {"en": "English", "es": "Español"}


@dataclass(frozen=True)
class Visitor:
    """Whoever holds a link that works, and the browser they hold it with."""

    request: HttpRequest
    intake: Intake
    token: str
    secret: str
    is_known: bool
    """Whether the browser sent a secret of its own."""

    @property
    def language(self) -> str:
        """Language of the form."""
        return self.intake.language if self.intake.language in LANGUAGES else LANGUAGES[0]

    @property
    def frame(self) -> dict[str, Any]:
        """What every page needs, also one that shows nothing of the form."""
        return {
            "practice_name": self.intake.practice.name,
            "LANGUAGE_CODE": self.language,
            "island_words": island_words(self.language),
        }

    def address(self, name: str = "intake_form", *arguments: object) -> str:
        """Address of a page behind this link."""
        return reverse(name, args=[self.token, *arguments])

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Return a page; the browser keeps its secret."""
        shared = self.frame | {
            "token": self.token,
            "practice": None,
            "csrf_token": browsers.form_token(self.secret),
            "languages": [(key, NAMES[key], key == self.language) for key in LANGUAGES],
        }
        answer = render(self.request, f"arrival/{template}", shared | context, status=status)
        browsers.give_secret(self.request, answer, self.intake, self.secret)
        return answer

    def go(self, name: str = "intake_form", *arguments: object) -> HttpResponse:
        """Send on to another page behind this link."""
        return redirect(self.address(name, *arguments))

    def steps(self, here: str = "") -> list[dict[str, Any]]:
        """The steps with their numbers; those with answers are done."""
        return [
            {
                "number": number,
                "id": step.id,
                "title": step.title[self.language],
                "is_here": step.id == here,
                "is_done": has_answers(self.intake, step),
            }
            for number, step in enumerate(catalogue().steps, 1)
        ]


Page = Callable[Concatenate[Visitor, P], HttpResponse]


def behind_link(
    *, before_knowing: bool = False
) -> Callable[[Page[P]], Callable[..., HttpResponse]]:
    """Turn a page for a visitor into a view.

    The link has to work, and the browser to be the one that answered first, unless
    ``before_knowing``. Every write has to come from a page that this browser was given: the check
    replaces the usual one, which needs a referrer, and these pages send none.
    """

    def decorate(page: Page[P]) -> Callable[..., HttpResponse]:
        def view(
            request: HttpRequest, token: str, *arguments: P.args, **named: P.kwargs
        ) -> HttpResponse:
            with opened_by(token) as intake:
                if intake is None:
                    return private(render(request, "arrival/gone.html", status=404))
                with translation.override(intake.language):
                    visitor = _visitor(request, intake, token)
                    answer = _stopped(visitor, before_knowing)
                    return private(answer or page(visitor, *arguments, **named))

        update_wrapper(view, page)
        return csrf_exempt(view)

    return decorate


def _visitor(request: HttpRequest, intake: Intake, token: str) -> Visitor:
    secret = browsers.secret_of(request, intake)
    return Visitor(request, intake, token, secret or fresh_secret(), bool(secret))


def _stopped(visitor: Visitor, before_knowing: bool) -> HttpResponse | None:
    """The page for those who may not go on, or ``None``."""
    intake, request, plain = visitor.intake, visitor.request, visitor.frame
    if intake.sent_in_at is not None:
        return render(request, "arrival/thanks.html", plain)
    if browsers.is_locked(intake):
        return render(request, "arrival/locked.html", plain, status=403)
    known = visitor.secret if visitor.is_known else ""
    if not before_knowing and not browsers.may_see(intake, known):
        # No cookie is set here: a link opened from a message comes without the browser's own
        # cookie, which must not be overwritten.
        page = plain | {"token": visitor.token}
        return render(request, "arrival/who.html", page, status=403)
    if request.method in ("POST", "PUT") and not browsers.is_own_form(request, known):
        told = _("This page is too old. Go back, reload it and send again.")
        return visitor.page("stale.html", status=403, told=told)
    return None


def private(answer: HttpResponse) -> HttpResponse:
    """Keep an answer out of every store, its address out of every referrer."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def has_answers(intake: Intake, step: Step) -> bool:
    """Whether anything of a step was saved."""
    parts = (step.id, "pain") if step.id == "drawing" else (step.id,)
    return any(revision_of(intake, part) for part in parts)


def in_language(visitor: Visitor, language: str) -> Visitor:
    """The visitor after choosing a language."""
    visitor.intake.language = language
    visitor.intake.save(update_fields=["language"])
    return replace(visitor, intake=visitor.intake)
