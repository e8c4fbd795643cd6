"""Jobs of deliveries, done by the worker beside the server."""

from django_tasks import task

from counterpart_site.deliveries.checking import check, delivery_of


@task()  # type: ignore[untyped-decorator]
def check_delivery(number: int) -> None:
    """Check a large delivery."""
    check(delivery_of(number))
