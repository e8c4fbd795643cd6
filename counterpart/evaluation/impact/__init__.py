"""Impact: what would not have come about without the cooperation, and whether that can be told."""

from counterpart.evaluation.impact.interrupted import InterruptedSeries, interrupted_series

__all__ = ["InterruptedSeries", "interrupted_series"]
