"""Records of claims."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Bounded, Row


class Claim(Bounded, Row):
    """Figures as stated in a document."""

    contract = TABLES["claims"]

    claim = models.TextField()
    source = models.TextField()
    locator = models.TextField(null=True)
    statement = models.TextField()
    statement_zh = models.TextField(null=True)
    status = models.TextField()
    subject = models.TextField(null=True)
    origin = models.TextField(null=True)
    destination = models.TextField(null=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    decimals = models.BigIntegerField(null=True)
    code = models.TextField(null=True)
    unit = models.TextField(null=True)
    check_expression = models.TextField(null=True, db_column="check")
    ambiguity = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_claims"
