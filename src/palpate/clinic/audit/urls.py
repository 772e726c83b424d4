"""Addresses of the audit viewer."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.audit import views

urlpatterns = [
    route("audit/", views.audit, name="audit", needs=Permission.SEE_AUDIT),
    route("audit/check/", views.check, name="audit_check", needs=Permission.SEE_AUDIT),
    route(
        "clients/<uuid:client_id>/audit/",
        views.client_audit,
        name="client_audit",
        needs=Permission.SEE_AUDIT,
    ),
]
