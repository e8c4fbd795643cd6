"""What every record row is: a revision of a key, put in its place by the chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpart.tables import Table
from counterpart_site.records.fields import QuantityField
from counterpart_site.records.models.chain import Chain


class Row(models.Model):
    """A revision of a row of the contract; added once, never changed.

    `row_key` joins the key columns with U+001F; a programme has its keys to itself. `sequence` is
    the place in the chain at which the row took effect: who recorded it, when and with which
    delivery stands in that entry.
    `digest` is the sha256 of the row's canonical encoding; it stays where law demands that what
    the row said is erased, and `erased` then names the delivery that did so.
    """

    contract: ClassVar[Table]

    row_key = models.TextField()
    revision = models.IntegerField()
    retracted = models.BooleanField()
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, db_index=False, related_name="+")
    sequence = models.IntegerField()
    digest = models.CharField(max_length=64)
    erased = models.IntegerField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["chain", "row_key", "revision"], name="%(class)s_revision"
            ),
        ]
        indexes: ClassVar = [
            # What has later revisions is little: as-of is a scan that passes over these few.
            models.Index(
                fields=["chain", "row_key"],
                name="%(class)s_revised",
                condition=models.Q(revision__gt=1),
            ),
            models.Index(fields=["chain", "sequence"], name="%(class)s_sequence"),
        ]


class Stated(models.Model):
    """Where a fact is stated."""

    source = models.TextField(null=True)
    locator = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta:
        abstract = True


class Named(models.Model):
    """Names by language."""

    name_en = models.TextField()
    name_zh = models.TextField(null=True)
    name_mn = models.TextField(null=True)

    class Meta:
        abstract = True


class Bounded(models.Model):
    """A value with its bounds and the word that makes them."""

    value = QuantityField(null=True)
    low = QuantityField(null=True)
    high = QuantityField(null=True)
    precision = models.TextField(null=True)

    class Meta:
        abstract = True


class Priced(models.Model):
    """What turns a number into money."""

    currency = models.TextField(null=True)
    price_year = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
