"""The site from a shell."""
