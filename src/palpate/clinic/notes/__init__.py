"""The note of a visit: drafted, edited, signed, locked, amended."""
