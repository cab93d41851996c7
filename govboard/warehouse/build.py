"""Builds one version's database: raw -> staging -> places -> marts -> cubes -> checks."""

from pathlib import Path

import duckdb

from govboard import contract, metrics, queries
from govboard.warehouse.arrival import create_raw
from govboard.warehouse.places import locate


def build(path: Path, parts: list[dict], folder: Path, root: Path) -> dict:
    """Build the database file `path` from `parts` with the SQL under `root`.

    Returns what the manifest keeps: as_of, the metrics with their cubes, the results of the checks.
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        connection.execute(f"attach '{_quoted(path)}' as board (storage_version 'v1.5.0')")
        connection.execute("use board")
        _deliveries(connection, parts)
        _raw(connection, parts, folder)
        _views(connection, queries.read_folder(root / "staging"))
        _points(connection)
        _tables(connection, queries.read_folder(root / "marts"))
        built = {name: _metric(connection, each) for name, each in queries.read_folder(root / "metrics").items()}
        checks = [_check(connection, each) for each in queries.read_folder(root / "checks").values()]
        as_of = _as_of(connection)
    finally:
        connection.close()
    return {"as_of": as_of, "metrics": built, "checks": checks}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _deliveries(connection, parts: list[dict]) -> None:
    connection.execute("create table part (id varchar, seq bigint, table_name varchar, format varchar, source_file varchar, source_sheet varchar, "
                       "read bigint, accepted bigint, refused bigint, totals bigint)")  # fmt: skip
    connection.execute("create table delivery (table_name varchar, sender varchar, area varchar, since timestamp, until timestamp, imported timestamp)")
    arrivals = {sha: seq for seq, sha in reversed(list(enumerate((each["sha"] for each in parts), start=1)))}
    for each in parts:
        seq = arrivals[each["sha"]]  # the sheets of one file arrive together
        counts = [each[name] for name in ("read", "accepted", "refused", "totals")]
        connection.execute("insert into part values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [each["id"], seq, each["table"], each["format"], each["file"], each["sheet"], *counts])
        for area in each["areas"] or [None]:
            connection.execute("insert into delivery values (?, ?, ?, ?, ?, ?)", [each["table"], area, area, each["since"], each["until"], each["imported"]])


def _raw(connection, parts: list[dict], folder: Path) -> None:
    for table in contract.tables().values():
        create_raw(connection, table, [each for each in parts if each["table"] == table.name], folder)


def _views(connection, found: dict) -> None:
    for each in found.values():
        connection.execute(f"create view {each.name} as {each.sql}")


def _points(connection) -> None:
    """Which boundary holds each point: computed once per build, so new boundaries and new orders always meet."""
    points = connection.execute("select import_id, source_row, lng, lat from stg_work_order where lng is not null and lat is not null").df()
    bounds = connection.execute("select level, code, geometry from stg_boundary").df()
    connection.register("hits", locate(points, bounds))
    connection.execute("create table point_hit as select import_id, source_row, level, code from hits")


def _tables(connection, found: dict) -> None:
    for each in queries.in_order(found):
        connection.execute(f"create table {each.name} as {each.sql}")


def _metric(connection, query: queries.Query) -> dict:
    """The cubes of one metric and the columns of its rows."""
    connection.execute(f"create temp table considered as {query.sql}")
    columns = [each[0] for each in connection.execute("select * from considered limit 0").description]
    metric = metrics.read_metric(query, columns)
    built = [_cube(connection, metric, cube, *shape) for cube, shape in _cubes(metric).items()]
    connection.execute("drop table considered")
    return {"columns": columns, "cubes": built}


def _cubes(metric: metrics.Metric) -> dict:
    """The cubes of the plan cut down to the dimensions the metric has, without repeats."""
    plan = {}
    for name, (grain, dimensions) in metrics.CUBES.items():
        has = tuple(each for each in dimensions if each in metric.dimensions)
        if (grain, has) not in plan.values() and not (metric.shape == "snapshot" and grain == "month"):
            plan[name] = (grain, has)
    return plan


def _cube(connection, metric: metrics.Metric, cube: str, grain: str, dimensions: tuple) -> dict:
    table = f"cube_{metric.name}_{cube}"
    denominator = "sum(denominator)::bigint" if metric.is_rate else "null::bigint"
    listed = "".join(f"{each}, " for each in dimensions)
    connection.execute(f"""
        create table {table} as
        select date_trunc('{grain}', "at")::timestamp as "at", {listed}
            sum(numerator)::bigint as numerator, {denominator} as denominator, null::varchar as excluded
        from considered where excluded is null group by all order by 1
    """)
    rows = connection.execute(f"select count(*) from {table}").fetchone()[0]
    return {"table": table, "grain": grain, "dimensions": list(dimensions), "rows": rows}


def _check(connection, query: queries.Query) -> dict:
    connection.execute(f"create table check_{query.name} as {query.sql}")
    count = connection.execute(f"select count(*) from check_{query.name}").fetchone()[0]
    return {"name": query.name, "sentence": query.doc, "severity": query.notes["severity"], "table": query.notes["table"], "count": count}


def _as_of(connection) -> str | None:
    """The cut-off of the version: that of the work orders, else the latest of any table."""
    found = connection.execute("select max(as_of) filter (where table_name = 'work_order'), max(as_of) from mart_as_of").fetchone()
    moment = found[0] or found[1]
    return moment.isoformat() if moment else None

