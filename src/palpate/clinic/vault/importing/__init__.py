"""Take clients over from a file of another program."""
