"""Drafts: what somebody types into a form is kept until it is handed in or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Draft
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.transactions import machine_faults, writing
from counterpart_site.records.models import Chain

Line = dict[str, str]


def drafts_of(account: Account, chain: Chain, form: str, reporter: str) -> list[Draft]:
    """The drafts that `account` has of a form for a reporter, the newest first."""
    own = Draft.objects.filter(account=account, chain=chain, form=form, reporter=reporter)
    return list(own)


def start_draft(
    account: Account, chain: Chain, form: str, reporter: str, lines: Sequence[Mapping[str, str]]
) -> Draft:
    """Keep lines as a new draft; InputError (action_refused) for whom may not hand in."""
    ask("deliver", account, chain, reporter=reporter)
    return Draft.objects.create(
        account=account, chain=chain, form=form, reporter=reporter, lines=_kept(lines)
    )


@machine_faults()
def save_draft(draft: Draft, version: int, lines: Sequence[Mapping[str, str]]) -> Draft:
    """Save lines over the version that they were made from; the draft that holds them now.

    Where another window saved a newer version, that one stays and these become another draft.
    """
    kept = _kept(lines)
    with writing():
        held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if held is not None and held.lines == kept:
            return held
        if held is None or held.version != version:
            # Also where it was handed in meanwhile: what is typed is never lost.
            return Draft.objects.create(
                account=draft.account,
                chain=draft.chain,
                form=draft.form,
                reporter=draft.reporter,
                lines=kept,
            )
        held.lines, held.version, held.saved_at = kept, version + 1, timezone.now()
        held.save(update_fields=["lines", "version", "saved_at"])
    return held


def _kept(lines: Sequence[Mapping[str, str]]) -> list[Line]:
    """The lines without empty cells; lines that are empty stay, for somebody means to fill them."""
    told = [{key: remark(text) for key, text in line.items()} for line in lines]
    return [{key: text for key, text in line.items() if text} for line in told]
