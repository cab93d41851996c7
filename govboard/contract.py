"""The canonical tables that staging reads (tables.toml): columns, types, what a row must have."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_TYPE = {
    "text": "varchar", "code": "varchar", "name": "varchar", "free": "varchar", "person": "varchar", "key": "varchar", "geometry": "varchar",
    "time": "timestamp", "limit": "timestamp", "date": "date", "integer": "bigint", "number": "double", "degrees": "double", "share": "double", "flag": "boolean",
}  # fmt: skip
ORIGIN = {"import_id": "varchar", "source_file": "varchar", "source_sheet": "varchar", "source_row": "bigint"}


@dataclass(frozen=True)
class Table:
    """One canonical table: its Chinese title, column types and required columns.

    `covers` says in SQL what a row of a list stands for, where that is not the area column of its format: a later list replaces what it covers, and of a
    list with one `one_by_one` of it just that.

    `chain` are the times whose latest orders the rows of one key in one sheet, where these are its hand-overs and the last is the record.
    """

    name: str
    title: str
    types: dict
    required: frozenset
    chain: tuple[str, ...] = ()
    covers: str = ""
    one_by_one: str = ""

    def sql_columns(self) -> dict[str, str]:
        """Column -> DuckDB type, origin of the row included."""
        return {column: SQL_TYPE[kind] for column, kind in self.types.items()} | ORIGIN


@cache
def tables() -> dict[str, Table]:
    """All canonical tables by name."""
    raw = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
    return {name: _table(name, each) for name, each in raw.items()}


def _table(name: str, raw: dict) -> Table:
    columns = raw["columns"]
    required = frozenset(column for column, kind in columns.items() if kind.endswith("!"))
    return Table(name, raw["title"], {column: kind.rstrip("!") for column, kind in columns.items()}, required, tuple(raw.get("chain", ())), raw.get("covers", ""), raw.get("one_by_one", ""))
