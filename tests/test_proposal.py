"""A format for an export nobody has described is proposed from its headers and its values, and recognised from then on."""

import tomllib

import pytest

from govboard.importing import formats, proposal
from govboard.warehouse import Warehouse

HEADER = ["系统单号", "反映事项的时间", "要求办结时间", "实际结案时间", "所在街道办", "所在社区居委会", "事项一级分类", "事项描述", "反映人姓名", "反映人电话", "内部备注"]
ROWS = [[f"SZ-{at:05d}", f"2025/6/{at % 28 + 1} 9:05", "2025-06-30 18:00", "" if at % 3 else "2025-06-29 10:00", "东街道", "东社区", "房屋维修", "漏水", "样例甲", "13800138000", "无"] for at in range(40)]


@pytest.fixture
def unknown(put):
    return put("事项台账.csv", "\n".join(map(",".join, [HEADER, *ROWS])))


def test_headers_are_matched_by_likeness_and_by_values():
    found = proposal.propose(HEADER, ROWS, formats.load())
    assert found.form.name == "work_order" and not found.missing
    assert {name: found.columns[name] for name in HEADER[:8]} == {
        "系统单号": "order_no", "反映事项的时间": "reported_at", "要求办结时间": "due_at", "实际结案时间": "closed_at",
        "所在街道办": "subdistrict", "所在社区居委会": "community", "事项一级分类": "category", "事项描述": "content",
    }  # fmt: skip
    assert found.personal == ["反映人姓名", "反映人电话"] and "内部备注" not in found.columns


def test_a_header_whose_values_are_of_another_kind_is_not_taken():
    rows = [[row[0], row[1], "尽快", *row[3:]] for row in ROWS]
    assert "due_at" not in proposal.propose(HEADER, rows, formats.load()).columns.values()


def test_a_proposed_format_saved_in_the_folder_is_recognised_from_then_on(unknown, cli, folder, figures):
    home = Warehouse(folder)
    assert home.import_files([unknown]).files[0].reason.startswith("没有认出这张表")
    answer = cli("propose", unknown, "--data", folder)
    assert answer.status == 0 and tomllib.loads(answer.out)["table"] == "work_order" and "请核对" in answer.out
    (folder / "formats").mkdir(parents=True)
    (folder / "formats" / "事项台账.toml").write_text(answer.out, encoding="utf-8")
    report = Warehouse(folder).import_files([unknown])
    sheet = report.files[0].sheets[0]
    assert (sheet.format, sheet.accepted, sheet.refused) == ("事项台账", 40, 0) and figures(home) == (40, 14, 26)


@pytest.mark.parametrize("form", [each.name for each in formats.load()])
def test_every_known_format_written_out_again_says_the_same(form):
    known = {each.name: each for each in formats.load()}[form]
    told = proposal.Proposal(known, {names[0]: name for name, names in known.raw["columns"].items()})
    again = formats.parse(proposal.as_toml("再写", told), "again")
    assert all(again.raw.get(each) == known.raw.get(each) for each in ("table", "arrives", "key", "required", "period", "area", "snapshot", "values", "only", "path"))
    assert again.raw["columns"] == {name: names[:1] for name, names in known.raw["columns"].items()}


def test_a_table_may_be_named_and_one_without_a_header_cannot_be_mapped(unknown, put, cli, folder):
    assert 'table = "venue"' in cli("propose", unknown, "--of", "venue", "--data", folder).out
    answer = cli("propose", put("b.csv", "\n".join(map(",".join, ROWS))), "--data", folder)
    assert answer.status == 3 and "没有表头" in answer.err
