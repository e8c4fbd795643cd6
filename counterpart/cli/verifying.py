"""counterpart verify"""

from __future__ import annotations

from counterpart.cli.snapshots import verify

__all__ = ["verify"]
