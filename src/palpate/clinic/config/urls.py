"""The routes of the clinic. What is not declared open is refused by the gate."""

from django.urls import include, path

from palpate.clinic.access.routes import PUBLIC, route
from palpate.clinic.workbench import views

urlpatterns = [
    path("", include("palpate.clinic.home.urls")),
    path("", include("palpate.clinic.accounts.urls")),
    path("", include("palpate.clinic.practice.urls")),
    path("", include("palpate.clinic.audit.urls")),
    path("", include("palpate.clinic.people.urls")),
    path("", include("palpate.clinic.consent.urls")),
    path("", include("palpate.clinic.arrival.urls")),
    path("", include("palpate.clinic.visits.urls")),
    path("", include("palpate.clinic.notes.urls")),
    path("", include("palpate.clinic.files.urls")),
    path("", include("palpate.clinic.vault.urls")),
    # The open tools: they hold nobody's data and store nothing.
    route("workbench/", views.page, name="page", needs=PUBLIC),
    route("api/body.bin", views.body, name="body", needs=PUBLIC),
    route("api/vocabulary", views.vocabulary, name="vocabulary", needs=PUBLIC),
    route("api/reason", views.reason, name="reason", needs=PUBLIC),
    route("api/sources/<str:source_id>", views.source, name="source", needs=PUBLIC),
    route("summary", views.summary, name="summary", needs=PUBLIC),
    path("atlas/", include("palpate.clinic.atlas.urls")),
]

handler400 = "palpate.clinic.pages.failures.bad_request"
handler403 = "palpate.clinic.pages.failures.forbidden"
handler404 = "palpate.clinic.pages.failures.not_found"
handler500 = "palpate.clinic.pages.failures.server_error"
