"""Lines of a form between page, draft, record and file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms import Asked, asked_of, id_column, neutral
from counterpart.intake.forms.asked import FIGURES
from counterpart.intake.forms.choices import BETWEEN
from counterpart.intake.forms.neutral import unguarded
from counterpart.periods import Period
from counterpart_site.deliveries.models import Delivery

# The most lines that a page shows; more are better filled in as a workbook.
MOST = 200
NAME = re.compile(r"^line-(\d{1,4})-(\w+)$")
Line = dict[str, str]
# What is said of one figure alone.
SAID = ("note", "precision", "locator", "code")
# What is mostly the same from line to line.
SAME = ("kind", "indicator", "start_on", "end_on", "currency")


def posted_lines(posted: Mapping[str, str], form: Form, catalogue: Catalogue) -> list[Line]:
    """The lines of a posted page; of a label of a list its code is kept.

    Lines that are wholly empty are kept: somebody added them to fill them in.
    """
    asked = {each.key: each for each in asked_of(form, catalogue)}
    own = id_column(form)
    lines: dict[int, Line] = {}
    for name, text in posted.items():
        match = NAME.match(name)
        if match is None or (match[2] not in asked and match[2] != own):
            continue
        line = lines.setdefault(int(match[1]), {})
        cell = " ".join(text.split())
        if cell:
            listed = match[2] in asked and asked[match[2]].listed
            line[match[2]] = cell.split(BETWEEN)[0] if listed else cell
    return [lines[number] for number in sorted(lines)]


def as_csv(form: Form, catalogue: Catalogue, lines: Iterable[Line]) -> bytes:
    """Lines as the CSV of the form that is handed in; empty lines are left out."""
    asked = asked_of(form, catalogue)
    told = [line for line in lines if any(line.values())]
    own = id_column(form)
    with_ids = own is not None and any(line.get(own) for line in told)
    keys = ([own] if own and with_ids else []) + [each.key for each in asked]
    plain = {each.key for each in asked if _is_figure(each)}
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(keys)
    for line in told:
        cells = [(key, line.get(key, "")) for key in keys]
        writer.writerow([text if key in plain else neutral(text) for key, text in cells])
    return file.getvalue().encode()


def lines_of(delivery: Delivery, form: Form, catalogue: Catalogue) -> list[Line] | None:
    """The lines of a delivery that was typed, or handed in as such a CSV; None for others."""
    content = delivery.payload.content
    if not delivery.file_name.lower().endswith(".csv") or content is None:
        return None
    try:
        rows = list(csv.reader(io.StringIO(bytes(content).decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return None
    known = {each.key for each in asked_of(form, catalogue)} | {id_column(form) or ""}
    if not rows or not set(rows[0]) <= known or len(rows) > MOST + 1:
        return None
    found = [dict(zip(rows[0], map(unguarded, row), strict=False)) for row in rows[1:] if row]
    return [{key: text for key, text in line.items() if text} for line in found]


def next_lines(
    form: Form, catalogue: Catalogue, recorded: Sequence[Line], period: Period | None, reporter: str
) -> list[Line]:
    """Lines to fill in for a period: those of the last one without their figures, else one.

    `reporter` is the organisation that such a line is about; empty where it is none.
    """
    asked = asked_of(form, catalogue)
    dates = _dates(asked, period)
    last = newest_period(recorded)
    if not last or not dates:
        return [{**_own(asked, reporter), **dates}]
    kept = [each.key for each in asked if not _is_figure(each) and each.key not in SAID]
    same = [line for line in recorded if line.get("end_on") == last]
    found = [{key: line[key] for key in kept if line.get(key)} | dates for line in same]
    return found[:MOST]


def line_after(lines: Sequence[Line]) -> Line:
    """A new line, with what is likely the same as in the last one."""
    last = lines[-1] if lines else {}
    return {key: last[key] for key in SAME if key in last}


def newest_period(recorded: Iterable[Line]) -> str:
    """The last day that recorded lines are for; empty where they tell none."""
    return max((line.get("end_on", "") for line in recorded), default="")


def periods_of(recorded: Iterable[Line]) -> list[str]:
    """The last days of the periods on record, the newest first."""
    return sorted({line["end_on"] for line in recorded if line.get("end_on")}, reverse=True)


def _is_figure(asked: Asked) -> bool:
    return bool(asked.entry) or asked.key in FIGURES


def _dates(asked: Sequence[Asked], period: Period | None) -> Line:
    keys = {each.key for each in asked}
    if period is None or period.start is None or "end_on" not in keys:
        return {}
    dates = {"end_on": period.end.isoformat()}
    return {"start_on": period.start.isoformat(), **dates} if "start_on" in keys else dates


def _own(asked: Sequence[Asked], reporter: str) -> Line:
    """Lines of observations are usually about the organisation that reports them."""
    subject = next((each for each in asked if each.key == "subject"), None)
    about = subject and subject.listed == "organisations" and reporter
    return {"subject": reporter} if about else {}
