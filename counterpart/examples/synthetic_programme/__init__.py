"""A seeded synthetic programme, drawn from one stream of random numbers with known truths.

It exercises what recorded examples cannot: every mechanism, nearly every kind in both directions,
every indicator. `python -m counterpart.examples.synthetic_programme FOLDER` writes the folder
anew; a test compares it with the one that ships, byte by byte. Every source is synthetic.
"""

from counterpart.examples.synthetic_programme.generate import write_programme
from counterpart.examples.synthetic_programme.truths import SEED

__all__ = ["SEED", "write_programme"]
