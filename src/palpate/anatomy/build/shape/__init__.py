"""Implicit surface pieces of the body and their composition."""
