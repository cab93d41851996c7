"""Coordinate systems of delivered points and boundaries: proposed when a version is built, converted once somebody confirms."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from govboard import coordinates, spatial

SAMPLE = 5000  # points of one part that are tried
POINTED = {"work_order": ("order_no", "coalesce(w.grid_written, '')"), "station": ("station_code", "''"), "venue": ("venue_code", "''")}  # what a record is known by, its grid
# of every part the points whose area is named (and not found by the point itself), by the boundary of that area
_POINTS = """
    select r.import_id, r.lng, r.lat, p.{area} as area
    from raw_{table} as r
    inner join stg_{table} as w on w.{key} = r.{key}
    inner join mart_area_place as p
        on p.subdistrict_written = coalesce(w.subdistrict_written, '') and p.community_written = coalesce(w.community_written, '') and p.grid_written = {grid}
    where r.coordinate_system is null and r.lng is not null and r.lat is not null and p.{area} is not null
    qualify row_number() over (partition by r.import_id order by hash(r.{key})) <= {sample}
"""


def proposals(connection, parts: list[dict]) -> list[dict]:
    """For each part whose points or whose areas' boundaries are likely to be in another system: part, level, systems, shares, number of points, and
    the system of the boundaries of each level that were tried.

    What the smaller areas tell of points is kept for the larger ones, whose boundaries may be of another hand; points that were converted are known.
    """
    known = {each["id"]: coordinates.WGS84 for each in parts if each.get("coordinate_system")}
    found, levels = {}, {}
    for level in ("community", "subdistrict"):
        shapes = _shapes(connection, level)
        tried = {part: _fit(rows, shapes) for part, rows in _points(connection, level).items()} if shapes else {}
        tried = {part: each for part, each in tried.items() if each}
        settled = coordinates.settle(tried, known, coordinates.WGS84 if _declared(connection, level, parts) else None)
        if tried:
            levels[level] = next((each.boundaries for each in settled.values()), coordinates.WGS84)
        for part, proposal in settled.items():
            finer = found.get((part, "community"))
            if not finer or (finer.points, finer.boundaries) != (proposal.points, proposal.boundaries):
                found[part, level] = proposal
        known = {part: points for part, one in tried.items() if (points := one.proves(levels[level]))} | known
    files = {each["id"]: each["file"] for each in parts}
    return [{"part": part, "file": files[part], "level": level, **proposal.as_dict(), "levels": levels} for (part, level), proposal in found.items()]


def _declared(connection, level: str, parts: list[dict]) -> bool:
    """Whether all boundaries of a level say their system, or were converted: then they are not in question."""
    done = [each["id"] for each in parts if each.get("coordinate_system")]
    return not connection.execute("select count(*) from raw_boundary where level = ? and coordinate_system is null and not list_contains(?, import_id)", [level, done]).fetchone()[0]


def _points(connection, area: str) -> dict:
    """Part -> its points that name an area, of parts that have enough of them to prove something."""
    asked = [_POINTS.format(table=table, key=key, grid=grid, area=area, sample=SAMPLE) for table, (key, grid) in POINTED.items()]
    found = connection.execute(" union all ".join(f"({each})" for each in asked)).df()
    return {part: rows for part, rows in found.groupby("import_id") if len(rows) >= coordinates.LEAST}


def _fit(rows, shapes: dict) -> coordinates.Fit | None:
    return coordinates.fit(rows.lng.to_numpy(), rows.lat.to_numpy(), rows.area.to_numpy(dtype=object), shapes)


def _shapes(connection, level: str) -> dict:
    """Of an area with several polygons (its own and a former one) all together."""
    rows = connection.execute("select code, list(geometry) from mart_boundary where level = ? group by code", [level]).fetchall()
    return {code: shapely.union_all(spatial.repaired(pd.Series(parts))) for code, parts in rows}


def confirm(parts: list[dict], proposed: list[dict], folder: Path) -> list[dict]:
    """The parts of a version with what is proposed for them carried out; what was converted already stays."""
    systems = {each["part"]: each["points"] for each in proposed}
    systems |= {each["id"]: _of_boundaries(each["areas"], proposed[0]) for each in parts if each["table"] == "boundary"}
    changed = {part for part, system in systems.items() if system != coordinates.WGS84}
    return [converted(each, folder, systems[each["id"]]) if each["id"] in changed and not each.get("coordinate_system") else each for each in parts]


def _of_boundaries(levels: list[str], proposal: dict) -> str:
    """The system of boundaries of these levels; of levels that no points were tried on that of the smallest areas that were."""
    tried = proposal.get("levels") or {"": proposal["boundaries"]}  # versions of earlier programs know one for all
    return next((tried[each] for each in ("community", "subdistrict") if each in tried and each in levels), next(iter(tried.values())))


def converted(part: dict, folder: Path, system: str) -> dict:
    """The same part with its points or boundaries in WGS 84, written beside the one it was made from, which stays as it is."""
    anew = part | {"id": hashlib.sha256(f"{part['id']}/{system}".encode()).hexdigest()[:16], "coordinate_system": system, "plain": part["id"]}
    for room in (folder / "raw" / part["table"], folder / "refused"):
        rows = pq.read_table(room / f"{part['id']}.parquet")
        rows = rows.set_column(rows.schema.get_field_index("import_id"), "import_id", pa.array([anew["id"]] * len(rows), pa.string()))
        rows = _moved(rows, spatial.SYSTEMS[system]) if room.parent.name == "raw" else rows
        beside = room / f"{anew['id']}.writing"
        pq.write_table(rows, beside, compression="zstd")
        os.replace(beside, room / f"{anew['id']}.parquet")
    return anew


def _moved(rows: pa.Table, change: coordinates.Change) -> pa.Table:
    declared = rows["coordinate_system"].is_valid().to_numpy()
    if "geometry" in rows.column_names:
        shapes = [text if text is None or said else spatial.moved(text, change) for text, said in zip(rows["geometry"].to_pylist(), declared)]
        return rows.set_column(rows.schema.get_field_index("geometry"), "geometry", pa.array(shapes, pa.string()))
    lng, lat = (rows[each].to_numpy(zero_copy_only=False).astype(float) for each in ("lng", "lat"))
    given = ~declared & np.isfinite(lng) & np.isfinite(lat)
    lng, lat = lng.copy(), lat.copy()
    lng[given], lat[given] = change(lng[given], lat[given])
    for name, values in (("lng", lng), ("lat", lat)):
        rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(values, pa.float64(), from_pandas=True))
    return rows
