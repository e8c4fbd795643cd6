"""Pages of measures: all of them, one over time and over pairings, why a value is what it is."""
