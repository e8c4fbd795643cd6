"""/deliveries/: my forms and due dates, and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart_site.access.models import Membership
from counterpart_site.deliveries.models import Delivery, Draft, Upload
from counterpart_site.deliveries.reading_rights import readable
from counterpart_site.deliveries.receive import reporter_of
from counterpart_site.web.coordinating.naming import what_of
from counterpart_site.web.delivering.due import duties
from counterpart_site.web.delivering.fields import form_name
from counterpart_site.web.reader import Reader, SignInFirstError, reader_of

PAGE = 40


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """The forms one reports, and the list of deliveries one may see."""
    reader = reader_of(request)
    if reader.account is None:
        raise SignInFirstError
    catalogue = load_catalogue()
    found = readable(reader.account, reader.programme)
    status, search = request.GET.get("status", ""), request.GET.get("q", "").strip()
    named = {form.code: form_name(form, reader.language) for form in catalogue.forms.values()}
    listed = [
        (each, what_of(reader, each))
        for each in found
        if (not status or each.status == status) and _matches(each, search, named)
    ]
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    words = {
        "page": page,
        "listed": [(*each, reader.record.name(each[0].reporter)) for each in page.object_list],
        "any": bool(found),
        "status": status,
        "q": search,
        "statuses": Delivery.Status.choices,
        **(
            _delivering(reader, catalogue, found)
            if reader.may("deliver", sides=_side(reader))
            else {}
        ),
    }
    return render(request, "web/delivering/deliveries.html", words)


def _delivering(
    reader: Reader, catalogue: Catalogue, found: Iterable[Delivery]
) -> dict[str, object]:
    membership = reader.needs("deliver")
    reporter = reporter_of(membership, None)
    today = timezone.now().date()
    mine = duties(reader.programme, reporter, list(found), today)
    known = {each.form.code for each in mine}
    chinese = reader.language == "zh"
    others = [
        (
            form_name(form, reader.language),
            form,
            form.reporter_zh if chinese else form.reporter_en,
            catalogue.name("frequency", form.every, reader.language),
        )
        for form in catalogue.forms.values()
        if form.code not in known
    ]
    own = {"account": reader.account, "chain": reader.programme}
    return {
        "delivers": True,
        "reporter": reader.record.name(reporter),
        "duties": [(each, form_name(each.form, reader.language)) for each in mine],
        "others": sorted(others, key=lambda each: each[0]),
        "drafts": [
            (each, form_name(catalogue.forms[each.form], reader.language))
            for each in Draft.objects.filter(**own)
            if each.form in catalogue.forms
        ],
        "uploads": Upload.objects.filter(**own).defer("content"),
    }


def _side(reader: Reader) -> str:
    held: list[Membership] = [each for each in reader.memberships if each.side]
    return "".join(sorted({each.side for each in held})) or "ab"


def _matches(delivery: Delivery, search: str, named: dict[str, str]) -> bool:
    """Whether a word stands in what a list shows of a delivery."""
    told = (str(delivery.pk), delivery.form or "", named.get(delivery.form or "", ""))
    texts = (*told, delivery.reporter, delivery.file_name)
    return search.casefold() in " ".join(texts).casefold()
