"""Configuration of the clinic: settings, routes and the server entry point."""
