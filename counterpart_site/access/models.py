"""Accounts, their roles on a side of a programme, and the tokens that stand for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from counterpart_site.records.models import Chain


class Side(models.TextChoices):
    """The two sides of a programme."""

    A = "a", _("side A")
    B = "b", _("side B")


class Role(models.TextChoices):
    """What an account may be in a programme; one account may have several roles."""

    CLERK = "clerk", _("clerk")
    COORDINATOR = "coordinator", _("coordinator")
    EVALUATOR = "evaluator", _("evaluator")
    ASSESSOR = "assessor", _("assessor")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


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
    """Somebody who signs in. The record never names accounts: it knows roles.

    `language` is that of letters to them. Sessions begun before `signed_out_at` are over.
    """

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=10, default="en")
    signed_out_at = models.DateTimeField(null=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """What a session is compared with: it ends with the password, and with `signed_out_at`."""
        end = self.signed_out_at.isoformat() if self.signed_out_at else ""
        return salted_hmac(super().get_session_auth_hash(), end, algorithm="sha256").hexdigest()


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


class Contact(models.Model):
    """Who is reached for what, on a side of a programme: of the site alone, never of the record.

    It stands until the day `expires_on`; then it is removed.
    """

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="contacts")
    side = models.CharField(max_length=1, choices=Side.choices)
    organisation = models.TextField()
    name = models.TextField()
    duty = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    purpose = models.TextField()
    expires_on = models.DateField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "contact"
        ordering: ClassVar = ["side", "organisation", "name", "pk"]

    def __str__(self) -> str:
        return self.name
