"""Records of pairings."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Row, Stated


class Pairing(Stated, Row):
    """Dated ties between two parties."""

    contract = TABLES["pairings"]

    pairing = models.TextField()
    programme = models.TextField(null=True)
    level = models.TextField()
    side_a = models.TextField(null=True)
    side_b = models.TextField(null=True)
    parent = models.TextField(null=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    agreement = models.TextField(null=True)
    certainty = models.TextField()
    evidence_years = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_pairings"
