"""Guards in the database itself."""
