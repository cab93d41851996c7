"""A million orders come in with bounded memory and the right figures."""

import subprocess
import sys

import pytest

from govboard import PROJECT
from govboard.warehouse import Warehouse

MANY = 1_000_000
MEMORY = 1_500_000  # kB of resident memory at most; benchmarks/import_large.py shows that three times as many rows need no more
HEADER = "工单编号,上报时间,办结时限,处置完成时间,结案时间,所属街道,一级分类,诉求来源,退回次数,标题\n"
# The import in a process of its own, which then says how much memory it took at most.
DRIVER = "import resource, sys; from govboard.__main__ import main; status = main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"


def line(at: int) -> str:
    day, hour = at % 28 + 1, at % 24
    closed = f"2025-03-{day:02d} {hour:02d}:30:00" if at % 4 else ""
    return f"L{at:08d},2025-03-{day:02d} {hour:02d}:00:00,2025-03-30 12:00:00,{closed},{closed},第{at % 9}街道,类别{at % 17},12345热线,0,第{at % 1000}件诉求\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_a_million_orders_come_in_within_bounded_memory(tmp_path):
    with (tmp_path / "工单.csv").open("w", encoding="gb18030") as file:
        file.write(HEADER)
        file.writelines(map(line, range(MANY)))
    command = [sys.executable, "-c", DRIVER, "import", str(tmp_path / "工单.csv"), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(done.stdout.splitlines()[-1]) < MEMORY
    version = Warehouse(tmp_path / "data").open()
    figures = [version.catalogue.total(f"order_{each}")["value"] for each in ("reported", "closed", "open")]
    assert figures == [MANY, MANY * 3 // 4, MANY // 4]
    assert version.catalogue.values("order_reported", "subdistrict").value.sum() == MANY
    version.close()
