"""DuckDB. One cursor per call: a connection shared by threads gives wrong numbers silently."""

from pathlib import Path

import duckdb
import pandas as pd

from govboard import queries
from govboard.engine import console
from govboard.errors import WrongUse

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
READING = OFFLINE | {"enable_external_access": "false"}  # of a finished database: one process can open a file under one configuration only


class DuckDBEngine:
    """Reads one version's database file."""

    def __init__(self, path: Path):
        self._connection = duckdb.connect(str(path), read_only=True, config=READING)

    def run(self, sql: str, parameters: dict | None = None) -> pd.DataFrame:
        """Run one statement; of `parameters` exactly the declared ones are handed over."""
        wanted = {name: (parameters or {})[name] for name in queries.parameters(sql)}
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, wanted).df()

    def ask(self, sql: str) -> tuple[pd.DataFrame, bool]:
        """A query written by a reader: see `console.ask`."""
        with self._connection.cursor() as cursor:
            return console.ask(cursor, sql)

    def columns(self, sql: str) -> list[str]:
        """Column names of a statement, without running it over any row. Raises WrongUse when it cannot be run."""
        try:
            with self._connection.cursor() as cursor:
                return [each[0] for each in cursor.execute(f"select * from ({sql.rstrip().rstrip(';')}\n) limit 0").description]
        except duckdb.Error as problem:
            raise WrongUse(f"查询无法执行：{str(problem).splitlines()[0]}。请改正后重试。") from problem

    def close(self) -> None:
        self._connection.close()
