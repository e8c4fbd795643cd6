"""What stands before all else: that the data are synthetic, where every source is."""

from __future__ import annotations

from rich.console import Console

from counterpart.cli.output import out
from counterpart.engine.store import Store
from counterpart.reports.words import Language, load_words


def all_synthetic(store: Store) -> bool:
    """Whether there are sources and all of them are synthetic."""
    counted, made_up = store.row(
        "SELECT count(*), count(*) FILTER (source_kind = 'synthetic') FROM sources"
    )
    return bool(counted) and counted == made_up


def print_label(store: Store, language: Language = "en", console: Console = out) -> None:
    """Say that nothing shown is recorded; print nothing where a source is no synthetic one."""
    if all_synthetic(store):
        words = load_words(language)
        counted = store.row("SELECT count(*) FROM sources")[0]
        text = words("synthetic_text", n=f"{counted:,}")
        console.print(f"{words('synthetic')}{words('stop')}{text}", highlight=False, markup=False)
