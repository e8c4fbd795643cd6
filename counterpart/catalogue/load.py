"""Reading a catalogue folder: everything wrong with it is refused, with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from counterpart.catalogue import entries as made_of
from counterpart.catalogue.code import Code
from counterpart.catalogue.documents import read_csv, read_yaml
from counterpart.catalogue.form_entries import FORM_KEYS, make_form
from counterpart.catalogue.forms import Form
from counterpart.catalogue.kinds import Catalogue, Parameter, Unit
from counterpart.catalogue.reading import Reading, near
from counterpart.errors import InputError, finding

__all__ = ["catalogue_files", "load_catalogue", "near"]

SINGLE = ("mechanisms.csv", "kinds.csv", "indicators.yaml")
FOLDERS = (("codes", ".csv"), ("parameters", ".yaml"), ("forms", ".yaml"))


def load_catalogue(folder: Traversable | None = None) -> Catalogue:
    """The catalogue of `folder`, by default the one that ships with Counterpart.

    Raises InputError with every finding: unknown and missing keys, doubles, undated entries,
    names that are in no list, values without a reference, files that are not there. Delivery forms
    are read and checked when `forms` is first asked for.
    """
    # A snapshot carries the catalogue it was taken with, which most often is the one that ships.
    if folder is None:
        return _shipped()
    version = _version(folder)
    return _shipped() if version == _shipped().version else _load(folder, version)


def parameter(catalogue: Catalogue, name: str) -> Any:
    """The newest value of a dated parameter; that of today's catalogue where one is older than it.

    KeyError for a name that no catalogue has.
    """
    known = catalogue.parameters.get(name) or _shipped().parameters[name]
    return known.values[-1].value


@cache
def _shipped() -> Catalogue:
    folder = files("counterpart.catalogue")
    return _load(folder, _version(folder))


def _version(folder: Traversable) -> str:
    digest = hashlib.sha256()
    for name, file in catalogue_files(folder):
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def catalogue_files(folder: Traversable) -> list[tuple[str, Traversable]]:
    """The data files of a catalogue folder by relative name, sorted: what a version consists of.

    Raises InputError (path_not_found) where a file or folder of a catalogue is missing.
    """
    parts = [folder / name for name in (*SINGLE, *(name for name, _ in FOLDERS))]
    absent = [part for part in parts if not (part.is_file() or part.is_dir())]
    if absent:
        raise InputError([finding("path_not_found", file=str(each), value=each) for each in absent])
    found = [(name, folder / name) for name in SINGLE]
    for part, ending in FOLDERS:
        for file in (folder / part).iterdir():
            if file.name.endswith(ending):
                found.append((f"{part}/{file.name}", file))
    return sorted(found, key=lambda each: each[0])


def _load(folder: Traversable, version: str) -> Catalogue:
    reading = Reading()
    codes: dict[str, Mapping[str, Code]] = {}
    units: dict[str, Unit] = {}
    parameters: dict[str, Parameter] = {}
    listed = catalogue_files(folder)
    for name, file in listed:
        if name == "codes/units.csv":
            make_unit = partial(made_of.make_unit, reading)
            units = reading.entries(read_csv(file, "code"), made_of.UNIT_KEYS, make_unit)
        elif name.startswith("codes/"):
            make_code = partial(made_of.make_code, reading)
            made = reading.entries(read_csv(file, "code"), made_of.CODE_KEYS, make_code)
            for part in made.values():
                line = reading.lines[file.name, part.code]
                reading.known("parent", part.parent, made, file.name, line)
            codes[file.name.removesuffix(".csv")] = made
    reading.lists = {**codes, "unit": units}
    mechanisms = reading.entries(
        read_csv(folder / "mechanisms.csv", "mechanism"),
        made_of.MECHANISM_KEYS,
        partial(made_of.make_mechanism, reading),
    )
    reading.lists["mechanisms"] = mechanisms
    kinds = reading.entries(
        read_csv(folder / "kinds.csv", "kind"),
        made_of.KIND_KEYS,
        partial(made_of.make_kind, reading),
    )
    for kind in kinds.values():
        line = reading.lines["kinds.csv", kind.code]
        reading.known("superseded_by", kind.superseded_by, kinds, "kinds.csv", line)
    indicators = reading.entries(
        read_yaml(folder / "indicators.yaml"),
        made_of.INDICATOR_KEYS,
        partial(made_of.make_indicator, reading),
    )
    reading.lists |= {"kinds": kinds, "indicators": indicators}
    for name, file in listed:
        if name.startswith("parameters/"):
            make = partial(made_of.make_parameter, reading)
            parameters |= reading.entries(read_yaml(file), made_of.PARAMETER_KEYS, make)
    if reading.findings:
        raise InputError(reading.findings)
    form_files = [file for name, file in listed if name.startswith("forms/")]
    form_reader = cache(partial(_forms, reading.lists, form_files))
    return Catalogue(version, mechanisms, kinds, indicators, units, codes, parameters, form_reader)


def _forms(lists: dict[str, Collection[str]], listed: list[Traversable]) -> dict[str, Form]:
    reading = Reading()
    reading.lists = lists
    forms: dict[str, Form] = {}
    for file in listed:
        made = reading.entries(read_yaml(file), FORM_KEYS, partial(make_form, reading))
        for name in made.keys() & forms.keys():
            line = reading.lines[file.name, name]
            words = {"value": name, "first": "another file"}
            found = finding("catalogue_duplicate", file=file.name, row=line, **words)
            reading.findings.append(found)
        forms |= made
    if reading.findings:
        raise InputError(reading.findings)
    return forms
