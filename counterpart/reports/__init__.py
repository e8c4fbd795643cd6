"""Reports: what a snapshot says, as one printable file whose every number leads to its source."""

from counterpart.reports.document import write_report

__all__ = ["write_report"]
