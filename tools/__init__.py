"""Developer scripts; never shipped."""
