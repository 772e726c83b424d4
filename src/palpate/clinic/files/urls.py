"""Addresses of files."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.files import views

urlpatterns = [
    route("clients/<uuid:client_id>/files/", views.files, name="files", needs=Permission.SEE_FILES),
    route(
        "clients/<uuid:client_id>/files/<uuid:file_id>/",
        views.file,
        name="file",
        needs=Permission.SEE_FILES,
    ),
    route(
        "clients/<uuid:client_id>/files/<uuid:file_id>/void/",
        views.void,
        name="file_void",
        needs=Permission.EDIT_FILES,
    ),
]
