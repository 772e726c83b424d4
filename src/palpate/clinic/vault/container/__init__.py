"""The file of a backup: one header, then sealed chunks that end with a marker."""
