"""Migrations, forwards only."""
