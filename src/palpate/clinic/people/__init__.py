"""Clients and the people around them."""
