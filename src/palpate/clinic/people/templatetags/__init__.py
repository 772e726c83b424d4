"""Template tags of a client's record."""
