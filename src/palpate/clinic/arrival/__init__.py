"""What a client tells before the visit, by a private link."""
