"""Addresses of clients and the people around them."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.people.views import contacts, duplicates, emergency, listing, record

SEE, EDIT, MERGE = Permission.SEE_CLIENTS, Permission.EDIT_CLIENTS, Permission.MERGE_CLIENTS
REVIEW = Permission.REVIEW_ACCESS
ONE = "clients/<uuid:client_id>/"

urlpatterns = [
    route("clients/", listing.clients, name="clients", needs=SEE),
    route("clients/new/", listing.client_new, name="client_new", needs=EDIT),
    route("clients/duplicates/", duplicates.duplicates, name="duplicates", needs=MERGE),
    route(
        "clients/emergency/",
        emergency.emergency_access,
        name="emergency_access",
        needs=Permission.BREAK_GLASS,
    ),
    route("access-reviews/", emergency.access_reviews, name="access_reviews", needs=REVIEW),
    route(
        "access-reviews/<uuid:care_id>/",
        emergency.access_review,
        name="access_review",
        needs=REVIEW,
    ),
    route(ONE, record.client, name="client", needs=SEE),
    route(f"{ONE}edit/", record.client_edit, name="client_edit", needs=EDIT),
    route(f"{ONE}archive/", record.client_archive, name="client_archive", needs=EDIT),
    route(f"{ONE}contacts/new/", contacts.contact_new, name="contact_new", needs=EDIT),
    route(
        f"{ONE}contacts/<uuid:contact_id>/", contacts.contact_edit, name="contact_edit", needs=EDIT
    ),
    route(f"{ONE}care/", contacts.client_care, name="client_care", needs=EDIT),
    route(
        f"{ONE}merge/<uuid:other_id>/", duplicates.client_merge, name="client_merge", needs=MERGE
    ),
    route("merges/<uuid:merge_id>/undo/", duplicates.merge_undo, name="merge_undo", needs=MERGE),
]
