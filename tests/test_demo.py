"""The generated files hold exactly what truths.toml promises."""

import csv
import io
import json
import re
import tomllib
from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely
from python_calamine import CalamineWorkbook
from shapely.geometry import shape
from stdnum.cn import uscc

from govboard.demo import city, companies, make_exports, more, orders, truths_path, untidy
from govboard.demo.places import District
from govboard.importing import clean

TRUTHS = tomllib.loads(truths_path().read_text(encoding="utf-8"))
END = datetime(2025, 6, 30, 23, 59, 59)
ORDER_TIMES = ("上报时间", "受理时间", "派单时间", "处置完成时间", "结案时间", "回访时间")
ENCODINGS = {"02": "gb18030", "04": "gb18030", "07": "utf-8", "10": "gb18030", "11": "gb18030", "12": "utf-8-sig", "14": "gb18030", "17": "utf-16", "19": "gb18030", "21": "utf-8-sig", "22": "utf-8-sig", "23": "gb18030"}
ORDERS = [
    "工单编号", "诉求来源", "工单类型", "一级分类", "二级分类", "标题", "主要内容", "所属街道", "所属社区", "网格编码",
    "小区名称", "经度", "纬度", "上报时间", "受理时间", "派单时间", "办结时限", "处置完成时间", "结案时间", "回访时间",
    "主办单位", "主办类别", "承办街道", "工单状态", "是否热点难点", "退回次数", "催办次数", "是否有效回访", "是否联系",
    "是否解决", "是否满意", "来电人", "联系电话", "是否有图片", "诉求标签", "是否挂账", "延期后时限", *city.COLUMNS, *city.CONTACT,
]


@pytest.fixture(scope="module")
def exports(demo_folder):
    """The files that the command line made and imported."""
    return sorted((demo_folder / "exports").iterdir())


@pytest.fixture(scope="module")
def book(exports):
    """Sheets of a workbook as lists of rows."""
    paths = {path.name: path for path in exports}

    def read(name):
        opened = CalamineWorkbook.from_path(str(paths[name]))
        return {sheet: opened.get_sheet_by_name(sheet).to_python() for sheet in opened.sheet_names}

    return read


@pytest.fixture(scope="module")
def plain(exports):
    """A text file as a frame of texts."""
    paths = {path.name: path for path in exports}

    def read(name, encoding, skip=0):
        lines = paths[name].read_bytes().decode(encoding).split("\r\n")[skip:]
        rows = list(csv.reader(io.StringIO("\n".join(lines))))
        return pd.DataFrame(rows[1:], columns=rows[0], dtype=object)

    return read


@pytest.fixture(scope="module")
def grids(plain):
    return plain("02网格台账.csv", "gb18030").iloc[:-1]


@pytest.fixture(scope="module")
def order_files(plain):
    files = TRUTHS["orders"]["files"]
    return {name: plain(name, file["encoding"], file["lines_before_header"]) for name, file in files.items()}


@pytest.fixture(scope="module")
def accepted(order_files):
    """Good orders of all files with real times and numbers, without the reports that were not filed."""
    table = pd.concat([rows[(_refusals(rows) == "") & (rows["工单状态"] != "不予立案")] for rows in order_files.values()], ignore_index=True)
    for column in (*ORDER_TIMES, "办结时限"):
        table[column] = pd.to_datetime(table[column].replace("", None), format="mixed")
    for column in ("经度", "纬度"):
        table[column] = pd.to_numeric(table[column].replace("", None))
    return table


def _refusals(rows):
    found = [rows["上报时间"] == "昨天上午", rows["工单编号"] == "", rows["办结时限"] == "尽快"]
    return np.select(found, ["上报时间", "工单编号", "办结时限"], "")


def _yes(value):
    return str(value) in {*untidy.YES, "1.0"}


def test_the_same_seed_gives_the_same_bytes(exports, tmp_path):
    again = make_exports(tmp_path, TRUTHS["seed"])
    assert [path.name for path in again] == [path.name for path in exports]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(exports, again))


def test_files_come_in_the_order_of_import(exports):
    assert [path.name[:2] for path in exports] == sorted(path.name[:2] for path in exports)
    assert len(exports) == 29 and all(path.exists() for path in exports)


def test_another_seed_keeps_the_promised_counts():
    district = District.from_chance(np.random.default_rng(7))
    firms = companies.found(district, np.random.default_rng(8))
    table = orders.orders(district, firms, np.random.default_rng(9))
    truths = TRUTHS["orders"]
    assert len(table) == truths["accepted"] + truths["refused"]
    assert table["open"].sum() == truths["open"] and (table["hot"] == "是").sum() == truths["hot_closed"] + truths["hot_open"]


@pytest.mark.parametrize(("form", "value", "kind", "read"), [
    (untidy.amount, 12345, "integer", 12345), (untidy.amount, 0, "integer", 0), (untidy.counted("人次"), 3, "integer", 3),
    (untidy.yes, "是", "flag", True), (untidy.nothing, "", "date", None), (untidy.day, "2025-03-08", "date", pd.Timestamp(2025, 3, 8)),
])  # fmt: skip
def test_a_value_written_in_many_forms_is_read_as_one(form, value, kind, read):
    written = pd.Series([str(form(value, number)) for number in range(60)], dtype=object)
    assert written.nunique() > 1
    values, bad = clean.column(written, kind, {})
    assert not bad.any() and (values.isna().all() if read is None else (values == read).all())


def test_every_encoding_is_the_promised_one(exports):
    for path in exports:
        data = path.read_bytes()
        if path.name in TRUTHS["orders"]["files"]:
            _assert_encoding(data, TRUTHS["orders"]["files"][path.name]["encoding"])
        elif path.suffix in (".csv", ".txt"):
            _assert_encoding(data, ENCODINGS[path.name[:2]])


def _assert_encoding(data, encoding):
    assert data.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    text = data.decode(encoding)
    assert text.count("\r\n") == text.count("\n")
    if encoding == "gb18030":
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


def test_no_file_holds_a_real_looking_phone_or_identity_number(exports):
    for path in exports:
        texts = _texts(path)
        phones = re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", texts)
        assert all(phone.startswith("138000") for phone in phones), path.name
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", texts), path.name


def _texts(path):
    if path.suffix == ".xlsx":
        opened = CalamineWorkbook.from_path(str(path))
        sheets = [opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names]
        return "\n".join(str(cell) for rows in sheets for row in rows for cell in row)
    encodings = {name: file["encoding"] for name, file in TRUTHS["orders"]["files"].items()}
    return path.read_bytes().decode(encodings.get(path.name) or ENCODINGS.get(path.name[:2], "utf-8"))


def test_the_register_lists_nine_subdistricts_and_ninety_communities(book):
    sheets, truths = book("01区划名录.xlsx"), TRUTHS["communities"]
    top, below = sheets["镇街"], sheets["社区和村"]
    assert top[0][0] == "振兴区镇街名录（截至2025年6月30日）" and len(top) - 2 == TRUTHS["subdistricts"]["accepted"]
    rows, totals = below[2:-1], below[-1]
    assert Counter(row[4] for row in rows) == {"社区": truths["communities"], "村": truths["villages"]}
    assert all(isinstance(row[1], str) and len(row[1]) == 12 for row in rows)
    assert totals[0] == "合计"
    assert [sum(row[at] for row in rows) for at in (6, 7, 8)] == totals[6:] == [truths[one] for one in ("households", "residents", "elderly")]


def test_grids_sum_to_their_communities(plain, grids, book):
    ledger, truths = plain("02网格台账.csv", "gb18030"), TRUTHS["grids"]
    assert ledger.iloc[-1, 0] == "合计" and len(grids) == grids["网格编码"].nunique() == truths["accepted"]
    numbers = grids.astype({"网格户数": int, "常住人口": int, "党员人数": int, "网格员数量": int})
    by_community = numbers.groupby("所属社区")[["网格户数", "常住人口"]].sum()
    stated = {row[2]: (row[6], row[7]) for row in book("01区划名录.xlsx")["社区和村"][2:-1]}
    assert {name: tuple(row) for name, row in zip(by_community.index, by_community.values)} == stated
    assert numbers["党员人数"].sum() == truths["party_members"] and numbers["网格员数量"].sum() == truths["workers"]
    assert int(ledger.iloc[-1]["常住人口"]) == truths["residents"]


def test_every_grid_code_continues_the_code_of_its_community(grids, book):
    codes = {row[2]: row[1] for row in book("01区划名录.xlsx")["社区和村"][2:-1]}
    assert all(code[:12] == codes[name] and len(code) == 15 for code, name in zip(grids["网格编码"], grids["所属社区"]))


@pytest.fixture(scope="module")
def boundaries(exports):
    paths = [path for path in exports if path.suffix == ".geojson"]
    return {path.name[2:4]: json.loads(path.read_text(encoding="utf-8"))["features"] for path in paths}


def test_boundaries_are_valid_and_seamless(boundaries):
    counts = [TRUTHS["boundaries"][one] for one in ("subdistrict", "community", "grid")]
    assert [len(boundaries[level]) for level in ("镇街", "社区", "网格")] == counts
    whole = shapely.union_all([shape(one["geometry"]) for one in boundaries["镇街"]])
    for level in ("镇街", "社区", "网格"):
        polygons = np.array([shape(one["geometry"]) for one in boundaries[level]])
        assert shapely.is_valid(polygons).all() and set(shapely.get_type_id(polygons)) == {3}
        assert shapely.coverage_is_valid(polygons)
        assert abs(shapely.area(polygons).sum() / whole.area - 1) < 1e-4


def test_boundaries_say_that_they_are_schematic(boundaries):
    properties = [one["properties"] for level in boundaries.values() for one in level]
    assert {one["来源"] for one in properties} == {"示意图，非法定界线"} and {one["坐标系"] for one in properties} == {"CGCS2000"}


@pytest.fixture(scope="module")
def organisations(plain):
    return plain("04党组织名册.csv", "gb18030")


def test_organisations_are_as_many_as_promised(organisations, grids):
    truths = TRUTHS["party_orgs"]
    assert len(organisations) == organisations["党组织编码"].nunique() == truths["accepted"]
    assert organisations["层级"].value_counts().to_dict() == truths["by_level"]
    assert (organisations["状态"] == "已撤销").sum() == truths["withdrawn"]
    assert set(organisations["网格编码"]) - {""} == set(grids["网格编码"])


def test_every_organisation_hangs_on_an_existing_one(organisations):
    assert set(organisations["上级党组织编码"]) - {""} <= set(organisations["党组织编码"])


def test_one_property_branch_has_five_stars(organisations):
    five = organisations[organisations["星级"] == "五星"]
    assert five["党组织名称"].tolist() == [TRUTHS["companies"]["five_star"]]


def _snapshots(sheets):
    return dict(zip(("2023-12-31", "2024-12-31", "2025-06-30"), sheets.values()))


def test_companies_stand_as_promised_on_each_day(book, organisations):
    truths = TRUTHS["companies"]
    for day, rows in _snapshots(book("05物业企业党建台账.xlsx")).items():
        body, totals = rows[2:-1], rows[-1]
        assert len(body) == truths["companies"] and totals[0] == "合计"
        assert totals[4:6] == [sum(row[at] for row in body) for at in (4, 5)]
        assert sum(_yes(row[6]) for row in body) == truths["eligible"]
        assert sum(row[7] != "" for row in body) == truths["with_org"][day]
        assert sum(row[9] != "" for row in body) == truths["with_instructor"][day]
        assert {row[7] for row in body} - {""} <= set(organisations["党组织编码"])
        assert all(uscc.is_valid(row[1]) and "MADEM" in row[1] for row in body)


def test_covered_units_follow_the_growth_of_the_article(book):
    truths = TRUTHS["units"]
    for day, rows in _snapshots(book("06物业企业和服务项目建组情况.xlsx")).items():
        body = rows[2:-1]
        assert Counter(row[3] for row in body) == {"企业": truths["companies"], "项目": truths["projects"]}
        eligible = [row for row in body if _yes(row[6])]
        covered = Counter(row[3] for row in eligible if _yes(row[7]))
        assert len(eligible) == 62 and sum(_yes(row[7]) for row in body) == covered.total()
        assert (covered["企业"], covered["项目"]) == (truths["covered_companies"][day], truths["covered_projects"][day])


def test_coverage_truths_agree_with_the_tables():
    coverage, companies_, units = TRUTHS["coverage"], TRUTHS["companies"], TRUTHS["units"]
    for name in ("eligible_units", "eligible_units_2024", "eligible_units_2023"):
        day = str(coverage[name]["at"])
        assert coverage[name]["numerator"] == units["covered_companies"][day] + units["covered_projects"][day]
    last = "2025-06-30"
    assert coverage["companies_with_org"]["numerator"] == companies_["with_org"][last]
    assert coverage["companies_worked_with"]["numerator"] == companies_["with_org"][last] + companies_["with_instructor"][last]


def test_service_sums_are_the_promised_ones(plain):
    table, truths = plain("07服务记录.csv", "utf-8"), TRUTHS["services"]
    assert table["服务人次"].str.endswith("人次").sum() > 50  # some write the unit behind
    for column in ("服务次数", "服务人次"):
        table[column] = table[column].str.removesuffix("人次").str.removesuffix("次").astype(int)
    sums = table.groupby("服务大类")[["服务次数", "服务人次"]].sum()
    assert sums.loc["低偿维修", "服务次数"] == truths["repair_times"]
    assert sums.loc["跑腿", "服务人次"] == truths["errand_person_times"]
    assert sums.loc["商圈服务", "服务次数"] == truths["circle_times"]
    assert sums.loc["幸福小站", "服务人次"] == truths["station_person_times"]
    assert sums.loc["义务服务", "服务次数"] == truths["voluntary_times"]
    assert len(table) == table["记录编号"].nunique() == truths["accepted"]
    assert table["服务大类"].value_counts().to_dict() == truths["records"]
    assert table["服务日期"].between("2022-01-01", "2025-06-30").all() and table["服务人次"].between(1, 5).all()


@pytest.fixture(scope="module")
def held(book):
    """Activity rows of both workbooks by sheet."""
    return {name: book(name) for name in TRUTHS["activities"]["totals_rows"]}


def _body(rows):
    return [row for row in rows[3:] if isinstance(row[0], (int, float))]


def test_activity_sums_are_the_promised_ones(held, plain):
    rows = [row for sheets in held.values() for sheet in sheets.values() for row in _body(sheet)]
    of = {kind: [row for row in rows if row[2] == kind] for kind in {row[2] for row in rows}}
    truths = TRUTHS["activities"]
    assert len(rows) == len({row[1] for row in rows}) == truths["accepted"]
    assert {kind: len(of[kind]) for kind in truths["monthly"]} == truths["monthly"]
    assert len(of["清理堆占"]) == truths["clearings"] + truths["elsewhere"]["清理堆占"]
    rare = {"文化活动": "culture", "培训": "training", "摸底排查": "surveys"}
    assert all(len(of[kind]) == truths[name] for kind, name in rare.items())
    other, homes = truths["elsewhere"], plain("10小区台账.csv", "gb18030")
    old = set(homes.loc[homes["是否老旧小区"].map(_yes), ["所属社区", "小区名称"]].itertuples(index=False, name=None))
    assert len(of["联席会议"]) == truths["joint_meetings"] + other["联席会议"] and len(of["文明劝导"]) == truths["persuasions"] + other["文明劝导"]
    assert len(of["商圈活动"]) == truths["circle"] and all(row[12] for kind in other for row in of[kind])
    assert sum(row[8] for row in of["清理堆占"] if (row[4], row[12]) in old) == truths["clearings_places"] and {row[9] for row in of["清理堆占"]} == {"处"}
    assert sum(row[7] for row in of["培训"]) == truths["trained_person_times"]
    assert sum(row[7] for row in of["文化活动"]) == truths["culture_person_times"]


def test_activity_sheets_end_with_a_total_and_a_signature(held):
    for name, sheets in held.items():
        ends = [rows[-2:] for rows in sheets.values() if _body(rows)]
        assert len(ends) == TRUTHS["activities"]["totals_rows"][name] == TRUTHS["activities"]["footer_rows"][name]
        assert all(total[0] == "合计" and footer[0].startswith("填表人：××") for total, footer in ends)
        for rows in sheets.values():
            assert not _body(rows) or rows[-2][7] == sum(row[7] for row in _body(rows))


def test_in_june_one_town_is_missing_and_one_delivers_nothing(held):
    june = held["08活动台账2025年6月.xlsx"]
    assert "汤池镇" not in june and len(june) == 8
    assert june["安民镇"][1][0].startswith("统计时间：2025年6月1日") and len(june["安民镇"]) == 3
    assert all(_body(rows) for name, rows in june.items() if name != "安民镇")


def test_one_sheet_holds_real_dates(held):
    rows = _body(held["08活动台账2022至2025年5月.xlsx"]["纤维街道"])
    assert all(isinstance(row[3], date) for row in rows)


def test_orders_have_the_platform_header(order_files):
    assert all(list(rows.columns) == ORDERS for rows in order_files.values())


def test_each_order_file_holds_its_accepted_and_refused_rows(order_files):
    for name, rows in order_files.items():
        file = TRUTHS["orders"]["files"][name]
        counted = Counter(_refusals(rows))
        assert counted.pop("") == file["accepted"] + file["voided"] and (rows["工单状态"] == "不予立案").sum() == file["voided"] and counted == file["refused"]


def test_order_numbers_are_unique_and_nothing_happens_after_the_end(accepted):
    assert len(accepted) == accepted["工单编号"].nunique() == TRUTHS["orders"]["accepted"]
    assert accepted["工单编号"].str.fullmatch(r"ZX20\d\d-\d{7}").all()
    assert all(accepted[column].max() <= END for column in ORDER_TIMES)
    assert accepted["上报时间"].min() >= datetime(2022, 1, 1)


def test_open_overdue_and_hot_orders_are_counted_exactly(accepted):
    truths = TRUTHS["orders"]
    waiting = accepted["结案时间"].isna()
    overdue = waiting & (accepted["办结时限"] <= END)
    hot = accepted["是否热点难点"] == "是"
    assert waiting.sum() == truths["open"] and overdue.sum() == truths["overdue"]
    assert (overdue & (accepted["上报时间"] < datetime(2024, 7, 1))).sum() == truths["never_closed_old"]
    assert (hot & ~waiting).sum() == truths["hot_closed"] and (hot & waiting).sum() == truths["hot_open"]
    assert set(accepted.loc[waiting, "工单状态"]) <= {"待受理", "已受理", "办理中", "回复完成"}


def test_times_break_only_where_planted(accepted):
    warned = TRUTHS["orders"]["warned"]
    breaks = [(accepted[a] > accepted[b]).sum() for a, b in pairwise(ORDER_TIMES)]
    assert breaks == [0, 0, warned["finished_before_reported"], 0, 0]
    assert (accepted["处置完成时间"] < accepted["上报时间"]).sum() == warned["finished_before_reported"]
    assert (accepted["办结时限"] < accepted["上报时间"]).sum() == warned["due_before_reported"]
    assert accepted["办结时限"].isna().sum() == TRUTHS["orders"]["without_due"]


def test_points_lie_in_their_grid_but_for_the_planted_ones(accepted, boundaries):
    warned, truths = TRUTHS["orders"]["warned"], TRUTHS["orders"]
    assert (accepted["经度"] < accepted["纬度"]).sum() == warned["swapped_point"]
    assert accepted["经度"].isna().sum() == truths["without_point"] + truths["unassigned"]
    polygons = {one["properties"]["编码"]: shape(one["geometry"]) for one in boundaries["网格"]}
    located = accepted[(accepted["网格编码"] != "") & accepted["经度"].notna()]
    inside = shapely.contains_xy([polygons[code] for code in located["网格编码"]], located["经度"], located["纬度"])
    assert (~inside).sum() == warned["swapped_point"] + warned["outside_point"]


def test_places_are_hidden_as_often_as_promised(accepted):
    truths = TRUTHS["orders"]
    nowhere = accepted["所属街道"].isin(["江海街道", "不详"])
    assert nowhere.sum() == truths["unassigned"] and (accepted["所属街道"] == "江海街道").sum() == truths["unassigned_jianghai"]
    assert (accepted.loc[nowhere, ["所属社区", "网格编码", "小区名称"]] == "").all(axis=None)
    only = (accepted["所属社区"] == "") & accepted["经度"].notna()
    assert only.sum() == truths["point_only"] and (accepted.loc[only, "网格编码"] == "").all()
    assert accepted["所属街道"].isin(["头道桥街道", "六道沟街道", "西城街道"]).sum() == truths["former_subdistrict"]


def test_free_text_holds_the_planted_phones(accepted):
    assert accepted["主要内容"].str.contains("13800001234").sum() == TRUTHS["orders"]["content_phones"]


def test_handling_improves_from_year_to_year(accepted):
    year, due = accepted["上报时间"].dt.year, accepted["办结时限"]
    fallen = accepted[due <= END]
    on_time = (fallen["结案时间"] <= fallen["办结时限"]).groupby(year).mean()
    assert on_time.is_monotonic_increasing
    assert (on_time[2022], on_time[2025]) == (pytest.approx(0.88, abs=0.01), pytest.approx(0.95, abs=0.01))
    visited = accepted[accepted["是否有效回访"] == "是"]
    pleased = (visited["是否满意"] != "不满意").groupby(year).mean()
    assert pleased.is_monotonic_increasing
    assert (pleased[2022], pleased[2025]) == (pytest.approx(0.88, abs=0.015), pytest.approx(0.94, abs=0.015))
    assert (visited["是否解决"] == "是").mean() == pytest.approx(0.8, abs=0.02)
    found = accepted["诉求来源"].isin(["网格员上报", "党员上报"]).groupby(year).mean()
    assert found.is_monotonic_increasing


def test_reports_that_were_not_filed_end_there(order_files):
    for rows in order_files.values():
        found = rows[rows["工单状态"] == "不予立案"]
        assert (found[["派单时间", "处置完成时间", "结案时间", "回访时间", "办结时限", *city.COLUMNS, "主办单位", "是否满意"]] == "").all(axis=None)
        assert (found["受理时间"] != "").all() and found["工单编号"].str.fullmatch(r"ZX20\d\d-F\d{6}").all()


def test_what_patrols_report_is_filed_between_acceptance_and_dispatch_and_checked_before_it_is_closed(accepted):
    filed = accepted[accepted["立案时间"] != ""]
    assert set(filed["诉求来源"]) <= set(city.BY_PATROL) and len(filed) > 10_000
    times = {column: pd.to_datetime(filed[column].replace("", None), format="mixed") for column in ("核实时间", "立案时间", "核查时间")}
    spare = pd.Timedelta(minutes=1)  # the export of 2023 knows no seconds
    assert (times["核实时间"] <= times["立案时间"]).all() and (times["立案时间"] + spare >= filed["受理时间"]).all()
    assert not (times["立案时间"] > filed["派单时间"] + spare).any() and not (times["核查时间"] > filed["结案时间"] + spare).any()
    assert ((filed["是否准确立案"] == "否").mean(), (filed["是否准确派遣"] == "否").mean()) == (pytest.approx(0.01, abs=0.008), pytest.approx(0.024, abs=0.012))


def test_callers_are_contacted_after_acceptance_and_before_the_work_is_done_and_what_is_overdue_is_supervised(accepted):
    first = pd.to_datetime(accepted["首次联系时间"].replace("", None), format="mixed")
    spare = pd.Timedelta(minutes=1)  # the export of 2023 knows no seconds
    assert first.notna().mean() > 0.7 and first[accepted["诉求来源"].isin(city.BY_PATROL)].isna().all() and first[accepted["是否联系"] == "否"].isna().all()
    assert not (first + spare < accepted["受理时间"]).any() and not (first > accepted["处置完成时间"] + spare).any() and first.max() <= END
    usual = accepted["处置完成时间"] >= accepted["上报时间"]
    waited = (first - accepted["上报时间"]).dt.total_seconds()[usual].groupby(accepted["上报时间"].dt.year).median()
    assert waited.is_monotonic_decreasing
    late = accepted["结案时间"].isna() & (accepted["办结时限"] <= END)
    assert (accepted["督办状态"][late] == "督办").any() and set(accepted["督办状态"]) == {"", "督办"} and set(accepted["紧急程度"]) == {"一般", "紧急", "特急"}


def test_one_in_five_reports_that_were_not_filed_had_been_made_before(order_files):
    found = pd.concat([rows[rows["工单状态"] == "不予立案"] for rows in order_files.values()])
    assert set(found["有效性"]) == {"重复", "作废"} and (found["有效性"] == "重复").mean() == pytest.approx(0.2, abs=0.02)


def test_now_and_then_a_party_is_missing_at_a_meeting(held):
    sides = {row[6] for sheets in held.values() for sheet in sheets.values() for row in _body(sheet) if row[2] in ("联席会议", "邻里议事会")}
    assert {"社区、物业、居民、业委会", "社区、居民、业委会", "社区、物业、居民"} <= sides


def test_two_secretaries_hold_two_posts(book):
    header, *rows = book("13任职台账.xlsx")["党组织书记与指导员"][1:-1]
    posts = pd.DataFrame(rows, columns=header).query("职务 == '物业党组织书记' and 任职状态 == '在任'")
    assert (posts["人员编号"].value_counts() == 2).sum() == TRUTHS["gaps"]["secretaries_with_two_posts"]


def test_departments_handle_without_a_subdistrict(accepted):
    assert (accepted.loc[accepted["主办类别"] == "部门", "承办街道"] == "").all()


def test_copies_of_orders_are_ordinary_ones_moved_inside_their_year():
    at = pd.to_datetime(["2024-01-01 08:00", "2024-06-01 08:00", "2024-12-31 20:00", "2024-06-01 08:00"])
    table = pd.DataFrame({name: at + pd.Timedelta(hours=hours) for hours, name in enumerate(more.TIMES)})
    table = table.assign(number=["A", "B", "C", "D"], year=2024, part=["", "", "", "point_only"], open=[False, False, False, False], hot=["否", "否", "是", "否"])
    first, second = more.copies(table, 200, 3, np.random.default_rng(1))
    both = pd.concat([first, second])
    assert len(first) == len(second) == 200 and both["number"].is_unique and set(both["hot"]) == {"否"} and set(both["part"]) == {""}
    assert (both["reported"].dt.year == 2024).all() and both["reported"].nunique() > 300
    assert ((both["extended"] - both["reported"]) == pd.Timedelta(hours=7)).all()
