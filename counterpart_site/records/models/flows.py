"""Records of flows."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Bounded, Priced, Row, Stated


class Flow(Stated, Bounded, Priced, Row):
    """Dated quantities from one party to another."""

    contract = TABLES["flows"]

    flow = models.TextField()
    kind = models.TextField()
    origin = models.TextField()
    destination = models.TextField()
    origin_organisation = models.TextField(null=True)
    destination_organisation = models.TextField(null=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField()
    money_stage = models.TextField(null=True)
    account = models.TextField(null=True)
    batch = models.TextField(null=True)
    project = models.TextField(null=True)
    pairing = models.TextField(null=True)
    derived_from = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_flows"
