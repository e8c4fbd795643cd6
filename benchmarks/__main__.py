"""Run the benchmarks named on the command line, or all: `python -m benchmarks start`."""

from __future__ import annotations

import sys

from benchmarks import (
    composite,
    cuts,
    double_count,
    economic,
    site_as_of,
    site_delivery,
    site_export,
    site_pages,
    snapshot,
    spatial,
    start,
)

ALL = {
    "start": start.main,
    "snapshot": snapshot.main,
    "cuts": cuts.main,
    "double_count": double_count.main,
    "economic": economic.main,
    "composite": composite.main,
    "spatial": spatial.main,
    "site_export": site_export.main,
    "site_delivery": site_delivery.main,
    "site_as_of": site_as_of.main,
    "site_pages": site_pages.main,
}


def main(names: list[str]) -> int:
    """Exit code 0 when every target is met, 1 when one is missed, 2 for an unknown name."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there is {', '.join(ALL)}", file=sys.stderr)
        return 2
    met = [ALL[name]() for name in names or ALL]
    print(f"{sum(met)} of {len(met)} benchmarks meet their targets")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
