"""Fixtures that several tests share: small exports, a fresh data folder, the command line, and the demonstration district."""

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import hypothesis
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from filelock import FileLock

from govboard import PROJECT, __main__, settings
from govboard.engine.duck import READING
from govboard.importing import intake, part
from govboard.warehouse import ImportReport, Warehouse

ORDERS = ["工单编号", "上报时间", "办结时限", "结案时间", "所属街道", "主要内容", "来电人", "联系电话"]
NOW = dt.datetime(2026, 1, 15, 12)

hypothesis.settings.register_profile("calm", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("calm")


# The files that take longest, longest first: two workers that begin with them end together.
LONG = ("test_dashboard", "test_comparison", "test_metrics", "test_pages", "test_upload", "test_warehouse", "test_arrival", "test_kill", "test_handling", "test_cli", "test_one_more_metric", "test_demo")


def pytest_collection_modifyitems(items) -> None:
    items.sort(key=lambda each: LONG.index(each.path.stem) if each.path.stem in LONG else len(LONG))


@pytest.fixture
def folder(tmp_path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def warehouse(folder) -> Warehouse:
    return Warehouse(folder)


@pytest.fixture
def put(tmp_path):
    """put(name, text or bytes) -> the path of a small export."""

    def write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def orders(put):
    """orders(name, row, …) -> a CSV of work orders; a row is a dict, its blanks are empty cells."""

    def write(name: str, *rows: dict, encoding: str = "utf-8") -> Path:
        lines = [",".join(ORDERS)] + [",".join(each.get(column, "") for column in ORDERS) for each in rows]
        return put(name, "\n".join(lines) + "\n", encoding)

    return write


@pytest.fixture
def book(tmp_path):
    """book(name, {sheet: rows}, merged={sheet: [(r1, c1, r2, c2, text), …]}) -> the path of a workbook."""

    def write(name: str, sheets: dict, merged: dict | None = None) -> Path:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as made:
            for sheet, rows in sheets.items():
                page = made.add_worksheet(sheet)
                for number, cells in enumerate(rows):
                    page.write_row(number, 0, cells)
                for corners in (merged or {}).get(sheet, []):
                    page.merge_range(*corners)
        return path

    return write


@pytest.fixture
def take(folder):
    """take(path) -> what became of one file, without building a version."""

    def take_in(path: Path, name: str | None = None, now: dt.datetime = NOW) -> intake.FileReport:
        return intake.take_in(path, folder, settings.load(folder), now, name)

    return take_in


@pytest.fixture
def take_all(folder):
    """take_all(path) -> what became of a file, or of every file of an archive, without building a version."""
    return lambda path: intake.take_all(path, folder, settings.load(folder), NOW)


@pytest.fixture
def refused(folder):
    """refused(report) -> the refused rows of a file, in file order."""
    return lambda report: part.refused_rows(folder, [each["id"] for each in report.parts]).sort_values("source_row")


@pytest.fixture
def figures():
    """figures(warehouse, version) -> reported, closed, open of a version (the live one by default)."""

    def read(warehouse: Warehouse, version: str | None = None) -> tuple[int, int, int]:
        opened = warehouse.open(version)
        try:
            return tuple(opened.catalogue.total(f"order_{each}")["value"] for each in ("reported", "closed", "open"))
        finally:
            opened.close()

    return read


@pytest.fixture
def rows():
    """rows(warehouse, sql) -> rows of the head's database, as tuples."""

    def read(warehouse: Warehouse, sql: str) -> list[tuple]:
        place = warehouse.home / warehouse.pointers()["head"] / "board.duckdb"
        with _connection(place) as connection:
            return connection.execute(sql).fetchall()

    return read


@dataclass
class Answer:
    """What one call of the command line gave: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def cli(capsys):
    """cli("metric", "order_reported", "--json", …) -> Answer; runs in this process."""

    def run(*arguments) -> Answer:
        capsys.readouterr()
        try:
            status = __main__.main([str(each) for each in arguments])
        except SystemExit as stop:  # argparse ends the program itself
            status = stop.code
        told = capsys.readouterr()
        return Answer(status, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory) -> Path:
    """The demonstration district, published; built once for all workers. Read it, never change it.

    What `demo --json` said while importing stands beside it in `demo.json`.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place, told = base / "demo", base / "demo.json"
    with FileLock(base / "demo.lock"):
        if not told.exists():
            done = subprocess.run([sys.executable, "-m", "govboard", "demo", "--json", "--data", place], cwd=PROJECT, capture_output=True, check=True)
            told.write_bytes(done.stdout)
    return place


@pytest.fixture(scope="session")
def demo_report(demo_folder) -> list[dict]:
    """One dict per sheet of the demonstration import, with its file."""
    told = json.loads(demo_folder.with_name("demo.json").read_text(encoding="utf-8"))
    return [{"file": file["file"], **sheet} for file in told["files"] for sheet in file["sheets"]]


def _connection(path: Path):
    """Configured as the engine is, which may have the same file open."""
    return duckdb.connect(str(path), read_only=True, config=READING)


def _texts(path: Path) -> str:
    """Everything one stored file holds, decoded."""
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pydict()) + str(pq.read_schema(path).metadata)
    if path.suffix == ".duckdb":
        with _connection(path) as connection:
            tables = [each[0] for each in connection.execute("select table_name from information_schema.tables").fetchall()]
            return "".join(str(connection.execute(f'select * from "{each}"').fetchall()) for each in tables)
    return path.read_bytes().decode("utf-8", errors="replace")


@pytest.fixture
def stored():
    """stored(folder) -> {relative path: everything that file holds, as text, its name included}."""
    return lambda folder: {str(each.relative_to(folder)): each.name + _texts(each) for each in sorted(folder.rglob("*")) if each.is_file()}


@pytest.fixture
def imported(warehouse):
    """imported(path, …, hold=False) -> the report of one import into the fresh data folder."""

    def run(*paths: Path, hold: bool = False) -> ImportReport:
        return warehouse.import_files(list(paths), hold)

    return run
