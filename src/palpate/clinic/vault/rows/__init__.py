"""Rows of every table as text that either engine can take."""
