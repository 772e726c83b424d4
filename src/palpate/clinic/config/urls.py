"""The routes of the clinic."""

from django.urls import include, path

from palpate.clinic.workbench import failures, views

urlpatterns = [
    path("", views.page, name="page"),
    path("api/body.bin", views.body, name="body"),
    path("api/vocabulary", views.vocabulary, name="vocabulary"),
    path("api/reason", views.reason, name="reason"),
    path("api/sources/<str:source_id>", views.source, name="source"),
    path("summary", views.summary, name="summary"),
    path("atlas/", include("palpate.clinic.atlas.urls")),
]

handler400 = failures.bad_request
handler404 = "palpate.clinic.config.failures.not_found"
handler500 = failures.server_error
