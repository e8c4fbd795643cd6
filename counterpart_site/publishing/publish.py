"""Publishing: a moment of the record that everybody may read from now on, until it is withdrawn."""

from __future__ import annotations

from django.utils import timezone

from counterpart.engine.progress import Progress, silent
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.publishing.editions import edition_at, make
from counterpart_site.publishing.models import Publication
from counterpart_site.records.models import Chain


def publish(
    chain: Chain, account: Account | None = None, progress: Progress = silent
) -> Publication:
    """Publish what is known of a programme now; the system publishes where no `account` is given.

    The same moment is published once. InputError: action_refused.
    """
    if account is not None:
        ask("publish", account, chain)
    edition = make(edition_at(chain), progress)
    held = {"chain": chain, "sequence": edition.sequence, "root": edition.root}
    found = Publication.objects.filter(**held, withdrawn_at=None).first()
    return found or Publication.objects.create(**held, published_by=account)


def withdraw(publication: Publication, account: Account) -> None:
    """Take a publication back: nobody but members reads it any more. InputError: action_refused."""
    ask("publish", account, publication.chain)
    publication.withdrawn_at = timezone.now()
    publication.save(update_fields=["withdrawn_at"])
