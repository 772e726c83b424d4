"""Addresses of notes."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.notes import views

SEE, EDIT, SIGN = Permission.SEE_HEALTH, Permission.EDIT_HEALTH, Permission.SIGN_NOTES
NOTE = "visits/<uuid:visit_id>/note/"

urlpatterns = [
    route("notes/", views.notes, name="notes", needs=SEE),
    route(f"clients/<uuid:client_id>/{NOTE}", views.note_of_client, name="note", needs=SEE),
    route(NOTE, views.note, name="note", needs=SEE),
    route(f"{NOTE}begin/", views.begin, name="note_begin", needs=EDIT),
    route(f"{NOTE}again/", views.again, name="note_again", needs=EDIT),
    route(f"{NOTE}save/", views.save, name="note_save", needs=EDIT),
    route(f"{NOTE}amend/", views.amend, name="note_amend", needs=SIGN),
    route(f"{NOTE}versions/", views.versions, name="note_versions", needs=SEE),
    route(f"{NOTE}print/", views.to_print, name="note_print", needs=SEE),
    route(
        f"{NOTE}countersign/",
        views.countersign,
        name="note_countersign",
        needs=Permission.COUNTERSIGN,
    ),
]
