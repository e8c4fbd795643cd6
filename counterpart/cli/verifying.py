"""counterpart verify"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import click

from counterpart.cli.output import command, json_option, out, print_json, stop
from counterpart.errors import Finding, finding

# A function (path, against) -> list[Finding], or None where the path is not of its kind.
GROUP = "counterpart.verifiers"


@command("verify", "counterpart verify my.snapshot --against receipt-12.json")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="A receipt, or a snapshot that a site made: it knows heads that the chain must have.",
)
@json_option
def verify(path: Path, against: Path | None, as_json: bool) -> None:
    """Check the seal of the snapshot PATH, or every chain and row of the site in the folder PATH.

    What is broken first is named first; exits 1 when anything is. A chain that was rewritten as a
    whole holds in itself: only a document that left the machine before tells (--against).
    """
    findings = _verified(path, against)
    if findings:
        stop(findings, as_json=as_json)
    if as_json:
        print_json([])
    else:
        compared = f", and agrees with {against}" if against else ""
        out.print(f"{path}: the seal holds{compared}", highlight=False)


def _verified(path: Path, against: Path | None) -> list[Finding]:
    from counterpart.snapshot.manifest import NAME
    from counterpart.snapshot.verify import verify_snapshot

    if not (path / NAME).is_file():
        for entry in entry_points(group=GROUP):
            found: list[Finding] | None = entry.load()(path, against)
            if found is not None:
                return found
        code = "nothing_to_verify" if path.exists() else "path_not_found"
        return [finding(code, file=str(path), value=str(path))]
    found = verify_snapshot(path)
    if against is not None and not found:
        from counterpart.snapshot.heads import compare_heads

        found = compare_heads(path, against)
    return found
