"""Intake: files and folders become a store of contract tables, or findings that say why not."""

from counterpart.intake.check import Checked, check

__all__ = ["Checked", "check"]
