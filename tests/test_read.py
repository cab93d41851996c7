"""`read` writes a table exactly as it is understood: no row is silently wrong, none is lost."""

import csv
import itertools
import json
import os
from pathlib import Path

import pytest

from govboard import PROJECT
from govboard.errors import Refused
from govboard.importing import reading

POLLUTED = Path(os.environ.get("GOVBOARD_REAL") or PROJECT.parent / "shared" / "data" / "real") / "csv"
ROWS = [["编号", "日期", "街道", "数量", "内容", "网址", "备注"]] + [
    [f"A-{at:03d}", f"2025-03-{at % 28 + 1:02d}", "东街道" if at % 3 else "西街道", str(at * 7 % 40), f'第{at}件，说明"急件"' if at % 4 == 0 else f"第{at}件", f"https://example.com/{at}", ""]
    for at in range(30)
]


def written(rows: list[list[str]], delimiter: str = ",", quote: str = '"') -> list[str]:
    """Lines of a text whose cells are quoted where they have to be, the fifth column always."""
    quoted = [[f"{quote}{cell.replace(quote, quote * 2)}{quote}" if at == 4 or delimiter in cell else cell for at, cell in enumerate(row)] for row in rows]
    return [delimiter.join(row) for row in quoted]


@pytest.fixture
def understood(tmp_path):
    """understood(lines or bytes, …) -> header and rows that `read` wrote, and the rows it refused."""

    def run(content, table: int | None = None, sheet: str | None = None, end: str = "\n") -> tuple[list, list[dict]]:
        path = content if isinstance(content, Path) else tmp_path / "in.csv"
        if not isinstance(content, Path):
            path.write_bytes(content if isinstance(content, bytes) else (end.join(content) + end).encode())
        found = reading.open_reading([(path, path.name)], sheet, table)
        reading.write(found, tmp_path / "out.csv", tmp_path / "refused.json")
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream)), json.loads((tmp_path / "refused.json").read_text(encoding="utf-8"))

    return run


# --- the public suite of polluted files


def judged(name: str, understood) -> tuple[int, int, int, int]:
    """Rows that came out, those of them that the clean file lacks, rows of the clean file that did not come out, rows refused."""
    with (POLLUTED / "clean" / name).open(encoding="utf-8", newline="") as stream:
        clean = list(csv.reader(stream))
    try:
        out, refused = understood(POLLUTED / "csv" / name)
    except Refused:
        return 0, 0, len(clean), 0
    assert all(each["line"] > 0 and each["text"] and each["reason"] for each in refused)
    return len(out), sum(row not in clean for row in out), sum(row not in out for row in clean), len(refused)


@pytest.mark.skipif(not POLLUTED.exists(), reason=f"no {POLLUTED}; set GOVBOARD_REAL")
def test_of_seventy_polluted_files_no_row_is_silently_wrong_and_every_sound_row_comes_through(understood):
    found = {path.name: judged(path.name, understood) for path in sorted((POLLUTED / "csv").iterdir())}
    assert len(found) == 70
    assert [name for name, (_, wrong, _, _) in found.items() if wrong] == []
    assert [name for name, (_, _, lacking, refused) in found.items() if name.startswith("row_") and (lacking, refused) != (1, 1)] == []  # the one line that was polluted
    told = {name: (out, lacking, refused) for name, (out, _, lacking, refused) in found.items() if not name.startswith("row_") and lacking}
    assert told == {
        "file_escape_char_0x00.csv": (78, 6, 6),  # quotes inside cells that are not marked at all
        "file_quotation_char_0x27.csv": (78, 6, 6),  # the same cells, their quotes still doubled for another quote
        "file_field_delimiter_0x20.csv": (0, 84, 0),  # spaces between cells and inside them: refused whole
    }


def test_the_readme_says_how_many_of_the_polluted_files_are_understood():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert "70 polluted CSV files: in 68 every sound row comes through, 2 are refused whole with their reason (one is empty), no row is silently wrong" in readme


# --- the same kinds of pollution at every place of our own rows


def begins(line: str) -> list[int]:
    """Where the cells of a line begin."""
    quoted, found = False, [0]
    for at, character in enumerate(line):
        quoted ^= character == '"'
        if character == "," and not quoted:
            found.append(at + 1)
    return found


DAMAGES = {
    "a quote too many": lambda line, at: line[:at] + '"' + line[at:],
    "a delimiter too many": lambda line, at: line[:at] + "," + line[at:],
    "a delimiter too few": lambda line, at: line[: at - 1] + line[at:] if at else None,
    "another delimiter": lambda line, at: "".join(";" if place + 1 in begins(line) else character for place, character in enumerate(line)) if not at else None,
    "a byte that is no character": lambda line, at: line[:at] + "\udcff" + line[at:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_line_is_refused_wherever_it_stands_and_all_others_come_through(tmp_path, understood, damage):
    lines = written(ROWS)
    for row, column in itertools.product((0, 1, 4, 5, 17, 30), range(len(ROWS[0]))):
        damaged = DAMAGES[damage](lines[row], begins(lines[row])[column])
        if damaged is None:
            continue
        text = "\n".join([*lines[:row], damaged, *lines[row + 1 :]]) + "\n"
        out, refused = understood(text.encode(errors="surrogateescape"))
        assert out == ROWS[:row] + ROWS[row + 1 :], (row, column)
        assert [each["line"] for each in refused] == [row + 1], (row, column)


WRITINGS = {
    "UTF-8": ("utf-8", ",", "\n"), "UTF-8 with a mark": ("utf-8-sig", ",", "\r\n"), "GBK": ("gb18030", ",", "\r\n"), "UTF-16 with tabs": ("utf-16", "\t", "\r\n"),
    "UTF-16 without a mark": ("utf-16-le", ";", "\n"), "UTF-16 the other way round": ("utf-16-be", ",", "\n"), "old line ends": ("utf-8", "|", "\r"), "wide commas": ("gb18030", "，", "\n"),
    "two strokes": ("utf-8", "||", "\n"), "a comma and a space": ("utf-8", ", ", "\n"), "a control character": ("utf-8", "\x01", "\n"),
}  # fmt: skip


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_text_is_read_in_any_encoding_with_any_delimiter_and_line_end(understood, writing):
    encoding, delimiter, end = WRITINGS[writing]
    out, refused = understood((end.join(written(ROWS, delimiter)) + end).encode(encoding))
    assert (out, refused) == (ROWS, [])


def test_quotes_may_be_single_escaped_or_absent(understood):
    plain = [[cell.replace('"', "").replace("，", "；") for cell in row] for row in ROWS]
    assert understood(written(plain, quote="'"))[0] == plain
    backslash = [line.replace('""', '\\"') for line in written(ROWS)]
    assert understood(backslash)[0] == ROWS
    inches = [[*row[:4], f'管径{at}"' if at else "内容", *row[5:]] for at, row in enumerate(ROWS)]
    assert understood([",".join(row) for row in inches])[0] == inches


def test_a_cell_over_several_lines_is_one_row_and_the_line_numbers_go_on(understood):
    long = [*ROWS[:5], [*ROWS[5][:4], "第一行\n第二行，“引”\n第三行", *ROWS[5][5:]], *ROWS[6:]]
    out, refused = understood([*written(long), "A-999,坏"])
    assert out == long and [each["line"] for each in refused] == [len(ROWS) + 3]


def test_rows_that_leave_out_their_empty_last_cells_are_filled_up_only_where_the_whole_file_does_so(understood):
    rows = [["编号", "数量", "单位", "备注"]] + [[f"A{at}", str(at), "件", "急"] if at % 2 else [f"A{at}", str(at)] for at in range(20)]  # a number cannot have come from 单位 or 备注
    out, refused = understood([",".join(row) for row in rows])
    assert out == [row + [""] * (4 - len(row)) for row in rows] and not refused
    one = [ROWS[0], *([*row[:-1], "无"] for row in ROWS[1:10]), ROWS[11][:-1]]
    assert [each["line"] for each in understood(written(one))[1]] == [11]


# --- where the table is


def test_titles_and_notes_above_the_header_are_told_and_are_no_rows(tmp_path, cli):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["振兴区2025年3月明细", "统计时间：,2025年3月", "", *written(ROWS), "合计,,,600,,,", "填表人：某某"]), encoding="gb18030")
    answer = cli("read", path, "--csv", tmp_path / "out.csv", "--refused", tmp_path / "refused.json")
    assert answer.status == 0 and answer.out == ""
    assert all(said in answer.err for said in ("编码GB18030", "分隔符“,”", "第1行是标题或说明：振兴区2025年3月明细", "表头在第4行", "合计行，未写出：第35行", "表尾，未写出：第36行", "写出30行，未写出0行"))
    assert json.loads((tmp_path / "refused.json").read_text()) == []


def test_a_file_without_a_header_gets_none_invented(tmp_path, understood, cli):
    assert understood(written(ROWS[1:]))[0] == ROWS[1:]
    answer = cli("read", tmp_path / "in.csv", "--csv", tmp_path / "out.csv")
    assert "没有表头" in answer.err


def test_a_header_written_twice_is_one_header(understood):
    out, _ = understood(written([ROWS[0], *ROWS]))
    assert out == [[f"{cell} {cell}" for cell in ROWS[0]], *ROWS[1:]]


def test_of_several_tables_the_first_is_written_and_the_others_are_named(tmp_path, understood, cli):
    other = [["月份", "诉求量", "办结量"]] + [[f"2025年{at}月", str(at * 10), str(at * 9)] for at in range(1, 7)]
    lines = [*written(ROWS), "", "二、各月情况", ",".join(other[0]), *map(",".join, other[1:])]
    assert understood(lines)[0] == ROWS
    assert understood(lines, table=2)[0] == other
    assert "另有第2张表（--table 2）" in cli("read", tmp_path / "in.csv", "--csv", tmp_path / "out.csv").err
    answer = cli("read", tmp_path / "in.csv", "--csv", tmp_path / "out.csv", "--table", "3")
    assert answer.status == 2 and "只有2张表" in answer.err


def test_group_labels_are_carried_over_their_columns(book, understood):
    top = ["单位", "12345热线", "", "", "政民互动", "", "", "结案率"]
    low = ["", "按时办结", "超时办结", "未办结", "按时办结", "超时办结", "未办结", ""]
    rows = [[f"{at}街道", 5, 1, 0, 4, 0, 1, "90%"] for at in range(5)]
    path = book("a.xlsx", {"表": [["某市12345月报"], top, low, *rows]}, {"表": [(1, 0, 2, 0, "单位"), (1, 1, 1, 3, "12345热线"), (1, 4, 1, 6, "政民互动"), (1, 7, 2, 7, "结案率")]})
    out, refused = understood(path)
    assert out[0] == ["单位", "12345热线 按时办结", "12345热线 超时办结", "12345热线 未办结", "政民互动 按时办结", "政民互动 超时办结", "政民互动 未办结", "结案率"]
    assert out[1:] == [[str(cell) for cell in row[:7]] + ["90%"] for row in rows] and not refused


def test_tables_side_by_side_are_two_tables_and_a_column_left_empty_makes_none(book, understood):
    left = [["街道", "数量"], ["东街道", 3], ["西街道", 4], ["南街道", 5]]
    right = [["社区", "数量"], ["一社区", 1], ["二社区", 2]]
    both = book("a.xlsx", {"表": [[*row, "", *(right[at] if at < 3 else ["", ""])] for at, row in enumerate(left)]})
    assert understood(both)[0] == [["街道", "数量"], ["东街道", "3"], ["西街道", "4"], ["南街道", "5"]]
    assert understood(both, table=2)[0] == [["社区", "数量"], ["一社区", "1"], ["二社区", "2"]]
    spaced = book("b.xlsx", {"表": [["街道", "数量", "", "日期", "备注"], *[[f"{at}街道", at, "", "2025-03-01", "无"] for at in range(5)]]})
    assert [len(row) for row in understood(spaced)[0]] == [5] * 6


def test_the_sheets_of_a_workbook_are_named_and_one_can_be_asked_for(tmp_path, book, cli):
    path = book("a.xlsx", {"一月": [["街道", "数量"], ["东街道", 3]], "二月": [["街道", "数量"], ["东街道", 4]]})
    assert "另有第2张表（二月）" in cli("read", path, "--csv", tmp_path / "out.csv").err
    assert cli("read", path, "--csv", tmp_path / "out.csv", "--sheet", "二月").status == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "街道,数量\n东街道,4\n"
    answer = cli("read", path, "--csv", tmp_path / "out.csv", "--sheet", "三月")
    assert answer.status == 2 and "一月、二月" in answer.err


REFUSED = {
    "an empty file": b"", "no text at all": bytes(range(256)) * 20, "prose": "各社区要高度重视，认真落实。\n一是，加强领导，明确分工，压实责任；\n二是，强化督导。\n三是。".encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_not_understood_is_refused_and_nothing_is_written(tmp_path, put, cli, kind):
    answer = cli("read", put("a.csv", REFUSED[kind]), "--csv", tmp_path / "out.csv", "--refused", tmp_path / "refused.json")
    assert answer.status == 3 and answer.err.strip()
    assert not list(tmp_path.glob("out.csv*")) and not (tmp_path / "refused.json").exists()


# --- what a fresh pair of eyes broke


def test_rows_that_lost_a_cell_in_the_middle_are_not_filled_up(understood):
    rows = [["编号", "受理", "办结", "日期"]] + [[str(at), str(30 + at), str(20 + at), f"2025-06-{at + 1:02d}"] for at in range(20)]
    damaged = [*rows[:5], [rows[5][0], *rows[5][2:]], *rows[6:9], [rows[9][0], *rows[9][2:]], *rows[10:]]
    out, refused = understood([",".join(row) for row in damaged])
    assert out == [*rows[:5], *rows[6:9], *rows[10:]] and [each["line"] for each in refused] == [6, 10]


PLAIN = {
    "an indicator called a total": ["指标,统计口径,数值", "受理量,累计,120", "满意度,平均,0.98"],
    "a list of fields": ["字段,类型,长度", "负责人,文本,10", "联系电话,文本,11"],
    "labels in another column": ["编号,街道,数量", "3,累计,4", "2,全区,3", "5,东街道,6"],
    "years as columns": ["镇街,2023,2024", "甲,1,2", "乙,3,4", "丙,5,6"],
}  # fmt: skip


@pytest.mark.parametrize("kind", PLAIN)
def test_ordinary_rows_stay_rows_under_their_header(tmp_path, understood, cli, kind):
    out, refused = understood(PLAIN[kind])
    assert out == [line.split(",") for line in PLAIN[kind]] and not refused
    assert "表头在第1行" in cli("read", tmp_path / "in.csv", "--csv", tmp_path / "out.csv").err


def test_notes_as_wide_as_the_table_are_told_apart_from_its_header(understood):
    notes = ["报送单位,江城街道", "统计月份,2025年6月", "填报版本,第一稿"]
    out, refused = understood([*notes, "街道,数量", *(f"{at}街道,{at}" for at in range(6))])
    assert out[0] == ["街道", "数量"] and len(out) == 7
    wide = [["街道", "数量", "日期"]] + [[f"{at}街道", str(at), "2025-06-01"] for at in range(8)]
    assert understood([*notes, *map(",".join, wide)])[0] == wide


def test_a_header_that_comes_again_after_a_gap_begins_another_table(understood):
    rows = [["序号", "街道", "数量"], ["1", "甲", "2"], ["2", "乙", "3"]]
    lines = [*map(",".join, rows), "", *map(",".join, [rows[0], ["3", "丙", "4"], ["4", "丁", "5"], ["5", "戊", "6"]])]
    assert understood(lines)[0] == rows
    assert understood(lines, table=2)[0] == [rows[0], ["3", "丙", "4"], ["4", "丁", "5"], ["5", "戊", "6"]]


def test_tables_of_equal_width_one_below_the_other_are_two(understood):
    lines = ["街道,数量", *(f"{at}街道,{at}" for at in range(5)), "", "社区,户数", *(f"{at}社区,{at * 9}" for at in range(5))]
    assert len(understood(lines)[0]) == 6 and understood(lines, table=2)[0][0] == ["社区", "户数"]


def test_a_few_broken_characters_leave_the_text_what_it_is(understood):
    text = "编号,街道,描述\n" + "".join(f"{at},江城街道,漏水严重\n" for at in range(6))
    broken = text.encode().replace("漏".encode(), b"\xe6\xbc", 1)
    out, refused = understood(broken)
    assert out[0] == ["编号", "街道", "描述"] and len(out) == 6 and [each["line"] for each in refused] == [2]
    mixed = text.encode() + "7,江城街道,漏水\n8,江城街道,漏水\n".encode("gb18030")
    out, refused = understood(mixed)
    assert len(out) == 7 and [each["line"] for each in refused] == [8, 9]


def test_a_cell_over_several_lines_is_found_where_no_other_cell_is_quoted(understood):
    assert understood(['1,"多行,甲', '2,b,乙', '3,文本",丙', "4,b,丁", "5,c,戊"])[0][0] == ["1", "多行,甲\n2,b,乙\n3,文本", "丙"]
