"""Who may do what: accounts, memberships, tokens, and the one table of actions."""
