"""Everything here is long."""

from pathlib import Path


def pytest_collection_modifyitems(items) -> None:
    for each in items:
        if Path(__file__).parent in each.path.parents:
            each.add_marker("long")
