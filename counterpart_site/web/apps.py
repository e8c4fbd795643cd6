"""The application of pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages of the site."""

    name = "counterpart_site.web"
    label = "web"

    def ready(self) -> None:
        """Listen to what sign-in tells."""
        from counterpart_site.web.accounts import second_factor  # noqa: F401
