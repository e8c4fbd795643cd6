"""The digest: what waits, what is late and what is new, by e-mail to each coordinator.

A letter may lie on any machine: it holds numbers of deliveries, names of forms and days; no figure
of the record, no name of a person.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.deliveries.lateness import Expected, lateness
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.waiting import returned_since, waiting
from counterpart_site.publishing.models import Digest
from counterpart_site.records.models import Chain, Entry

log = logging.getLogger("counterpart.digest")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one coordinator, in their language."""

    account: Account
    subject: str
    text: str


def coordinators(chain: Chain, email: str | None = None) -> list[Account]:
    """The coordinators of a programme now; the one with an address, where it is named.

    InputError: unknown_account, action_refused (no coordinator of the programme).
    """
    if email is not None:
        account = Account.objects.filter(email=email.lower()).first()
        if account is None:
            raise InputError([finding("unknown_account", value=email)])
        return [ask("read inbox", account, chain).account]
    now = timezone.now()
    held = Membership.objects.filter(chain=chain, role=Role.COORDINATOR, account__is_active=True)
    accounts = {each.account_id: each.account for each in held.order_by("pk") if each.holds(now)}
    return list(accounts.values())


def digest(chain: Chain, account: Account, language: str = "", site: str = "") -> Letter:
    """How a programme stands for a coordinator; `language` instead of that of the account.

    InputError (action_refused) where the account is no coordinator of it.
    """
    side = ask("read inbox", account, chain).side
    last = Digest.objects.filter(chain=chain, account=account).first()
    entries = Entry.objects.filter(chain=chain).exclude(role="system")
    new = entries.filter(at__gt=last.sent_at) if last else entries
    found = waiting(chain, side)
    late = lateness(chain, timezone.now().date())
    with override(language or account.language):
        chinese = (language or account.language).startswith("zh")
        words = {
            "programme": chain.programme,
            "since": last.sent_at if last else None,
            "here": [(each, _what(each, chinese)) for each in found.here],
            "there": [(each, _what(each, chinese)) for each in found.there],
            "late": _issues(late.late, chinese),
            "acceptances": new.filter(act=Entry.Act.ACCEPTANCE).count(),
            "signatures": new.filter(act=Entry.Act.COUNTERSIGNATURE).count(),
            "erasures": new.filter(act=Entry.Act.ERASURE).count(),
            "returned": returned_since(chain, last.sent_at) if last else 0,
            "site": site,
        }
        subject = _("%(programme)s: %(here)d to decide, %(late)d late") % {
            "programme": chain.programme,
            "here": len(found.here),
            "late": len(late.late),
        }
        text = render_to_string("publishing/digest.txt", words)
    return Letter(account, f"[Counterpart] {subject}", text)


def send(chain: Chain, letter: Letter) -> None:
    """Send a letter, and remember when: the next one says what is new since."""
    send_mail(letter.subject, letter.text, None, [letter.account.email])
    Digest.objects.create(chain=chain, account=letter.account)
    log.info("digest", extra={"programme": chain.programme})


def _what(delivery: Delivery, chinese: bool) -> str:
    form = load_catalogue().forms.get(delivery.form or "")
    if form is None:
        return str(delivery.kind)
    return form.name_zh if chinese else form.name_en


def _issues(found: Sequence[Expected], chinese: bool) -> list[tuple[str, Expected]]:
    return [(each.form.name_zh if chinese else each.form.name_en, each) for each in found]
