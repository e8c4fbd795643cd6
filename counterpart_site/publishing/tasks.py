"""Jobs of publishing, done by the worker beside the server."""

from django_tasks import task

from counterpart_site.access.models import Account
from counterpart_site.publishing.digest import digest, send
from counterpart_site.publishing.editions import Edition, edition_at, edition_made, edition_of, make
from counterpart_site.records.models import Chain


@task()  # type: ignore[untyped-decorator]
def make_edition(chain: int, sequence: int) -> None:
    """Freeze the record up to an entry, and make what is shown of it."""
    _make(edition_of(Chain.objects.get(pk=chain), sequence))


@task()  # type: ignore[untyped-decorator]
def make_newest_edition(chain: int) -> None:
    """Freeze the record as it is now, and make what is shown of it."""
    _make(edition_at(Chain.objects.get(pk=chain)))


def _make(edition: Edition) -> None:
    edition_made.send(Edition, edition=make(edition))
    edition.mark_shown()


@task()  # type: ignore[untyped-decorator]
def send_digest(chain: int, account: int, site: str = "") -> None:
    """Tell a coordinator by e-mail what waits, what is late and what is new."""
    programme = Chain.objects.get(pk=chain)
    send(programme, digest(programme, Account.objects.get(pk=account), site=site))
