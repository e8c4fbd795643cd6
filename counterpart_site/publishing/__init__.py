"""The way out: snapshots, verification, backup and restore."""
