"""A million and three million orders in GB18030, imported end to end: memory, throughput, and plain DuckDB read_csv beside it in the same run.

    python benchmarks/import_large.py [ROWS …]

Prints for each size the peak memory of the import, its rows per second and their ratio to read_csv on the same file in
UTF-8; read the ratio, machines differ. Peak memory should hardly grow with the file.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

PROJECT = Path(__file__).resolve().parent.parent
HEADER = "工单编号,上报时间,办结时限,处置完成时间,结案时间,所属街道,一级分类,诉求来源,退回次数,标题\n"
# The import in a process of its own, which then says how much memory it took at most.
DRIVER = "import resource, sys; from govboard.__main__ import main; status = main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"


def main(sizes: list[int]) -> None:
    for rows in sizes:
        with tempfile.TemporaryDirectory() as place:
            path, plain = Path(place) / "工单.csv", Path(place) / "plain.csv"
            for each, encoding in ((path, "gb18030"), (plain, "utf-8")):
                with each.open("w", encoding=encoding) as file:
                    file.write(HEADER)
                    file.writelines(map(line, range(rows)))
            seconds, memory = imported(path, Path(place) / "data")
            other = read(plain)
            print(f"{rows:>9,} rows   import {rows / seconds:9,.0f} rows/s   peak {memory / 2**20:5.2f} GB   read_csv {rows / other:11,.0f} rows/s   ratio {other / seconds:.4f}", flush=True)


def line(at: int) -> str:
    """One order, three in four of them closed."""
    day, hour = at % 28 + 1, at % 24
    closed = f"2025-03-{day:02d} {hour:02d}:30:00" if at % 4 else ""
    return f"L{at:08d},2025-03-{day:02d} {hour:02d}:00:00,2025-03-30 12:00:00,{closed},{closed},第{at % 9}街道,类别{at % 17},12345热线,0,第{at % 1000}件诉求\n"


def imported(path: Path, folder: Path) -> tuple[float, int]:
    """Seconds and peak memory (kB) of a whole import, version built and published."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", DRIVER, "import", path, "--data", folder], cwd=PROJECT, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(done.stdout.splitlines()[-1])


def read(path: Path) -> float:
    """Seconds that DuckDB takes to read the file into a table."""
    start = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute("create table t as select * from read_csv($path, all_varchar = true)", {"path": str(path)})
    return time.perf_counter() - start


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000_000, 3_000_000])
