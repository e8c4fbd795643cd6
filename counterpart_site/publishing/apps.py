"""The application of what leaves the record."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Snapshots, what is published of them, backups."""

    name = "counterpart_site.publishing"
    label = "publishing"
