"""One built version of the data, opened for reading."""

import datetime as dt
from functools import cached_property
from pathlib import Path

from govboard import facts, queries
from govboard.engine import DuckDBEngine
from govboard.errors import WrongUse
from govboard.metrics import Catalogue


class Version:
    """One built version: its manifest and, opened, its catalogue of metrics."""

    def __init__(self, folder: Path, manifest: dict, district: str, month_starts_on: int = 1):
        self.folder, self.manifest, self.district, self.month_starts_on = folder, manifest, district, month_starts_on

    @property
    def id(self) -> str:
        return self.manifest["id"]

    @property
    def as_of(self) -> dt.datetime | None:
        moment = self.manifest["as_of"]
        return dt.datetime.fromisoformat(moment) if moment else None

    @cached_property
    def engine(self) -> DuckDBEngine:
        return DuckDBEngine(self.folder / "board.duckdb")

    @cached_property
    def catalogue(self) -> Catalogue:
        own = queries.read_folder(self.folder / "queries" / "metrics")
        return Catalogue(self.engine, own, self.manifest["metrics"], queries.read_folder(queries.FOLDER / "metrics"))

    def report(self, name: str, parameters: dict | None = None):
        """Run one file of queries/reports against this version."""
        return self.engine.run(queries.report(name).sql, parameters)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables of the database: a version built by an earlier program lacks the later ones until it is built again."""
        return frozenset(self.engine.run("select table_name from duckdb_tables()").table_name)

    def caveats(self, table: str) -> list[dict]:
        """The checks that found something in a table: name, sentence, severity, count."""
        return [each for each in self.manifest["checks"] if each["table"] == table and each["count"]]

    def facts(self) -> list[dict]:
        """The figures of the published article beside those of the records: only for the demonstration district."""
        if "mart_estate" not in self.tables or "place" not in self.engine.columns("select * from mart_census_day"):
            raise WrongUse(f"版本{self.id}由较早的程序生成，缺少新增的台账。请先重新生成（build）并发布。")
        return facts.compare(self.engine)

    def close(self) -> None:
        if "engine" in self.__dict__:
            self.engine.close()
