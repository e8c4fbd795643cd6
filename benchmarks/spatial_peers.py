"""One task done by a peer, in the peers' own environment: `python spatial_peers.py gravity 100000`.

Prints processor seconds of the call (after a small one that compiles what is compiled) and the
answer as JSON. Not imported by anything: pandas and the rest stay out of Counterpart's environment.
"""

from __future__ import annotations

import json
import sys
import time
import warnings

from spatial_data import flows, settlements

warnings.simplefilter("ignore")


def gravity(rows: int) -> list[float]:
    import pandas
    import pyfixest

    frame = pandas.DataFrame(flows(rows))
    frame["pair"] = frame.origin * 1000 + frame.destination
    frame["origin_year"] = frame.origin * 100 + frame.year - 2000
    frame["destination_year"] = frame.destination * 100 + frame.year - 2000
    return timed(
        lambda: pyfixest.fepois(
            "flow ~ far + paired | origin_year + destination_year",
            frame,
            vcov={"CRV1": "pair"},
            ssc=pyfixest.ssc(k_adj=True, k_fixef="none", G_adj=True),
            fixef_rm="none",
        ),
        lambda found: [*found.coef(), *found.se()],
    )


def frame_of(units: int):
    import geopandas

    counts, places = settlements(units)
    return geopandas.GeoDataFrame(
        {"some": counts[:, 0], "people": counts.sum(axis=1), "rest": counts[:, 1]},
        geometry=geopandas.points_from_xy(places[:, 0] * 1000, places[:, 1] * 1000),
        crs=32650,
    )


def profile(units: int) -> list[float]:
    from segregation.multigroup import MultiInfoTheory

    frame = frame_of(units)
    return timed(
        lambda: MultiInfoTheory(
            frame, groups=["some", "rest"], distance=5000, decay=True, function="triangular"
        ),
        lambda found: [found.statistic],
    )


def systematic(units: int) -> list[float]:
    from segregation.inference import SingleValueTest
    from segregation.singlegroup import Dissim

    frame = frame_of(units)
    found = Dissim(frame, group_pop_var="some", total_pop_var="people")
    return timed(
        lambda: SingleValueTest(
            found, iterations_under_null=499, null_approach="systematic", n_jobs=1
        ),
        lambda test: [found.statistic, float(test.est_sim.mean())],
    )


def timed(work, answer) -> list[float]:
    start = time.process_time()
    found = work()
    return [time.process_time() - start, *map(float, answer(found))]


if __name__ == "__main__":
    name, size = sys.argv[1], int(sys.argv[2])
    work = {"gravity": gravity, "profile": profile, "systematic": systematic}[name]
    if name == "gravity":
        work(100_000)
    print(json.dumps(work(size)))
