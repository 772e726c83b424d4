"""Who may do what: permissions of roles, declared routes, the reach of every row."""
