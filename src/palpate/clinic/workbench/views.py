"""The views of the workbench: thin; the gateway does the work."""

import json
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from palpate.clinic.workbench import gateway, summaries
from palpate.clinic.workbench.assets import load_assets
from palpate.clinic.workbench.errors import FieldError, RequestError

FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """Return the workbench."""
    context = {"assets": load_assets(), "body_digest": gateway.body_blob().digest}
    return render(request, "workbench/page.html", context)


@require_safe
def body(request: HttpRequest) -> HttpResponseBase:
    """Return the body surface in Palpate's binary form, for ever cacheable under its digest."""
    blob = gateway.body_blob()
    etag = f'"{blob.digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(
            blob.packed if packed else blob.plain, content_type="application/octet-stream"
        )
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    named = request.GET.get("v") == blob.digest
    response["Cache-Control"] = FOR_EVER if named else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def vocabulary(request: HttpRequest) -> JsonResponse:
    """Return every region, examination, question and quality a case may name."""
    del request
    return JsonResponse(gateway.vocabulary())


@require_POST
def reason(request: HttpRequest) -> JsonResponse:
    """Return the ranked sources of a case, or 400 with what is wrong in it."""
    try:
        return JsonResponse(gateway.reason(_read_case(request.body)))
    except RequestError as error:
        return JsonResponse(error.to_json(), status=400)


@require_safe
def source(request: HttpRequest, source_id: str) -> JsonResponse:
    """Return where one source sends pain, where to palpate it and what is known of it."""
    del request
    try:
        return JsonResponse(gateway.source_detail(source_id))
    except KeyError as error:
        raise Http404(source_id) from error


@require_POST
def summary(request: HttpRequest) -> HttpResponse:
    """Return one printable page about the case in the form field ``case``."""
    try:
        case = _read_case(str(request.POST.get("case", "")).encode())
        context = summaries.context(case)
    except RequestError as error:
        failed = {
            "message": "The summary could not be made.",
            "errors": error.errors,
            "styles": load_assets().print_styles,
        }
        return render(request, "workbench/failure.html", failed, status=400)
    return render(request, "workbench/summary.html", context)


def _read_case(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(
            [
                FieldError(
                    "case",
                    f"The case is not valid JSON: {error}.",
                    "Send one JSON object, as `palpate schema case` describes it.",
                )
            ]
        ) from error
