"""The site as a WSGI application; `counterpart site serve` runs it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart_site.settings")
application = get_wsgi_application()
