"""Snapshots: all tables as known at a moment, sealed, and readable without this software."""

from counterpart.snapshot.difference import difference
from counterpart.snapshot.read import Snapshot, open_snapshot
from counterpart.snapshot.verify import verify_snapshot
from counterpart.snapshot.write import write_snapshot

__all__ = ["Snapshot", "difference", "open_snapshot", "verify_snapshot", "write_snapshot"]
