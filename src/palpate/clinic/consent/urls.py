"""Addresses of consents and their texts."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.consent import views

SEE, TAKE = Permission.SEE_CONSENTS, Permission.TAKE_CONSENTS
MANAGE = Permission.MANAGE_PRACTICE
ONE = "clients/<uuid:client_id>/consents/"

urlpatterns = [
    route("consent-texts/", views.consent_texts, name="consent_texts", needs=MANAGE),
    route("consent-texts/start/", views.consent_start, name="consent_start", needs=MANAGE),
    route(
        "consent-texts/<slug:kind>/<slug:language>/",
        views.consent_text,
        name="consent_text",
        needs=MANAGE,
    ),
    route(ONE, views.client_consents, name="client_consents", needs=SEE),
    route(f"{ONE}sign/<slug:kind>/", views.consent_sign, name="consent_sign", needs=TAKE),
    route(f"{ONE}<uuid:consent_id>/", views.consent, name="consent", needs=SEE),
    route(
        f"{ONE}<uuid:consent_id>/revoke/", views.consent_revoke, name="consent_revoke", needs=TAKE
    ),
]
