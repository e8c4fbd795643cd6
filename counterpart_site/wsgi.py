"""The site as a WSGI application; `counterpart site serve` runs it."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart_site.settings")
application = get_wsgi_application()
# Before the first request, which would wait for it: the pages, and what evaluates.
for name in ("counterpart_site.urls", "ibis.backends.duckdb"):
    import_module(name)
