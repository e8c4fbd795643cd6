"""Ways to break the shipped catalogue, each with the finding that must name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KINDS = "kinds.csv"
INDICATORS = "indicators.yaml"
UNITS = "codes/units.csv"
ACCOUNTS = "codes/account.csv"
LIMIT = "parameters/disclosure.yaml"
MECHANISMS = "mechanisms.csv"
HOSPITAL = "forms/health.yaml"
FIRST_INDICATOR = """population: {name_en: resident population, name_zh: 常住人口,
  unit: persons"""
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
    kind("unknown mechanism", "M16 M52,no", "M16 M99,no", "catalogue_dangling"),
    kind("unknown nature", ",aid,grant,", ",aid,grand,", "catalogue_dangling"),
    indicator("unknown key", "better: none", "beter: none", "catalogue_unknown_key"),
    indicator("no nature", "nature: condition, ", "", "catalogue_missing_key"),
    indicator("mechanism of no list", "[M21, M22]", "[M21, M66]", "catalogue_dangling"),
    indicator("double indicator", "population_mongolian:", "population:", "catalogue_duplicate"),
    indicator(
        "double key",
        "{name_en: resident population,",
        "{name_en: a,\n  name_en: b,",
        "catalogue_duplicate",
        "  name_en: b",
    ),
    indicator(
        "composition with a better side",
        "better: none, composition: true",
        "better: higher, composition: true",
        "catalogue_bad_value",
        "population_minority:",
    ),
    indicator(
        "broken YAML",
        FIRST_INDICATOR,
        FIRST_INDICATOR.replace("unit: persons", "unit: [persons]]"),
        "unreadable_file",
        "  unit: [persons]]",
    ),
    Broken(
        "unknown section", MECHANISMS, ",结对关系,A,", ",结对关系,Z,", "catalogue_dangling", "M01,"
    ),
    Broken(
        "unknown column of mechanisms",
        MECHANISMS,
        "outcome,",
        "result,",
        "catalogue_unknown_key",
        "M65,",
    ),
    Broken("double mechanism", MECHANISMS, "M02,", "M01,", "catalogue_duplicate", "M01,"),
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
        "      reference: Counterpart product rules, data ethics 2; usual in official statistics\n",
        "",
        "catalogue_unreferenced",
        "disclosure_threshold:",
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
        "    - from: 1996-01-01\n      value: 10\n      reference",
        "    value: 10\n    reference",
        "catalogue_bad_value",
        "disclosure_threshold:",
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

BROKEN_FORMS = (
    Broken(
        "unknown key of a form",
        HOSPITAL,
        "  every:",
        "  often:",
        "catalogue_unknown_key",
        "hospital_month:",
    ),
    Broken(
        "how often is no code",
        HOSPITAL,
        "every: month",
        "every: moon",
        "catalogue_dangling",
        "hospital_month:",
    ),
    Broken(
        "form without reporter",
        HOSPITAL,
        "  reporter_zh: 医院统计部门\n",
        "",
        "catalogue_missing_key",
        "hospital_month:",
    ),
    Broken(
        "mechanism of no list",
        HOSPITAL,
        "mechanisms: [M38",
        "mechanisms: [M83",
        "catalogue_dangling",
        "hospital_month:",
    ),
    Broken(
        "due days that are no number",
        HOSPITAL,
        "due_days: 10",
        "due_days: soon",
        "catalogue_bad_value",
        "hospital_month:",
    ),
    Broken(
        "form of another file",
        HOSPITAL,
        "hospital_month:",
        "agreements:",
        "catalogue_duplicate",
        "agreements:",
    ),
    Broken(
        "column of an unknown indicator",
        HOSPITAL,
        "{value: outpatient_visits,",
        "{value: outpatients,",
        "catalogue_dangling",
        "    - {value: outpatients,",
    ),
    Broken(
        "unknown key of a column",
        HOSPITAL,
        "{value: outpatient_visits, title_en",
        "{value: outpatient_visits, heading: x, title_en",
        "catalogue_unknown_key",
        "    - {value: outpatient_visits, heading",
    ),
    Broken(
        "fixed value of no list",
        HOSPITAL,
        "role: actual",
        "role: actuall",
        "catalogue_dangling",
        "hospital_month:",
    ),
    Broken(
        "key that is no column",
        HOSPITAL,
        "key: [subject",
        "key: [hospital",
        "catalogue_dangling",
        "hospital_month:",
    ),
    Broken(
        "line of an unknown kind",
        "forms/energy.yaml",
        "kind: natural_gas",
        "kind: natural_gass",
        "catalogue_dangling",
        "    - {kind: natural_gass",
    ),
)
