"""Pages of arrival: sending, filling in, taking over, the health history."""
