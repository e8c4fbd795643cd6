"""/start/: where the start stands, and who may go on with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from counterpart.errors import InputError, finding
from counterpart.tables import TABLES
from counterpart_site.access.first import ask_to_begin
from counterpart_site.access.models import Account
from counterpart_site.deliveries.beginning import is_beginning
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.rows import known_rows
from counterpart_site.web.reader import Reader, SignInFirstError, reader_of
from counterpart_site.web.starting.steps import Step, beside, steps_of

MANY = 1000


@dataclass
class Start:
    """The start as one request meets it; `chain` is None until the programme is made."""

    request: HttpRequest
    reader: Reader
    account: Account
    chain: Chain | None
    steps: list[Step] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether what both sides share can still be entered and corrected here.

        It can until members hand in, where the sides are places.
        """
        if self.chain is None:
            return True
        sides = {self.chain.side_a, self.chain.side_b}
        return is_beginning(self.chain) and sides <= set(self.rows("places"))

    @property
    def begun(self) -> Chain:
        """The chain of a programme that is made."""
        assert self.chain is not None
        return self.chain

    def rows(self, table: str) -> dict[str, dict[str, str]]:
        """What is on record of a table, by key; empty cells are empty text."""
        if self.chain is None:
            return {}
        found = known_rows(TABLES[table], moment_of(self.chain), MANY)
        key = TABLES[table].key[0]
        return {
            str(row[key]): {name: str(value or "") for name, value in row.items()} for row in found
        }

    def side_names(self) -> tuple[str, str]:
        """What the two sides are called in the reader's language."""
        places = self.rows("places")
        first, second = (places[key] for key in (self.begun.side_a, self.begun.side_b))
        return self.name_of(first), self.name_of(second)

    def name_of(self, row: dict[str, str]) -> str:
        """The name of a row in the reader's language, or the one there is."""
        return (row["name_zh"] if self.reader.language == "zh" else "") or row["name_en"]

    def title_of(self, row: dict[str, str]) -> str:
        """The title of a row in the reader's language, or the one there is."""
        return (row["title_zh"] if self.reader.language == "zh" else "") or row["title_en"]

    def page(self, name: str, said: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """The page of a step."""
        before, after = beside(self.steps, name)
        here = next(step for step in self.steps if step.name == name)
        about = {"start": self, "step": here, "before": before, "after": after}
        return render(self.request, f"web/starting/{name}.html", {**about, **said}, status=status)

    def closed(self, name: str) -> HttpResponse | None:
        """What a step answers where it is too late for it; InputError (start_over) to a POST."""
        if self.open:
            return None
        if self.request.method == "POST":
            raise InputError([finding("start_over", value=self.begun.programme)])
        return self.page(name, {})

    def enter(
        self,
        name: str,
        asked: Mapping[str, forms.Form],
        act: Callable[[], None],
        goes: str = "",
        **said: Any,
    ) -> HttpResponse:
        """Do what a filled-in page asks for, and go to `goes` (by default one step on).

        What is not right is said on the page, with everything that was typed still in it.
        """
        shown = {**asked, **said}
        # Every form is looked at, so that everything is said at once.
        if sum(not form.is_valid() for form in asked.values()):
            return self.page(name, shown, 400)
        try:
            act()
        except InputError as error:
            return self.page(name, {**shown, "findings": error.findings}, 400)
        return HttpResponseRedirect(goes or address_of(beside(self.steps, name)[1]))


def start_of(request: HttpRequest) -> Start:
    """The start of the site for who asks.

    SignInFirstError for strangers, InputError (action_refused) for whom may not go on with it.
    """
    reader = reader_of(request)
    if reader.account is None:
        raise SignInFirstError
    if reader.chain is None:
        ask_to_begin(reader.account)
    else:
        reader.needs("manage accounts")
    return Start(request, reader, reader.account, reader.chain, steps_of(request, reader.chain))


def address_of(step: Step | None) -> str:
    """The address of a step; that of the start where there is none."""
    return reverse(f"start_{step.name}") if step else reverse("start")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """All steps, which are done, and the next one."""
    found = start_of(request)
    following = next((step for step in found.steps if step.open and not step.done), None)
    return render(request, "web/starting/start.html", {"start": found, "following": following})
