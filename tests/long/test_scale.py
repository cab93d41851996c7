"""The demonstration with more orders: only ordinary ones are added, in either form, and the figures of the article stay."""

import tomllib

import pytest

from govboard.demo import make_exports, truths_path
from govboard.warehouse import Warehouse

TRUTHS = tomllib.loads(truths_path().read_text(encoding="utf-8"))["orders"]


@pytest.mark.parametrize("parquet", [False, True], ids=["csv", "parquet"])
def test_twice_the_orders_leave_everything_else_as_it_is(tmp_path, parquet):
    exports = make_exports(tmp_path / "exports", scale=2, parquet=parquet)
    assert {path.suffix for path in exports if path.name.startswith("09")} == {".parquet" if parquet else ".csv"}
    warehouse = Warehouse(tmp_path / "data")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text('district = "振兴区"\ndemonstration = true\n', encoding="utf-8")
    report = warehouse.import_files(exports)
    assert report.published and not report.refused_files
    version = warehouse.open()
    figure = {name: version.catalogue.total(name)["value"] for name in ("order_reported", "order_open", "order_overdue_open", "order_hot_closed")}
    assert figure == {"order_reported": 2 * TRUTHS["accepted"], "order_open": TRUTHS["open"], "order_overdue_open": TRUTHS["overdue"], "order_hot_closed": TRUTHS["hot_closed"]}
    assert [each["id"] for each in version.facts() if not each["holds"]] == []
    version.close()
