"""Records of sources."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Row


class Source(Row):
    """Documents and data sets that facts were taken from."""

    contract = TABLES["sources"]

    source = models.TextField()
    title = models.TextField()
    publisher = models.TextField(null=True)
    published_on = models.DateField(null=True)
    language = models.TextField(null=True)
    address = models.TextField(null=True)
    sha256 = models.TextField(null=True)
    licence = models.TextField(null=True)
    source_kind = models.TextField(null=True)
    locator = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_sources"
