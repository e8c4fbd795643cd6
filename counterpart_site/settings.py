"""Settings of a site. A site is a folder: its key, its name for a database, its SQLite file.

`COUNTERPART_DATA` names the folder; the commands set it from --data. `DATABASE_URL` puts the record
into PostgreSQL instead of the folder's own SQLite file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from counterpart_site.folder import database_file, secret_key

DATA = Path(os.environ.get("COUNTERPART_DATA") or "counterpart-data").absolute()
SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "counterpart_site.records",
    "counterpart_site.access",
    "counterpart_site.deliveries",
]

# A write asks for the lock when it begins, so two never wait for each other; a commit is on disk
# before a receipt is given; readers and the writer do not block each other.
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": database_file(DATA),
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456; PRAGMA temp_store=FILE;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)
    if os.environ.get("DATABASE_URL")
    else SQLITE
}

AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

# The largest file that may be handed in, in bytes.
UPLOAD_LIMIT = int(os.environ.get("COUNTERPART_UPLOAD_LIMIT", 64 << 20))

# Structured logs: one JSON object a line; what is logged is acts and numbers, never persons.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("COUNTERPART_LOG", "WARNING")},
}
