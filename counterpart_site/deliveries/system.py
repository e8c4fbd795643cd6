"""System deliveries: what the site itself brings in, accepted for both sides."""

from __future__ import annotations

from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.load import near
from counterpart.engine.progress import Progress, silent
from counterpart.errors import InputError, finding, has_errors
from counterpart.intake.check import read
from counterpart_site.deliveries.accept import accept_system
from counterpart_site.deliveries.chain import extend
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading import pack
from counterpart_site.deliveries.receive import Handed, receive_system
from counterpart_site.deliveries.transactions import locked, writing
from counterpart_site.records.models import Chain, Entry


def deliver_system(
    path: Path, programme: str | None = None, progress: Progress = silent
) -> Delivery:
    """Bring a data folder (or a file of tables) into the record of a programme, once.

    `programme` is needed where the data speak of several or of none. A programme that is new to the
    site gets its chain. Called again with the same data it completes or leaves what was done.
    InputError with every finding where the data are not right.
    """
    chain = _chain(path, programme)
    content = pack(path) if path.is_dir() else path.read_bytes()
    name = f"{path.name}.zip" if path.is_dir() else path.name
    delivery = receive_system(chain, Handed(Delivery.Kind.TABLES, name, content))
    accept_system(delivery, progress)
    delivery.refresh_from_db()
    return delivery


def adopt_catalogue() -> int:
    """Enter the installed catalogue into every chain that another was in force in; how many."""
    version = load_catalogue().version
    adopted = 0
    for chain in Chain.objects.filter(length__gt=0):
        with writing():
            held = locked(chain)
            last = Entry.objects.get(chain=held, sequence=held.length)
            if last.catalogue != version:
                extend(held, Entry.Act.CATALOGUE, role="system", sides="ab", statement=version)
                adopted += 1
    return adopted


def _chain(path: Path, programme: str | None) -> Chain:
    """The chain of the programme that the data are about; made where it is new."""
    given = read([path])
    if has_errors(given.findings):
        raise InputError(given.findings)
    told = {
        row[0]: row[1:]
        for row in given.store.rows("SELECT programme, side_a, side_b FROM programmes ORDER BY 1")
    }
    known = {chain.programme: chain for chain in Chain.objects.all()}
    if programme is None:
        names = told or known
        if len(names) != 1:
            hint = f"; name one of {', '.join(sorted({*told, *known}))}" if names else ""
            raise InputError([finding("unknown_programme", value="", hint=hint)])
        programme = next(iter(names))
    if programme in known:
        return known[programme]
    if programme not in told:
        hint = near(programme, {*told, *known})
        raise InputError([finding("unknown_programme", value=programme, hint=hint)])
    side_a, side_b = told[programme]
    with writing():
        sides = {"side_a": side_a, "side_b": side_b}
        return Chain.objects.get_or_create(programme=programme, defaults=sides)[0]
