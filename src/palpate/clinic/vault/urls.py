"""Addresses of vault."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.vault import import_views, views

KEEP = Permission.KEEP_DATA

urlpatterns = [
    route("keeping/", views.keeping, name="keeping", needs=KEEP),
    route("keeping/backup/", views.make_backup, name="make_backup", needs=KEEP, fresh=True),
    route(
        "keeping/backups/<int:backup_id>/",
        views.download_backup,
        name="download_backup",
        needs=KEEP,
        fresh=True,
    ),
    route("keeping/export/", views.export, name="export", needs=KEEP, fresh=True),
    route("keeping/import/", import_views.upload, name="import_upload", needs=KEEP, fresh=True),
    route(
        "keeping/import/<uuid:upload>/",
        import_views.columns,
        name="import_columns",
        needs=KEEP,
        fresh=True,
    ),
    route(
        "keeping/imports/<uuid:batch_id>/undo/",
        import_views.undo,
        name="import_undo",
        needs=KEEP,
        fresh=True,
    ),
]
