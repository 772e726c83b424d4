"""The first page, and search."""
