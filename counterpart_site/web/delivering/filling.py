"""A form while somebody fills it in: its fields, the lines on record, the drafts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from counterpart.catalogue import Catalogue, Form, load_catalogue
from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.intake.forms import Lists
from counterpart_site.deliveries.drafts import drafts_of, save_draft, start_draft
from counterpart_site.deliveries.models import Delivery, Draft
from counterpart_site.deliveries.prefill import lines_on_record
from counterpart_site.deliveries.receive import CLOSED
from counterpart_site.deliveries.register import register_lists
from counterpart_site.records.queries import moment_of
from counterpart_site.web.delivering import lines as typed
from counterpart_site.web.delivering.fields import Field, fields_of
from counterpart_site.web.reader import Reader


def form_of(code: str) -> tuple[Form, Catalogue]:
    """A form and the catalogue it is of; InputError (unknown_form) where there is none."""
    catalogue = load_catalogue()
    if code not in catalogue.forms:
        hint = near(code, catalogue.forms)
        raise InputError([finding("unknown_form", value=code, hint=hint)])
    return catalogue.forms[code], catalogue


@dataclass
class Filling:
    """A form while somebody fills it in for a reporter."""

    request: HttpRequest
    reader: Reader
    form: Form
    catalogue: Catalogue
    reporter: str
    saved: Draft | None = None

    @property
    def address(self) -> str:
        """The page of the form, for this reporter."""
        address = reverse("deliver", args=[self.form.code])
        asked = self.request.GET
        carried = {name: asked[name] for name in ("reporter", "programme") if asked.get(name)}
        return f"{address}?{urlencode(carried)}" if carried else address

    @cached_property
    def lists(self) -> Lists:
        """The register as it is now."""
        return register_lists(moment_of(self.reader.programme))

    @cached_property
    def fields(self) -> list[Field]:
        """The fields of the form."""
        return fields_of(self.form, self.catalogue, self.lists, self.reader.language)

    @property
    def parties(self) -> list[tuple[str, str]]:
        """The places and organisations that can be reported for, by their names."""
        chinese = self.reader.language == "zh"
        listed = [*self.lists["organisations"], *self.lists["places"]]
        return [(code, (zh if chinese else en) or en) for code, en, zh in listed]

    @cached_property
    def recorded(self) -> list[typed.Line]:
        """The reporter's lines on record, with their ids."""
        return lines_on_record(self.reader.programme, self.form, self.reporter, self.catalogue)

    @cached_property
    def drafts(self) -> list[Draft]:
        """What the person had typed and not handed in when the page was asked for."""
        return self.drafts_now()

    def drafts_now(self) -> list[Draft]:
        """The drafts as they are now: another window may have saved one."""
        assert self.reader.account is not None
        chain = self.reader.programme
        return drafts_of(self.reader.account, chain, self.form.code, self.reporter)

    def posted(self) -> list[typed.Line]:
        """The lines of the posted page."""
        return typed.posted_lines(self.request.POST.dict(), self.form, self.catalogue)

    def draft(self, number: str | None) -> Draft | None:
        """One of the drafts; Http404 where it is somebody else's or gone."""
        if not number:
            return None
        found = next((each for each in self.drafts if str(each.pk) == number), None)
        if found is None:
            raise Http404(number)
        return found

    def handed_in(self, lines: list[typed.Line]) -> int | None:
        """The number of the delivery that holds these very lines and has not been closed."""
        content = hashlib.sha256(typed.as_csv(self.form, self.catalogue, lines)).hexdigest()
        same = Delivery.objects.filter(
            chain=self.reader.programme,
            form=self.form.code,
            reporter=self.reporter,
            payload=content,
        )
        found = same.exclude(status__in=CLOSED).last()
        return found.pk if found else None

    def start(self, lines: list[typed.Line]) -> Draft:
        """Keep lines as a draft of their own."""
        assert self.reader.account is not None
        own = (self.reader.account, self.reader.programme, self.form.code, self.reporter)
        return start_draft(*own, lines)

    def save(self, lines: list[typed.Line], posted: Mapping[str, str]) -> Draft:
        """Save lines over the draft that the posted page was made from."""
        number = posted.get("draft", "")
        draft = next((each for each in self.drafts if str(each.pk) == number), None)
        if draft is None:
            self.saved = self.start(lines)
        else:
            version = posted.get("version", "")
            self.saved = save_draft(draft, int(version) if version.isdecimal() else 0, lines)
        return self.saved
