"""The district's places: 镇街, communities and villages, grids, estates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import schematic
from .chance import apportion
from .reference import REFERENCE
from .truths import TRUTHS

NAMED_ESTATES = {"锦绣社区": "锦绣花园三期", "福春六社区": "福春六小区", "一街社区": "青年广场小区"}
ESTATE_ENDINGS = ("花园", "嘉园", "家属楼", "新村", "公寓", "小区一期", "小区二期")
ESTATES = 4


@dataclass(frozen=True)
class District:
    """Tables of one row per place; `communities` holds the villages too."""

    subdistricts: pd.DataFrame
    communities: pd.DataFrame
    grids: pd.DataFrame

    @classmethod
    def from_chance(cls, rng) -> "District":
        subdistricts, communities = _divisions()
        communities = _with_people(communities, rng)
        outlines = schematic.subdistrict_polygons()
        subdistricts["polygon"] = [outlines[code] for code in subdistricts["code"]]
        communities["polygon"] = _community_polygons(communities, outlines, rng)
        grids = _grids(communities, rng)
        outlines = grids.groupby("community")["polygon"].agg(schematic.merged)
        communities["polygon"] = [outlines[name] for name in communities["name"]]
        return cls(subdistricts, communities, grids)

    def communities_of(self, subdistrict: str) -> pd.DataFrame:
        return self.communities[self.communities["subdistrict"] == subdistrict]

    @property
    def neighbourhoods(self) -> pd.DataFrame:
        """The 67 communities without the villages."""
        return self.communities[self.communities["level"] == "社区"]


def _divisions() -> tuple[pd.DataFrame, pd.DataFrame]:
    table = pd.read_csv(REFERENCE / "divisions.csv", dtype=str, keep_default_na=False)
    top = table[table["level"] == "镇街"].reset_index(drop=True)
    below = table[table["level"] != "镇街"].reset_index(drop=True)
    names = dict(zip(top["code"], top["name"]))
    below["subdistrict"] = [names[code] for code in below["parent_code"]]
    below["estates"] = [estates_of(name, level) for name, level in zip(below["name"], below["level"])]
    return top, below


def estates_of(community: str, level: str) -> tuple[str, ...]:
    """Invented estate names; a village has groups instead."""
    stem = short_name(community)
    if level == "村":
        return tuple(f"{community}{number}组" for number in "一二三四")
    start = sum(map(ord, stem)) % len(ESTATE_ENDINGS)
    endings = [ending for ending in ESTATE_ENDINGS[start:] + ESTATE_ENDINGS[:start] if not stem.endswith(ending)]
    names = [stem + ending for ending in endings[:ESTATES]]
    return (NAMED_ESTATES.get(community, names[0]), *names[1:])


def short_name(community: str) -> str:
    """福春六社区 is 福春六 in speech."""
    return community.removesuffix("社区").removesuffix("居委会")


def _with_people(communities: pd.DataFrame, rng) -> pd.DataFrame:
    truths, count = TRUTHS["communities"], len(communities)
    weight = communities["weight"].astype(float) * rng.uniform(0.97, 1.03, count)
    ageing = np.where(communities["level"] == "村", 1.25, 1.0) * rng.uniform(0.8, 1.2, count)
    return communities.assign(
        residents=apportion(truths["residents"], weight),
        households=apportion(truths["households"], weight * rng.uniform(0.94, 1.06, count)),
        elderly=apportion(truths["elderly"], weight * ageing),
    )


def _community_polygons(communities: pd.DataFrame, outlines: dict, rng) -> list:
    polygons = {}
    for code, group in communities.groupby("parent_code", sort=True):
        group = group.reset_index(drop=True)
        known = group[group["seat_lng"] != ""]
        seats = {i: (float(x), float(y)) for i, x, y in zip(known.index, known["seat_lng"], known["seat_lat"])}
        polygons |= dict(zip(group["code"], schematic.divide(outlines[code], len(group), rng, seats)))
    return [polygons[code] for code in communities["code"]]


def _grids(communities: pd.DataFrame, rng) -> pd.DataFrame:
    counts = apportion(TRUTHS["grids"]["accepted"], communities["residents"], least=2)
    pieces = [_grids_of(community, count, rng) for community, count in zip(communities.itertuples(), counts)]
    grids = pd.concat(pieces, ignore_index=True)
    grids["polygon"] = schematic.seamless(grids["polygon"].tolist())
    truths, weight = TRUTHS["grids"], grids["residents"] * rng.uniform(0.7, 1.3, len(grids))
    return grids.assign(
        party_members=apportion(truths["party_members"], weight, least=3),
        workers=apportion(truths["workers"], weight, least=1),
        area=[schematic.area_m2(polygon) for polygon in grids["polygon"]],
    )


def _grids_of(community, count: int, rng) -> pd.DataFrame:
    polygons = sorted(schematic.divide(community.polygon, count, rng), key=_west_then_north)
    weight = rng.uniform(0.75, 1.25, count)
    return pd.DataFrame({
        "code": [f"{community.code}{number:03d}" for number in range(1, count + 1)],
        "name": [f"{community.name}第{number}网格" for number in range(1, count + 1)],
        "community": community.name,
        "community_code": community.code,
        "subdistrict": community.subdistrict,
        "residents": apportion(community.residents, weight),
        "households": apportion(community.households, weight),
        "polygon": polygons,
    })


def _west_then_north(polygon) -> tuple[float, float]:
    return round(polygon.centroid.x, 3), -polygon.centroid.y
