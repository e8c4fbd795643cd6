"""Letters to members: plain text, in the language of the account."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from counterpart_site.access.models import Account
from counterpart_site.records.models import Chain


def send_link(request: HttpRequest, account: Account, chain: Chain, link: str) -> bool:
    """Send a person the link that signs them in; whether the letter could be handed over."""
    with override(account.language):
        words = {"link": link, "programme": chain.programme, "site": request.get_host()}
        text = render_to_string("web/accounts/link_letter.txt", words)
        subject = "[Counterpart] " + _("Your sign-in link")
    try:
        send_mail(subject, text, None, [account.email])
    except (OSError, SMTPException):
        return False
    return True
