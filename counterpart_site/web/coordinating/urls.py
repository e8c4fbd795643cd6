"""The addresses of deciding: inbox, acts on a delivery, conflicts, signatures, the brief."""

from __future__ import annotations

from django.urls import path

from counterpart_site.web.coordinating.brief import brief
from counterpart_site.web.coordinating.conflicts import conflicts_page
from counterpart_site.web.coordinating.countersigning import countersign_view
from counterpart_site.web.coordinating.deciding import accept_view, return_view
from counterpart_site.web.coordinating.digesting import digest
from counterpart_site.web.coordinating.inbox import inbox
from counterpart_site.web.coordinating.reporters import reporter_end, reporters
from counterpart_site.web.coordinating.withdrawing import withdraw

urlpatterns = [
    path("deliveries/inbox/", inbox, name="inbox"),
    path("deliveries/inbox/digest/", digest, name="digest"),
    path("deliveries/<int:number>/accept/", accept_view, name="accept"),
    path("deliveries/<int:number>/return/", return_view, name="return"),
    path("deliveries/withdraw/", withdraw, name="withdraw"),
    path("deliveries/reporters/", reporters, name="reporters"),
    path("deliveries/reporters/<int:number>/end/", reporter_end, name="reporter_end"),
    path("deliveries/conflicts/", conflicts_page, name="conflicts"),
    path("deliveries/countersign/", countersign_view, name="countersign"),
    path("brief/", brief, name="brief"),
]
