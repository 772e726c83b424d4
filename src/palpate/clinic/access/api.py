"""The JSON interface: every operation declares a permission, or does not exist.

An operation is registered with `operation`; the permission stands in `OPERATIONS`, from which the
gate and the generated table of who may do what are fed. What cannot be used is answered with 422
and ``{"errors": [{"field", "message", "remedy"}]}``, what somebody else changed first with 409 and
their version, what is closed with 423. Every operation answers 401 where nobody is signed in, 403
to those who may not and 404 where there is nothing, with the same errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router, Schema
from ninja.errors import HttpError, ValidationError

from palpate.clinic.access import refusals
from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import member_of
from palpate.clinic.access.routes import ATTRIBUTE, MEMBER, route
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.practice.models import Member
from palpate.clinic.workbench.errors import FieldError, RequestError
from palpate.evidence import UserError

PREFIX: Final = "api/v1/"
LARGEST_REVISION: Final = 2_147_483_647
_ARGUMENT: Final = re.compile(r"[<{][^>}]+[>}]")
NOWHERE, CONFLICT, UNUSABLE, LOCKED = 404, 409, 422, 423

api: Final = NinjaAPI(
    title="Palpate",
    version="1",
    description="Visits, drawings, measurements, hypotheses and notes of a practice.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)

Operation = TypeVar("Operation", bound=Callable[..., Any])


class Problem(Schema):
    """One thing wrong: where, what, and how to put it right."""

    field: str
    message: str
    remedy: str


class Problems(Schema):
    """Everything found wrong in a request."""

    errors: list[Problem]


REFUSALS: Final[dict[int, Any]] = {401: Problems, 403: Problems, NOWHERE: Problems}
"""How every operation refuses."""


@dataclass(frozen=True)
class Declared:
    """One operation of the interface and what it needs."""

    method: str
    path: str
    needs: Permission


OPERATIONS: Final[list[Declared]] = []
"""Every operation, in the order of registration."""


def operation(
    router: Router,
    method: str,
    address: str,
    *,
    needs: Permission,
    response: Mapping[int, Any] = MappingProxyType({200: Any}),
) -> Callable[[Operation], Operation]:
    """Register one operation with the permission it needs and what it answers."""
    OPERATIONS.append(Declared(method, "/" + PREFIX + address.lstrip("/"), needs))
    add: Callable[[Operation], Operation] = router.api_operation(
        [method],
        address,
        openapi_extra={"x-permission": needs.value},
        response={**response, **REFUSALS},
    )
    return add


def caller(request: HttpRequest) -> Member:
    """Who asks; the gate let nobody else through."""
    member = member_of(request)
    if member is None:
        raise PermissionDenied("nobody is signed in")
    return member


def urls() -> list[URLPattern]:
    """The addresses of the interface, each behind its permission and the CSRF check."""
    patterns = (each for each in api.urls[0] if isinstance(each, URLPattern))
    described = route(f"{PREFIX}openapi.json", openapi, name="openapi", needs=MEMBER)
    return [described, *(_guarded(each) for each in patterns if each.name != "api-root")]


def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the interface, for members."""
    del request
    return JsonResponse(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))


def _guarded(pattern: URLPattern) -> URLPattern:
    """Wrap a view of the interface: the permission of its method is asked for first."""
    address = str(pattern.pattern)
    view = pattern.callback
    needed = {each.method: each.needs for each in OPERATIONS if _same(each.path, address)}

    def called(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        needs = needed.get(request.method or "")
        member = member_of(request)
        if needs is not None and (member is None or not member.may(needs)):
            return refusals.refused(request, member)
        answer: HttpResponseBase = view(request, *arguments, **named)
        answer["Cache-Control"] = "no-store"
        return answer

    setattr(called, ATTRIBUTE, MEMBER)
    return path(PREFIX + address, called, name=pattern.name)


def _same(declared: str, address: str) -> bool:
    """Whether both name one address; each framework has its own signs for an argument."""
    return _ARGUMENT.sub("*", declared) == _ARGUMENT.sub("*", "/" + PREFIX + address)


@api.exception_handler(UserError)
def _user_error(request: HttpRequest, error: UserError) -> HttpResponse:
    return _problems(request, [FieldError(error.field, error.message, error.remedy)])


@api.exception_handler(RequestError)
def _request_error(request: HttpRequest, error: RequestError) -> HttpResponse:
    return _problems(request, error.errors)


@api.exception_handler(ValidationError)
def _validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _problems(request, list(_found(error)))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    del error
    remedy = "Send one JSON object, as /api/v1/openapi.json describes it."
    return _problems(request, [FieldError("request", "cannot be read as JSON.", remedy)])


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    del error
    return refusals.refused(request, member_of(request))


@api.exception_handler(Http404)
def _nowhere(request: HttpRequest, error: Http404) -> HttpResponse:
    del error
    problem = {"field": "address", "message": "There is nothing here.", "remedy": "Go back."}
    return api.create_response(request, {"errors": [problem]}, status=NOWHERE)


@api.exception_handler(ConflictError)
def _conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
    answer = {"revision": error.revision, "value": error.value, "by": error.by}
    return api.create_response(request, answer, status=CONFLICT)


@api.exception_handler(LockedError)
def _locked(request: HttpRequest, error: LockedError) -> HttpResponse:
    problem = {"field": "state", "message": error.message, "remedy": error.remedy}
    return api.create_response(request, {"errors": [problem]}, status=LOCKED)


def _problems(request: HttpRequest, errors: Any) -> HttpResponse:
    return api.create_response(request, RequestError(errors).to_json(), status=UNUSABLE)


def _found(error: ValidationError) -> Iterator[FieldError]:
    """Faults in our words: the place below the body, what is wrong, what to do."""
    for each in error.errors:
        place = ".".join(str(part) for part in each.get("loc", ())[2:]) or "request"
        message = str(each.get("msg", "cannot be used.")).removeprefix("Value error, ")
        yield FieldError(place[:200], message[:300], "See /api/v1/openapi.json for what fits.")
