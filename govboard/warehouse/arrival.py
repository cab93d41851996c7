"""How parts become one table: events are updated by key, full lists and snapshots replace what they cover."""

from pathlib import Path

from govboard.contract import Table

# The parts of one table are joined with `part` (seq, arrives, area column) before this runs.
_NEWEST_BY_KEY = """
    select * from replaced
    qualify row_number() over (partition by {key} order by seq desc, source_row desc) = 1
"""


def create_raw(connection, table: Table, parts: list[dict], folder: Path) -> None:
    """Create raw_<table> from the parts of a version; an undelivered table is there and empty."""
    columns = table.sql_columns()
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    if not parts:
        connection.execute(f"create table raw_{table.name} ({listed})")
        return
    files = [str(folder / "raw" / table.name / f"{each['id']}.parquet") for each in parts]
    connection.execute(f"create temp table arrived ({listed})")  # a part older than a column leaves it empty
    connection.execute("insert into arrived by name select * from read_parquet($files, union_by_name = true)", {"files": files})
    connection.execute(f"create table raw_{table.name} as {_resolved(parts, list(columns))}")
    connection.execute("drop table arrived")


def _resolved(parts: list[dict], columns: list[str]) -> str:
    key = ", ".join(parts[-1]["key"])
    return f"""
    with
    numbered as (select a.*, p.seq from arrived as a inner join part as p on p.id = a.import_id),
    replaced as ({_replaced(parts[-1])}),
    resolved as ({_NEWEST_BY_KEY.format(key=key)})
    select {", ".join(columns)} from resolved order by {key}
    """


def _replaced(part: dict) -> str:
    """Rows that no later delivery of the same area (or date) has replaced."""
    if part["arrives"] == "events":
        return "select * from numbered"
    covered = [each for each in (part["area"], "snapshot" if part["arrives"] == "snapshot" else None) if each]
    within = f"partition by {', '.join(covered)}" if covered else ""
    return f"select * from numbered qualify seq = max(seq) over ({within})"
