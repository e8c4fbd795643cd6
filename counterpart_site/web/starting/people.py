"""/start/people/: who coordinates each side, with the links by which they come in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from counterpart_site.access.first import ADDRESS, take_address
from counterpart_site.access.links import sign_in_link
from counterpart_site.access.members import add_member
from counterpart_site.access.models import Role
from counterpart_site.web.starting.forms import PeopleForm
from counterpart_site.web.starting.start import Start, start_of


def people(request: HttpRequest) -> HttpResponse:
    """Coordinators by their addresses; roles are given at once, links are shown."""
    found = start_of(request)
    found.reader.needs("manage accounts")
    form = PeopleForm(request.POST if request.method == "POST" else None)
    if found.account.email != ADDRESS:
        del form.fields["own_address"]
    members = _members(found)
    if not form.is_bound:
        return found.page("people", {"form": form, "members": members})
    return found.enter(
        "people",
        {"form": form},
        lambda: _give_roles(found, form),
        goes=reverse("start_people"),
        members=members,
    )


def _give_roles(found: Start, form: PeopleForm) -> None:
    said = form.cleaned_data
    with transaction.atomic():
        for side in "ab":
            if address := said[f"coordinator_{side}"]:
                add_member(found.begun, address, Role.COORDINATOR, side)
        if said["own_role"]:
            add_member(found.begun, found.account.email, Role.COORDINATOR, said["own_role"])
        if address := said.get("own_address"):
            take_address(found.account, address)
            EmailAddress.objects.filter(user=found.account).delete()


def _members(found: Start) -> list[dict[str, str]]:
    """The coordinators; who has not come in yet with a link to do so."""
    site = found.request.build_absolute_uri("/").rstrip("/")
    held = found.begun.memberships.filter(role=Role.COORDINATOR, until=None)
    return [
        {
            "email": each.account.email,
            "side": each.side.upper(),
            "link": "" if each.account.last_login else sign_in_link(each.account, site),
        }
        for each in held.select_related("account").order_by("side", "pk")
    ]
