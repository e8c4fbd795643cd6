"""Layouts: any office's workbook, mapped once and read ever after."""

from counterpart.intake.layouts.deliver import read_with_layout
from counterpart.intake.layouts.document import read_layout
from counterpart.intake.layouts.fingerprint import fingerprint
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.proposal import Proposal
from counterpart.intake.layouts.propose import propose
from counterpart.intake.layouts.read import Extract, extract

__all__ = [
    "Extract",
    "Layout",
    "Places",
    "Proposal",
    "extract",
    "fingerprint",
    "propose",
    "read_layout",
    "read_with_layout",
]
