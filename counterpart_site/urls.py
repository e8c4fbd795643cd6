"""The addresses of the site: English without a prefix, Chinese under /zh/."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import LocalePrefixPattern, URLResolver, include, path
from django.views.generic import RedirectView

from counterpart_site.web.health import healthz


class ShortPrefix(LocalePrefixPattern):
    """A language's address is its first letters: zh for zh-hans."""

    @property
    def language_prefix(self) -> str:
        """The beginning of an address in the language in use."""
        prefix = super().language_prefix.rstrip("/")
        return f"{prefix.partition('-')[0]}/" if prefix else ""


# Whoever is invited under an address keeps it: the allauth page is not for changing it.
to_account = login_required(RedirectView.as_view(pattern_name="account"))

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    URLResolver(
        ShortPrefix(prefix_default_language=False),
        [
            path("account/email/", to_account, name="account_email"),
            path("account/", include("allauth.urls")),
            path("", include("counterpart_site.web.urls")),
        ],
    ),
]
