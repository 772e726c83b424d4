"""The atlas: a page for everything that is known, and a search over all of it."""
