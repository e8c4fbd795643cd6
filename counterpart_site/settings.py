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

HOME = Path(__file__).parent
DATA = Path(os.environ.get("COUNTERPART_DATA") or "counterpart-data").absolute()
SECRET_KEY = secret_key(DATA)
DEBUG = False


def _listed(name: str) -> list[str]:
    return [word for word in os.environ.get(name, "").replace(",", " ").split() if word]


ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_listed("COUNTERPART_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _listed("COUNTERPART_HOSTS")]
# Behind a proxy that speaks TLS: cookies go over TLS alone, and the proxy says what was asked.
BEHIND_TLS = bool(os.environ.get("COUNTERPART_TLS"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 12 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "counterpart_site.records",
    "counterpart_site.access",
    "counterpart_site.deliveries",
    "counterpart_site.publishing",
    "counterpart_site.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "counterpart_site.web.middleware.Findings",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "counterpart_site.urls"
WSGI_APPLICATION = "counterpart_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before those of django-allauth, which they replace.
        "DIRS": [HOME / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "counterpart_site.web.reader.around",
            ],
        },
    }
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
# A third language is a line here and a translation file.
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
LOCALE_PATHS = [HOME / "locale"]

STATIC_URL = "static/"
# Pages look as reports do: they share the sheet.
STATICFILES_DIRS = [("report", HOME.parent / "counterpart" / "reports" / "styles")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True

# What is computed from a snapshot never changes: it is kept until the folder is cleared.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "editions": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Nothing but what the site itself serves: no foreign script, style, font or frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sesame.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Counterpart] "
# Wrong passwords are counted by axes, whose page says what happened; this stands far behind it.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,30/5m/key"}
ACCOUNT_ADAPTER = "counterpart_site.web.accounts.adapter.ByInvitation"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Counterpart"
# A link signs in once and for a day.
SESAME_ONE_TIME = True
SESAME_MAX_AGE = 24 * 3600
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "counterpart_site.web.accounts.throttling.address_of"
AXES_LOCKOUT_TEMPLATE = "web/accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
# Who signed in when is not kept, and logs name nobody.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
CSRF_FAILURE_VIEW = "counterpart_site.web.accounts.throttling.form_outdated"

EMAIL_BACKEND = os.environ.get(
    "COUNTERPART_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("COUNTERPART_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("COUNTERPART_EMAIL_PORT", 25))
EMAIL_HOST_USER = os.environ.get("COUNTERPART_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("COUNTERPART_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = bool(os.environ.get("COUNTERPART_EMAIL_TLS"))
DEFAULT_FROM_EMAIL = os.environ.get("COUNTERPART_EMAIL_FROM", "counterpart@localhost")

DJANGO_TABLES2_TEMPLATE = "web/parts/table.html"

# The largest file that may be handed in, in bytes.
UPLOAD_LIMIT = int(os.environ.get("COUNTERPART_UPLOAD_LIMIT", 64 << 20))
# A form of many lines is typed into as many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20

LOG_LEVEL = os.environ.get("COUNTERPART_LOG", "WARNING")
# Structured logs: one JSON object a line; what is logged is acts and numbers, never persons.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "counterpart_site.logs.Nameless",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        }
    },
    # The handler has the level too: what is logged of jobs sets its own.
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "level": LOG_LEVEL}
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
