"""The views of the atlas: GET and HEAD only, each answer with a tag of its own."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from palpate.atlas import Entry, Page
from palpate.charts import png_chart
from palpate.clinic.atlas import counting, figures, finding, listing, parts, shelves
from palpate.clinic.atlas.leaves import build_leaf
from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.assets import load_assets
from palpate.evidence import UserError
from palpate.knowledge import find_source
from palpate.publishing import chart_names

FRESH: Final = 300
"""Seconds for which a browser need not ask again."""
ENTRY: Final = "src/atlas.ts"
View = Callable[..., HttpResponse]


def page_view(view: View) -> View:
    """Make a view safe and cacheable: conditional on its content, apart for each theme."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, private=True, max_age=FRESH)
            patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def show(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """Render a page of the atlas."""
    own = {
        "assets": load_assets(ENTRY),
        "body_digest": gateway.body_blob().digest,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, f"atlas/{template}.html", own | context, status=status)


@page_view
def index(request: HttpRequest) -> HttpResponse:
    """Return the front page: search, kinds, areas and regions."""
    shelf = shelves.shelf()
    context: dict[str, object] = {
        "kinds": listing.kinds(shelf),
        "areas": listing.areas(shelf),
        "regions": listing.region_groups(shelf),
    }
    return show(request, "index", context)


@page_view
def entry(request: HttpRequest, page: str, identity: str) -> HttpResponse:
    """Return the page of one entry."""
    found = _find(page, identity)
    if found is None:
        return missing(request)
    return show(request, "entry", {"leaf": build_leaf(shelves.shelf(), found)})


@page_view
def browse(request: HttpRequest, page: str) -> HttpResponse:
    """Return all entries of one kind, by area."""
    if page not in set(listing.BROWSED) | {Page.REGION}:
        return missing(request)
    groups = listing.by_area(shelves.shelf(), Page(page))
    return show(request, "list", {"title": Page(page).heading, "groups": groups})


@page_view
def area(request: HttpRequest, area: str) -> HttpResponse:
    """Return everything in one area, by kind."""
    groups = listing.by_kind(shelves.shelf(), area)
    if not groups:
        return missing(request)
    charts = chart_names(shelves.shelf().knowledge)
    chart = reverse("atlas:chart", args=(area,)) if area in charts else ""
    title = listing.area_title(area)
    return show(request, "list", {"title": title, "groups": groups, "chart": chart})


@page_view
def references(request: HttpRequest) -> HttpResponse:
    """Return every reference, by its first author."""
    known = shelves.shelf().knowledge.references.values()
    ordered = sorted(known, key=lambda each: each.citation.casefold())
    return show(request, "references", {"references": ordered})


@page_view
def data(request: HttpRequest) -> HttpResponse:
    """Return how much is known, how well, and how to cite it."""
    return show(request, "data", counting.data_context(shelves.shelf()))


@page_view
def search(request: HttpRequest) -> HttpResponse:
    """Return what a query finds."""
    shelf = shelves.shelf()
    found = finding.answer(shelf, request.GET.get("q", ""))
    context: dict[str, object] = {"answer": found, "query": found.query}
    if not found.results:
        context["regions"] = listing.region_groups(shelf)
    return show(request, "search", context)


@page_view
def search_json(request: HttpRequest) -> HttpResponse:
    """Return the first results of a query, for the list under the search box."""
    return JsonResponse(finding.as_you_type(shelves.shelf(), request.GET.get("q", "")))


@page_view
def figure(request: HttpRequest, page: str, identity: str) -> HttpResponse:
    """Return what the body on the page of an entry shows."""
    found = _find(page, identity)
    if found is None or not (found.page.can_send_pain or found.page is Page.REGION):
        return missing(request)
    return JsonResponse(figures.figure_of(shelves.shelf(), found))


@page_view
def picture(request: HttpRequest, source_id: str) -> HttpResponse:
    """Return the referral chart of a source, for pages without JavaScript."""
    try:
        return HttpResponse(_chart(source_id), content_type="image/png")
    except UserError:
        return missing(request)


@lru_cache(maxsize=32)
def _chart(source_id: str) -> bytes:
    shelf = shelves.shelf()
    return png_chart(shelf.body, shelf.knowledge, find_source(shelf.knowledge, source_id))


@require_safe
def missing(request: HttpRequest, words: str = "") -> HttpResponse:
    """Return a page that helps on from an address where there is nothing."""
    shelf = shelves.shelf()
    words = words or request.path.removeprefix("/atlas/").replace("/", " ").replace("_", " ")
    last = words.split()[-1:] or [""]
    found = shelf.index.find(words, 6) or shelf.index.find(last[0], 6) or shelf.index.nearest(words)
    context: dict[str, object] = {
        "found": [parts.link(each.entry, each.entry.label) for each in found],
        "kinds": listing.kinds(shelf),
    }
    return show(request, "missing", context, status=404)


def _find(page: str, identity: str) -> Entry | None:
    if page not in set(Page):
        return None
    return shelves.shelf().catalogue.find(Page(page), identity)
