"""The application of what leaves the record."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class PublishingConfig(AppConfig):
    """Snapshots, what is published of them, backups."""

    name = "counterpart_site.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to new entries: their edition is made before somebody waits for it."""
        from counterpart_site.publishing.preparing import prepare_newest
        from counterpart_site.records.models import Entry

        post_save.connect(prepare_newest, Entry, dispatch_uid="prepare newest")
