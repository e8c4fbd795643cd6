"""The record: what is on it, in which order it came, what it was at any moment."""
