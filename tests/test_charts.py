"""Charts: what a spec holds, what the figure shows, what the table says."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from govboard import charts, plots

STAMP = "2026年6月 · 振兴区 · 口径：以办结时限所在日归期 · 数据截至6月30日24时 · 版本V12 · 演示数据"
RATES = pd.DataFrame({
    "镇街": ["花园街道", "永昌街道", "安民镇", "汤池镇", "浪头镇"],
    "率": [0.915, 0.97325, None, 0.88, 0.0],
    "状态": ["", "", "未报送", "样本不足", ""],
    "说明": ["161/176", "182/187", "", "22/25", "0/31"],
})
MONTHS = pd.DataFrame({
    "月": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-04-01", "2026-05-01"]),
    "件": [1436.0, None, 1523.0, 0.0],
    "上年": [1400.0, 1300.0, 1612.0, 1500.0],
})


def ranked(**more):
    options = {"title": "按期结案率", "unit": "percent", "stamp": STAMP, "name": "按期结案率", "state": "状态", "detail": "说明"}
    return charts.ranking(RATES, "镇街", "率", **{**options, **more})


def lines(**more):
    return charts.trend(MONTHS, "月", "件", **{"title": "受理量", "unit": "件", "stamp": STAMP, "name": "受理量", **more})


def every_form():
    stacked = pd.DataFrame([(z, s, n) for n, z in enumerate("甲乙丙") for s in ("物业", "商圈")], columns=["区", "类", "数"])
    steps = pd.DataFrame({"类": ["单独覆盖", "联合覆盖", "仅指导员", "空白"], "家": [14, 8, 20, 0]})
    hours = pd.DataFrame({"日": ["周一", "周一", "周二"], "时": ["8时", "9时", "8时"], "件": [3, 0, 5]})
    common = {"title": "标题", "unit": "家", "stamp": STAMP}
    return [
        ranked(), lines(),
        charts.columns(stacked, "区", "数", "类", stacked=True, **common),
        charts.waterfall(steps, "类", "家", total="企业总数", **common),
        charts.heat(hours, "日", "时", "件", **common),
    ]


def texts(figure) -> str:
    return figure.to_json().encode().decode("unicode_escape", "ignore") + str(figure.to_plotly_json())


@pytest.mark.parametrize("chart", every_form(), ids=lambda chart: chart.kind)
def test_title_and_stamp_stand_inside_every_figure(chart):
    figure = plots.to_plotly(chart)
    assert figure.layout.title.text.startswith(chart.title)
    assert any("演示数据" in (note.text or "") and "版本V12" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("chart", every_form(), ids=lambda chart: chart.kind)
def test_no_line_of_title_or_stamp_is_wider_than_a_phone(chart):
    figure = plots.to_plotly(chart)
    stamp = next(note.text for note in figure.layout.annotations if "演示数据" in (note.text or ""))
    assert all(charts.width_of(line, 11) <= charts.NARROW for line in stamp.split("<br>"))
    assert all(charts.width_of(line, 15) <= charts.NARROW for line in figure.layout.title.text.split("<br>"))


@pytest.mark.parametrize("chart", every_form(), ids=lambda chart: chart.kind)
def test_every_form_has_a_sentence_for_readers_who_do_not_see_it_and_a_table(chart):
    assert chart.title in chart.alt and "表格" in chart.alt
    assert len(charts.table(chart)) and len(charts.printed(chart)) == len(charts.table(chart))


@pytest.mark.parametrize("chart", every_form(), ids=lambda chart: chart.kind)
def test_no_axis_abbreviates_or_separates_thousands_or_invites_zooming(chart):
    layout = plots.to_plotly(chart).layout
    for axis in (layout.xaxis, layout.yaxis):
        assert (axis.exponentformat, axis.separatethousands, axis.fixedrange) == ("none", False, True)


def test_a_missing_value_stays_a_gap_and_is_never_drawn_as_zero():
    line = plots.to_plotly(lines()).data[0]
    assert list(line.y) == [1436.0, None, None, 1523.0, 0.0] and line.connectgaps is False


def test_an_absent_month_is_a_gap_too():
    assert list(charts.table(lines())["月份"]) == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]


def test_a_zero_is_drawn_as_zero_and_said():
    chart = ranked()
    assert chart.frame.loc[chart.frame["label"] == "浪头镇", "value"].item() == 0
    assert "0.0%" in texts(plots.to_plotly(chart))


def test_areas_without_a_ranked_value_stay_below_and_say_why():
    chart = ranked()
    assert list(chart.frame["label"]) == ["永昌街道", "花园街道", "浪头镇", "安民镇", "汤池镇"]
    words = [word.strip() for trace in plots.to_plotly(chart).data for word in (trace.text or ())]
    assert "未报送" in words and "样本不足" in words


@pytest.mark.parametrize("area", ["站前街道", "一个名字特别特别特别特别长的街道办事处"])
def test_on_a_phone_no_bar_of_a_ranking_reaches_into_its_figure(area):
    frame = pd.DataFrame({"区": [area, "甲"], "数": [98765, 12]})
    figure = plots.to_plotly(charts.ranking(frame, "区", "数", title="数", unit="件", stamp=STAMP))
    plot, reach = charts.NARROW - figure.layout.margin.l - figure.layout.margin.r, figure.layout.xaxis.range[1]
    assert plot * (1 - 98765 / reach) > charts.width_of("98765件") + 4


def test_too_small_a_sample_gets_no_bar_but_keeps_its_figure_in_the_table():
    chart = ranked()
    bars = plots.to_plotly(chart).data[0]
    assert (bars.x[4], bars.text[4]) == (0, "样本不足")
    shown = charts.table(chart)
    assert shown.loc[shown["镇街"] == "汤池镇", "按期结案率（%）"].item() == 88.0


def test_an_area_without_value_and_state_reads_no_data():
    chart = charts.ranking(RATES.drop(columns="状态"), "镇街", "率", title="率", unit="percent", stamp=STAMP)
    assert chart.frame.loc[chart.frame["label"] == "安民镇", "state"].item() == "无数据"


def test_ranking_is_by_unrounded_values():
    frame = pd.DataFrame({"区": ["甲", "乙"], "率": [0.94001, 0.94004]})
    assert list(charts.ranking(frame, "区", "率", title="率", unit="percent", stamp="").frame["label"]) == ["乙", "甲"]


def test_a_share_is_shown_in_per_cent_with_one_decimal_rounded_half_up():
    assert charts.worded(94.25, "%") == "94.3%" and charts.worded(28.499999999999996, "%") == "28.5%"
    assert charts.printed(ranked())["按期结案率（%）"].tolist() == ["97.3", "91.5", "0.0", "—", "88.0"]


def test_counts_have_no_thousands_separator_and_no_decimals():
    assert charts.worded(1523.0, "件") == "1523件" and charts.worded(12034567.0, "") == "12034567"


def test_highlighted_labels_are_dark_and_the_others_pale_but_bad_stays_red():
    frame = RATES.assign(色=["", "bad", "", "", ""])
    chart = charts.ranking(frame, "镇街", "率", title="率", unit="percent", stamp="", highlight=["花园街道"], tone="色")
    assert dict(zip(chart.frame["label"], chart.frame["tone"])) | {"浪头镇": "pale"} == {
        "花园街道": "dark", "永昌街道": "bad", "安民镇": "pale", "汤池镇": "pale", "浪头镇": "pale"}


def test_the_reference_line_carries_its_name_and_figure():
    figure = plots.to_plotly(ranked(reference=0.94, reference_label="全区"))
    assert any(note.text == "全区 94.0%" and note.x == 94.0 for note in figure.layout.annotations)


def test_the_open_month_is_hollow_and_named_in_the_table():
    chart = lines(open_from="2026-05-01")
    colours = plots.to_plotly(chart).data[0].marker.color
    assert colours[-1] == "#ffffff" and set(colours[:-1]) == {charts.BLUE}
    assert charts.table(chart)["备注"].tolist() == ["", "", "", "", "未满期"]


def test_last_year_is_a_pale_line_behind_the_others():
    figure = plots.to_plotly(lines(previous="上年"))
    assert [trace.name for trace in figure.data] == ["上年同期", "受理量"]
    assert figure.data[0].line.color != charts.BLUE and figure.data[1].line.color == charts.BLUE


def test_dates_are_written_in_figures_and_not_in_english():
    axis = plots.to_plotly(lines()).layout.xaxis
    assert axis.tickformat == "%Y-%m" and axis.hoverformat == "%Y年%-m月"


def test_waterfall_steps_add_up_to_the_total():
    chart = every_form()[3]
    assert chart.frame["value"].tolist() == [14, 8, 20, 0, 42] and chart.frame["label"].iloc[-1] == "企业总数"
    bars = plots.to_plotly(chart).data[0]
    assert list(bars.base) == [0, 14, 22, 42, 0] and list(bars.y) == [14, 8, 20, 0, 42]


def test_a_missing_step_leaves_the_total_unknown():
    frame = pd.DataFrame({"类": ["甲", "乙"], "家": [3, None]})
    chart = charts.waterfall(frame, "类", "家", total="合计", title="标题", unit="家", stamp="")
    assert pd.isna(chart.frame["value"].iloc[-1])
    assert charts.printed(chart)["家（家）"].tolist() == ["3", "—", "—"]


def test_a_cell_nobody_reported_is_blank_and_the_stamp_says_so():
    figure = plots.to_plotly(every_form()[4])
    heat = next(trace for trace in figure.data if trace.type == "heatmap")
    assert [list(row) for row in heat.z] == [[3, 0], [5, None]]
    assert any("空白格为无数据" in (note.text or "") for note in figure.layout.annotations)


def test_rows_keep_the_order_of_the_frame_where_nothing_is_ranked():
    assert charts.table(every_form()[2])["区"].tolist() == ["甲", "乙", "丙"]
    assert charts.table(every_form()[4]).iloc[:, 0].tolist() == ["周一", "周二"]


@pytest.mark.parametrize("empty", [
    lambda: charts.ranking(RATES.head(0), "镇街", "率", title="率", unit="percent", stamp=STAMP),
    lambda: charts.trend(MONTHS.head(0), "月", "件", title="量", unit="件", stamp=STAMP),
    lambda: charts.columns(RATES.head(0), "镇街", "率", title="率", unit="percent", stamp=STAMP),
    lambda: charts.heat(RATES.head(0), "镇街", "状态", "率", title="率", unit="percent", stamp=STAMP),
])
def test_a_chart_of_nothing_can_still_be_drawn(empty):
    assert plots.to_plotly(empty()).layout.title.text
    assert charts.printed(empty()).empty


def test_neither_charts_nor_maps_knows_streamlit_or_sql():
    for room in (charts.__file__, Path(charts.__file__).with_name("maps.py")):
        tree = ast.parse(Path(room).read_text(encoding="utf-8"))
        known = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        known |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not known & {"streamlit", "streamlit_echarts", "duckdb"}
