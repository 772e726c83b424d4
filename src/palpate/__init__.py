"""Palpate: from where it hurts to what could send the pain there."""

__version__ = "0.1.0"

__all__ = ["__version__"]
