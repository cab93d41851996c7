"""Coordinates as people write them, and in which system they are: found out by how many points fall where they say they are."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import shapely

from govboard import spatial

WGS84, GCJ02, BD09 = "WGS 84", "GCJ-02", "BD-09"
LEAST = 30  # points that name an area with a boundary; fewer prove nothing
GAIN = 0.02  # a proposal has to bring this share of them home
ENOUGH = 0.8  # and with it so many have to be there: a system that leaves more outside explains nothing
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_DEGREES = re.compile(rf"([EWNS东西南北]?)[经纬]?\s*({_NUMBER})\s*(?:[°度]\s*(?:(\d{{1,2}}(?:\.\d+)?)\s*[′'分]\s*(?:(\d{{1,2}}(?:\.\d+)?)\s*(?:[″\"秒]|''|′′))?)?)?\s*([EWNS]?)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;、/|]\s*|\s+")
_WRAPPED = re.compile(r"POINT\s*\(|[\[\](){}]|(?:经度|纬度|维度|lng|lon|lat|[xy])\s*[:=]", re.IGNORECASE)
_LNG, _LAT = (73.0, 136.0), (3.0, 54.0)  # degrees of China


def degrees(text: str) -> float | None:
    """One coordinate in degrees: 124.37, 124°22′12″, 东经124度22分12秒, E124°22.2'. None when it is none."""
    found = _DEGREES.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    before, whole, minutes, seconds, after = found.groups()
    value = abs(float(whole)) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60:
        return None
    return -value if whole.startswith("-") or (before or after).upper() in ("W", "S", "西", "南") and (before or after) else value


def pair(text: str) -> tuple[float, float] | None:
    """Longitude and latitude written in one cell, in either order: “124.37,40.11”, “POINT(124.37 40.11)”, “40°6′36″N 124°22′E”. None when they are not."""
    plain = _WRAPPED.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ,;")
    parts = [each for each in _BETWEEN.split(plain) if each]
    values = [degrees(each) for each in parts]
    if len(values) != 2 or None in values:
        return None
    lng, lat = values
    return (lat, lng) if swapped(lng, lat) else (lng, lat)


def swapped(lng, lat):
    """Where longitude and latitude stand in each other's place: in China one cannot be taken for the other."""
    return (_LAT[0] <= lng) & (lng <= _LAT[1]) & (_LNG[0] <= lat) & (lat <= _LNG[1])


# --- systems


def _to_bd09(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """BD-09 of GCJ-02 points."""
    turn = np.pi * 3000 / 180
    far = np.sqrt(lng * lng + lat * lat) + 0.00002 * np.sin(lat * turn)
    angle = np.arctan2(lat, lng) + 0.000003 * np.cos(lng * turn)
    return far * np.cos(angle) + 0.0065, far * np.sin(angle) + 0.006


Change = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
# (system of the points, system of the boundaries) -> what moves the points onto the boundaries
RELATIONS: dict[tuple[str, str], Change] = {
    (WGS84, WGS84): lambda lng, lat: (lng, lat),
    (GCJ02, WGS84): spatial.from_gcj02,
    (BD09, WGS84): spatial.from_bd09,
    (WGS84, GCJ02): spatial.to_gcj02,
    (WGS84, BD09): lambda lng, lat: _to_bd09(*spatial.to_gcj02(lng, lat)),
    (BD09, GCJ02): lambda lng, lat: spatial.to_gcj02(*spatial.from_bd09(lng, lat)),
    (GCJ02, BD09): _to_bd09,
}


@dataclass(frozen=True)
class Proposal:
    """In which systems points and boundaries are likely to be. `share` of the points then fall in the area they name, `as_is` without any change."""

    points: str
    boundaries: str
    share: float
    as_is: float
    count: int

    def as_dict(self) -> dict:
        return asdict(self)


def propose(lng: np.ndarray, lat: np.ndarray, areas: np.ndarray, shapes: dict[str, shapely.Geometry]) -> Proposal | None:
    """The systems under which most of these points fall in the area they name; None when nothing speaks against both being WGS 84.

    `areas` holds for each point the key of its area in `shapes`.
    """
    tried = fit(lng, lat, areas, shapes)
    return settle({"": tried}).get("") if tried else None


@dataclass(frozen=True)
class Fit:
    """Of the points of one file the share that falls in the area it names, for each pair of systems, and their number."""

    shares: dict[tuple[str, str], float]
    count: int

    def best(self, boundaries: str, points: str | None = None) -> tuple[str, float]:
        """The system of the points that fits best on boundaries of this system, WGS 84 where several do, and its share; `points` where it is known."""
        points = points or max((WGS84, GCJ02, BD09), key=lambda each: self.shares[each, boundaries])
        return points, self.shares[points, boundaries]


    def proves(self, boundaries: str) -> str | None:
        """The system of the points, where the others fit clearly worse on boundaries of this system."""
        points, share = self.best(boundaries)
        return points if all(share - self.shares[each, boundaries] >= GAIN for each in (WGS84, GCJ02, BD09) if each != points) else None


def fit(lng: np.ndarray, lat: np.ndarray, areas: np.ndarray, shapes: dict[str, shapely.Geometry]) -> Fit | None:
    """How well points fall in the areas they name under each pair of systems; None of too few points."""
    named = np.isin(areas, list(shapes))
    lng, lat, areas = lng[named], lat[named], areas[named]
    if len(lng) < LEAST:
        return None
    shares = {pair_: _share(*change(lng, lat), areas, shapes) for pair_, change in RELATIONS.items()}
    same = {(each, each): shares[WGS84, WGS84] for each in (GCJ02, BD09)}
    return Fit(shares | same, len(lng))


def settle(tried: dict[str, Fit], points: dict[str, str] | None = None, boundaries: str | None = None) -> dict[str, Proposal]:
    """The systems of several files of points and of the boundaries they all share, by file; files that need no change are left out.

    `points` are the systems of files that are known already, `boundaries` that of the boundaries where it is known; else it is what brings most
    points of all files home. A change is proposed only where it halves the misses, gains two points in a hundred and brings four in five home: of boundaries those of all
    points, of points on boundaries that stay those of their file. Where the boundaries change, the points that stood on them already change with them.
    """
    known = points or {}
    boundaries = boundaries or max((WGS84, GCJ02, BD09), key=lambda each: _together(tried, known, each))
    if not _worth_it(_together(tried, known, boundaries), _together(tried, dict.fromkeys(tried, WGS84) | known, WGS84)):
        boundaries = WGS84
    found = {}
    for name, one in tried.items():
        system, share = one.best(boundaries, known.get(name))
        as_is = one.shares[WGS84, WGS84]
        if boundaries != WGS84 or _worth_it(share, as_is):
            found[name] = Proposal(system, boundaries, share=share, as_is=as_is, count=one.count)
    return found


def _together(tried: dict[str, Fit], points: dict[str, str], boundaries: str) -> float:
    """The share of the points of all files that is home on boundaries of a system."""
    return sum(one.best(boundaries, points.get(name))[1] * one.count for name, one in tried.items()) / max(1, sum(one.count for one in tried.values()))


def _worth_it(share: float, as_is: float) -> bool:
    return share >= ENOUGH and share - as_is >= GAIN and 1 - share <= (1 - as_is) / 2


def _share(lng: np.ndarray, lat: np.ndarray, areas: np.ndarray, shapes: dict[str, shapely.Geometry]) -> float:
    """The share of points that fall in the area they name."""
    hits = 0
    for key in np.unique(areas):
        own = areas == key
        shapely.prepare(shapes[key])
        hits += int(shapely.contains_xy(shapes[key], lng[own], lat[own]).sum())
    return hits / len(lng)
