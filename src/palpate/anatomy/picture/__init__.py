"""Pictures of the body surface drawn in software."""

from palpate.anatomy.picture.render import render, visible
from palpate.anatomy.picture.views import VIEWS, View, find_view, natural_size, project

__all__ = ["VIEWS", "View", "find_view", "natural_size", "project", "render", "visible"]
