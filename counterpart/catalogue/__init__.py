"""The catalogue: what can be recorded and measured, as data that is dated and referenced."""

from counterpart.catalogue.kinds import Catalogue, FlowKind, Indicator, Parameter, Unit
from counterpart.catalogue.load import load_catalogue

__all__ = ["Catalogue", "FlowKind", "Indicator", "Parameter", "Unit", "load_catalogue"]
