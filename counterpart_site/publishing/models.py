"""What of the record everybody may read: the moments that a programme has published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from counterpart_site.access.models import Account
from counterpart_site.records.models import Chain


class Publication(models.Model):
    """A moment of a programme's record that anybody may read, from a day until it is withdrawn.

    `sequence` is the place in the chain, `root` the content root of the snapshot of that moment.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="publications")
    sequence = models.BigIntegerField()
    root = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "publication"
        ordering: ClassVar = ["-sequence", "-pk"]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class Digest(models.Model):
    """That a coordinator was told by e-mail how a programme stands, and when."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="digests")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "digest"
        ordering: ClassVar = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.chain} {self.sent_at:%Y-%m-%d}"
