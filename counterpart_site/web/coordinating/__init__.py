"""Deciding: inbox, acceptance, return, withdrawal, conflicts, digest, brief."""
