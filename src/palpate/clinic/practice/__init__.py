"""The practice: its members, their roles and credentials."""
