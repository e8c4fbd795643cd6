"""The steps of the start, and how far a site has come: the record itself says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from counterpart.tables import TABLES
from counterpart_site.access.models import Role
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.rows import known_rows

# What was said of the two places waits in the session until the programme is made.
PLACES = "start_places"


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name in addresses, its title, where it stands, whether it can be done now."""

    name: str
    title: str
    done: bool
    open: bool
    optional: bool = False


def steps_of(request: HttpRequest, chain: Chain | None) -> list[Step]:
    """The steps in their order."""
    begun = chain is not None
    placed = begun or PLACES in request.session
    people = agreed = handed = paired = False
    if chain is not None:
        people = chain.memberships.filter(role=Role.COORDINATOR, until=None).exists()
        agreed = bool(known_rows(TABLES["agreements"], moment_of(chain), 1))
        handed = Delivery.objects.filter(chain=chain).exclude(side="").exists()
        paired = len(known_rows(TABLES["pairings"], moment_of(chain), 2)) > 1
    return [
        Step("places", _("Two places"), placed, open=True),
        Step("programme", _("The programme"), begun, open=placed),
        Step("people", _("Who takes part"), people, begun, optional=True),
        Step("agreement", _("The first agreement"), agreed, begun, optional=True),
        Step("pairing", _("The first pairing below the two sides"), paired, begun, optional=True),
        Step("workbook", _("The first workbook"), handed, begun, optional=True),
    ]


def beside(steps: list[Step], name: str) -> tuple[Step | None, Step | None]:
    """The step before and the step after one."""
    at = next(number for number, step in enumerate(steps) if step.name == name)
    return (
        steps[at - 1] if at else None,
        steps[at + 1] if at + 1 < len(steps) else None,
    )
