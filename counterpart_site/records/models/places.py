"""Records of places, place changes, groups, group members."""

from django.db import models

from counterpart.tables import TABLES
from counterpart_site.records.models.row import Named, Row, Stated


class Place(Stated, Named, Row):
    """Administrative areas, dated."""

    contract = TABLES["places"]

    place = models.TextField()
    level = models.TextField()
    parent = models.TextField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_places"


class PlaceChange(Stated, Row):
    """Merged, split and renamed areas."""

    contract = TABLES["place_changes"]

    from_place = models.TextField()
    to_place = models.TextField()
    on = models.DateField(null=True)
    share = models.FloatField()
    basis = models.TextField(null=True)

    class Meta(Row.Meta):
        db_table = "record_place_changes"


class Group(Stated, Named, Row):
    """Named sets of places."""

    contract = TABLES["groups"]

    group = models.TextField()

    class Meta(Row.Meta):
        db_table = "record_groups"


class GroupMember(Stated, Row):
    """Which places a group holds, from when to when."""

    contract = TABLES["group_members"]

    group = models.TextField()
    place = models.TextField()
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)

    class Meta(Row.Meta):
        db_table = "record_group_members"
