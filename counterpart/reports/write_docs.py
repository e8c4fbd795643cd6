"""Writes the pages made from declarations: `python -m counterpart.reports.write_docs docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.reports.contract import catalogue_page, tables_page
from counterpart.reports.measure_pages import measure_pages
from counterpart.reports.mechanisms import mechanisms_page, shipped_examples
from counterpart.reports.worked import RECORDED, SYNTHETIC, worked_numbers


def pages() -> dict[str, str]:
    """The pages by file name, as they should be now."""
    catalogue = load_catalogue()
    recorded, synthetic = worked_numbers(RECORDED), worked_numbers(SYNTHETIC)
    return {
        "mechanisms.md": mechanisms_page(catalogue, shipped_examples(), recorded),
        "tables.md": tables_page(),
        "catalogue.md": catalogue_page(catalogue),
        **measure_pages(catalogue, recorded, synthetic),
    }


def main(folder: Path) -> None:
    """Write the pages into `folder`."""
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        print(f"{folder / name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
