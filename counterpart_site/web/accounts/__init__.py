"""Signing in, members, invitations, the contact book."""
