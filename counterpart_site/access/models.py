"""Accounts, their roles on a side of a programme, and the tokens that stand for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from counterpart_site.records.models import Chain


class Side(models.TextChoices):
    """The two sides of a programme."""

    A = "a", "side A"
    B = "b", "side B"


class Role(models.TextChoices):
    """What an account may be in a programme; one account may have several roles."""

    CLERK = "clerk"
    COORDINATOR = "coordinator"
    EVALUATOR = "evaluator"
    ASSESSOR = "assessor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; a new one has no password and signs in by a link."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Make an account; without a password it cannot sign in by one."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of an address, in whatever case it is written."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who signs in. The record never names accounts: it knows roles."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """A role of an account on a side of a programme, from a day until a day.

    `organisation` is the one a clerk reports for. Evaluators, assessors and auditors may have no
    side: they belong to neither.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    side = models.CharField(max_length=1, choices=Side.choices, blank=True)
    organisation = models.TextField(null=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "membership"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "chain", "role", "side"],
                condition=models.Q(until=None),
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(side="") | ~models.Q(role__in=["clerk", "coordinator"]),
                name="membership_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.side}".strip()

    def holds(self, moment: datetime) -> bool:
        """Whether the role was held at `moment`."""
        return self.since <= moment and (self.until is None or moment < self.until)


class Token(models.Model):
    """A secret that stands for an account in the API; only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "token"

    def __str__(self) -> str:
        return self.name
