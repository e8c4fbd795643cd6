"""Signing in and one's own account: what is asked, what is refused, and what nobody learns."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from click.testing import CliRunner
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from counterpart_site.access.links import sign_in_link, sign_out_everywhere
from counterpart_site.access.members import end
from counterpart_site.access.models import Account, Token
from counterpart_site.access.tokens import account_of_token, make_token
from counterpart_site.logs import Nameless
from counterpart_site.records.models import Chain
from tests.site import world

BACKEND = "sesame.backends.ModelBackend"
PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def no_counts_kept() -> Iterator[None]:
    """What was counted against an address is forgotten between tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clerk(chain: Chain) -> Account:
    """A clerk who has a password."""
    account = world.person("clerk-a")
    account.set_password(PASSWORD)
    account.save()
    return account


def second_factor(account: Account) -> str:
    """Set up an authenticator app; the code that it shows now."""
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(SECRET, counter)))


def sign_in(client: Client, login: str, password: str, **more: str) -> Any:
    return client.post("/account/login/", {"login": login, "password": password, **more})


def confirm(client: Client) -> None:
    """Give the password again, as what protects an account asks for."""
    sent = client.get("/account/2fa/totp/activate/")
    assert sent["Location"].startswith("/account/reauthenticate/")
    assert_plain(client.get(sent["Location"]), sent["Location"])
    answer = client.post(sent["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/account/2fa/totp/activate/"


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def text_of(response: Any, *hidden: str) -> str:
    """What a page says, without what differs from request to request and without `hidden`."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    for each in hidden:
        text = text.replace(each, "")
    return text


def test_signing_in_brings_back_to_the_page(clerk: Account, client: Client) -> None:
    sent = client.get("/programmes/east-west/?as_of=2026-01-01")
    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    wanted = "/programmes/east-west/?as_of=2026-01-01"
    assert f'name="next" value="{wanted}"' in page
    assert "login/code/?next=" in page
    assert sign_in(client, clerk.email, PASSWORD, next=wanted)["Location"] == wanted


def test_a_form_that_outlived_the_session_is_come_back_to(chain: Chain, client: Client) -> None:
    sent = client.post("/contacts/7/remove/", headers={"referer": "http://testserver/contacts/"})
    assert sent["Location"] == "/account/login/?next=/contacts/"
    away = client.post("/contacts/", headers={"referer": "http://elsewhere.example/x"})
    assert away["Location"] == "/account/login/?next=/contacts/"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(clerk: Account, client: Client, elsewhere: str) -> None:
    assert sign_in(client, clerk.email, PASSWORD, next=elsewhere)["Location"] == "/"


def test_an_unknown_account_is_answered_like_a_wrong_password(
    clerk: Account, client: Client
) -> None:
    known, unknown = clerk.email, "nobody@example.org"
    pages = [sign_in(Client(), each, "wrong") for each in (known, unknown)]
    assert text_of(pages[0], known) == text_of(pages[1], unknown)
    assert pages[0].status_code == pages[1].status_code == 200
    for path, field in (("/account/login/code/", "email"), ("/account/password/reset/", "email")):
        said = []
        for each in (known, unknown):
            answer = Client().post(path, {field: each}, follow=True)
            said.append((answer.redirect_chain, text_of(answer, each)))
        assert said[0] == said[1], path


def test_nobody_signs_up(chain: Chain, client: Client) -> None:
    assert "by invitation" in client.get("/account/signup/").content.decode()
    fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", fields)
    assert not Account.objects.filter(email="new@example.org").exists()


def test_five_wrong_passwords_close_the_door_for_a_while(clerk: Account, client: Client) -> None:
    for _ in range(4):
        assert sign_in(client, clerk.email, "wrong").status_code == 200
    shut = sign_in(client, clerk.email.upper(), "wrong")
    assert shut.status_code == 429 and "15 minutes" in shut.content.decode()
    assert sign_in(client, clerk.email, PASSWORD).status_code == 429
    assert not is_in(client)
    # Somebody else at the same place is not shut out, nor is a link.
    other = world.person("clerk-b")
    other.set_password(PASSWORD)
    other.save()
    assert sign_in(Client(), other.email, PASSWORD).status_code == 302
    assert Client().get(sign_in_link(clerk)).status_code == 302


def test_a_code_by_mail_signs_in(clerk: Account, client: Client) -> None:
    client.post("/account/login/code/", {"email": clerk.email, "next": "/me/"})
    code = re.search(r"^([A-Z0-9-]{4,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    answer = client.post("/account/login/code/confirm/", {"code": code[1], "next": "/me/"})
    assert answer["Location"] == "/me/" and is_in(client)


def test_a_link_asks_for_the_second_factor(clerk: Account, client: Client) -> None:
    code = second_factor(clerk)
    link = sign_in_link(clerk)
    assert client.get(link)["Location"].startswith("/account/2fa/authenticate/")
    assert not is_in(client)
    assert Client().get(link).status_code == 403
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert is_in(client)


def test_a_password_and_a_code_ask_for_the_second_factor(clerk: Account, client: Client) -> None:
    second_factor(clerk)
    answer = sign_in(client, clerk.email, PASSWORD)
    assert answer["Location"].startswith("/account/2fa/authenticate/") and not is_in(client)


def test_looking_at_a_link_does_not_use_it(chain: Chain, client: Client) -> None:
    link = sign_in_link(world.person("clerk-a"))
    assert client.head(link).status_code == 405
    assert client.get(link).status_code == 302


PAGES = (
    *("/account/login/", "/account/login/code/", "/account/signup/", "/account/password/reset/"),
    *("/account/password/reset/done/", "/account/inactive/", "/account/confirm-email/"),
)
OWN_PAGES = (
    *("/account/logout/", "/account/password/change/", "/account/2fa/", "/me/"),
    "/account/2fa/totp/activate/",
)
SECOND_FACTOR_PAGES = (
    *("/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/"),
    "/account/2fa/recovery-codes/generate/",
)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=\")|javascript:", re.I)


def assert_plain(response: Any, path: str) -> None:
    assert response.status_code == 200, path
    html = response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy, path
    # Words for a script are no script.
    found = [each for each in INLINE.findall(html) if each != "<script"]
    kinds = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", html)
    assert not found and all("application/json" in each for each in kinds), path
    assert html.count("<h1") == 1 and 'class="frame"' in html, path
    for each in re.findall(r"<(?:img|script|link)[^>]*(?:src|href)=\"([^\"]*)", html):
        assert each.startswith(("/", "static/", "data:image/svg+xml")), (path, each)


def test_the_pages_of_signing_in_are_ours_and_plain(clerk: Account, client: Client) -> None:
    for path in PAGES:
        assert_plain(client.get(path), path)
        assert_plain(client.get("/zh" + path), path)
    sign_in(client, clerk.email, PASSWORD)
    confirm(client)
    for path in OWN_PAGES:
        assert_plain(client.get(path), path)
    assert "data:image/svg+xml" in client.get("/account/2fa/totp/activate/").content.decode()
    second_factor(clerk)
    for path in SECOND_FACTOR_PAGES:
        assert_plain(client.get(path), path)
    assert client.get("/account/email/")["Location"] == "/me/"


def test_an_authenticator_app_is_set_up_on_its_page(clerk: Account, client: Client) -> None:
    sign_in(client, clerk.email, PASSWORD)
    confirm(client)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)
    assert secret is not None
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret[1], counter))
    client.post("/account/2fa/totp/activate/", {"code": code})
    kinds = set(Authenticator.objects.filter(user=clerk).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_who_has_no_password_sees_the_recovery_codes_at_once(
    chain: Chain, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's own transaction is never committed.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    client.get(sign_in_link(world.person("clerk-b")))
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)
    assert secret is not None
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret[1], counter))
    sent = client.post("/account/2fa/totp/activate/", {"code": code})
    codes = client.get(sent["Location"])
    assert_plain(codes, sent["Location"])
    assert 'id="recovery_codes"' in codes.content.decode()


def test_cookies_are_kept_from_scripts_and_other_sites(
    clerk: Account, client: Client, settings: Any
) -> None:
    sign_in(client, clerk.email, PASSWORD)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["secure"]
    settings.SESSION_COOKIE_SECURE = True
    behind = Client()
    sign_in(behind, clerk.email, PASSWORD)
    assert behind.cookies["sessionid"]["secure"]


POSTS = (
    *("/me/tokens/", "/me/tokens/1/revoke/", "/me/language/", "/me/leave/", "/members/"),
    *("/members/1/link/", "/members/1/end/", "/members/1/close/", "/contacts/"),
    *("/contacts/1/", "/contacts/1/remove/", "/account/login/", "/account/logout/"),
    *("/account/password/change/", "/account/2fa/totp/activate/"),
)


@pytest.mark.parametrize("path", POSTS)
def test_what_another_site_posts_is_refused(chain: Chain, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.person("administrator"), BACKEND)
    answer = client.post(path)
    assert answer.status_code == 403 and "open too long" in answer.content.decode()


def test_a_token_is_shown_once_and_revoked(chain: Chain, client: Client) -> None:
    clerk = world.person("clerk-a")
    client.force_login(clerk, BACKEND)
    page = client.post("/me/tokens/", {"name": "monthly upload", "days": "30"})
    secret = re.search(r"cp_[\w-]+", page.content.decode())
    assert secret is not None and account_of_token(secret[0]) == clerk
    assert "no-store" in page["Cache-Control"]
    again = client.get("/me/").content.decode()
    assert secret[0] not in again and "monthly upload" in again
    client.post(f"/me/tokens/{Token.objects.get(account=clerk).pk}/revoke/")
    assert account_of_token(secret[0]) is None
    assert client.post("/me/tokens/", {"name": "x", "days": "4000"}).status_code == 400


def test_another_persons_token_cannot_be_revoked(chain: Chain, client: Client) -> None:
    secret, token = make_token(world.person("auditor"), "reading", 30)
    for who in ("clerk-a", "administrator"):
        client.force_login(world.person(who), BACKEND)
        assert client.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    assert account_of_token(secret) is not None
    assert Client().post(f"/me/tokens/{token.pk}/revoke/")["Location"].startswith("/account/login")


def test_signing_out_everywhere_ends_every_session(clerk: Account, client: Client) -> None:
    other = Client()
    for each in (client, other):
        sign_in(each, clerk.email, PASSWORD)
    assert client.post("/me/leave/")["Location"] == "/account/login/"
    assert not is_in(client) and not is_in(other)
    assert sign_in(client, clerk.email, PASSWORD).status_code == 302 and is_in(client)
    sign_out_everywhere(Account.objects.get(pk=clerk.pk))
    assert not is_in(client)


def test_the_language_of_letters_is_chosen(chain: Chain, client: Client) -> None:
    client.force_login(world.person("clerk-a"), BACKEND)
    assert client.post("/me/language/", {"language": "zh-hans"})["Location"] == "/zh/me/"
    assert sign_in_link(world.person("clerk-a")).startswith("/zh/sign-in/")
    assert client.post("/me/language/", {"language": "xx"}).status_code == 400


def test_a_role_that_ended_with_the_page_open_is_said(chain: Chain, client: Client) -> None:
    clerk = world.person("clerk-a")
    client.force_login(clerk, BACKEND)
    assert client.get("/contacts/").status_code == 200
    end(clerk.memberships.get())
    answer = client.post("/contacts/", {"name": "Somebody"})
    assert answer.status_code == 403 and "your role" in answer.content.decode()
    assert "clerk" in answer.content.decode() and "ended on" in answer.content.decode()
    assert client.get("/programmes/east-west/").status_code == 403


def test_the_log_names_nobody_and_keeps_no_link(chain: Chain) -> None:
    formatter = Nameless(
        "%(asctime)s %(levelname)s %(name)s %(message)s",
        rename_fields={"asctime": "at", "levelname": "level", "name": "logger"},
    )
    request = RequestFactory().get("/sign-in/?sesame=AAAA-secret")
    try:
        raise ValueError("GET /sign-in/?sesame=BBBB-secret by clerk-a@example.org")
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        *("django.request", logging.ERROR, __file__, 1, "failed: %s for %s"),
        (request.get_full_path(), "clerk-a@example.org"),
        trace,
    )
    record.status_code, record.request, record.user = 500, request, "clerk-a@example.org"
    line = formatter.format(record)
    assert "secret" not in line and "example.org" not in line
    said = json.loads(line)
    assert set(said) == {"at", "level", "logger", "message", "status_code", "exc_info"}
    assert said["message"] == "failed: /sign-in/?… for …@…" and said["status_code"] == 500


def test_the_operator_makes_a_link(chain: Chain, client: Client) -> None:
    from counterpart_site.commands.accounts import link

    said = ["clerk-a@example.org", "--site", "https://record.example.org/"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("counterpart_site.setup.open_site", lambda folder: None)
        done = CliRunner().invoke(link, said)
    assert done.exit_code == 0, done.output
    address = done.output.strip()
    assert address.startswith("https://record.example.org/sign-in/?sesame=")
    assert client.get(address.removeprefix("https://record.example.org")).status_code == 302
    assert is_in(client)
