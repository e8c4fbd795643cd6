"""What was handed in, what was found in it, and each step it took."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from counterpart_site.access.models import Account, Side
from counterpart_site.records.models import Chain


class Payload(models.Model):
    """The bytes of a delivery by their sha256; null once law demanded that they be erased."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    content = models.BinaryField(null=True)
    erased = models.IntegerField(null=True)

    class Meta:
        db_table = "delivery_payload"

    def __str__(self) -> str:
        return self.sha256


class Layout(models.Model):
    """How the columns of an office's own workbook are read, remembered for who sends it."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="layouts")
    reporter = models.TextField()
    name = models.TextField()
    document = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "delivery_layout"
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """A file or form handed in; what it holds never changes.

    `needs` names the sides whose acceptance it waits for or has had. `findings` and `preview` are
    what the last check found, with the record as it was at `seen` (length and head of the chain).
    The draft of an agreement `answers` the one that it counters.
    """

    class Kind(models.TextChoices):
        """What was handed in."""

        FORM = "form"
        TABLES = "tables"
        LAYOUT = "layout"
        WITHDRAWAL = "withdrawal"
        AGREEMENT = "agreement"

    class Status(models.TextChoices):
        """Where it stands."""

        RECEIVED = "received"
        REFUSED = "refused"
        CHECKED = "checked"
        PART = "partly accepted"
        ACCEPTED = "accepted"
        RETURNED = "returned"
        DISCARDED = "discarded"

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    form = models.TextField(null=True)
    layout = models.ForeignKey(Layout, null=True, on_delete=models.PROTECT)
    reporter = models.TextField()
    side = models.CharField(max_length=1, choices=Side.choices, blank=True)
    author = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT)
    file_name = models.TextField()
    received_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.RECEIVED)
    needs = models.CharField(max_length=2, default="")
    accepted = models.CharField(max_length=2, default="")
    findings = models.JSONField(default=list)
    preview = models.JSONField(null=True)
    seen_length = models.IntegerField(null=True)
    seen_head = models.CharField(max_length=64, null=True)
    answers = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="answered_by"
    )

    class Meta:
        db_table = "delivery"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["chain", "status"], name="delivery_status")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def is_system(self) -> bool:
        """Whether the site itself delivered it, for both sides."""
        return not self.side

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.status in (self.Status.RECEIVED, self.Status.CHECKED, self.Status.PART)


class Staged(models.Model):
    """The rows of a checked delivery, a table each, as Parquet."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="staged")
    table = models.TextField()
    parquet = models.BinaryField()

    class Meta:
        db_table = "delivery_staged"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "table"], name="staged_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} of {self.delivery_id}"


class Step(models.Model):
    """A step of a delivery's life: who did what in which role, and what they said."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)
    role = models.TextField()
    side = models.CharField(max_length=1, blank=True)
    actor = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    comment = models.TextField(default="")
    sequence = models.IntegerField(null=True)

    class Meta:
        db_table = "delivery_step"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class Assignment(models.Model):
    """That an office or place of a side reports a form from a day until a day: of the site alone.

    A stated one goes before what is expected of whoever handed the form in before.
    """

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="assignments")
    side = models.CharField(max_length=1, choices=Side.choices)
    reporter = models.TextField()
    form = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "delivery_assignment"
        ordering: ClassVar = ["side", "reporter", "form", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["chain", "reporter", "form"],
                condition=models.Q(until=None),
                name="assigned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.reporter}"


class Draft(models.Model):
    """Lines typed into a form and not handed in yet; `version` counts how often they were saved.

    `lines` holds a mapping a line, from the form's keys to text. Where two windows wrote at once
    there are two drafts of the form.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="+")
    form = models.TextField()
    reporter = models.TextField()
    lines = models.JSONField(default=list)
    version = models.IntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "delivery_draft"
        ordering: ClassVar = ["-saved_at", "-id"]

    def __str__(self) -> str:
        return f"{self.form} {self.saved_at:%Y-%m-%d %H:%M}"


class Upload(models.Model):
    """An office's own workbook that waits for somebody to say what its columns are.

    `document` is the layout as far as it was said.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="uploads")
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="+")
    form = models.TextField()
    reporter = models.TextField()
    file_name = models.TextField()
    content = models.BinaryField()
    document = models.JSONField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "delivery_upload"
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name
