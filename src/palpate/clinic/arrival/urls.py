"""Addresses of arrival: the practice's side, and the pages behind a private link."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import PUBLIC, route
from palpate.clinic.arrival.views import filling, health, keeping, review, sending

SEND, SEE, EDIT = Permission.SEND_INTAKE, Permission.SEE_HEALTH, Permission.EDIT_HEALTH
ONE = "clients/<uuid:client_id>/"
INTAKE = f"{ONE}intakes/<uuid:intake_id>/"
LINK = "i/<str:token>/"

urlpatterns = [
    route(f"{ONE}intakes/", sending.client_intakes, name="client_intakes", needs=SEND),
    route(f"{ONE}intakes/new/", sending.intake_new, name="intake_new", needs=SEND),
    route(f"{INTAKE}anew/", sending.intake_anew, name="intake_anew", needs=SEND),
    route(f"{INTAKE}revoke/", sending.intake_revoke, name="intake_revoke", needs=SEND),
    route(INTAKE, review.intake, name="intake", needs=SEE),
    route(f"{INTAKE}take-over/", review.intake_take_over, name="intake_take_over", needs=EDIT),
    route(f"{ONE}health/", health.client_health, name="client_health", needs=SEE),
    route(f"{ONE}health/edit/", health.health_edit, name="health_edit", needs=EDIT),
    route(f"{ONE}health/reviewed/", health.health_reviewed, name="health_reviewed", needs=EDIT),
    route(f"{ONE}health/changes/", health.health_changes, name="health_changes", needs=SEE),
    route(LINK, filling.intake_form, name="intake_form", needs=PUBLIC),
    route(f"{LINK}birth-date/", filling.intake_who, name="intake_who", needs=PUBLIC),
    route(f"{LINK}drawing/", keeping.intake_drawing, name="intake_drawing", needs=PUBLIC),
    route(f"{LINK}<int:number>/", filling.intake_step, name="intake_step", needs=PUBLIC),
    route(f"{LINK}<int:number>/save/", keeping.intake_save, name="intake_save", needs=PUBLIC),
]
