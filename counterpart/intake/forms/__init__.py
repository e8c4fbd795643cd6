"""Delivery forms as files: templates to fill in, and their lines read back as contract rows."""

from counterpart.intake.forms.asked import Asked, asked_of, id_column
from counterpart.intake.forms.ids import line_of
from counterpart.intake.forms.lines import Lines, Reporting
from counterpart.intake.forms.take import take_lines
from counterpart.intake.forms.template import write_template

__all__ = [
    "Asked",
    "Lines",
    "Reporting",
    "asked_of",
    "id_column",
    "line_of",
    "take_lines",
    "write_template",
]
