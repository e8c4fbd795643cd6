"""Records of agreements, commitments."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.fields import QuantityField
from counterpart_site.records.models.row import Priced, Row, Stated


class Agreement(Stated, Row):
    """Signed documents."""

    contract = TABLES["agreements"]

    agreement = models.TextField()
    title_en = models.TextField()
    title_zh = models.TextField(null=True)
    signed_on = models.DateField(null=True)
    date_precision = models.TextField(null=True)
    term_start = models.DateField(null=True)
    term_end = models.DateField(null=True)
    programme = models.TextField(null=True)
    parties = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_agreements"


class Commitment(Stated, Priced, Row):
    """What an agreement promises, a row for every reading."""

    contract = TABLES["commitments"]

    commitment = models.TextField()
    reading = models.TextField()
    chosen = models.BooleanField()
    agreement = models.TextField(null=True)
    kind = models.TextField()
    rule = models.TextField()
    base = QuantityField(null=True)
    base_year = models.BigIntegerField(null=True)
    first_step = models.BigIntegerField(null=True)
    rate = models.FloatField(null=True)
    steps = models.TextField(null=True)
    cap = QuantityField(null=True)
    per_group = models.TextField(null=True)
    of_commitment = models.TextField(null=True)
    start_on = models.DateField()
    end_on = models.DateField()
    origin = models.TextField(null=True)
    destination = models.TextField(null=True)
    account = models.TextField(null=True)
    owner = models.TextField(null=True)
    measure = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_commitments"
