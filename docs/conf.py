"""Sphinx settings."""

from palpate import __version__

project = "Palpate"
author = "Palpate contributors"
copyright = "Palpate contributors, Apache-2.0"
version = release = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "examples"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Palpate"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b6b6b", "color-brand-content": "#0b6b6b"},
    "dark_css_variables": {"color-brand-primary": "#6cc5c1", "color-brand-content": "#6cc5c1"},
}
