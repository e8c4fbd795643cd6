"""How forms, reporters and sides are called in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from counterpart.catalogue import load_catalogue
from counterpart_site.deliveries.models import Delivery
from counterpart_site.web.reader import Reader

OTHER = {"a": "b", "b": "a"}


def side_name(reader: Reader, side: str) -> str:
    """The name of the party of a side; of both, where a thing is of neither alone."""
    chain = reader.programme
    parties = {"a": chain.side_a, "b": chain.side_b}
    if side in parties:
        return reader.record.name(parties[side])
    return _("both sides")


def form_name(reader: Reader, code: str) -> str:
    """The name of a form; its code where the catalogue has it no more."""
    form = load_catalogue().forms.get(code)
    if form is None:
        return code
    return form.name_zh if reader.language == "zh" else form.name_en


def what_of(reader: Reader, delivery: Delivery) -> str:
    """What a delivery is: its form, or its kind where it has none."""
    if delivery.form:
        return form_name(reader, delivery.form)
    return {
        Delivery.Kind.WITHDRAWAL: _("withdrawal of rows"),
        Delivery.Kind.LAYOUT: _("own workbook"),
        Delivery.Kind.AGREEMENT: _("draft of an agreement"),
    }.get(Delivery.Kind(delivery.kind), _("tables"))
