"""The command line: `counterpart COMMAND ...`; exit 0 fine, 1 error in the input, 2 usage."""

from counterpart.cli.main import main

__all__ = ["main"]
