"""Records of stories."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Row, Stated


class Story(Stated, Row):
    """Narrated cases, with consent."""

    contract = TABLES["stories"]

    story = models.TextField()
    title_en = models.TextField()
    title_zh = models.TextField(null=True)
    text = models.TextField(null=True)
    place = models.TextField(null=True)
    date = models.DateField(null=True)
    consent = models.TextField()
    takedown_on = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_stories"
