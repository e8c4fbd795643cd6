"""Handing in: forms, files, typing, mapping, findings, preview."""
