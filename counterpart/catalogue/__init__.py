"""The catalogue: what can be recorded and measured, as data that is dated and referenced."""

from counterpart.catalogue.forms import Form, FormColumn, FormRow
from counterpart.catalogue.kinds import (
    Catalogue,
    FlowKind,
    Indicator,
    Mechanism,
    Parameter,
    Unit,
)
from counterpart.catalogue.load import load_catalogue, parameter

__all__ = [
    "Catalogue",
    "FlowKind",
    "Form",
    "FormColumn",
    "FormRow",
    "Indicator",
    "Mechanism",
    "Parameter",
    "Unit",
    "load_catalogue",
    "parameter",
]
