"""Negotiating an agreement: a draft is proposed, countered by either side, and signed by both.

Every version is a delivery that answers the one before. It is signed by being accepted: nothing of
it takes effect before both sides have accepted the same version, whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.errors import Finding, InputError, finding
from counterpart.intake.check import read
from counterpart.rules import check_rules
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.checking import check, findings_of
from counterpart_site.deliveries.context import with_record
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.packing import Tables, packed, unpacked, write_tables
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.returning import counter
from counterpart_site.deliveries.staging import stage
from counterpart_site.deliveries.transactions import locked, machine_faults, writing
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.reading import RECORD

Status = Delivery.Status
HELD = frozenset({"sources", "agreements", "commitments"})
# Versions that never were proposed to the other side, or are no more.
GONE = (Status.REFUSED, Status.DISCARDED)


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The versions of a draft, the oldest first; its number is that of the first."""

    versions: tuple[Delivery, ...]

    @property
    def number(self) -> int:
        """The number by which it is called."""
        return self.versions[0].pk

    @property
    def newest(self) -> Delivery:
        """The version that is signed or countered now."""
        return self.versions[-1]


def negotiations(chain: Chain) -> list[Negotiation]:
    """The drafts of a programme, the newest first."""
    found: dict[int, list[Delivery]] = {}
    root: dict[int, int] = {}
    drafts = Delivery.objects.filter(chain=chain, kind=Delivery.Kind.AGREEMENT)
    for each in drafts.exclude(status__in=GONE).select_related("payload", "chain").order_by("pk"):
        first = root.get(each.answers_id or 0, each.pk)
        root[each.pk] = first
        found.setdefault(first, []).append(each)
    return [Negotiation(tuple(versions)) for _, versions in sorted(found.items(), reverse=True)]


def negotiation_of(chain: Chain, number: int) -> Negotiation:
    """The negotiation that a version belongs to; InputError (unknown_delivery)."""
    for each in negotiations(chain):
        if number in {version.pk for version in each.versions}:
            return each
    raise InputError([finding("unknown_delivery", value=number)])


def drafted(version: Delivery) -> dict[str, list[dict[str, str]]]:
    """The rows of a version as they were typed, table by table; none once they were erased."""
    content = version.payload.content
    return {} if content is None else unpacked(bytes(content))


def look_at(chain: Chain, tables: Tables) -> list[Finding]:
    """What the rules find in a draft beside the record, without keeping anything of it."""
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        folder = Path(name)
        write_tables(tables, folder)
        given = read([folder])
        files = stage(given.store, folder)
        store = with_record(files, moment_of(chain), given.store.parts, folder)
        found = [each for each in check_rules(store, load_catalogue()) if each.file != RECORD.file]
        return [*given.findings, *found]


@machine_faults()
def propose(
    chain: Chain,
    account: Account,
    tables: Tables,
    comment: str = "",
    answers: Delivery | None = None,
) -> Delivery:
    """Propose a draft to the other side, in the place of the version that it `answers`.

    InputError: action_refused, draft_tables, draft_closed, draft_signed, draft_same, and what the
    check finds wrong, in which case the version before stands as it did.
    """
    odd = sorted(set(tables) - HELD)
    if odd or len(tables.get("agreements", ())) != 1:
        raise InputError([finding("draft_tables", value=", ".join(odd) or "several agreements")])
    if answers is not None:
        _ask_to_answer(chain, account, answers)
    key = tables["agreements"][0].get("agreement", "draft")
    handed = Handed(Delivery.Kind.AGREEMENT, f"{remark(key)[:60]}.zip", packed(tables))
    if answers is not None and handed.sha256 == answers.payload_id and answers.open:
        raise InputError([finding("draft_same", value=answers.pk)])
    with writing():
        locked(chain)
        if answers is not None and answers.answered_by.exclude(status__in=GONE).exists():
            # The other side was quicker.
            raise InputError([finding("draft_closed", value=answers.pk, status="countered")])
        version = receive(chain, account, handed)
        if answers is not None and version.status == Status.RECEIVED:
            version.answers = answers
            version.save(update_fields=["answers"])
        version.steps.filter(what="received", comment="").update(comment=remark(comment))
    version = check(version)
    if version.status == Status.REFUSED:
        raise InputError(_errors(version))
    if answers is not None and answers.open:
        counter(answers, account, version)
    return version


def _ask_to_answer(chain: Chain, account: Account, answers: Delivery) -> None:
    """InputError where a version cannot be answered by this account."""
    membership = ask("counter", account, chain)
    newest = negotiation_of(chain, answers.pk).newest
    if newest.pk != answers.pk or answers.status not in (
        Status.CHECKED,
        Status.PART,
        Status.RETURNED,
    ):
        raise InputError([finding("draft_closed", value=answers.pk, status=answers.status)])
    if answers.open and membership.side in answers.accepted:
        raise InputError([finding("draft_signed", value=answers.pk)])


def _errors(version: Delivery) -> Sequence[Finding]:
    return [each for each in findings_of(version) if each.severity == "error"]
