"""The application of pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages of the site."""

    name = "counterpart_site.web"
    label = "web"
