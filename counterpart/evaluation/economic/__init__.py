"""Economic measures: what sustains itself, how concentrated, how equal, what is induced."""

from counterpart.evaluation.economic.concentration import (
    effective_number,
    entropy_number,
    evenness,
    herfindahl,
    herfindahl_interval,
    shannon,
)
from counterpart.evaluation.economic.convergence import (
    Beta,
    Sigma,
    beta_convergence,
    sigma_convergence,
)
from counterpart.evaluation.economic.delay import PaymentDelay, payment_delay
from counterpart.evaluation.economic.growth import (
    Chain,
    LikeForLike,
    chain_like_for_like,
    like_for_like,
)
from counterpart.evaluation.economic.inequality import Theil, gini, theil
from counterpart.evaluation.economic.input_output import (
    InducedValueAdded,
    Leontief,
    Linkages,
    induced_value_added,
    leontief,
    linkages,
)
from counterpart.evaluation.economic.outturn import composition_variance, outturn_deviation
from counterpart.evaluation.economic.power import LineLoss, line_loss, share_of_demand
from counterpart.evaluation.economic.prices import price_level, real
from counterpart.evaluation.economic.ratios import (
    absorption,
    after_exit,
    avoided_emissions,
    fulfilment,
    grant_dependence,
    leverage,
    per_million,
    price_premium,
    ratio,
    self_sustaining_ratio,
    trade_share,
)
from counterpart.evaluation.economic.spillover import Spillover, launch_spillover
from counterpart.evaluation.economic.stages import StageBreaks, stage_breaks
from counterpart.evaluation.economic.structure import (
    ShareChange,
    contraction_check,
    location_quotients,
    sector_shares,
    share_in_specialised,
    structural_difference,
)
from counterpart.evaluation.economic.trade import Dependence, mutual_dependence

__all__ = [
    "Beta",
    "Chain",
    "Dependence",
    "InducedValueAdded",
    "Leontief",
    "LikeForLike",
    "LineLoss",
    "Linkages",
    "PaymentDelay",
    "ShareChange",
    "Sigma",
    "Spillover",
    "StageBreaks",
    "Theil",
    "absorption",
    "after_exit",
    "avoided_emissions",
    "beta_convergence",
    "chain_like_for_like",
    "composition_variance",
    "contraction_check",
    "effective_number",
    "entropy_number",
    "evenness",
    "fulfilment",
    "gini",
    "grant_dependence",
    "herfindahl",
    "herfindahl_interval",
    "induced_value_added",
    "launch_spillover",
    "leontief",
    "leverage",
    "like_for_like",
    "line_loss",
    "linkages",
    "location_quotients",
    "mutual_dependence",
    "outturn_deviation",
    "payment_delay",
    "per_million",
    "price_level",
    "price_premium",
    "ratio",
    "real",
    "sector_shares",
    "self_sustaining_ratio",
    "shannon",
    "share_in_specialised",
    "share_of_demand",
    "sigma_convergence",
    "stage_breaks",
    "structural_difference",
    "theil",
    "trade_share",
]
