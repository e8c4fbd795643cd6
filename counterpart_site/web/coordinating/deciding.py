"""Deciding on a delivery: what this reader may do with it and why not, and the acts themselves.

What is accepted is what was looked at: the page says which preview it shows (`seen`), and another
one is not accepted by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import delivery_of, findings_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.deliveries.returning import return_delivery
from counterpart_site.deliveries.waiting import asked_of
from counterpart_site.web.coordinating.naming import side_name
from counterpart_site.web.reader import Reader, SignInFirstError, reader_of
from counterpart_site.web.templatetags.site import message

# What somebody else's act brought about: the page says so and shows how it stands.
MEANWHILE = {"record_moved": 409, "not_open": 409}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader may do with a delivery; where they may not, `refusal` says why.

    `waits_for` names the sides that are asked. `scope` says that a statement is asked for how rows
    that contain each other are meant. `faults` is how many errors stand against acceptance.
    """

    open: bool
    waits_for: tuple[str, ...]
    may: bool
    side: str
    refusal: str
    scope: bool
    contained: int
    faults: int
    seen: str


def decision(delivery: Delivery, reader: Reader) -> Decision:
    """What `reader` may decide on a delivery; the action table says it, as it does for the act."""
    asked = asked_of(delivery)
    side, refusal = "", ""
    try:
        side = _asked_side(delivery, reader.account, asked)
    except InputError as error:
        accepted = delivery.accepted and reader.may("accept", sides=delivery.accepted)
        refusal = _("your side has accepted it") if accepted else message(error.findings[0])
    preview = delivery.preview or {}
    contained = preview.get("meetings", {}).get("contains", {}).get("count", 0)
    said = delivery.steps.filter(what="accepted").exclude(comment="").exists()
    return Decision(
        open=bool(asked) and delivery.status != Delivery.Status.RECEIVED,
        waits_for=tuple(side_name(reader, each) for each in asked),
        may=bool(side),
        side=side_name(reader, side) if side else "",
        refusal=refusal,
        scope=bool(contained) and not said,
        contained=contained,
        faults=sum(each.severity == "error" for each in findings_of(delivery)),
        seen=_seen(delivery, side),
    )


def accept_view(request: HttpRequest, number: int) -> HttpResponse:
    """POST: accept for one's own side what the page showed."""

    def act(delivery: Delivery, account: Account) -> str:
        side = _asked_side(delivery, account, delivery.needs or delivery.side)
        changed = request.POST.get("seen") != _seen(delivery, side)
        if delivery.open and changed and side not in delivery.accepted:
            raise InputError([finding("record_moved", value=delivery.pk)])
        entry = accept(delivery, account, request.POST.get("scope", ""))
        if entry is None:
            return _("Delivery %(number)s was accepted by your side before.")
        if delivery.kind == Delivery.Kind.AGREEMENT:
            return _("It is signed for your side.")
        return _("Delivery %(number)s is accepted for your side.")

    return _decided(request, number, act)


def return_view(request: HttpRequest, number: int) -> HttpResponse:
    """POST: return a delivery with a comment."""

    def act(delivery: Delivery, account: Account) -> str:
        return_delivery(delivery, account, request.POST.get("comment", ""))
        return _("Delivery %(number)s is returned with your comment.")

    return _decided(request, number, act)


def _decided(
    request: HttpRequest, number: int, act: Callable[[Delivery, Account], str]
) -> HttpResponse:
    """Do it and go on to the inbox, or show why it cannot be done and how the delivery stands."""
    reader = reader_of(request)
    if reader.account is None:
        raise SignInFirstError
    delivery = delivery_of(number)
    ask_to_read(reader.account, delivery)
    if request.method != "POST":
        # Who signed in again after the session ended comes back here: they look first.
        return redirect(address_of(number))
    try:
        said = act(delivery, reader.account)
    except InputError as error:
        return _undecided(request, number, error)
    messages.success(request, said % {"number": number})
    if delivery.kind == Delivery.Kind.AGREEMENT:
        return redirect("draft", number)
    return redirect("inbox" if reader.may("read inbox") else address_of(number))


def _undecided(request: HttpRequest, number: int, error: InputError) -> HttpResponse:
    """The page that says why nothing was decided, and what happened meanwhile."""
    code = error.findings[0].code
    status = 403 if code == "action_refused" else MEANWHILE.get(code, 400)
    delivery = delivery_of(number)
    context: dict[str, Any] = {
        "findings": error.findings,
        "delivery": delivery,
        "steps": delivery.steps.all(),
        "typed": request.POST.get("comment") or request.POST.get("scope", ""),
    }
    return render(request, "web/coordinating/undecided.html", context, status=status)


def _asked_side(delivery: Delivery, account: Account | None, asked: str) -> str:
    """The side for which an account decides on a delivery; InputError where it may not."""
    if account is None:
        raise SignInFirstError
    return ask("accept", account, delivery.chain, sides=asked, author=delivery.author).side


def _seen(delivery: Delivery, side: str) -> str:
    """What the preview says of the rows that a side is asked for, in short."""
    digests: dict[str, str] = (delivery.preview or {}).get("digests", {})
    return digests.get(side, "")


def address_of(number: int) -> str:
    """Where a delivery is looked at."""
    try:
        return reverse("delivery", args=[number])
    except NoReverseMatch:
        return reverse("inbox")
