"""The application of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from counterpart_site.publishing.editions import Edition


class WebConfig(AppConfig):
    """The pages of the site."""

    name = "counterpart_site.web"
    label = "web"

    def ready(self) -> None:
        """Listen to what sign-in tells, and to the worker that made an edition."""
        from counterpart_site.publishing.editions import edition_made
        from counterpart_site.web.accounts import second_factor  # noqa: F401

        edition_made.connect(_warm, dispatch_uid="warm pages")


def _warm(sender: type[Edition], edition: Edition, **_: Any) -> None:
    # Here, for only a worker needs all pages as it starts.
    from counterpart_site.web.warming import warm

    warm(edition)
