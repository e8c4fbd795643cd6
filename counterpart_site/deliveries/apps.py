"""The app of deliveries."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """Deliveries, what they hold, and what became of them."""

    name = "counterpart_site.deliveries"
    label = "deliveries"
