"""Records of observations."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Bounded, Priced, Row, Stated


class Observation(Stated, Bounded, Priced, Row):
    """Values of indicators for a subject in a period."""

    contract = TABLES["observations"]

    observation = models.TextField()
    indicator = models.TextField()
    subject_type = models.TextField()
    subject = models.TextField()
    start_on = models.DateField(null=True)
    end_on = models.DateField()
    code = models.TextField(null=True)
    role = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_observations"
