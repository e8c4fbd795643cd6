"""Records of projects, milestones, assets."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.fields import QuantityField
from counterpart_site.records.models.row import Named, Priced, Row, Stated


class Project(Stated, Named, Priced, Row):
    """Works with a budget, milestones and results."""

    contract = TABLES["projects"]

    project = models.TextField()
    programme = models.TextField(null=True)
    pairing = models.TextField(null=True)
    sector = models.TextField(null=True)
    place = models.TextField(null=True)
    lead = models.TextField(null=True)
    sponsor_sector = models.TextField(null=True)
    status = models.TextField(null=True)
    planned_start = models.DateField(null=True)
    planned_end = models.DateField(null=True)
    actual_start = models.DateField(null=True)
    actual_end = models.DateField(null=True)
    budget = QuantityField(null=True)
    serves = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_projects"


class Milestone(Stated, Row):
    """Steps of a project."""

    contract = TABLES["milestones"]

    project = models.TextField()
    milestone = models.TextField()
    name_en = models.TextField(null=True)
    name_zh = models.TextField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_milestones"


class Asset(Stated, Named, Row):
    """What projects built and who owns it."""

    contract = TABLES["assets"]

    asset = models.TextField()
    project = models.TextField(null=True)
    kind = models.TextField(null=True)
    place = models.TextField(null=True)
    owner_share_a = models.FloatField(null=True)
    owner_share_b = models.FloatField(null=True)
    state = models.TextField(null=True)
    state_on = models.DateField(null=True)
    handover_on = models.DateField(null=True)
    capacity = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_assets"
