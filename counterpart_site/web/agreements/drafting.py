"""/agreements/drafts/new/ and /agreements/drafts/<number>/counter/: writing a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from counterpart.errors import Finding, InputError
from counterpart.evaluation.all_measures import MEASURES
from counterpart_site.deliveries.drafts import save_draft, start_draft
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.models import Draft as Kept
from counterpart_site.deliveries.negotiating import look_at, negotiation_of, propose
from counterpart_site.deliveries.receive import reporter_of
from counterpart_site.web.agreements.beside import Beside, beside
from counterpart_site.web.agreements.drafted import (
    Draft,
    Typed,
    empty_clause,
    of_outturn,
    of_version,
    posted,
)
from counterpart_site.web.agreements.register import Agreement, agreements
from counterpart_site.web.delivering.signed_out import (
    is_of_another_session,
    keep_and_sign_in,
    take_kept,
)
from counterpart_site.web.reader import Reader, reader_of

# What is kept of a page whose session has ended.
FIELDS = re.compile(r"^(head|clause-\d{1,3})-\w+$")
FORM = "agreement"


@csrf_exempt  # The check is asked below, so that what was typed in an ended session is not lost.
def draft_new(request: HttpRequest) -> HttpResponse:
    """A first version: from the outturn of the agreement `?from=`, or of nothing."""
    return _Writing(request).answer()


@csrf_exempt
def draft_counter(request: HttpRequest, number: int) -> HttpResponse:
    """A version in the place of another one, by either side."""
    return _Writing(request, number).answer()


class _Writing:
    """One request of the page on which a draft is written."""

    def __init__(self, request: HttpRequest, number: int | None = None) -> None:
        self.request, self.number = request, number
        self.reader: Reader = reader_of(request)
        self.answers: Delivery | None = None
        self.form = FORM if number is None else f"{FORM}-{number}"

    def answer(self) -> HttpResponse:
        """The page, or where it leads."""
        request = self.request
        if request.method == "POST" and self.reader.account is None:
            return keep_and_sign_in(request, FIELDS)
        self.reporter = reporter_of(self.reader.needs("deliver"), None)
        if self.number is not None:
            self.reader.needs("counter")
            self.answers = negotiation_of(self.reader.programme, self.number).newest
        if request.method != "POST":
            return self._begun()
        head, clauses = posted(request.POST)
        if is_of_another_session(request):
            said = _(
                "This page was made before you signed in again. Nothing was lost: press again."
            )
            messages.warning(request, said)
            return self._page(Draft(self.reader, head, clauses, bound=False))
        return self._posted(request.POST.get("act", ""), head, clauses)

    def _begun(self) -> HttpResponse:
        """What the page begins with: what was kept, a version, an outturn, or a choice of these."""
        reader, asked = self.reader, self.request.GET
        if kept := take_kept(self.request):
            messages.success(self.request, _("What you had typed was kept while you signed in."))
            return self._page(Draft(reader, *posted(kept), bound=False))
        saved = self._saved(asked.get("draft", ""))
        if saved is not None and saved.lines:
            return self._page(Draft(reader, saved.lines[0], saved.lines[1:], bound=False), saved)
        if self.answers is not None:
            return self._page(Draft(reader, *of_version(self.answers), bound=False))
        if "from" not in asked:
            return self._choice()
        head: Typed = {}
        clauses: list[Typed] = []
        if asked["from"]:
            year = asked.get("year", "")
            first = int(year) if re.fullmatch(r"\d{4}", year) else None
            head, clauses = of_outturn(reader, asked["from"], first)
        return self._page(Draft(reader, head, clauses, bound=False))

    def _choice(self) -> HttpResponse:
        """The agreements that a draft can follow."""
        found: list[Agreement] = [each for each in agreements(self.reader) if each.clauses]
        found.sort(key=lambda each: str(each.ends or ""), reverse=True)
        kept = Kept.objects.filter(
            account=self.reader.account, chain=self.reader.programme, form=FORM
        )
        words = {"agreements": found, "kept": kept}
        return render(self.request, "web/agreements/draft_begin.html", words)

    def _posted(self, act: str, head: Typed, clauses: list[Typed]) -> HttpResponse:
        reader = self.reader
        if act == "add":
            clauses.append(empty_clause(reader, head))
        if act.startswith("remove-"):
            clauses = [each for number, each in enumerate(clauses) if act != f"remove-{number}"]
        if act in ("try", "propose"):
            draft = Draft(reader, head, clauses, bound=True)
            if not clauses or not draft.is_valid():
                page = self._page(draft, faulty=True)
                page.status_code = 400
                return page
            return self._tried(draft) if act == "try" else self._proposed(draft, head, clauses)
        saved = self._save(head, clauses)
        if act == "save":
            messages.success(self.request, _("Saved. Nothing is proposed yet."))
        return redirect(f"{self.request.path}?draft={saved.pk}" + ("#last" if act == "add" else ""))

    def _tried(self, draft: Draft) -> HttpResponse:
        """What the rules and the record say to a draft; nothing is proposed."""
        tables = draft.tables()
        found = look_at(self.reader.programme, tables)
        rows = (
            [] if any(each.severity == "error" for each in found) else beside(self.reader, tables)
        )
        return self._page(draft, findings=found, tried=True, rows=rows)

    def _proposed(self, draft: Draft, head: Typed, clauses: Sequence[Typed]) -> HttpResponse:
        reader = self.reader
        assert reader.account is not None
        comment = draft.head.cleaned_data["comment"]
        # Whatever happens to the check, what was typed is kept.
        saved = self._save(head, clauses)
        try:
            version = propose(
                reader.programme, reader.account, draft.tables(), comment, self.answers
            )
        except InputError as error:
            page = self._page(draft, saved, findings=error.findings, tried=True)
            page.status_code = 403 if error.findings[0].code == "action_refused" else 400
            return page
        saved.delete()
        messages.success(self.request, _("Proposed. Both sides see it, and each can sign it."))
        return redirect("draft", version.pk)

    def _saved(self, number: str) -> Kept | None:
        """What this account saved of this draft, by its number or the newest of a counter."""
        own = Kept.objects.filter(
            account=self.reader.account, chain=self.reader.programme, form=self.form
        )
        if number.isdecimal():
            return own.filter(pk=int(number)).first()
        return own.first() if self.number is not None else None

    def _save(self, head: Typed, clauses: Sequence[Typed]) -> Kept:
        assert self.reader.account is not None
        lines = [head, *clauses]
        saved = self._saved(self.request.POST.get("draft", ""))
        if saved is not None:
            version = self.request.POST.get("version", "")
            return save_draft(saved, int(version) if version.isdecimal() else 0, lines)
        own = (self.reader.account, self.reader.programme, self.form, self.reporter)
        return start_draft(*own, lines)

    def _page(
        self,
        draft: Draft,
        saved: Kept | None = None,
        *,
        faulty: bool = False,
        tried: bool = False,
        findings: Sequence[Finding] = (),
        rows: Sequence[Beside] = (),
    ) -> HttpResponse:
        posted_number = self.request.POST.get("draft", "")
        saved = saved or (self._saved(posted_number) if posted_number else None)
        words: dict[str, Any] = {
            "draft": draft,
            "clauses": [(each, each.initial.get("why", "")) for each in draft.clauses],
            "answers": self.answers,
            "saved": saved,
            "faulty": faulty,
            "tried": tried,
            "findings": findings,
            "rows": rows,
            **_lists(self.reader, draft),
        }
        return render(self.request, "web/agreements/draft_write.html", words)


def _lists(reader: Reader, draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """What can be named in a clause: codes with what they are called."""
    store, name = reader.snapshot.store, reader.record.name
    places = [row[0] for row in store.rows("SELECT place FROM places ORDER BY place")]
    offices = store.rows("SELECT organisation FROM organisations ORDER BY organisation")
    groups = store.rows('SELECT DISTINCT "group", name_en, name_zh FROM groups ORDER BY 1')
    own = [str(each["commitment"].value() or "") for each in draft.clauses]
    promises = store.rows("SELECT DISTINCT commitment FROM commitments ORDER BY 1")
    return {
        "places": [(each, name(each)) for each in places],
        "parties": [(each, name(each)) for each in (*places, *(row[0] for row in offices))],
        "groups": [(key, reader.record.in_language(en, zh) or key) for key, en, zh in groups],
        "promises": [
            (each, each) for each in dict.fromkeys((*own, *(r[0] for r in promises))) if each
        ],
        "measures": [(name, name) for name in MEASURES],
    }
