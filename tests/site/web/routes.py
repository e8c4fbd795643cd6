"""THE ONE TABLE OF ROUTES: who reads each address of the site, and with which words in it.

Tests are made from it. An address that is not here fails them by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

Words = Mapping[str, str]
# all: everybody, always. published: members with rows, and everybody once it is published.
# account: whoever is signed in. unjudged: it depends on more than who asks; only errors and what is
# told are looked for. The others are people of the cast; who is not among them is refused.
Readers = Literal["all", "published", "account", "unjudged"] | frozenset[str]


@dataclass(frozen=True, slots=True)
class Route:
    """Who may GET it and POST to it; its words in the world of tests, and in the example.

    `query` is asked for with it, in the example `looked`, where that is another.
    `visitor` looks at it in the browser ("" is nobody who signed in). `status` is what a fitting
    visitor is answered. `html` is false for files and fragments, which a browser does not show.
    `get` is false for what is only POSTed.
    """

    readers: Readers
    world: Words = field(default_factory=dict)
    example: Words = field(default_factory=dict)
    writers: Readers = frozenset()
    query: str = ""
    looked: str = ""
    visitor: str = "coordinator-a"
    status: int = 200
    html: bool = True
    get: bool = True


CLERKS = frozenset({"clerk-a", "clerk-b"})
COORDINATORS = frozenset({"coordinator-a", "coordinator-b"})
DELIVERERS = CLERKS | COORDINATORS
MEMBERS = DELIVERERS | {"evaluator", "assessor", "auditor"}
ADMINISTRATORS = frozenset({"administrator"})
SIDE_A = frozenset({"clerk-a", "coordinator-a"})
COORDINATOR_A = frozenset({"coordinator-a"})
NOBODY: frozenset[str] = frozenset()
# Who handed in what is pending on side A.
AUTHOR = frozenset({"clerk-a"})
HERE = {"programme": "east-west"}
THERE = {"programme": "beijing-inner-mongolia"}
REPORTS = {"source": "reports"}
MEMBER = {"number": "member"}
MONEY = {"form": "money_movements"}
XLSX = {"ending": "xlsx"}
PENDING = {"number": "pending-a"}
ACCEPTED = {"number": "accepted"}
DRAFTED = {"number": "drafted"}
SHARE = {"measure": "economic.aid"}
YEAR = {"subject": "east-west", "period": "2030"}
THEN = {"subject": "beijing-inner-mongolia", "period": "2011"}
FIGURE = {"name": "programme-flows"}
DRAWN = {**FIGURE, "width": "wide"}
HERE_IT = {"subject": "east-west"}
THERE_IT = {"subject": "beijing-inner-mongolia"}
PUBLISHED = {"number": "publication"}
PAPER, SIGNED = {"agreement": "frame-2030"}, {"agreement": "framework-12th-plan"}
PAIR, TWINS = {"pairing": "e1-w1"}, {"pairing": "mentougou-wuchuan"}
HOSPITAL = {"organisation": "hospital-e"}
BRANCH = {"organisation": "pku-cancer-hospital"}
CONTACT = {"number": "contact-a"}
NAMED = {"number": "named"}
FLOWS = {"table": "flows"}
NO_KEY = {"uidb36": "1", "key": "none"}

# fmt: off
ROUTES: dict[str, Route] = {
    "home": Route("all", visitor=""),
    "healthz": Route("all", html=False),
    "sign_in_by_link": Route("all", visitor="", status=403),
    "programme": Route("published", HERE, THERE, visitor=""),
    # beginning
    "start": Route(ADMINISTRATORS, visitor="administrator"),
    "start_places": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "start_programme": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "start_people": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "start_agreement": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "start_pairing": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "start_workbook": Route(ADMINISTRATORS, visitor="administrator"),
    # Wants an administrator who delivers as well; nobody of the cast is both.
    "start_template": Route(NOBODY, html=False),
    # accounts
    "account": Route("account"),
    "account_language": Route("unjudged", get=False, html=False, writers="account"),
    "leave_everywhere": Route("unjudged", get=False, html=False, writers="unjudged"),
    "token_make": Route("unjudged", get=False, html=False, writers="account"),
    "token_revoke": Route("unjudged", {"number": "0"}, get=False, html=False, writers="unjudged"),
    "members": Route(ADMINISTRATORS, visitor="administrator", writers=ADMINISTRATORS),
    "member_link": Route(NOBODY, MEMBER, get=False, html=False, writers=ADMINISTRATORS),
    "member_end": Route(NOBODY, MEMBER, get=False, html=False, writers=ADMINISTRATORS),
    "member_close": Route(NOBODY, MEMBER, get=False, html=False, writers=ADMINISTRATORS),
    "contacts": Route(DELIVERERS, writers=DELIVERERS),
    # The contact book of the example is empty.
    "contact": Route(SIDE_A, CONTACT, {"number": "1"}, writers=SIDE_A, html=False),
    "contact_remove": Route(NOBODY, CONTACT, get=False, html=False, writers=SIDE_A),
    # claims
    "claims": Route("published", visitor=""),
    "claim": Route("published", {"claim": "K1"}, {"claim": "C048"}, visitor=""),
    "claim_add": Route(DELIVERERS, writers=DELIVERERS),
    "document": Route("published", REPORTS, {"source": "paper-chen-zhang"}, visitor=""),
    "document_sheet": Route("published", REPORTS, {"source": "paper-chen-zhang"}, visitor=""),
    # deliveries
    "deliveries": Route(MEMBERS, visitor="clerk-a"),
    "deliver": Route(DELIVERERS, MONEY, MONEY, writers=DELIVERERS, visitor="clerk-a"),
    "deliver_template": Route(DELIVERERS, {**MONEY, **XLSX}, {**MONEY, **XLSX}, html=False),
    # Of an upload that is nobody's.
    "point": Route(NOBODY, {"number": "0"}, html=False),
    "delivery": Route(SIDE_A | {"auditor"}, PENDING, {"number": "2"}),
    "delivery_check": Route(NOBODY, PENDING, get=False, html=False, writers=SIDE_A),
    "delivery_take_back": Route(NOBODY, PENDING, get=False, html=False, writers=AUTHOR),
    "receipt": Route(MEMBERS, ACCEPTED, {"number": "1"}),
    "receipt_json": Route(MEMBERS, ACCEPTED, {"number": "1"}, html=False),
    # coordinating
    "inbox": Route(COORDINATORS),
    "digest": Route(NOBODY, html=False, writers=COORDINATORS, get=False),
    "conflicts": Route(MEMBERS),
    "reporters": Route(COORDINATORS, writers=COORDINATORS),
    "reporter_end": Route(NOBODY, NAMED, get=False, html=False, writers=COORDINATOR_A),
    "brief": Route(MEMBERS),
    "accept": Route("unjudged", PENDING, html=False, writers=frozenset({"coordinator-a"})),
    "return": Route("unjudged", PENDING, html=False, writers=frozenset({"coordinator-a"})),
    "withdraw": Route(
        DELIVERERS,
        writers=DELIVERERS,
        query="?row=flows:flow-kept-inside",
        looked="?row=flows:F001",
    ),
    "countersign": Route(COORDINATORS, writers=COORDINATORS),
    # measures
    "evaluation": Route("published", visitor=""),
    "measure": Route("published", SHARE, SHARE, visitor=""),
    "measure_csv": Route("published", SHARE, SHARE, html=False),
    "explain": Route("published", {**SHARE, **YEAR}, {**SHARE, **THEN}, visitor=""),
    "reconciliation": Route("published", visitor=""),
    "since": Route(MEMBERS),
    "questions": Route(MEMBERS),
    "stages": Route("published", visitor=""),
    "agreements": Route("published", visitor=""),
    "agreement": Route("published", PAPER, SIGNED, visitor=""),
    "draft_new": Route(DELIVERERS, writers=DELIVERERS, visitor="clerk-a"),
    # Nothing is negotiated in the example.
    "draft": Route(DELIVERERS | {"auditor"}, DRAFTED, {"number": "1"}, html=False),
    "draft_counter": Route(DELIVERERS, DRAFTED, {"number": "1"}, writers=DELIVERERS, html=False),
    "pairings": Route("published", visitor=""),
    "pairing": Route("published", PAIR, TWINS, visitor=""),
    "place": Route("published", {"place": "west-1"}, {"place": "150926"}, visitor=""),
    "organisation": Route("published", HOSPITAL, BRANCH, visitor=""),
    "projects": Route("published", visitor=""),
    "project": Route("published", {"project": "ward"}, {"project": "hongfu-park"}, visitor=""),
    "chart": Route("published", {**DRAWN, **HERE_IT}, {**DRAWN, **THERE_IT}, html=False),
    "chart_data": Route("published", {**FIGURE, **HERE_IT}, {**FIGURE, **THERE_IT}, html=False),
    # what everybody may take along
    "data": Route("all", visitor=""),
    "data_zip": Route("published", PUBLISHED, html=False),
    "data_heads": Route("published", PUBLISHED, html=False),
    "data_table": Route("published", {**PUBLISHED, **FLOWS}, html=False),
    "data_publish": Route(NOBODY, get=False, html=False, writers=COORDINATORS),
    "data_withdraw": Route(NOBODY, PUBLISHED, get=False, html=False, writers=COORDINATORS),
    # rows
    "records": Route(MEMBERS),
    "table": Route(MEMBERS, FLOWS, FLOWS),
    "table_csv": Route(MEMBERS, FLOWS, FLOWS, html=False),
    "row": Route(MEMBERS, {**FLOWS, "key": "flow-kept-inside"}, {**FLOWS, "key": "F026"}),
    # django-allauth's: what it answers is its own affair, but for errors and what it tells
    "account_login": Route("all", visitor="", writers="all"),
    "account_request_login_code": Route("all", visitor="", writers="all"),
    "account_confirm_login_code": Route("unjudged", html=False, writers="unjudged"),
    "account_signup": Route("all", visitor="", writers="unjudged"),
    "account_inactive": Route("all", visitor=""),
    "account_email_verification_sent": Route("all", visitor=""),
    "account_confirm_email": Route("all", {"key": "none"}, {"key": "none"}, visitor=""),
    "account_reset_password": Route("all", visitor="", writers="unjudged"),
    "account_reset_password_done": Route("all", visitor=""),
    "account_reset_password_from_key": Route(
        "all", NO_KEY, NO_KEY, visitor="", writers="unjudged"
    ),
    "account_reset_password_from_key_done": Route("all", visitor=""),
    "account_logout": Route("unjudged", writers="unjudged"),
    "account_email": Route("account", writers="account"),
    "account_change_password": Route("account", html=False, writers="account"),
    "account_set_password": Route("account", writers="account"),
    "account_reauthenticate": Route("unjudged", html=False, writers="unjudged"),
    "mfa_index": Route("account"),
    "mfa_authenticate": Route("unjudged", html=False, writers="unjudged"),
    "mfa_reauthenticate": Route("unjudged", html=False, writers="unjudged"),
    "mfa_activate_totp": Route("account", writers="account"),
    "mfa_deactivate_totp": Route("unjudged", html=False, writers="unjudged"),
    "mfa_view_recovery_codes": Route("unjudged", html=False),
    "mfa_generate_recovery_codes": Route("account", html=False, writers="account"),
    "mfa_download_recovery_codes": Route("unjudged", html=False),
}
# fmt: on


def names() -> set[str]:
    """The names of all addresses that the site answers; one without a name has none to say."""
    return {str(name) for name in _named(get_resolver())}


def address(name: str, words: Words, query: str = "") -> str:
    """Where a route is in English with its words filled in; NoReverseMatch where one misses."""
    with override("en"):
        return reverse(name, kwargs=dict(words)) + query


def in_chinese(address: str) -> str:
    """The same page in Chinese."""
    return f"/zh{address}"


def _named(resolver: URLResolver) -> Iterator[str | None]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each.name
        else:
            yield from _named(each)
