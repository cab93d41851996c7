"""A query of one's own: one SELECT, nothing outside the database, for a limited time and number of rows."""

import pytest

from govboard.engine import console
from govboard.errors import WrongUse
from govboard.warehouse import Warehouse


@pytest.fixture(scope="module")
def version(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


def test_a_select_is_answered_and_cut_at_the_limit(version):
    found, cut = version.engine.ask("select category, count(*) as n from mart_work_order group by category order by n desc")
    assert list(found.columns) == ["category", "n"] and not cut and found.n.is_monotonic_decreasing
    found, cut = version.engine.ask("select order_no from mart_work_order")
    assert (len(found), cut) == (console.ROWS, True)


@pytest.mark.parametrize(("sql", "count"), [
    ("select order_no from mart_work_order where hash(order_no) % 10 = 0", "select count(*) as n from mart_work_order where hash(order_no) % 10 = 0"),
    ("select order_no from mart_work_order where subdistrict is null", "select count(*) as n from mart_work_order where subdistrict is null"),
    ("select order_no from mart_work_order where false", "select 0 as n"),
    ("select unnest(range(5000)) as a", "select 5000 as n"),
    ("explain select 1", "select 1 as n"),
])  # fmt: skip
def test_no_row_is_lost_however_the_answer_is_chunked(version, sql, count):
    found, cut = version.engine.ask(sql)
    wanted = version.engine.ask(count)[0].n.iloc[0]
    assert (len(found), cut) == (min(wanted, console.ROWS), wanted > console.ROWS)


@pytest.mark.parametrize("sql", ["copy (select 1) to 'x.csv'", "attach 'x.db'", "set threads = 1", "pragma database_list", "create table t (a int)", "delete from mart_area", "select 1; select 2", "install httpfs", ""])
def test_what_is_no_single_select_is_refused(version, sql):
    with pytest.raises(WrongUse, match="只能运行一条 SELECT"):
        version.engine.ask(sql)


@pytest.mark.parametrize("sql", ["select * from read_text('/etc/hostname')", "select * from read_csv('/etc/hostname')", "select * from glob('/*')"])
def test_nothing_outside_the_database_is_read(version, sql):
    with pytest.raises(WrongUse, match="查询无法执行"):
        version.engine.ask(sql)


@pytest.mark.parametrize("sql", ["selec 1", "select * from nope", "select nope from mart_area"])
def test_a_query_that_cannot_be_run_is_said_in_chinese(version, sql):
    with pytest.raises(WrongUse, match="[一-鿿]"):
        version.engine.ask(sql)


def test_a_query_that_takes_too_long_is_stopped(version):
    with version.engine._connection.cursor() as cursor, pytest.raises(WrongUse, match="已停止"):
        console.ask(cursor, "select count(*) from mart_work_order a, mart_work_order b, mart_work_order c where a.title < b.title and b.title < c.title", seconds=0.5)
    assert version.engine.ask("select 1 as a")[0].a.tolist() == [1]  # and the next one runs
