"""The world of tests with something on every page: figures, a project, a claim, open deliveries."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from counterpart_site.access.contacts import Entry, add_contact
from counterpart_site.deliveries.assigning import assign
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.negotiating import propose
from counterpart_site.deliveries.receive import receive
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.records.models import Chain
from tests.site import world

FLOW = "flow-kept-inside"
PHONE = "555 0137"
TABLES = {
    "flows": (
        "flow,kind,origin,destination,start_on,end_on,value,currency,money_stage,source\n"
        f"{FLOW},assistance_funds,east-1,west-1,2030-01-01,2030-12-31,5000,CNY,paid,reports\n"
    ),
    "observations": (
        "observation,indicator,subject_type,subject,end_on,value,source\n"
        "people-west-1,population,place,west-1,2030-12-31,90000,reports\n"
    ),
    "agreements": (
        "agreement,title_en,signed_on,programme,parties,source\n"
        "frame-2030,Framework of 2030,2030-01-01,east-west,east;west,reports\n"
    ),
    "projects": (
        "project,name_en,programme,pairing,sector,place,status,source\n"
        "ward,A new ward,east-west,e1-w1,health,west-1,confirmed,reports\n"
    ),
    "claims": (
        "claim,source,statement,status,subject,start_on,end_on,value,precision,unit,check\n"
        "K1,reports,East One paid 5000 yuan in 2030,stated,East One,2030-01-01,2030-12-31,5000,"
        "exact,CNY,\n"
    ),
}


def fill(chain: Chain, folder: Path) -> dict[str, str]:
    """Put it on record; the numbers of what is open, by the words that routes have for them.

    What is pending on side a concerns side a alone: nobody of side b is asked.
    """
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    accepted = deliver_system(folder, chain.programme)
    clerk = world.person("clerk-a")
    today = timezone.now().date()
    tomorrow = today + timedelta(days=1)
    named, _ = assign(chain, world.person("coordinator-a"), "hospital-e", "health_services", today)
    said = Entry("a", "", "Office", "on duty", PHONE, "", "reports", tomorrow)
    return {
        # Until something is published.
        "publication": "0",
        "accepted": str(accepted.pk),
        "contact-a": str(add_contact(chain, clerk, said).pk),
        "named": str(named.pk),
        "member": str(clerk.memberships.get().pk),
        "drafted": str(propose(chain, clerk, world.terms()).pk),
        "pending-a": str(hand_in(chain, "clerk-a", "inside-a,east-1,east-2,10")),
        "pending-b": str(hand_in(chain, "coordinator-b", "inside-b,west-1,west-2,20")),
        "pending-ab": str(hand_in(chain, "clerk-a", "across,east-1,west-2,30")),
    }


def hand_in(chain: Chain, who: str, flow: str) -> int:
    """Hand in a flow; the number of its delivery."""
    delivery = check(receive(chain, world.person(who), world.flows(flow)))
    assert delivery.status == "checked", delivery.findings
    return delivery.pk
