"""What is taken along from the screen: opens right in office programs, runs nothing, says what it is."""

import io

import openpyxl
import pandas as pd
import pytest

from govboard.documents import tables

SHOWN = pd.DataFrame({"名称": ["=1+1", "普通", "@危险", None], "件数": [1, -2, 3, 4], "时间": pd.to_datetime(["2025-06-01 08:30", "2025-06-02 00:00", None, "2025-06-03 00:00"])})


def test_csv_opens_in_office_programs_and_no_cell_is_a_formula():
    content = tables.csv(SHOWN, "标题", "2025年6月 · 振兴区")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[:5] == ["名称,件数,时间", "'=1+1,1,2025-06-01 08:30:00", "普通,-2,2025-06-02", "'@危险,3,", ",4,2025-06-03"]
    assert lines[5:8] == ['"标题"', '"2025年6月 · 振兴区"', f'"{tables.KEEP}"']


def test_a_workbook_keeps_numbers_as_numbers_and_says_what_it_rests_on():
    book = openpyxl.load_workbook(io.BytesIO(tables.workbook(SHOWN, "标题", "2025年6月 · 振兴区")))
    cells = list(book["数据"].iter_rows(values_only=True))
    assert cells[0] == ("名称", "件数", "时间") and cells[1] == ("'=1+1", 1, "2025-06-01 08:30:00") and cells[2][1] == -2 and cells[4] == (None, 4, "2025-06-03")
    assert [each[0].value for each in book["说明"].iter_rows()] == ["标题", "2025年6月 · 振兴区", tables.KEEP]
    assert not any(cell.data_type == "f" for row in book["数据"].iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_text_that_begins_like_a_formula_is_made_harmless(text):
    assert tables.harmless(text) == f"'{text}" and tables.harmless(f"文{text}") == f"文{text}" and tables.harmless(-1) == -1


def test_what_a_query_of_ones_own_may_give_goes_into_both_files():
    odd = pd.DataFrame({"list": [[1, 2], None], "number": [float("inf"), float("nan")], "moment": pd.to_datetime(["2025-06-30 08:00", None]), "mark": [True, False], "=head": [{"a": "b"}, "=1+1"], "whole": pd.array([1, None], dtype="Int64")})
    lines = tables.csv(odd, '=标"题', "截至", "查询：select 1").decode("utf-8-sig").split("\r\n")
    assert lines[:3] == ["list,number,moment,mark,'=head,whole", "\"[1, 2]\",,2025-06-30 08:00:00,True,{'a': 'b'},1", ",,,False,'=1+1,"]
    assert lines[3:6] == ['"\'=标""题"', '"截至"', '"查询：select 1"']
    book = openpyxl.load_workbook(io.BytesIO(tables.workbook(odd, "标题", "截至", "查询：select 1")))
    assert [each.value for each in book["数据"][2]] == ["[1, 2]", None, "2025-06-30 08:00:00", "True", "{'a': 'b'}", 1]
    assert [each[0].value for each in book["说明"].iter_rows()] == ["标题", "截至", "查询：select 1", tables.KEEP]
