"""Consent texts and what clients signed."""
