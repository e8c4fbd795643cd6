"""Writes the pages made from declarations: `python -m counterpart.reports.write_docs docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.reports.contract import catalogue_page, tables_page
from counterpart.reports.mechanisms import mechanisms_page, shipped_examples


def pages() -> dict[str, str]:
    """The pages by file name, as they should be now."""
    catalogue = load_catalogue()
    return {
        "mechanisms.md": mechanisms_page(catalogue, shipped_examples()),
        "tables.md": tables_page(),
        "catalogue.md": catalogue_page(catalogue),
    }


def main(folder: Path) -> None:
    """Write the pages into `folder`."""
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
        print(f"{folder / name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
