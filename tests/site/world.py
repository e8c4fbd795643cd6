"""A small cooperation of two invented regions, and the people who keep its record."""

from __future__ import annotations

from pathlib import Path

from counterpart_site.access.models import Account, Membership
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.packing import Tables
from counterpart_site.deliveries.receive import Handed
from counterpart_site.records.models import Chain

PROGRAMME = "east-west"
TABLES = {
    "sources": "source,title,published_on\nreports,Monthly reports,2031-01-01\n",
    "places": (
        "place,name_en,level,parent\neast,East,province,\neast-1,East One,district,east\n"
        "east-2,East Two,district,east\nwest,West,province,\nwest-1,West One,district,west\n"
        "west-2,West Two,district,west\n"
    ),
    "organisations": (
        "organisation,name_en,kind,place\nhospital-e,East hospital,hospital,east-1\n"
        "hospital-w,West hospital,hospital,west-1\n"
    ),
    "programmes": "programme,name_en,side_a,side_b\neast-west,East and West,east,west\n",
    "pairings": (
        "pairing,programme,level,side_a,side_b,certainty\n"
        "e1-w1,east-west,district-banner,east-1,west-1,stated\n"
    ),
}
# name -> role, side, organisation
PEOPLE: dict[str, tuple[str, str, str | None]] = {
    "clerk-a": ("clerk", "a", None),
    "coordinator-a": ("coordinator", "a", None),
    "second-a": ("coordinator", "a", None),
    "clerk-b": ("clerk", "b", "hospital-w"),
    "coordinator-b": ("coordinator", "b", None),
    "evaluator": ("evaluator", "", None),
    "assessor": ("assessor", "", None),
    "auditor": ("auditor", "", None),
    "administrator": ("administrator", "", None),
}


def write_tables(folder: Path) -> Path:
    """The world's register as a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def make_people(chain: Chain) -> None:
    """An account for each of PEOPLE, and one for a stranger."""
    for name, (role, side, organisation) in PEOPLE.items():
        account = Account.objects.create_user(f"{name}@example.org")
        fields = {"role": role, "side": side, "organisation": organisation}
        Membership.objects.create(account=account, chain=chain, **fields)
    Account.objects.create_user("stranger@example.org")


def person(name: str) -> Account:
    """The account of one of PEOPLE, or the stranger's."""
    return Account.objects.get(email=f"{name}@example.org")


def flows(*rows: str) -> Handed:
    """Flows as a delivery of tables; a row is flow,origin,destination,value[,start_on,end_on]."""
    lines = ["flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source"]
    for row in rows:
        cells = row.split(",")
        flow, origin, destination, value = cells[:4]
        start, end = cells[4:] or ["2031-01-01", "2031-01-31"]
        lines.append(
            f"{flow},assistance_funds,{origin},{destination},{value},{start},{end},CNY,paid,reports"
        )
    content = ("\n".join(lines) + "\n").encode()
    return Handed(Delivery.Kind.TABLES, "flows.csv", content)


def terms(base: str = "100", **columns: str) -> Tables:
    """An agreement of one clause: so much a year from East to West."""
    clause = {
        "commitment": "grant-2031",
        "reading": "main",
        "chosen": "true",
        "agreement": "paper-2031",
        "kind": "assistance_funds",
        "rule": "fixed",
        "base": base,
        "currency": "CNY",
        "origin": "east",
        "destination": "west",
        "start_on": "2031-01-01",
        "end_on": "2032-12-31",
        "source": "paper-2031",
    }
    return {
        "sources": [
            {"source": "paper-2031", "title": "Agreement of 2031", "source_kind": "delivery"}
        ],
        "agreements": [
            {
                "agreement": "paper-2031",
                "title_en": "Agreement of 2031",
                "programme": "east-west",
                "parties": "east;west",
                "source": "paper-2031",
            }
        ],
        "commitments": [{**clause, **columns}],
    }
