"""Records of engagements, needs, offers, matches."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.fields import QuantityField
from counterpart_site.records.models.row import Row, Stated


class Engagement(Stated, Row):
    """Planned or held activities."""

    contract = TABLES["engagements"]

    engagement = models.TextField()
    kind = models.TextField()
    mode = models.TextField(null=True)
    origin = models.TextField(null=True)
    destination = models.TextField(null=True)
    origin_organisation = models.TextField(null=True)
    destination_organisation = models.TextField(null=True)
    name_en = models.TextField(null=True)
    name_zh = models.TextField(null=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    headcount = QuantityField(null=True)
    low = QuantityField(null=True)
    high = QuantityField(null=True)
    precision = models.TextField(null=True)
    batch = models.TextField(null=True)
    capability = models.TextField(null=True)
    status = models.TextField()
    project = models.TextField(null=True)
    pairing = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_engagements"


class Need(Stated, Row):
    """What one side asks for."""

    contract = TABLES["needs"]

    need = models.TextField()
    capability = models.TextField()
    quantity = QuantityField(null=True)
    place = models.TextField(null=True)
    organisation = models.TextField(null=True)
    window_start = models.DateField(null=True)
    window_end = models.DateField(null=True)
    priority = models.BigIntegerField(null=True)

    class Meta(Row.Meta):
        db_table = "record_needs"


class Offer(Stated, Row):
    """What the other side can give."""

    contract = TABLES["offers"]

    offer = models.TextField()
    capability = models.TextField()
    quantity = QuantityField(null=True)
    place = models.TextField(null=True)
    organisation = models.TextField(null=True)
    window_start = models.DateField(null=True)
    window_end = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_offers"


class Match(Stated, Row):
    """Links of a need and an offer."""

    contract = TABLES["matches"]

    match = models.TextField()
    need = models.TextField()
    offer = models.TextField()
    status = models.TextField()
    reason = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_matches"
