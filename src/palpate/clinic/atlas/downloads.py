"""The files of the atlas: data, book and charts, each with the version in its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from palpate.clinic.atlas import counting, press, shelves
from palpate.clinic.atlas.views import FRESH, missing, show
from palpate.evidence import UserError
from palpate.publishing import PAPERS, chart_names, find_chart

PATIENCE: Final = 20.0
"""Seconds that a reader waits for a small file before a page tells them to wait."""
AGAIN: Final = 4
"""Seconds after which that page asks again."""
PDF: Final = "application/pdf"
EXPORTS: Final = {
    "atlas.json": ("application/json", "palpate-atlas-{}.json"),
    "atlas.schema.json": ("application/schema+json", "palpate-atlas-{}.schema.json"),
    "atlas-csv.zip": ("application/zip", "palpate-atlas-{}-csv.zip"),
    "atlas.html": ("text/html; charset=utf-8", "palpate-atlas-{}.html"),
    "CITATION.cff": ("application/yaml; charset=utf-8", "palpate-atlas-{}-CITATION.cff"),
}
"""What can be had: its type and its name on the reader's disk."""


@dataclass(frozen=True)
class Order:
    """One file to be made: under which name, by which command, and what it is called."""

    made: str
    command: Sequence[str]
    what: str
    lead: str
    patience: float = PATIENCE


@require_safe
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one file of the exported atlas."""
    if name not in EXPORTS:
        return missing(request)
    kind, called = EXPORTS[name]
    order = Order(
        "export",
        ("atlas", "export", "--to", press.PLACE),
        "The export",
        "It takes some seconds.",
        patience=120.0,
    )
    return _send(request, order, kind, called, within=name)


@require_safe
def book(request: HttpRequest) -> HttpResponseBase:
    """Send the printed atlas, or a page that waits for it."""
    paper = _paper(request)
    order = Order(
        f"atlas-{paper}.pdf",
        ("atlas", "pdf", "--paper", paper, "-o", press.PLACE),
        "The book",
        "It has a picture of every pattern, and takes some minutes the first time.",
        patience=1.0,
    )
    return _send(request, order, PDF, f"palpate-atlas-{{}}-{paper}.pdf")


@require_safe
def chart(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the chart of one region, or of all muscles of one area."""
    known = shelves.shelf().knowledge
    try:
        found = find_chart(known, name)
    except UserError:
        return missing(request, name)
    paper = _paper(request)
    order = Order(
        f"chart-{found}-{paper}.pdf",
        ("atlas", "chart", found, "--paper", paper, "-o", press.PLACE),
        f"The chart \N{LEFT DOUBLE QUOTATION MARK}{chart_names(known)[found]}"
        "\N{RIGHT DOUBLE QUOTATION MARK}",
        "It takes some seconds, or minutes while the book is being set before it.",
    )
    return _send(request, order, PDF, f"palpate-{found}-{{}}-{paper}.pdf")


def _paper(request: HttpRequest) -> str:
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS:
        raise BadRequest(f"There is no such paper. Use one of: {', '.join(PAPERS)}.")
    return paper


def _send(
    request: HttpRequest, order: Order, kind: str, called: str, within: str = ""
) -> HttpResponseBase:
    """The file when it is there, "not modified" to those who have it, or a page that waits."""
    version = counting.version(shelves.shelf())
    tag = f'"{version}-{order.made}-{within}"'
    if (known := get_conditional_response(request, etag=tag)) is not None:
        return known
    made = press.press().ask(order.made, order.command, order.patience)
    if made is None:
        waiting = show(request, "waiting", {"what": order.what, "lead": order.lead}, status=202)
        patch_cache_control(waiting, no_store=True)
        waiting["Refresh"] = waiting["Retry-After"] = str(AGAIN)
        return waiting
    return _file(made / within if within else made, tag, kind, called.format(version))


def _file(path: Path, tag: str, kind: str, called: str) -> FileResponse:
    """A file, read as it is sent. PDF opens in the browser, all else is saved."""
    response = FileResponse(
        path.open("rb"), as_attachment=kind != PDF, filename=called, content_type=kind
    )
    response["ETag"] = tag
    patch_cache_control(response, private=True, max_age=FRESH)
    return response
