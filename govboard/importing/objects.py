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


def table(text: str) -> tuple[str, Rows]:
    """How it was read, and header and rows. Raises Refused when the text is no JSON or holds no records."""
    try:
        document = _parsed(text)
        if isinstance(document, dict) and "features" in document:
            return "GeoJSON", _features(document["features"])
        return "JSON", _rows(_records(document))
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


def _records(document, depth: int = 0) -> list[dict]:
    """The longest list of objects that lies highest in the document."""
    if isinstance(document, list) and document and all(isinstance(each, dict) for each in document):
        return document
    below = list(document.values()) if isinstance(document, dict) else []
    found = [each for each in below if isinstance(each, list) and each and all(isinstance(one, dict) for one in each)]
    if found:
        return max(found, key=len)
    deeper = [_records(each, depth + 1) for each in below if isinstance(each, dict) and depth < _DEEPEST]
    most = max(deeper, key=len, default=[])
    if not most and not depth:
        raise ValueError("no records")
    return most


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
