"""Accounts: signing in, second factors, locking the screen, time-outs."""
