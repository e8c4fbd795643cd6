"""Pages of what cooperates: programmes, pairings, places, organisations, projects; their charts."""
