"""The demonstration from other seeds: every file comes in, every check that must hold holds, parts sum to the whole."""

import pytest

from govboard.demo import make_exports
from govboard.warehouse import Warehouse

SEEDS = [1, 2, 3, 20250630]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_district_from_another_seed_is_imported_whole_and_adds_up(tmp_path, seed):
    warehouse = Warehouse(tmp_path / "data")
    report = warehouse.import_files(make_exports(tmp_path / "exports", seed))
    assert report.published and not report.refused_files
    version = warehouse.open()
    for name, metric in version.catalogue.metrics.items():
        whole = version.catalogue.total(name)
        for dimension in {"subdistrict", "category"} & set(metric.dimensions):
            parts = version.catalogue.values(name, dimension)
            assert parts.numerator.sum() == pytest.approx(whole["numerator"], abs=1e-6), (name, dimension)  # some weigh with 0.9
            assert not metric.is_rate or parts.denominator.sum() == whole["denominator"], (name, dimension)
        assert metric.unit != "percent" or whole["value"] is None or 0 <= whole["value"] <= 1, name
    version.close()
