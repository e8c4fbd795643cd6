"""The addresses of pages; a noun a line."""

from __future__ import annotations

from django.urls import path

from counterpart_site.web import home, programme
from counterpart_site.web.accounts import links

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", links.sign_in_by_link, name="sign_in_by_link"),
    path("programmes/<slug:programme>/", programme.programme, name="programme"),
]
