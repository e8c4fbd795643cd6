"""The record: a model for every table of the contract, and the chain that orders its rows."""

from counterpart_site.records.models.agreements import Agreement, Commitment
from counterpart_site.records.models.chain import CatalogueVersion, Chain, Entry
from counterpart_site.records.models.claims import Claim
from counterpart_site.records.models.engagements import Engagement, Match, Need, Offer
from counterpart_site.records.models.flows import Flow
from counterpart_site.records.models.observations import Observation
from counterpart_site.records.models.pairings import Pairing
from counterpart_site.records.models.parties import Organisation
from counterpart_site.records.models.places import Group, GroupMember, Place, PlaceChange
from counterpart_site.records.models.programmes import Programme, Stage
from counterpart_site.records.models.projects import Asset, Milestone, Project
from counterpart_site.records.models.row import Row
from counterpart_site.records.models.sources import Source
from counterpart_site.records.models.stories import Story
from counterpart_site.records.models.theory import (
    Construct,
    Link,
    Prediction,
    Recommendation,
    Theory,
)

MODELS: dict[str, type[Row]] = {
    model.contract.name: model
    for model in (
        Source,
        Place,
        PlaceChange,
        Group,
        GroupMember,
        Organisation,
        Programme,
        Stage,
        Agreement,
        Commitment,
        Pairing,
        Project,
        Milestone,
        Asset,
        Engagement,
        Need,
        Offer,
        Match,
        Flow,
        Observation,
        Claim,
        Theory,
        Construct,
        Link,
        Prediction,
        Recommendation,
        Story,
    )
}

__all__ = [
    "MODELS",
    "Agreement",
    "Asset",
    "CatalogueVersion",
    "Chain",
    "Claim",
    "Commitment",
    "Construct",
    "Engagement",
    "Entry",
    "Flow",
    "Group",
    "GroupMember",
    "Link",
    "Match",
    "Milestone",
    "Need",
    "Observation",
    "Offer",
    "Organisation",
    "Pairing",
    "Place",
    "PlaceChange",
    "Prediction",
    "Programme",
    "Project",
    "Recommendation",
    "Row",
    "Source",
    "Stage",
    "Story",
    "Theory",
]
