"""Layers of Shapefiles, GeoPackages and KML as tables: their fields as columns, the geometry as WKT in longitude and latitude."""

import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import geopandas
import pyogrio

from govboard import spatial
from govboard.errors import Refused
from govboard.importing.row import Row

_SHAPEFILE, _SQLITE = b"\x00\x00\x27\x0a", b"SQLite format 3\x00"
_MOST = 1_000_000  # features of one layer
_SAMPLED = 1_000  # that are looked at to say what a layer holds
_NOT_FOUND = "图形文件已损坏或缺少配套文件，无法打开。"


def kind_of(head: bytes) -> str | None:
    """What a file is by its first bytes: "Shapefile", "GeoPackage", "KML"; None when none of these."""
    if head.startswith(_SHAPEFILE):
        return "Shapefile"
    if head.startswith(_SQLITE):
        return "GeoPackage"
    return "KML" if b"<kml" in head[:4096] else None


def layers(path: Path, kind: str) -> list[tuple[str | None, str, list[list[str]]]]:
    """Name (None where there is only one), how it was read, and rows of every layer. Raises Refused when the file cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what GDAL repairs by itself
            names = [str(each[0]) for each in pyogrio.list_layers(path)]
            told = [_layer(path, kind, name) for name in names]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError, ValueError, UnicodeError) as problem:
        raise Refused(_NOT_FOUND, "请把 .shp、.shx、.dbf、.prj 打成一个 zip 包，或另存为 GeoJSON 后再导入。" if kind == "Shapefile" else "请重新导出后再试。") from problem
    told = [each for each in told if each[2]]
    if not told:
        raise Refused("图形文件里没有任何图形。", "请重新导出后再试。")
    return [(name if len(told) > 1 else None, how, rows) for name, how, rows in told]


def lacking(header: list[str], rows: Iterator[Row]) -> tuple[str, str] | None:
    """Why a layer that no format fits is no boundary, and what to do about it; None for what is no layer."""
    if "geometry" not in header:
        return None
    at = header.index("geometry")
    shapes = list(filter(None, (row.cells[at] for row in islice(rows, 1, _SAMPLED) if len(row.cells) > at)))
    if shapes and all(map(spatial.is_line, shapes)):
        return "图层里都是线，不是面。", "边界须为面（Polygon），道路、河流、地铁的中心线不能作边界。请导出面图层后再导入。"
    if not shapes or not all(map(spatial.is_area, shapes)):
        return None
    return "图层里没有区域的名称或编码这一列。", "请在图层的属性表里加上“名称”或“编码”（与名录一致），或在导入页指定哪一列是名称。"


def _layer(path: Path, kind: str, name: str) -> tuple[str, str, list[list[str]]]:
    encoding = _encoding(path) if kind == "Shapefile" else None
    if pyogrio.read_info(path, layer=name)["features"] > _MOST:
        raise Refused(f"图层“{name}”的图形超过{_MOST}个。", "请分批导出后再导入。")
    frame = pyogrio.read_dataframe(path, layer=name, encoding=encoding, fid_as_index=False)
    if not isinstance(frame, geopandas.GeoDataFrame) or frame.empty:
        return name, kind, []
    told = f"{kind}，属性编码{encoding.upper()}" if encoding else kind
    if frame.crs is None:
        told += "，没有坐标系说明（.prj），按经纬度读取"
    elif not frame.crs.is_geographic:
        told += f"，由“{frame.crs.name}”换算为经纬度"
        frame = frame.to_crs(4490)
    return name, told, list(_rows(frame))


def _rows(frame: geopandas.GeoDataFrame) -> Iterator[list[str]]:
    fields = [each for each in frame.columns if each != frame.geometry.name]
    yield [*map(str, fields), "geometry"]
    columns = [[_said(value) for value in frame[each]] for each in fields]
    shapes = ["" if each is None or each.is_empty else each.wkt for each in frame.geometry.force_2d()]
    yield from map(list, zip(*columns, shapes))


def _said(value) -> str:
    if value is None or value != value:  # NaN, NaT
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _encoding(path: Path) -> str | None:
    """The encoding of the fields: as the .cpg says, else UTF-8 where the .dbf is, else GBK."""
    beside = {each.suffix.lower(): each for each in path.parent.iterdir() if each.stem == path.stem}
    if ".cpg" in beside or ".dbf" not in beside:
        return None
    try:
        beside[".dbf"].read_bytes()[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
