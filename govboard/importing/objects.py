"""JSON as tables: GeoJSON features, lists of records wherever they lie in the document, one record per line."""

import json
import re
from collections.abc import Iterator

import shapely
from shapely.geometry import shape

from govboard.errors import Refused
from govboard.importing.row import printable

Rows = list[list[str]]
_OPENING = re.compile(r'\s*(?:\{\s*["}]|\[\s*\{)')
_DEEPEST = 6  # levels at which the records are looked for


def is_json(head: str) -> bool:
    """Whether a text begins as a JSON object or as a list of them."""
    return bool(_OPENING.match(head))


def tables(text: str) -> list[tuple[str | None, str, Rows]]:
    """Name (None where there is one only), how it was read, header and rows of every list of records. Raises Refused when the text is no JSON or holds none."""
    try:
        document = _parsed(text)
        if isinstance(document, dict) and "features" in document:
            return [(None, "GeoJSON", _features(document["features"]))]
        found = [(name, "JSON", _rows(records)) for name, records in _lists(document)]
        if not found:
            raise ValueError("no records")
        return found if len(found) > 1 else [(None, *found[0][1:])]
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as problem:
        raise Refused("文件是 JSON，但不完整，或不是 GeoJSON 要素集（FeatureCollection）、也不是一条一条的记录。", "请重新导出后再试。") from problem


def _parsed(text: str):
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [each for each in text.splitlines() if each.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(each) for each in lines]  # JSON Lines


def _lists(document, above: str = "", depth: int = 0) -> Iterator[tuple[str, list[dict]]]:
    """Every list of objects in the document, by its place (data/rows); those inside a record belong to it."""
    if isinstance(document, list) and document and all(isinstance(each, dict) for each in document):
        yield above or "记录", document
    elif isinstance(document, dict) and depth < _DEEPEST:
        for name, value in document.items():
            yield from _lists(value, f"{above}/{name}" if above else name, depth + 1)


def _rows(records: list[dict]) -> Rows:
    flat = [dict(_flat(each)) for each in records]
    names = list(dict.fromkeys(name for each in flat for name in each))
    return [names, *([each.get(name, "") for name in names] for each in flat)]


def _flat(record: dict, above: str = "") -> Iterator[tuple[str, str]]:
    """Name and text of every value; an object inside is taken apart (地址/街道), a list of values is joined."""
    for name, value in record.items():
        name = printable(f"{above}{name}")
        if isinstance(value, dict):
            yield from _flat(value, f"{name}/")
        elif isinstance(value, list):
            plain = not any(isinstance(each, dict | list) for each in value)
            yield name, "、".join(map(_said, value)) if plain else printable(json.dumps(value, ensure_ascii=False))
        else:
            yield name, _said(value)


def _said(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else printable(str(value))


def _features(features: list) -> Rows:
    found = [({printable(key): "" if value is None else printable(str(value)) for key, value in (each["properties"] or {}).items()}, _wkt(each.get("geometry"))) for each in features]
    names = list(dict.fromkeys(key for properties, _ in found for key in properties if key != "geometry"))
    return [[*names, "geometry"]] + [[*(properties.get(key, "") for key in names), wkt] for properties, wkt in found]


def _wkt(geometry: dict | None) -> str:
    try:
        return shape(geometry).wkt
    except (AttributeError, KeyError, IndexError, OverflowError, RecursionError, TypeError, ValueError, shapely.errors.ShapelyError):
        return ""
