"""What the worker is asked for: an edition that somebody waits for, or that of a new entry."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from counterpart_site.publishing.editions import Edition, is_small, make
from counterpart_site.publishing.tasks import make_edition, make_newest_edition
from counterpart_site.records.models import Entry


def at_hand(edition: Edition) -> bool:
    """Whether an edition can be read now; that of a large record is asked for where it cannot.

    It can when its first pages are made too: to make them takes as long as to freeze the record.
    """
    if not edition.shown and not is_small(edition.chain):
        _ask_for(make_edition, edition.chain.pk, edition.sequence)
        return False
    make(edition)
    return True


def prepare_newest(sender: type[Entry], instance: Entry, created: bool, **_: Any) -> None:
    """Have the worker make the edition with a new entry, as soon as the entry holds.

    The entry holds whatever becomes of that: a reader who finds no edition asks for it again.
    """
    if created:
        chain = instance.chain_id
        transaction.on_commit(lambda: _ask_for(make_newest_edition, chain), robust=True)


def _ask_for(job: Task[Any, Any], *given: int) -> None:
    """Have the worker do a job; asked for once, however many ask while it waits.

    One that runs is asked for again: the worker that ran it may have died.
    """
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        task_path=job.module_path,
        args_kwargs={"args": list(given), "kwargs": {}},
    )
    if not waiting.exists():
        job.enqueue(*given)
