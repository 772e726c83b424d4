"""Pictures of the body surface drawn in software."""

from palpate.anatomy.picture.render import nearest_faces, render, visible
from palpate.anatomy.picture.views import VIEWS, View, find_view, natural_size, project

__all__ = [
    "VIEWS",
    "View",
    "find_view",
    "natural_size",
    "nearest_faces",
    "project",
    "render",
    "visible",
]
