"""The chain of a programme: every act that changed the record, each sealing all before it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Chain(models.Model):
    """A programme's chain. `side_a`, `side_b` are the parties of its two sides.

    `length` and `head` are those of the newest entry; whoever extends the chain holds this row.
    """

    programme = models.TextField(unique=True)
    side_a = models.TextField()
    side_b = models.TextField()
    length = models.IntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "chain"

    def __str__(self) -> str:
        return self.programme


class Entry(models.Model):
    """An act in the chain: an acceptance by a side, a countersignature, an erasure, a catalogue.

    `rows` gives the rows that took effect with it: table -> [number, digest over them].
    `role` is the role in which it was done; `actor` numbers the account, on this site alone.
    """

    class Act(models.TextChoices):
        """What was done."""

        ACCEPTANCE = "acceptance"
        COUNTERSIGNATURE = "countersignature"
        ERASURE = "erasure"
        CATALOGUE = "catalogue"

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    sequence = models.IntegerField()
    act = models.CharField(max_length=20, choices=Act.choices)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    at = models.DateTimeField()
    role = models.TextField()
    actor = models.BigIntegerField(null=True)
    sides = models.CharField(max_length=2)
    delivery = models.IntegerField(null=True)
    content = models.CharField(max_length=64, null=True)
    form = models.TextField(null=True)
    catalogue = models.CharField(max_length=16)
    statement = models.TextField(default="")
    rows = models.JSONField(default=dict)
    signed_sequence = models.IntegerField(null=True)
    signed_head = models.CharField(max_length=64, null=True)

    class Meta:
        db_table = "chain_entry"
        ordering: ClassVar = ["chain", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="entry_place"),
            models.UniqueConstraint(fields=["head"], name="entry_head"),
        ]

    def __str__(self) -> str:
        return f"{self.chain.programme} {self.sequence}"


class CatalogueVersion(models.Model):
    """The files of a catalogue that was in force: a zip, by the version that entries name."""

    version = models.CharField(max_length=16, primary_key=True)
    files = models.BinaryField()

    class Meta:
        db_table = "catalogue_version"

    def __str__(self) -> str:
        return self.version
