"""An upload in Chromium: bad rows are named, readers keep their figures until 发布 is pressed, and the server goes on."""

import csv
import io

import pytest

from govboard.warehouse import Warehouse
from tests import golden
from tests.browser import screen
from tests.browser.conftest import start

BAD = [{"上报时间": "昨天上午"}] * 5 + [{"工单编号": ""}] * 3 + [{"办结时限": "尽快"}] * 2
GOOD = [{}, {}]
FIRST_ROW = 3  # below a title line and the header


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A data folder of its own with eight orders, because these tests change it."""
    place = tmp_path_factory.mktemp("small")
    golden.imported(place / "data", golden.orders(place / "工单.csv", golden.ordinary(8))).close()
    return place / "data"


@pytest.fixture(scope="module")
def small_server(small, tmp_path_factory):
    running = start(small, tmp_path_factory.mktemp("small_server") / "log.txt")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """An export of two good rows and ten bad ones."""
    rows = [{**row, "工单编号": f"N{number:03d}", **told} for number, (row, told) in enumerate(zip(golden.ordinary(12), BAD + GOOD, strict=True))]
    return golden.orders(tmp_path_factory.mktemp("more") / "工单补报.csv", rows)


def reported(page) -> str:
    page.reload()
    screen.heading(page, "驾驶舱").wait_for()
    screen.settled(page)
    return screen.card(page, "order_reported")


def bring(page, server, path) -> None:
    screen.visit(page, f"{server.url}/imports", "导入与报送")
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(path)
    page.get_by_test_id("stFileChipName").filter(has_text=path.name).wait_for()
    page.get_by_role("button", name="读取并生成待发布版本").click()


def downloaded(page) -> list[dict]:
    """The list of refused rows that the reader sends back to the office."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载退回清单").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert [each["文件"] for each in rows[-3:]] == ["退回清单", f"共{len(rows) - 3}行", "内部资料 注意保管"]
    return rows[:-3]


def test_bad_rows_are_named_and_nothing_is_live_before_it_is_published(small_server, small, more, contexts):
    reader, clerk = contexts().new_page(), contexts().new_page()
    screen.visit(reader, f"{small_server.url}/cockpit", "驾驶舱")
    assert screen.card(reader, "order_reported") == "8件"

    bring(clerk, small_server, more)
    clerk.get_by_text("待发布版本 V2").wait_for()
    screen.settled(clerk)
    told = clerk.get_by_test_id("stMain").text_content()
    assert "读者现在看到的仍是V1" in told and "共10行未能接收" in told
    rows = downloaded(clerk)
    assert [int(each["行号"]) for each in rows] == list(range(FIRST_ROW, FIRST_ROW + 10))
    assert {each["文件"] for each in rows} == {"工单补报.csv"}
    assert [each["列"] for each in rows] == ["上报时间"] * 5 + ["工单编号"] * 3 + ["办结时限"] * 2
    assert all("昨天上午" in each["原因"] for each in rows[:5]) and all("缺少工单编号" in each["原因"] for each in rows[5:8])
    listed = clerk.get_by_test_id("stDataFrame").locator("table").filter(has_text="昨天上午")
    listed.wait_for(state="attached")
    assert all(each in listed.text_content() for each in ("工单补报.csv", "缺少工单编号", "办结时限“尽快”"))
    assert reported(reader) == "8件"

    clerk.get_by_role("button", name="发布", exact=True).click()
    clerk.get_by_role("button", name="发布", exact=True).wait_for(state="detached")
    assert reported(reader) == "10件"
    assert reader.get_by_text("数据版本V2").first.is_visible()
    assert Warehouse(small).live() == "V2" and small_server.process.poll() is None
    assert not screen.complaints(reader.context) and not screen.complaints(clerk.context)


def test_a_file_that_is_no_export_is_refused_whole_with_what_was_read(small_server, small, tmp_path, page):
    path = tmp_path / "会议通知.csv"
    path.write_text("会议名称,会议室\n例会,二楼\n", encoding="utf-8")
    before = Warehouse(small).pointers()
    bring(page, small_server, path)
    page.get_by_text("没有认出这张表").wait_for()
    assert "读到的表头是：会议名称，另有1列" in page.get_by_test_id("stAlert").inner_text()
    assert Warehouse(small).pointers() == before


def test_the_same_file_again_changes_nothing_and_says_so(small_server, small, more, page):
    Warehouse(small).import_files([more])
    before = Warehouse(small).pointers()
    bring(page, small_server, more)
    page.get_by_text("这些内容已经在库中，没有变化。").wait_for()
    assert Warehouse(small).pointers() == before


def test_of_a_file_in_which_no_row_is_right_every_row_is_named(small_server, small, tmp_path, page):
    rows = [{**row, "工单编号": f"M{number:03d}", "上报时间": "昨天上午"} for number, row in enumerate(golden.ordinary(10))]
    before = Warehouse(small).pointers()
    bring(page, small_server, golden.orders(tmp_path / "全错.csv", rows))
    page.get_by_test_id("stAlert").filter(has_text="10行全部未能通过").wait_for()
    listed = page.get_by_test_id("stDataFrame").locator("table").filter(has_text="昨天上午").first
    listed.wait_for(state="attached")
    assert all(str(number) in listed.text_content() for number in range(FIRST_ROW, FIRST_ROW + 10))
    assert Warehouse(small).pointers() == before


UNKNOWN = ["系统单号", "反映事项的时间", "所在街道办", "反映人姓名", "事项描述"]


def test_an_unknown_export_is_mapped_once_and_recognised_from_then_on(small_server, small, tmp_path, page):
    path = tmp_path / "事项台账.csv"
    path.write_text("\n".join(map(",".join, [UNKNOWN, *([f"SZ-{at:03d}", "2025/6/1 9:05", "甲街道", "样例甲", "漏水"] for at in range(20))])), encoding="utf-8")
    screen.visit(page, f"{small_server.url}/imports", "导入与报送")
    page.get_by_text("认识一种新的导出").click()
    page.get_by_test_id("stFileUploader").nth(1).locator("input[type=file]").set_input_files(path)
    page.get_by_text("预览前20行：接收20行，退回0行。").wait_for()
    assert "样例甲" not in page.get_by_test_id("stMain").text_content()
    page.get_by_role("button", name="保存为格式").click()
    page.get_by_text("已保存为“事项台账”").wait_for()
    assert (small / "formats" / "事项台账.toml").exists()
    bring(page, small_server, path)
    page.get_by_text("工单：新增20条").wait_for()


def test_a_returned_workbook_is_offered_for_the_refused_rows(small_server, small, more, page):
    Warehouse(small).import_files([more])
    screen.visit(page, f"{small_server.url}/imports", "导入与报送")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载退回工作簿").click()
    assert waiting.value.suggested_filename == "退回_东街.xlsx" and waiting.value.path().read_bytes().startswith(b"PK")
