"""Counterpart."""
