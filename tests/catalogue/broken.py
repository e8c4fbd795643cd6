"""Ways to break the shipped catalogue, each with the finding that must name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KINDS = "kinds.csv"
INDICATORS = "indicators.yaml"
UNITS = "codes/units.csv"
ACCOUNTS = "codes/account.csv"
LIMIT = "parameters/double_count.yaml"
FIRST_KIND = "assistance_funds,assistance funds,援助资金,money,aid"
FIRST_END = "no,1996-01-01,,paper section 2"


@dataclass(frozen=True)
class Broken:
    """`old` becomes `new` in `file`; the finding points at the line that begins with `at`."""

    name: str
    file: str
    old: str
    new: str
    code: str
    at: str

    def apply(self, catalogue: Path) -> int:
        """Break a copy; gives the line that the finding must name."""
        path = catalogue / self.file
        text = path.read_text("utf-8")
        assert self.old in text
        path.write_text(text.replace(self.old, self.new, 1), "utf-8")
        lines = path.read_text("utf-8").splitlines()
        return max(number for number, line in enumerate(lines, 1) if line.startswith(self.at))


def kind(name: str, old: str, new: str, code: str) -> Broken:
    """The first kind with a piece of its line replaced."""
    return Broken(name, KINDS, old, new, code, "assistance_funds,")


def indicator(name: str, old: str, new: str, code: str, at: str = "population:") -> Broken:
    """The first indicator with a piece of its entry replaced."""
    return Broken(name, INDICATORS, old, new, code, at)


BROKEN = (
    kind("undated kind", FIRST_END, "no,,,paper section 2", "catalogue_undated"),
    kind("misdated kind", FIRST_END, "no,1/1/1996,,paper section 2", "catalogue_undated"),
    kind("no reference", FIRST_END, "no,1996-01-01,,", "catalogue_unreferenced"),
    kind("unknown unit", FIRST_KIND, FIRST_KIND.replace("money", "mony"), "catalogue_dangling"),
    kind("unknown family", FIRST_KIND, FIRST_KIND.replace("aid", "ade"), "catalogue_dangling"),
    kind("no unit", FIRST_KIND, FIRST_KIND.replace("money", ""), "catalogue_missing_key"),
    kind("double kind", "investment_contracted,", "assistance_funds,", "catalogue_duplicate"),
    Broken(
        "unknown column",
        KINDS,
        "superseded_by",
        "replaced_by",
        "catalogue_unknown_key",
        "projects_implemented,",
    ),
    indicator("unknown key", "  better: none\n", "  beter: none\n", "catalogue_unknown_key"),
    indicator(
        "double indicator", "population_mongolian:\n", "population:\n", "catalogue_duplicate"
    ),
    indicator(
        "double key",
        "  name_en: resident population\n",
        "  name_en: a\n  name_en: b\n",
        "catalogue_duplicate",
        "  name_en: b",
    ),
    indicator(
        "composition with a better side",
        "  better: none\n  composition: true\n",
        "  better: higher\n  composition: true\n",
        "catalogue_bad_value",
        "population_minority:",
    ),
    indicator(
        "broken YAML",
        "  unit: persons\n",
        "  unit: [persons\n  first_after: it\n",
        "unreadable_file",
        "  first_after",
    ),
    Broken(
        "undated unit",
        UNITS,
        "persons,1,,1996-01-01",
        "persons,1,,",
        "catalogue_undated",
        "persons,",
    ),
    Broken(
        "value without reference",
        LIMIT,
        "      reference: Counterpart; the comparison is made in memory\n",
        "",
        "catalogue_unreferenced",
        "double_count_limit:",
    ),
    Broken(
        "misdated indicator",
        INDICATORS,
        "valid_from: 1996-01-01",
        "valid_from: 1996-13-01",
        "catalogue_undated",
        "population:",
    ),
    Broken(
        "factor that is no number",
        UNITS,
        "persons,1,,1996-01-01",
        "persons,one,,1996-01-01",
        "catalogue_bad_value",
        "persons,",
    ),
    Broken(
        "values that are no list",
        LIMIT,
        "    - from: 1996-01-01\n      value: 50000\n      reference",
        "    value: 50000\n    reference",
        "catalogue_bad_value",
        "double_count_limit:",
    ),
    Broken(
        "unknown successor",
        KINDS,
        FIRST_END,
        "no,1996-01-01,gift,paper section 2",
        "catalogue_dangling",
        "assistance_funds,",
    ),
    Broken(
        "unknown whole",
        ACCOUNTS,
        "财政,fiscal",
        "财政,fisc",
        "catalogue_dangling",
        "city,",
    ),
)
