"""Deliveries: the only way into the record."""
