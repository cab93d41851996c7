"""One read-only query of an analyst: SELECT only, nothing outside the database, for a limited time, a limited number of rows."""

import threading

import duckdb
import pandas as pd

from govboard.errors import WrongUse

SECONDS, ROWS = 15, 5000
_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def ask(cursor, sql: str, seconds: float = SECONDS, rows: int = ROWS) -> tuple[pd.DataFrame, bool]:
    """The answer and whether it was cut at `rows`. Raises WrongUse in Chinese for what is no single SELECT, cannot be run, or takes longer than `seconds`."""
    statement = _single(sql)
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.start()
    try:
        cursor.execute(statement)
        found = _first(cursor, rows + 1)
    except duckdb.InterruptException as problem:
        raise WrongUse(f"查询超过{seconds:g}秒，已停止。请缩小时段或加上条件后重试。") from problem
    except duckdb.Error as problem:
        raise WrongUse(f"查询无法执行：{str(problem).splitlines()[0]}。请改正后重试；可用的表见下方。") from problem
    finally:
        timer.cancel()
    return found.head(rows), len(found) > rows


def _first(cursor, most: int) -> pd.DataFrame:
    """At least `most` rows where there are so many: a chunk may hold any number of rows, and only the one behind the last is empty."""
    chunks = [cursor.fetch_df_chunk()]
    while len(chunks[-1]) and sum(map(len, chunks)) < most:
        chunks.append(cursor.fetch_df_chunk())
    return pd.concat([each for each in chunks if len(each)] or chunks[:1], ignore_index=True)


def _single(sql: str) -> str:
    try:
        statements = duckdb.extract_statements(sql.strip())
    except duckdb.Error as problem:
        raise WrongUse(f"看不懂这条 SQL：{str(problem).splitlines()[0]}。请改正后重试。") from problem
    if len(statements) != 1 or statements[0].type not in _READS:
        raise WrongUse("这里只能运行一条 SELECT 查询，不能修改数据、设置或文件。")
    return statements[0].query
