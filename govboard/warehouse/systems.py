"""Coordinate systems of delivered points and boundaries: proposed when a version is built, converted once somebody confirms."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from govboard import coordinates, spatial

SAMPLE = 5000  # points of one part that are tried
# of every part the points whose area is named, by the boundary of that area
_POINTS = """
    select s.import_id, s.lng, s.lat, w.{area} as area
    from stg_work_order as s
    inner join raw_work_order as r on r.import_id = s.import_id and r.source_row = s.source_row
    inner join mart_work_order as w on w.order_no = s.order_no
    where r.coordinate_system is null and s.lng is not null and s.lat is not null and w.{area} is not null and w.{area}_written is not null
    qualify row_number() over (partition by s.import_id order by hash(s.order_no)) <= {sample}
"""


def proposals(connection, parts: list[dict]) -> list[dict]:
    """For each part whose points fit its areas better in another system: part, systems, shares and number of points.

    Parts that were converted are left alone, and where the points of any part fit the boundaries as they are, these are not in question.
    """
    found, done = {}, {each["id"] for each in parts if each.get("coordinate_system")}
    for level in ("subdistrict", "community"):  # the smaller areas tell more, where they have boundaries
        shapes = _shapes(connection, level)
        points = connection.execute(_POINTS.format(area=level, sample=SAMPLE)).df() if shapes else None
        tried = {part: _proposed(rows, shapes) for part, rows in points.groupby("import_id") if len(rows) >= coordinates.LEAST} if shapes else {}
        if done & set(tried) or None in tried.values():
            tried = {part: _proposed(rows, shapes, coordinates.WGS84) for part, rows in points.groupby("import_id") if tried.get(part)}
        found |= {part: {"part": part, "level": level, **proposal.as_dict()} for part, proposal in tried.items() if proposal and part not in done}
    return list(found.values())


def _proposed(rows, shapes: dict, boundaries: str | None = None) -> coordinates.Proposal | None:
    return coordinates.propose(rows.lng.to_numpy(), rows.lat.to_numpy(), rows.area.to_numpy(dtype=object), shapes, boundaries)


def _shapes(connection, level: str) -> dict:
    rows = connection.execute("select code, geometry from mart_boundary where level = ?", [level]).fetchall()
    return {code: shapely.from_wkt(geometry) for code, geometry in rows}


def confirm(parts: list[dict], proposed: list[dict], folder: Path) -> list[dict]:
    """The parts of a version with what is proposed for them carried out."""
    systems = {each["part"]: each["points"] for each in proposed if each["points"] != coordinates.WGS84}
    boundaries = max((each["boundaries"] for each in proposed), key=[each["boundaries"] for each in proposed].count)
    if boundaries != coordinates.WGS84:
        systems |= {each["id"]: boundaries for each in parts if each["table"] == "boundary"}
    return [converted(each, folder, systems[each["id"]]) if each["id"] in systems else each for each in parts]


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
