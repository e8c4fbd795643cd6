"""Delivery forms as files: templates to fill in, and their lines read back as contract rows."""

from counterpart.intake.forms.asked import Asked, asked_of, id_column
from counterpart.intake.forms.check_form import as_filed, check_form, once
from counterpart.intake.forms.ids import line_of
from counterpart.intake.forms.lines import Lines, Lists, Reporting
from counterpart.intake.forms.neutral import neutral
from counterpart.intake.forms.read import read_form
from counterpart.intake.forms.recognise import recognise
from counterpart.intake.forms.take import take_lines
from counterpart.intake.forms.template import write_template

__all__ = [
    "Asked",
    "Lines",
    "Lists",
    "Reporting",
    "as_filed",
    "asked_of",
    "check_form",
    "id_column",
    "line_of",
    "neutral",
    "once",
    "read_form",
    "recognise",
    "take_lines",
    "write_template",
]
