"""Files of a client's record, encrypted on disk."""
