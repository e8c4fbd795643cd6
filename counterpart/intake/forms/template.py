"""Templates: a workbook in which an office fills in a delivery form, in both languages.

The sheet to fill in has five rows above its lines: keys for machines, titles in both languages, an
example, units. Everything else is unlocked by column, so that a new row is as free as the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms.asked import FIGURES, Asked, asked_of, id_column
from counterpart.intake.forms.choices import Choice, choices_of
from counterpart.intake.forms.lines import Lists, Reporting
from counterpart.intake.forms.machine import (
    EXAMPLE,
    FORM_SHEET,
    LISTS_SHEET,
    first_column,
    key_text,
    machine_rows,
)
from counterpart.intake.forms.wording import (
    NOT_LISTED,
    WRONG_DATE,
    WRONG_NUMBER,
    asks,
    instructions,
    prompt,
    short,
)
from counterpart.tables import TABLES

FILL_IN = "填报 fill in"
READ_ME = "说明 read me"
KEYS, TITLE_ZH, TITLE_EN, SAMPLE, UNITS, FIRST = range(6)
ROOM = 5000
A4, A3 = 9, 8
WIDE = 10
FREE = {
    "insert_rows": True,
    "delete_rows": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
}


def write_template(
    form: Form,
    catalogue: Catalogue,
    target: Path,
    *,
    lists: Lists | None = None,
    rows: Sequence[Mapping[str, str]] | None = None,
    reporting: Reporting | None = None,
) -> None:
    """Write the template of a form to `target` (.xlsx).

    `lists` are the drop-downs of the register (places, organisations, projects, ...). `rows` are
    lines that are filled in beforehand: cells by the keys of the form, the id of the line by the
    key of the table; their ids can no longer be changed. `reporting` is kept in the file.
    Raises OSError where the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        # The same form gives the same bytes on any day.
        book.set_properties({"title": f"{form.name_zh} {form.name_en}", "comments": form.code})
        _Template(book, form, catalogue, lists or {}, rows or (), reporting).write()


class _Template:
    """One workbook while it is written."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        form: Form,
        catalogue: Catalogue,
        lists: Lists,
        rows: Sequence[Mapping[str, str]],
        reporting: Reporting | None,
    ) -> None:
        self.book, self.form, self.catalogue = book, form, catalogue
        self.lists, self.rows, self.reporting = lists, rows, reporting
        self.asked = asked_of(form, catalogue)
        self.choices = {each.key: choices_of(each, form, catalogue, lists) for each in self.asked}
        self.last = FIRST + max(ROOM, len(rows) + 1000) - 1
        self.formats: dict[str, Format] = {}

    def write(self) -> None:
        """All sheets, the one to fill in first."""
        sheet = self.book.add_worksheet(FILL_IN)
        self._heads(sheet)
        self._lines(sheet)
        self._rules(sheet, self._list_sheet())
        self._print(sheet)
        self._read_me()
        self._machine()
        sheet.activate()

    def _format(self, **looks: object) -> Format:
        key = repr(sorted(looks.items()))
        if key not in self.formats:
            base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
            self.formats[key] = self.book.add_format(base | looks)
        return self.formats[key]

    def _heads(self, sheet: Worksheet) -> None:
        machine = self._format(font_size=7, font_color="#767676", bg_color="#F2F2F2")
        title = self._format(bold=True, text_wrap=True, bg_color="#E7ECEF", font_size=11)
        english = self._format(text_wrap=True, bg_color="#E7ECEF")
        sample = self._format(italic=True, font_color="#595959", bg_color="#F2F2F2", text_wrap=True)
        units = self._format(text_wrap=True, bg_color="#E7ECEF", bottom=1, font_size=9)
        marks = ("编号", "id") if id_column(self.form) else ("标记", "mark")
        cells = (first_column(self.form), *marks, EXAMPLE, "单位 unit")
        for row, (cell, look) in enumerate(
            zip(cells, (machine, title, english, sample, units), strict=True)
        ):
            sheet.write_string(row, 0, cell, look)
        for column, each in enumerate(self.asked, start=1):
            star = " *" if each.required else ""
            sheet.write_string(KEYS, column, each.key, machine)
            sheet.write_string(TITLE_ZH, column, each.title_zh + star, title)
            sheet.write_string(TITLE_EN, column, each.title_en + star, english)
            sheet.write_string(UNITS, column, asks(each), units)
            sheet.write_string(SAMPLE, column, self._label(each, self._example(each)), sample)
            sheet.write_comment(
                TITLE_ZH, column, f"{each.help_zh}\n{each.help_en}", {"author": "", "width": 220}
            )
        sheet.set_row(KEYS, 10)
        sheet.set_row(TITLE_ZH, 44)
        sheet.set_row(TITLE_EN, 56)
        sheet.set_row(SAMPLE, 28)
        sheet.set_row(UNITS, 36)

    def _lines(self, sheet: Worksheet) -> None:
        """Unlocked columns, and the lines that are filled in beforehand."""
        locked = self._format(font_color="#767676", bg_color="#F2F2F2", num_format="@", font_size=8)
        sheet.set_column(0, 0, 15, locked)
        own_keys = set() if id_column(self.form) else set(TABLES[self.form.table].key)
        for column, each in enumerate(self.asked, start=1):
            sheet.set_column(column, column, self._width(each), self._open(each))
        for row, cells in enumerate(self.rows, start=FIRST):
            key = id_column(self.form)
            if key and cells.get(key):
                sheet.write_string(row, 0, cells[key], locked)
            for column, each in enumerate(self.asked, start=1):
                value = cells.get(each.key)
                if value:
                    look = locked if each.key in own_keys else self._open(each)
                    self._cell(sheet, row, column, each, value, look)

    def _cell(
        self, sheet: Worksheet, row: int, column: int, asked: Asked, value: str, look: Format
    ) -> None:
        """A figure that a spreadsheet keeps exactly becomes a number; the rest stays text."""
        digits = value.lstrip("-").replace(".", "", 1)
        if self._counts(asked) and digits.isascii() and digits.isdigit() and len(digits) <= 15:
            sheet.write_number(row, column, float(value), look)
        else:
            sheet.write_string(row, column, self._label(asked, value), look)

    def _open(self, asked: Asked) -> Format:
        """Unlocked; dates and codes are text, so that no program completes or shortens them."""
        if self._counts(asked):
            return self._format(locked=False, num_format="General")
        return self._format(locked=False, num_format="@", text_wrap=self._width(asked) > 30)

    def _rules(self, sheet: Worksheet, ranges: Mapping[str, str]) -> None:
        """Drop-downs, checks of dates and figures, and the message each cell shows."""
        for column, each in enumerate(self.asked, start=1):
            head, text = prompt(each)
            rule: dict[str, object] = {"input_title": head, "input_message": text}
            many = each.column is not None and each.column.many
            if each.key in ranges and not many:
                rule |= {"validate": "list", "source": f"={ranges[each.key]}"}
                rule |= _message(NOT_LISTED)
            elif each.column is not None and each.column.type == "date":
                cell = xlsxwriter.utility.xl_rowcol_to_cell(FIRST, column)
                rule |= {
                    "validate": "custom",
                    "value": f"=OR(ISNUMBER({cell}),AND(LEN({cell})>=4,LEN({cell})<=11,"
                    f"ISNUMBER(VALUE(LEFT({cell},4)))))",
                }
                rule |= _message(WRONG_DATE)
            elif self._counts(each):
                rule |= {
                    "validate": "decimal",
                    "criteria": "between",
                    "minimum": -(10**16),
                    "maximum": 10**16,
                }
                rule |= _message(WRONG_NUMBER)
            else:
                rule |= {"validate": "any"}
            sheet.data_validation(FIRST, column, self.last, column, rule)

    def _list_sheet(self) -> dict[str, str]:
        """The hidden sheet of lists; gives the range of each column that has one."""
        sheet = self.book.add_worksheet(LISTS_SHEET)
        ranges: dict[str, str] = {}
        placed: dict[tuple[Choice, ...], str] = {}
        text = self._format(num_format="@")
        for each in self.asked:
            choices = self.choices[each.key]
            if not choices:
                continue
            if choices not in placed:
                column = 4 * len(placed)
                sheet.write_string(0, column, each.listed or "", text)
                for row, choice in enumerate(choices, start=1):
                    cells = (choice.label, choice.code, choice.name_en, choice.name_zh)
                    for offset, cell in enumerate(cells):
                        sheet.write_string(row, column + offset, cell, text)
                first = xlsxwriter.utility.xl_rowcol_to_cell(1, column, True, True)
                last = xlsxwriter.utility.xl_rowcol_to_cell(len(choices), column, True, True)
                placed[choices] = f"{LISTS_SHEET}!{first}:{last}"
            ranges[each.key] = placed[choices]
        sheet.protect()
        sheet.very_hidden()
        return ranges

    def _print(self, sheet: Worksheet) -> None:
        sheet.freeze_panes(FIRST, 2)
        sheet.autofilter(UNITS, 0, self.last, len(self.asked))
        # Without ids whole lines may be sorted; ids are locked, so nothing can part from them.
        sheet.protect("", FREE | {"sort": not self.rows})
        sheet.set_landscape()
        sheet.set_paper(A3 if len(self.asked) > WIDE else A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLE_ZH, UNITS)
        # Empty lines are not printed: as many as are filled in, and a page to write on.
        sheet.print_area(TITLE_ZH, 0, FIRST + max(len(self.rows), 20), len(self.asked))
        name = f"{self.form.name_zh} {self.form.name_en}".replace("&", "&&")
        sheet.set_footer(f"&L{name}&R&P / &N")
        sheet.hide_gridlines(0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{self._corner()}"})

    def _corner(self) -> str:
        return str(xlsxwriter.utility.xl_rowcol_to_cell(self.last, len(self.asked)))

    def _read_me(self) -> None:
        sheet = self.book.add_worksheet(READ_ME)
        head = self._format(bold=True, font_size=14)
        bold = self._format(bold=True, text_wrap=True)
        text = self._format(text_wrap=True)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, 2, 18)
        sheet.set_column(3, 3, 60)
        sheet.write_string(0, 0, f"{self.form.name_zh} · {self.form.name_en}", head)
        for row, each in enumerate(instructions(self.form, self.catalogue), start=2):
            cells = (each.head_zh, each.zh, each.head_en, each.en)
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, text if column % 2 else bold)
            lines = max(-(-len(each.zh) // 24), -(-len(each.en) // 62))
            sheet.set_row(row, 14 * max(lines, 1) + 4)
        sheet.protect()
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)

    def _machine(self) -> None:
        sheet = self.book.add_worksheet(FORM_SHEET)
        key = id_column(self.form)
        ids = {
            cells[key]: key_text(self.form, cells) for cells in self.rows if key and cells.get(key)
        }
        machine = machine_rows(self.form, self.catalogue, FILL_IN, self.reporting, ids)
        for row, cells in enumerate(machine):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
        sheet.protect()
        sheet.very_hidden()

    def _example(self, asked: Asked) -> str:
        return self.form.example.get(asked.key, "")

    def _label(self, asked: Asked, value: str) -> str:
        """The label of a code, as the drop-down shows it; any other value as it is."""
        if asked.column is not None and asked.column.many:
            return value
        return next(
            (choice.label for choice in self.choices[asked.key] if choice.code == value), value
        )

    def _counts(self, asked: Asked) -> bool:
        return asked.column is not None and asked.column.type in ("decimal", "number", "integer")

    def _width(self, asked: Asked) -> int:
        if asked.key == "currency":
            return 14
        if asked.listed:
            longest = max((len(each.label) for each in self.choices[asked.key]), default=0)
            return min(max(16, longest), 34)
        if asked.column is not None and asked.column.type == "date":
            return 13
        if asked.entry or asked.key in FIGURES:
            return 13
        return 40 if asked.key in ("text", "statement", "statement_zh", "note") else 22


def _message(words: tuple[str, str]) -> dict[str, object]:
    """A message that warns: what a list does not know can still be right."""
    return {"error_title": short(words[0], 32), "error_message": words[1], "error_type": "warning"}
