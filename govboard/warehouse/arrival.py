"""How parts become one table: events are updated by key, full lists and snapshots replace what they cover."""

from pathlib import Path

from govboard.contract import Table
from govboard.importing import returned

# The parts of one table are joined with `part` (seq of the file, place of the sheet) before this runs.
_NEWEST_BY_KEY = """
    select * from replaced
    qualify row_number() over (partition by {key} order by seq desc, place desc, {chain}source_row desc) = 1
"""
# The newest sheet in which a key has several rows: an order that was handed on has one row for each hand-over.
_CHAIN = """
    with
    placed as (select a.*, p.seq, p.root from arrived as a inner join part as p on p.id = a.import_id),
    several as (select {key}, root from placed group by {key}, root having count(*) > 1),
    chained as (select p.* from placed as p inner join several using ({key}, root))
    select * exclude (seq, root) from chained qualify seq = max(seq) over (partition by {key})
"""
# A row is gone when a later file covers its area (and date) again; a file that names no area covers them all. Rows that were put right cover nothing:
# they stand and go with the file that they belong to.
_STILL_STANDING = """
    select n.* from numbered as n
    where not exists (
        select 1
        from (select distinct seq, {area} as area, {date} as date, {everything} as everything from numbered where not corrects) as later
        where later.seq > n.seq and later.date is not distinct from {own_date} and (later.everything or later.area is not distinct from {own_area})
    )
"""
# The same for a table that says itself what its rows cover.
_COVERED = """
    select n.* exclude (covers) from (select *, {covers} as covers from numbered) as n
    where not exists (
        select 1
        from (select distinct seq, {covers} as covers, {one} as one, count(distinct {one}) over (partition by import_id, {covers}) = 1 as alone from numbered where not corrects) as later
        where later.seq > n.seq and later.covers = n.covers and (not later.alone or later.one = n.{one})
    )
"""
# 站前街道, 站前街 and 站前街道办事处 are one sender.
_SENDER = "regexp_replace({column}, '(街道办事处|街道办|办事处|街道|街|镇|乡)$', '')"


def with_fresh(base: list[dict], files: list[list[dict]]) -> list[dict]:
    """The parts of a version and those of newly imported files, in order of arrival.

    Files brought together arrive in the order of what they cover, whatever their names: the later export wins. A sheet
    read again, because its format or its declared period was put right, takes the place of its earlier reading.
    """
    known, sheets = {each["id"] for each in base} | {each["plain"] for each in base if "plain" in each}, {(each["sha"], each["sheet"]): at for at, each in enumerate(base)}
    parts = list(base)
    for each in sorted(files, key=lambda parts: max((part["until"] or "" for part in parts), default="")):
        for part in each:
            if part["id"] in known:
                continue
            known.add(part["id"])
            at = sheets.get((part["sha"], part["sheet"]))
            parts = [*parts, part] if at is None else [*parts[:at], part, *parts[at + 1 :]]
    return parts


def create_raw(connection, table: Table, parts: list[dict], folder: Path) -> None:
    """Create raw_<table> from the parts of a version; an undelivered table is there and empty."""
    columns = table.sql_columns()
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    if not parts:
        for name in _names(table):
            connection.execute(f"create table {name} ({listed})")
        return
    files = [str(folder / "raw" / table.name / f"{each['id']}.parquet") for each in parts]
    connection.execute(f"create temp table arrived ({listed})")  # a part older than a column leaves it empty
    held = [name for name, *_ in connection.execute("describe select * from read_parquet($files, union_by_name = true)", {"files": files}).fetchall()]
    kept = ", ".join(name for name in held if name in columns)  # one that has been dropped since stays in the part
    connection.execute(f"insert into arrived by name select {kept} from read_parquet($files, union_by_name = true)", {"files": files})
    for part, rows in returned.outdated(parts).items():
        connection.execute("delete from arrived where import_id = ? and list_contains(?, source_row)", [part, rows])
    connection.execute(f"create table raw_{table.name} as {_resolved(parts, list(columns), table)}")
    if table.chain:
        connection.execute(f"create table raw_{table.name}_chain as {_CHAIN.format(key=', '.join(_newest(parts)['key']))}")
    connection.execute("drop table arrived")


def _names(table: Table) -> list[str]:
    return [f"raw_{table.name}", *([f"raw_{table.name}_chain"] if table.chain else [])]


def _newest(parts: list[dict]) -> dict:
    """The part that was read last: it knows key and arrival as they are today, wherever it stands."""
    return max(reversed(parts), key=lambda each: each["imported"])


def _resolved(parts: list[dict], columns: list[str], table: Table) -> str:
    key, chain = ", ".join(_newest(parts)["key"]), f"greatest({', '.join(table.chain)}) desc nulls last, " if table.chain else ""
    return f"""
    with
    numbered as (select a.*, p.seq, p.place, p.corrects from arrived as a inner join part as p on p.id = a.import_id),
    replaced as ({_replaced(_newest(parts), table)}),
    resolved as ({_NEWEST_BY_KEY.format(key=key, chain=chain)})
    select {", ".join(columns)} from resolved order by {key}
    """


def _replaced(part: dict, table: Table) -> str:
    """Rows that no later delivery of the same area (or date) has replaced."""
    if part["arrives"] == "events":
        return "select * from numbered"
    if table.covers:
        return _COVERED.format(covers=table.covers, one=table.one_by_one)
    area = _SENDER.format(column=part["area"]) if part["area"] else "null"
    date = "snapshot" if part["arrives"] == "snapshot" else "null"
    everything = f"max({part['area']}) over (partition by import_id) is null" if part["area"] else "true"
    own_area = _SENDER.format(column=f"n.{part['area']}") if part["area"] else "null"
    return _STILL_STANDING.format(area=area, date=date, everything=everything, own_area=own_area, own_date=f"n.{date}" if date == "snapshot" else "null")
