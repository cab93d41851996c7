"""What a version holds that the one before did not: rows added, changed, repeated, gone, by table."""

from pathlib import Path

import duckdb

from govboard import contract
from govboard.engine.duck import OFFLINE

NAMES = ("added", "changed", "repeated", "gone")
_COMPARED = """
    with
    fresh as (select {key} as k, hash({content}) as h, import_id in ({ids}) as is_fresh from now.raw_{table}),
    earlier as (select {key} as k, hash({content}) as h from before.raw_{table})
    select
        count(*) filter (where e.k is null),
        count(*) filter (where e.h <> f.h),
        count(*) filter (where e.h = f.h and f.is_fresh),
        count(*) filter (where f.k is null)
    from fresh as f
    full join earlier as e on e.k = f.k
"""


def effects(now: Path, before: Path | None, parts: list[dict], memory: str) -> dict[str, dict[str, int]]:
    """For each table that `parts` brought: how many of its rows (by key) are new, other than before, the same again, no longer there.

    `now` and `before` are database files; without an earlier one every row is new.
    """
    spill = now.with_name(f"{now.name}.spill")
    with duckdb.connect(config=OFFLINE | {"memory_limit": memory, "temp_directory": str(spill)}) as connection:
        connection.execute("set enable_progress_bar = false")
        for name, path in (("now", now), ("before", before)):
            if path:
                connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        return {table: _effect(connection, table, [each for each in parts if each["table"] == table], before is not None) for table in sorted({each["table"] for each in parts})}


def _effect(connection, table: str, parts: list[dict], compared: bool) -> dict[str, int]:
    held = {name for (name,) in connection.execute("select database_name from duckdb_tables() where table_name = ?", [f"raw_{table}"]).fetchall()}
    if not compared or "before" not in held:
        count = connection.execute(f"select count(*) from now.raw_{table}").fetchone()[0]
        return dict(zip(NAMES, (count, 0, 0, 0), strict=True))
    columns = [set(each[0] for each in connection.execute(f"describe {name}.raw_{table}").fetchall()) for name in ("now", "before")]
    content = sorted(columns[0] & columns[1] - set(contract.ORIGIN))
    ids = ", ".join(f"'{each['id']}'" for each in parts)
    key = ", ".join(each for each in parts[-1]["key"] if each in columns[1])  # an earlier program may not have had all of it
    asked = _COMPARED.format(table=table, key=f"row({key})", content=", ".join(content), ids=ids)
    return dict(zip(NAMES, connection.execute(asked).fetchone(), strict=True))
