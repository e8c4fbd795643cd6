"""Writes the synthetic programme: `python -m counterpart.examples.synthetic_programme FOLDER`."""

import sys
from pathlib import Path

from counterpart.examples.synthetic_programme.generate import write_programme

write_programme(Path(sys.argv[1]))
