"""counterpart site ...: the record from a shell."""

from counterpart_site.commands.site import site

__all__ = ["site"]
