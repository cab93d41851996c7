"""Import throughput beside plain DuckDB read_csv on the same rows, as a ratio in the same run.

    python benchmarks/import_orders.py [ROUNDS]

Prints rows per second of both and their ratio; read the ratio, machines differ.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from govboard.demo import make_exports  # noqa: E402
from govboard.warehouse import Warehouse  # noqa: E402


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        orders = [each for each in make_exports(Path(place) / "exports") if each.name.startswith("09")]
        plain = _as_utf8(orders[0], Path(place))
        for number in range(rounds):
            ours, rows = _timed(lambda number=number: _import(orders[:1], Path(place) / f"data{number}"))
            theirs, _ = _timed(lambda: _read(plain))
            print(f"import {rows / ours:8.0f} rows/s   read_csv {rows / theirs:9.0f} rows/s   ratio {theirs / ours:.3f}")


def _as_utf8(path: Path, place: Path) -> Path:
    out = place / "plain.csv"
    out.write_text(path.read_text(encoding="gb18030"), encoding="utf-8")
    return out


def _timed(work) -> tuple[float, int]:
    start = time.perf_counter()
    rows = work()
    return time.perf_counter() - start, rows


def _import(paths: list[Path], folder: Path) -> int:
    report = Warehouse(folder).import_files(paths)
    return sum(sheet.read for file in report.files for sheet in file.sheets)


def _read(path: Path) -> int:
    connection = duckdb.connect()
    connection.execute("create table t as select * from read_csv($path, all_varchar = true)", {"path": str(path)})
    return connection.execute("select count(*) from t").fetchone()[0]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
