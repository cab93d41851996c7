"""Builds one version's database: raw -> staging -> places -> marts -> cubes -> checks."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from govboard import contract, definitions, queries
from govboard.engine.duck import OFFLINE, READING
from govboard.errors import WrongUse
from govboard.importing import returned
from govboard.warehouse import systems
from govboard.warehouse.arrival import create_raw
from govboard.warehouse.faults import faults
from govboard.warehouse.places import locate, shifted
from govboard.warehouse.repeats import repeats
from govboard.warehouse.slips import slips

FEW_ROWS = 10_000
MEMORY = "700MB"  # what does not fit is spilled beside the database, so that a file three times as long needs no more


def build(path: Path, parts: list[dict], folder: Path, root: Path) -> dict:
    """Build the database file `path` from `parts` with the SQL under `root`.

    Returns what the manifest keeps: as_of, the metrics with their cubes, the results of the checks.
    """
    try:
        return _build(path, parts, folder, root, {"memory_limit": MEMORY})
    except (duckdb.OutOfMemoryException, WrongUse) as problem:
        if not isinstance(problem.__cause__ or problem, duckdb.OutOfMemoryException):
            raise
    path.unlink(missing_ok=True)
    return _build(path, parts, folder, root, {})  # with what the machine has


def _build(path: Path, parts: list[dict], folder: Path, root: Path, limit: dict) -> dict:
    hands, spill = _hands(parts), path.with_name(f"{path.name}.spill")
    connection = duckdb.connect(config=OFFLINE | limit | {"threads": str(hands), "temp_directory": str(spill)})
    try:
        connection.execute("set enable_progress_bar = false")  # it would stand in what the command line prints
        connection.execute(f"attach '{_quoted(path)}' as board (storage_version 'v1.5.0')")
        connection.execute("use board")
        connection.execute("begin")  # in one piece: written to disk once, not after each of a hundred statements
        _deliveries(connection, parts)
        _raw(connection, parts, folder)
        _views(connection, queries.read_folder(root / "staging"))
        _tables(connection, queries.read_folder(root / "marts"))
        connection.execute("commit")
        built = _metrics(connection, _distinct(queries.read_folder(root / "metrics")), hands)
        connection.execute("begin")
        checks = [_check(connection, each) for each in queries.read_folder(root / "checks").values()]
        connection.execute("commit")
        as_of, proposed = _as_of(connection), systems.proposals(connection, parts)
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)
    seal(path).write_text(str(path.stat().st_size), encoding="utf-8")
    return {"as_of": as_of, "metrics": built, "checks": checks, "coordinates": proposed}


def _hands(parts: list[dict]) -> int:
    """How many threads build: one for few rows, where handing out the work takes longer than doing it."""
    return os.cpu_count() if sum(each["accepted"] for each in parts) > FEW_ROWS else 1


def seal(path: Path) -> Path:
    """The file beside a database that says how long the finished database is."""
    return path.with_name(f"{path.name}.bytes")


def sound(path: Path) -> bool:
    """Whether a database file is there, whole and a database: a copy that broke off is not."""
    if not path.exists() or not seal(path).exists() or seal(path).read_text(encoding="utf-8") != str(path.stat().st_size):
        return False
    try:
        duckdb.connect(str(path), read_only=True, config=READING).close()
    except duckdb.Error:
        return False
    return True


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _deliveries(connection, parts: list[dict]) -> None:
    connection.execute("create table part (id varchar, seq bigint, place bigint, root varchar, corrects boolean, table_name varchar, format varchar, source_file varchar, source_sheet varchar, "
                       "read bigint, accepted bigint, refused bigint, totals bigint)")  # fmt: skip
    connection.execute("create table delivery (table_name varchar, sender varchar, area varchar, since timestamp, until timestamp, imported timestamp, declared boolean)")
    arrivals = {sha: seq for seq, sha in reversed(list(enumerate((each["sha"] for each in parts), start=1)))}
    roots = returned.roots(parts)
    places = {each["id"]: place for place, each in enumerate(parts, start=1)}
    for each in parts:
        seq = arrivals[each["sha"]]  # the sheets of one file arrive together
        counts = [each[name] for name in ("read", "accepted", "refused", "totals")]
        connection.execute("insert into part values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [each["id"], seq, places[roots[each["id"]]], roots[each["id"]], "corrects" in each, each["table"], each["format"], each["file"], each["sheet"], *counts])
        if "corrects" in each:
            continue  # rows of a delivery that is listed
        for area in each["areas"] if len(each["areas"]) == 1 else [None]:  # several areas in one sheet: that of the whole district
            told = [each["table"], area, area, _since(each), _until(each), each["imported"], each.get("declared", True)]  # parts of earlier programs do not say
            connection.execute("insert into delivery values (?, ?, ?, ?, ?, ?, ?)", told)


def _since(part: dict) -> str | None:
    """A ledger is of one day: before it nothing of it was delivered."""
    return part["since"] or (part["until"][:10] if part["arrives"] == "snapshot" and part["until"] else None)


def _until(part: dict) -> str | None:
    """A title may declare a period that is not over; nobody delivers what has not happened."""
    return part["until"] and min(part["until"], part["imported"])


def _raw(connection, parts: list[dict], folder: Path) -> None:
    for table in contract.tables().values():
        create_raw(connection, table, [each for each in parts if each["table"] == table.name], folder)


def _views(connection, found: dict) -> None:
    for each in found.values():
        _execute(connection, f"create view {each.name} as {each.sql}", each)


def _points(connection, found: dict) -> None:
    """Which boundary holds each point: computed once per build, so new boundaries and new orders always meet."""
    points = connection.execute("select import_id, source_row, lng, lat from stg_work_order where lng is not null and lat is not null").df()
    ranked = " fit" in found["mart_boundary"].sql  # in versions of earlier programs the boundaries have no order, and their own codes
    bounds = connection.execute(f"select level, code, geometry from {'mart_boundary order by fit, code' if ranked else 'stg_boundary'}").df()  # the first that holds a point counts
    hits = locate(points, bounds)
    connection.register("hits", hits)
    connection.execute("create table point_hit as select import_id, source_row, level, code from hits")
    connection.register("shifted", shifted(points, bounds, hits))
    connection.execute("create table point_shifted as select import_id, source_row from shifted")


def _repeats(connection, _: dict) -> None:
    """Which orders of the last 90 days before the cut-off come from one place."""
    recent = connection.execute("""
        select order_no, category, lng, lat
        from mart_work_order
        where (lng, lat) not in (select (lng, lat) from mart_work_order where lng is not null and lat is not null group by lng, lat having count(distinct community_written) >= 3)
            and reported_at > as_of - interval 90 day and reported_at <= as_of and not voided and coalesce(order_type, '') not in ('咨询', '表扬')
            and lng between 73 and 136 and lat between 3 and 54
    """).df()
    connection.register("again", repeats(recent))
    connection.execute("create table point_repeat as select cast(order_no as varchar) as order_no, cast(place as varchar) as place from again")


def _slips(connection, found: dict) -> None:
    """Which areas the names that match none are slips of. Versions of earlier programs, built again, ask for none."""
    if "mart_area_form" not in found:
        return
    written = connection.execute("select level, written from mart_area_form where level <> 'grid' and names_area = 1 and written <> '' and (level, written) not in (select (level, written) from mart_area_spelling)").df()
    names = connection.execute("select s.level, s.code, s.written from mart_area_spelling as s inner join mart_area as a on a.level = s.level and a.code = s.code and a.listed where s.rank > 1 and s.level <> 'grid' and length(s.written) > 2").df()
    connection.register("slipped", slips(written, names))
    connection.execute("create table area_slip as select level, written, code, why from slipped")


def _faults(connection, _: dict) -> None:
    """What is wrong with the boundaries as they are drawn."""
    connection.register("faulty", faults(connection.execute("select level, code, name, geometry from mart_boundary order by level, fit, code").df()))
    connection.execute("create table boundary_fault as select * from faulty")


_BEFORE = {"mart_repeat_place": _repeats, "mart_area_match": _slips, "mart_point_place": _points, "mart_boundary_fault": _faults}  # what is not worked out in SQL, and the mart that reads it


def _tables(connection, found: dict) -> None:
    for each in queries.in_order(found):
        if each.name in _BEFORE:
            _BEFORE[each.name](connection, found)
        _execute(connection, f"create table {each.name} as {each.sql}", each)


def _execute(connection, statement: str, query: queries.Query):
    """Run a statement made of a query file; what DuckDB says against it is told with the name of the file."""
    try:
        return connection.execute(statement)
    except duckdb.Error as problem:
        raise WrongUse(f"查询文件 {query.name}.sql 无法执行：{str(problem).splitlines()[0]}。请改正后重试，现行版本不变。") from problem


def _distinct(found: dict) -> dict:
    """The metric files as they are. Raises WrongUse when two of them have the same label, for a label is a name too."""
    labels = [each.notes.get("label") for each in found.values()]
    twice = sorted({each for each in labels if each and labels.count(each) > 1})
    if twice:
        raise WrongUse(f"两个指标文件同名：{'、'.join(twice)}。请改正后重试，现行版本不变。")
    return found


def _metrics(connection, found: dict, hands: int) -> dict:
    """Cubes and columns of every metric, several at once: each on a connection of its own."""
    with ThreadPoolExecutor(hands) as pool:
        return dict(zip(found, pool.map(lambda query: _metric(connection.cursor(), query), found.values()), strict=True))


def _metric(connection, query: queries.Query) -> dict:
    """The columns of one metric's rows and, where there are many and they are often asked for, its cubes."""
    connection.execute("use board")
    rarely, records = query.notes.get("cubes") == "none", 0
    if not rarely:
        records = _execute(connection, f"create temp table considered as {query.sql}", query).fetchone()[0]
    described = dict(row[:2] for row in _execute(connection, f"describe {query.sql if rarely else 'from considered'}", query).fetchall())
    metric, number = definitions.read_metric(query, list(described)), _number(query, described)
    plan = _cubes(metric) if records >= definitions.CUBED_FROM and not rarely else {}
    built = [_cube(connection, metric, number, cube, *shape) for cube, shape in plan.items()]
    return {"columns": list(described), "cubes": built}


def _cubes(metric: definitions.Metric) -> dict:
    """The cubes of the plan cut down to the dimensions the metric has, without repeats; none without the dimension it needs, none of a metric that cannot be summed."""
    plan = {}
    if metric.shape in definitions.SPANS:
        return plan
    for name, (grain, dimensions, needed) in definitions.CUBES.items():
        has = tuple(each for each in dimensions if each in metric.dimensions)
        if (needed is None or needed in has) and (grain, has) not in plan.values() and not (metric.shape == "snapshot" and grain == "month"):
            plan[name] = (grain, has)
    return plan


def _number(query: queries.Query, described: dict[str, str]) -> str:
    """The type the sums of a metric are kept in. Raises WrongUse when its numerator is no number."""
    kind = described["numerator"]
    if kind.startswith(("VARCHAR", "DATE", "TIME", "BOOL")):
        raise WrongUse(f"指标文件 {query.name}.sql 的 numerator 不是数（{kind}）。请改正后重试，现行版本不变。")
    return "double" if kind.startswith(("DECIMAL", "FLOAT", "DOUBLE")) else "bigint"


def _cube(connection, metric: definitions.Metric, number: str, cube: str, grain: str, dimensions: tuple) -> dict:
    """Sums of the counted records; of a snapshot also the days on which none counted, because they end what stood before."""
    table = f"cube_{metric.name}_{cube}"
    counted = "filter (where excluded is null)"
    denominator = f"coalesce(sum(denominator) {counted}, 0)::{number}" if metric.is_rate else f"null::{number}"
    listed = "".join(f"{each}, " for each in dimensions)
    until, counts = ("until::timestamp as until, ", "true") if metric.shape == "snapshot" else ("", "excluded is null")
    rows = connection.execute(f"""
        create table {table} as
        select date_trunc('{grain}', "at")::timestamp as "at", {until}{listed}
            coalesce(sum(numerator) {counted}, 0)::{number} as numerator, {denominator} as denominator, null::varchar as excluded
        from considered where {counts} group by all order by 1
    """).fetchone()[0]
    return {"table": table, "grain": grain, "dimensions": list(dimensions), "rows": rows}


def _check(connection, query: queries.Query) -> dict:
    count = _execute(connection, f"create table check_{query.name} as {query.sql}", query).fetchone()[0]
    return {"name": query.name, "sentence": query.doc, "severity": query.notes["severity"], "table": query.notes["table"], "count": count}


def _as_of(connection) -> str | None:
    """The cut-off of the version: that of the work orders, else the latest of any table."""
    found = connection.execute("select max(as_of) filter (where table_name = 'work_order'), max(as_of) from mart_as_of").fetchone()
    moment = found[0] or found[1]
    return moment.isoformat() if moment else None

