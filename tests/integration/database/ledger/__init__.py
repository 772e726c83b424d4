"""A small app with rows of two practices, to try the engines on."""
