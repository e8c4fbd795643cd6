"""Evaluation: measures of the four dimensions, audits of claims, explanations - from snapshots only."""
