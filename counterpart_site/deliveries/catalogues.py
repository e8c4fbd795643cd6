"""Catalogues that were in force, kept with the record: an old entry is read by its own."""

from __future__ import annotations

import io
import zipfile
from importlib.resources import files

from counterpart.catalogue.load import catalogue_files
from counterpart_site.records.models import CatalogueVersion

EPOCH = (1980, 1, 1, 0, 0, 0)


def keep_catalogue(version: str) -> None:
    """Keep the files of the installed catalogue, once."""
    if not CatalogueVersion.objects.filter(version=version).exists():
        CatalogueVersion.objects.get_or_create(version=version, defaults={"files": _packed()})


def _packed() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in catalogue_files(files("counterpart.catalogue")):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), file.read_bytes())
    return packed.getvalue()
