"""Records of programmes, stages."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Named, Row, Stated


class Programme(Stated, Named, Row):
    """Long cooperations between two sides."""

    contract = TABLES["programmes"]

    programme = models.TextField()
    side_a = models.TextField()
    side_b = models.TextField()

    class Meta(Row.Meta):
        db_table = "record_programmes"


class Stage(Stated, Row):
    """Dated stages of a programme."""

    contract = TABLES["stages"]

    programme = models.TextField()
    stage = models.TextField()
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    name_en = models.TextField(null=True)
    name_zh = models.TextField(null=True)
    description = models.TextField(null=True)
    shifts = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_stages"
