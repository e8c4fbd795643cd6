"""Records of organisations."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Named, Row, Stated


class Organisation(Stated, Named, Row):
    """Offices, hospitals, schools, firms, associations, parks."""

    contract = TABLES["organisations"]

    organisation = models.TextField()
    kind = models.TextField()
    sector = models.TextField(null=True)
    place = models.TextField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_organisations"
