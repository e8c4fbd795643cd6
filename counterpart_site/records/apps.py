"""The app of the record."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The record tables."""

    name = "counterpart_site.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
