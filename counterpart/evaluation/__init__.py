"""Evaluation: measures of four dimensions, audits, explanations - from snapshots only."""
