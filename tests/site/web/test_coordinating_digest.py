"""The digest by e-mail: what waits and what is new since the last, no figures, no names."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from django.core import mail

from counterpart.errors import InputError
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.receive import receive
from counterpart_site.publishing.digest import coordinators, digest, send
from counterpart_site.publishing.tasks import send_digest
from counterpart_site.records.models import Chain
from tests.site.world import flows, person


def test_each_coordinator_is_told_what_waits_for_them(chain: Chain) -> None:
    delivery = check(receive(chain, person("clerk-a"), flows("f1,east-1,west-1,731")))
    accept(delivery, person("coordinator-a"))
    for account in coordinators(chain):
        send(chain, digest(chain, account))
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {
        f"{who}@example.org" for who in ("coordinator-a", "second-a", "coordinator-b")
    }
    assert "0 to decide" in told["coordinator-a@example.org"].subject
    assert "1 to decide" in told["coordinator-b@example.org"].subject
    for message in mail.outbox:
        assert "731" not in message.body and "@" not in message.body
        assert f"delivery {delivery.pk}" in message.body


def test_what_is_new_counts_from_the_last_letter(chain: Chain) -> None:
    account = person("coordinator-a")
    delivery = check(receive(chain, person("clerk-a"), flows("f1,east-1,east-2,731")))
    accept(delivery, account)
    first = digest(chain, account)
    assert "1 acceptances" in first.text
    send(chain, first)
    assert "0 acceptances" in digest(chain, account).text


def test_the_language_is_that_of_the_account(chain: Chain) -> None:
    account = person("coordinator-b")
    check(receive(chain, person("clerk-a"), flows("f1,east-1,west-1,731")))
    account.language = "zh-hans"
    account.save()
    from django.utils.translation import get_language

    before = get_language()
    digest(chain, account)
    assert get_language() == before


@pytest.mark.parametrize(
    ("email", "code"), [("clerk-a", "action_refused"), ("no", "unknown_account")]
)
def test_others_get_none(chain: Chain, email: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        coordinators(chain, f"{email}@example.org")
    assert error.value.findings[0].code == code


def test_the_job_sends_it(chain: Chain) -> None:
    send_digest.func(chain.pk, person("coordinator-a").pk, "https://site.example.org")
    (message,) = mail.outbox
    assert "https://site.example.org/deliveries/inbox/" in message.body


def test_the_command(chain: Chain, monkeypatch: Any) -> None:
    from counterpart_site.commands.digesting import digest as command

    monkeypatch.setattr("counterpart_site.setup.open_site", lambda folder: None)
    found = CliRunner().invoke(command, ["--dry-run", "--to", "coordinator-a@example.org"])
    assert found.exit_code == 0 and "1 letters would be sent" in found.output, found.output
    assert not mail.outbox
    CliRunner().invoke(command, ["--to", "coordinator-a@example.org", "--lang", "zh"])
    assert len(mail.outbox) == 1
