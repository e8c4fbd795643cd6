"""Distances over the globe."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088


def great_circle(one: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Kilometres between places (..., 2) of latitude and longitude in degrees, on a sphere.

    Haversine formula with the mean radius; at most 0.6 % from the ellipsoid. The shapes broadcast:
    `great_circle(places[:, None], places)` are the distances of all from all. ValueError:
    coordinates that are missing or off the globe.
    """
    places = [np.asarray(each, dtype=float) for each in (one, other)]
    for each in places:
        if each.shape[-1:] != (2,):
            raise ValueError(f"places are {each.shape}; give (..., 2): latitude and longitude")
        if not (np.abs(each) <= (90, 360)).all():
            raise ValueError(
                "latitudes lie within 90 and longitudes within 360 degrees, none missing"
            )
    (lat1, lon1), (lat2, lon2) = (np.moveaxis(np.radians(each), -1, 0) for each in places)
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))
