"""Logs: one JSON object a line, of acts and numbers; no person, and nothing that signs in."""

from __future__ import annotations

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

KEPT = frozenset({"at", "level", "logger", "message", "status_code", "exc_info"})
# The query of an address may hold a link that signs in; an e-mail address is a person.
QUERY = re.compile(r"\?[^\s\"'<>)\]]+")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")


class Nameless(JsonFormatter):
    """Keeps the fields of KEPT alone, with queries and e-mail addresses masked."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        """Fill a line; what others attach to a record (a request, a user) stays out."""
        super().add_fields(log_data, record, message_dict)
        for name in log_data.keys() - KEPT:
            del log_data[name]
        for name in log_data.keys() & {"message", "exc_info"}:
            log_data[name] = masked(str(log_data[name]))


def masked(text: str) -> str:
    """The text without the queries of addresses and without e-mail addresses."""
    return ADDRESS.sub("…@…", QUERY.sub("?…", text))
