"""Jobs of publishing, done by the worker beside the server."""

from django_tasks import task

from counterpart_site.publishing.editions import edition_of, make
from counterpart_site.records.models import Chain


@task()  # type: ignore[untyped-decorator]
def make_edition(chain: int, sequence: int) -> None:
    """Freeze an edition of a large record."""
    make(edition_of(Chain.objects.get(pk=chain), sequence))
