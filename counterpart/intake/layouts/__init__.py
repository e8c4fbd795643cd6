"""Layouts: any office's workbook, mapped once and read ever after."""

from counterpart.intake.layouts.deliver import read_with_layout
from counterpart.intake.layouts.document import read_layout
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.read import Extract, extract

__all__ = ["Extract", "Layout", "Places", "extract", "read_layout", "read_with_layout"]
