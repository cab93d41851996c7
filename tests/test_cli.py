"""The command line: exit statuses, Chinese messages, JSON shapes; and that the demonstration district answers with its truths."""

import datetime as dt
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from govboard import PROJECT
from govboard.demo import TRUTHS
from govboard.selection import Selection
from govboard.warehouse import Warehouse

KEYS = ["label", "numerator", "denominator", "value"]
ROW = {"工单编号": "A1", "上报时间": "2025-03-01 10:00:00", "所属街道": "东街道"}
JUNE = ["--from", "2025-06-01", "--to", "2025-06-30"]
COUNTS = ["order_reported", "order_closed", "order_open", "order_overdue_open", "service_times", "activity_sessions"]
RATES = ["order_on_time_rate", "order_closing_rate", "order_solved_rate", "order_self_found_rate", "org_coverage", "work_coverage", "grid_org_coverage"]


@pytest.fixture
def ask(cli, demo_folder):
    """ask("metric", …) -> the JSON that the demonstration district answers."""

    def run(*arguments):
        answer = cli(*arguments, "--json", "--data", demo_folder)
        assert (answer.status, answer.err) == (0, "")
        return answer.json

    return run


# --- shapes


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_has_no_denominator_and_its_value_is_its_numerator(ask, name):
    whole, parts = ask("metric", name), ask("metric", name, "--by", "subdistrict")
    for each in [whole, *parts]:
        assert list(each) == KEYS and each["denominator"] is None and type(each["value"]) is int and each["value"] == each["numerator"]
    assert len(parts) > 1 and sum(each["value"] for each in parts) == whole["value"] > 0


@pytest.mark.parametrize("name", RATES)
def test_a_rate_lies_from_zero_to_one_and_is_its_numerator_over_its_denominator(ask, name):
    whole, parts = ask("metric", name), ask("metric", name, "--by", "subdistrict")
    for each in [whole, *parts]:
        assert list(each) == KEYS and 0 <= each["numerator"] <= each["denominator"] and each["denominator"] > 0
        assert each["value"] == pytest.approx(each["numerator"] / each["denominator"])
    for number in ("numerator", "denominator"):
        assert sum(each[number] for each in parts) == whole[number]


@pytest.mark.parametrize(("dimension", "form"), [("year", r"20\d\d"), ("month", r"20\d\d-\d\d"), ("day", r"20\d\d-\d\d-\d\d")])
def test_periods_are_labelled_as_iso_and_add_up(ask, dimension, form):
    parts = ask("metric", "order_reported", "--by", dimension)
    labels = [each["label"] for each in parts]
    assert all(re.fullmatch(form, each) for each in labels) and labels == sorted(set(labels)) and sum(each["value"] for each in parts) == TRUTHS["orders"]["accepted"]


def test_both_days_of_a_period_are_included(ask):
    days = {each["label"]: each["value"] for each in ask("metric", "order_reported", "--by", "day", *JUNE)}
    assert (min(days), max(days)) == ("2025-06-01", "2025-06-30")
    assert ask("metric", "order_reported", *JUNE)["value"] == sum(days.values())
    assert ask("metric", "order_reported", "--from", "2025-06-30", "--to", "2025-06-30")["value"] == days["2025-06-30"]
    assert [each["label"] for each in ask("metric", "order_reported", "--by", "month", *JUNE)] == ["2025-06"]


def test_areas_are_given_by_code_or_name_and_metrics_by_name_or_label(ask):
    parts = {each["label"]: each for each in ask("metric", "order_reported", "--by", "subdistrict")}
    one = ask("metric", "order_reported", "--areas", "210603002")
    assert one == ask("metric", "诉求量", "--areas", "站前街道") and one["value"] == parts["站前街道"]["value"]
    both = ask("metric", "order_reported", "--areas", "站前街道", "210603003")
    assert both["value"] == parts["站前街道"]["value"] + parts["临江街道"]["value"]
    assert sum(each["value"] for each in ask("metric", "order_reported", "--by", "community", "--areas", "站前街道")) == one["value"]


@pytest.mark.parametrize("name", ["order_reported", "order_on_time_rate", "order_open", "work_coverage", "service_person_times", "order_satisfied_rate"])
def test_the_records_of_a_passport_agree_with_its_figure(ask, name):
    area = [] if "coverage" in name else ["--areas", "站前街道", "--to", "2025-06-30", *(["--from", "2025-03-01"] if name != "order_open" else [])]
    told, figure = ask("passport", name, *area), ask("metric", name, *area)
    assert {each: told[each] for each in KEYS[1:]} == {each: figure[each] for each in KEYS[1:]}
    assert set(told["records"][0]) >= {"record", "at", "numerator", "denominator"} and told["definition"] and told["version"] == "V1"
    assert sum(each["numerator"] for each in told["records"]) == figure["numerator"] > 0
    if figure["denominator"] is not None:
        assert sum(each["denominator"] for each in told["records"]) == figure["denominator"]
    assert all(set(each) == {"reason", "count"} and each["count"] > 0 for each in told["exclusions"])


def test_a_passport_counts_what_it_leaves_out(ask):
    exclusions = {each["reason"]: each["count"] for each in ask("passport", "order_on_time_rate")["exclusions"]}
    assert exclusions["无时限"] == TRUTHS["orders"]["without_due"]
    assert ask("metric", "order_on_time_rate")["denominator"] + sum(exclusions.values()) == TRUTHS["orders"]["accepted"] + TRUTHS["orders"]["voided"]


def test_a_passport_tells_the_caveats_and_the_last_twelve_months(ask):
    told = ask("passport", "order_reported", "--from", "2025-06-01", "--to", "2025-06-30")
    assert list(told["months"]) == [f"2024-{month:02d}" for month in range(7, 13)] + [f"2025-{month:02d}" for month in range(1, 7)]
    assert told["months"]["2025-06"] == told["value"] and told["previous"] is None
    assert {"name", "sentence", "count"} == set(told["caveats"][0]) and all(each["count"] for each in told["caveats"])


def test_the_lists_of_metrics_versions_and_checks_have_their_keys(ask):
    metrics = {each["name"]: each for each in ask("metrics")}
    assert set(metrics) >= {*COUNTS, *RATES} and all(each["label"] and each["definition"] for each in metrics.values())
    assert metrics["org_coverage"]["dimensions"] == ["subdistrict", "day", "month", "year"]
    assert [(each["version"], each["live"], each["as_of"], each["state"]) for each in ask("versions")] == [("V1", True, "2025-06-30T23:59:59", "ready")]
    checks = {each["name"]: each for each in ask("check")}
    assert checks["order_due_before_report"]["count"] == TRUTHS["orders"]["warned"]["due_before_reported"]
    assert all(each["count"] == 0 for each in checks.values() if each["severity"] == "must")
    gaps = {"companies_without_own_branch": "company_members_without_own", "estates_without_branch": "estate_without_branch", "instructors_without_visit": "company_not_visited"}
    assert {gap: checks[name]["count"] for gap, name in gaps.items()} == {gap: TRUTHS["gaps"][gap] for gap in gaps}
    assert checks["order_closed_without_time"]["count"] == checks["order_handler_unknown"]["count"] == 0


# --- exit statuses and messages

WRONG = {
    "an unknown verb": (["nope"], "用法有误：VERB没有“nope”，可用：demo、import"),
    "no verb": ([], "用法有误：缺少VERB。"),
    "an unknown option": (["metric", "order_reported", "--wrong"], "用法有误：不认识“--wrong”。\n用法：python -m govboard"),
    "an option cut short": (["metric", "order_reported", "--area", "站前街道"], "用法有误：不认识“--area 站前街道”"),
    "an option without its value": (["metric", "order_reported", "--by"], "用法有误：--by后面要写一个值"),
    "areas in front of the metric": (["metric", "--areas", "站前街道", "order_reported"], "用法有误：缺少NAME。指标名要写在选项之前"),
    "no metric": (["passport"], "用法有误：缺少NAME"),
    "an empty dimension": (["metric", "order_reported", "--by", ""], "维度不能为空，可用：镇街"),
    "a year out of reach": (["metric", "order_reported", "--to", "9999-12-31"], "“9999-12-31”不在1900年至2200年之间"),
    "a year long gone": (["passport", "order_reported", "--from", "0001-01-01"], "“0001-01-01”不在1900年至2200年之间"),
    "an unknown metric": (["metric", "order_report"], "没有名为“order_report”的指标。您是否要找：order_reported"),
    "an unknown dimension": (["metric", "order_reported", "--by", "monthly"], "没有名为“monthly”的维度。您是否要找：month"),
    "an unknown area": (["metric", "order_reported", "--areas", "站前道"], "没有名为“站前道”的区域。您是否要找：站前街道"),
    "an area like no other": (["metric", "order_reported", "--areas", "Q"], "没有名为“Q”的区域。可用：站前街道、临江街道、帽盔山街道、纤维街道、永昌街道、花园街道、浪头镇、安民镇、汤池镇。"),
    "no date": (["metric", "order_reported", "--from", "2025-06-31"], "“2025-06-31”不是日期"),
    "dates reversed": (["metric", "order_reported", "--from", "2025-06-02", "--to", "2025-06-01"], "晚于结束日期"),
    "a dimension the metric lacks": (["metric", "org_coverage", "--by", "grid"], "组织覆盖率没有“网格”（grid）这一维度。可用：subdistrict（镇街）"),
    "an area of a level the metric lacks": (["metric", "org_coverage", "--areas", "210603002001"], "这一维度。可用：subdistrict（镇街）"),
    "an unknown version": (["publish", "V99"], "没有名为“V99”的数据版本。您是否要找：V1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_use_ends_with_status_2_and_a_chinese_sentence(cli, demo_folder, kind):
    arguments, words = WRONG[kind]
    answer = cli(*arguments, *(["--data", demo_folder] if len(arguments) > 1 else []))
    assert (answer.status, answer.out) == (2, "") and words in answer.err and "Traceback" not in answer.err


def test_an_error_is_json_too_when_json_is_asked(cli, demo_folder):
    answer = cli("metric", "没有的", "--json", "--data", demo_folder)
    assert answer.status == 2 and "没有名为“没有的”的指标" in answer.json["error"]


def test_an_empty_data_folder_says_what_to_do_first(cli, folder):
    folder.mkdir()
    for verb in (["metric", "order_reported"], ["metrics"], ["check"], ["publish"]):
        answer = cli(*verb, "--data", folder)
        assert answer.status == 2 and "还没有已发布的数据版本" in answer.err
    assert cli("versions", "--json", "--data", folder).json == []


READING = [["versions"], ["metrics"], ["metric", "order_reported"], ["passport", "order_reported"], ["check"], ["publish"], ["build"], ["rollback", "V1"]]


@pytest.mark.parametrize("verb", READING, ids=lambda verb: verb[0])
def test_a_mistyped_data_folder_is_said_and_not_made(cli, folder, verb):
    answer = cli(*verb, "--data", folder)
    assert answer.status == 2 and f"数据目录 {folder} 不存在" in answer.err and not folder.exists()


@pytest.mark.parametrize("verb", [*READING, ["demo"], ["import", "a.csv"]], ids=lambda verb: verb[0])
def test_a_file_in_the_place_of_the_data_folder_is_said(cli, put, verb):
    answer = cli(*verb, "--json", "--data", put("data", "x"))
    assert answer.status == 2 and "是一个文件，不是文件夹" in answer.json["error"] and "Traceback" not in answer.err


def test_a_file_in_the_place_of_the_folder_for_exports_is_said(cli, put):
    answer = cli("demo", "--only-exports", put("out", "x"))
    assert answer.status == 2 and "out 是一个文件，不是文件夹" in answer.err


@pytest.mark.parametrize("name", ["CURRENT", "V1/manifest.json"])
def test_a_damaged_version_is_a_sentence_and_not_a_traceback(cli, folder, orders, monkeypatch, name):
    assert cli("import", orders("a.csv", ROW), "--data", folder).status == 0
    (folder / "warehouse" / name).write_text("{half", encoding="utf-8")
    answer = cli("metric", "order_reported", "--json", "--data", folder)
    assert answer.status == 2 and "已损坏" in answer.json["error"] and "已损坏" in answer.err and "Traceback" not in answer.err
    monkeypatch.setenv("GOVBOARD_DEBUG", "1")
    assert "Traceback" in cli("metric", "order_reported", "--data", folder).err


def test_a_database_that_is_none_is_a_sentence_and_not_a_traceback(cli, folder, orders):
    assert cli("import", orders("a.csv", ROW), "--data", folder).status == 0
    (folder / "warehouse" / "V1" / "board.duckdb").write_bytes(b"x" * 8192)
    shutil.rmtree(folder / "raw")  # without its parts it cannot be built again
    answer = cli("metric", "order_reported", "--data", folder)
    assert answer.status == 2 and answer.err.startswith("出错了，没有完成：") and "Traceback" not in answer.err


def test_wrong_use_is_json_too_when_json_is_asked(cli, demo_folder):
    for arguments in (["metric"], ["metric", "order_reported", "--wrong"], ["nope"]):
        answer = cli(*arguments, "--json", "--data", demo_folder)
        assert answer.status == 2 and answer.json["error"].startswith("用法有误：") and "用法：" in answer.err


def test_help_is_chinese(cli):
    told = cli("metric", "--help")
    assert told.status == 0 and all(words in told.out for words in ("用法：python -m govboard metric", "\n参数:\n", "\n选项:\n", "显示这段说明"))
    assert told.out.count("用法") == 1
    assert not re.search(r"usage|options|positional|show this", told.out)


def test_a_dimension_is_given_by_name_or_in_chinese(ask):
    for name, words in (("subdistrict", "镇街"), ("month", "月"), ("category", "类别")):
        assert ask("metric", "order_reported", "--by", words) == ask("metric", "order_reported", "--by", name)


@pytest.mark.parametrize("spelling", ["站前", "站前街", "站前街道办", "站前街道办事处", "头道桥街道", "210603001", "210603002000", " 站前街道 "])
def test_an_area_is_given_by_any_of_its_spellings(ask, spelling):
    assert ask("metric", "order_reported", "--areas", spelling) == ask("metric", "order_reported", "--areas", "210603002")


def test_a_name_that_a_镇街_and_a_community_share_is_the_镇街(ask):
    for short, town in (("永昌", "永昌街道"), ("浪头", "浪头镇"), ("汤池", "汤池镇")):
        assert ask("metric", "order_reported", "--areas", short) == ask("metric", "order_reported", "--areas", town)


def test_areas_given_twice_are_added(ask):
    both = ask("metric", "order_reported", "--areas", "站前街道", "临江街道")
    assert ask("metric", "order_reported", "--areas", "站前街道", "--areas", "临江街道") == both


def test_the_program_itself_ends_with_these_statuses(folder, orders, put):
    def status(*arguments):
        done = subprocess.run([sys.executable, "-m", "govboard", *map(str, arguments), "--data", folder], cwd=PROJECT, capture_output=True, text=True)
        return "Traceback" if "Traceback" in done.stderr else done.returncode

    assert [status("import", orders("a.csv", ROW)), status("import", put("b.csv", b"\x89PNG\0")), status("metric", "没有的")] == [0, 3, 2]


# --- the writing verbs


def test_import_tells_per_file_and_sheet_what_became_of_it(cli, folder, book, put):
    header = ["工单编号", "上报时间"]
    good = book("工单.xlsx", {"三月": [header, ["A1", "2025-03-01"], ["A2", "昨天"], ["合计", ""]], "封面": [["某某区"]]})
    answer = cli("import", good, put("坏的.csv", b""), "--json", "--data", folder)
    assert answer.status == 3
    first, second = answer.json["files"]
    assert (answer.json["version"], answer.json["published"], answer.json["changed"]) == ("V1", True, True)
    assert (first["file"], first["reason"], first["repeated"]) == ("工单.xlsx", None, False)
    counts = {"sheet": "三月", "format": "work_order", "table": "work_order", "read": 3, "accepted": 1, "refused": 1, "totals": 1, "reason": None}
    problem = {"row": 3, "column": "上报时间", "value": "昨天", "reason": "上报时间“昨天”不是可识别的日期时间"}
    assert first["sheets"][0] == counts | {"problems": [problem]}
    assert first["sheets"][1]["sheet"] == "封面" and "没有认出" in first["sheets"][1]["reason"]
    assert (second["file"], second["sheets"], second["reason"]) == ("坏的.csv", [], "文件是空的，没有任何内容。请重新导出后再试。")
    again = cli("import", good, "--json", "--data", folder)
    assert again.status == 0 and again.json["files"][0]["repeated"] and not again.json["changed"] and again.json["version"] == "V1"


def test_import_tells_people_file_sheet_row_and_reason(cli, folder, book, orders):
    bad = book("坏的.xlsx", {"三月": [["工单编号", "上报时间"], ["A1", "昨天"]]})
    answer = cli("import", orders("好的.csv", ROW, ROW | {"办结时限": "尽快"}), bad, "--data", folder)
    assert answer.status == 3
    assert "✓ 好的.csv\n    work_order，读取2行，接收1行，退回1行，合计行0行\n      第3行：办结时限“尽快”不是可识别的日期时间\n" in answer.out
    assert "✗ 坏的.xlsx：未导入。工作表“三月”：1行全部未能通过，例如第2行上报时间“昨天”不是可识别的日期时间。" in answer.out
    assert answer.out.endswith("数据版本：V1（已发布）\n")


def test_a_folder_is_imported_whole_hidden_and_lock_files_apart(cli, folder, orders, put):
    inbox = orders("a.csv", ROW).parent
    orders("b.csv", ROW | {"工单编号": "A2"})
    put(".DS_Store", b"\0"), put("~$a.xlsx", b"\0")
    answer = cli("import", inbox, "--json", "--data", folder)
    assert answer.status == 0 and [each["file"] for each in answer.json["files"]] == ["a.csv", "b.csv"]


def test_hold_publish_rollback_build_and_versions_work_together(cli, folder, orders):
    def told(*arguments):
        return cli(*arguments, "--json", "--data", folder).json

    def live():
        return next((each["version"] for each in told("versions") if each["live"]), None)

    assert told("import", orders("a.csv", ROW))["published"] and live() == "V1"
    assert not told("import", orders("b.csv", ROW | {"工单编号": "A2"}), "--hold")["published"] and live() == "V1"
    assert told("metric", "order_reported")["value"] == 1
    assert told("publish") == {"version": "V2"} and live() == "V2" and told("metric", "order_reported")["value"] == 2
    assert told("rollback", "V1") == {"version": "V1"} and live() == "V1" and told("metric", "order_reported")["value"] == 1
    assert told("build") == {"version": "V3"} and live() == "V1"
    assert told("publish", "v2") == {"version": "V2"} and told("rollback", "V02") == {"version": "V2"}
    assert told("publish", "V2") == {"version": "V2"} and [each["version"] for each in told("versions")] == ["V1", "V2", "V3"]


# --- the demonstration district


def test_the_demonstration_import_loses_no_row_and_counts_what_the_truths_say(demo_report):
    assert all(each["read"] == each["accepted"] + each["refused"] + each["totals"] for each in demo_report)
    assert [each["sheet"] for each in demo_report if each["reason"]] == TRUTHS["sheets"]["no_tables"]
    counted = pd.DataFrame(demo_report).groupby("table")[["accepted", "refused"]].sum()
    names = {"subdistrict": "subdistricts", "community": "communities", "grid": "grids", "boundary": "boundaries", "party_org": "party_orgs",
             "property_company": "companies", "property_unit": "units", "service_record": "services", "activity": "activities", "work_order": "orders",
             "estate": "estates", "owners_committee": "owners_committees", "road_section": "road_sections", "post": "posts", "member_development": "development",
             "training": "training", "venue": "venues", "station": "stations", "project": "projects", "partner": "partners", "census": "census", "target": "targets",
             "holiday": "holidays", "work_order_step": "steps"}  # fmt: skip
    counted.loc["work_order", "accepted"] -= TRUTHS["orders"]["voided"]
    assert counted.to_dict("index") == {table: {each: TRUTHS[name][each] for each in ("accepted", "refused")} for table, name in names.items()}
    for file, truth in TRUTHS["orders"]["files"].items():
        sheet = next(each for each in demo_report if each["file"] == file)
        assert (sheet["accepted"], sheet["refused"]) == (truth["accepted"] + truth["voided"], sum(truth["refused"].values()))


def test_what_was_overdue_before_stands_beside_the_rate_of_the_whole_and_of_each_area(cli, demo_folder):
    june = ("--from", "2025-06-01", "--to", "2025-06-30", "--data", demo_folder)
    told = cli("metric", "按期办结率", "--by", "subdistrict", *june).out.splitlines()
    beside = [int(re.search(r"另有历史超期未结(\d+)件", line)[1]) for line in told if "另有" in line]
    assert beside[-1] == sum(beside[:-1]) == cli("metric", "历史超期未结", *june, "--json").json["value"] > 0
    assert "另有" not in cli("metric", "诉求量", "--by", "subdistrict", *june).out


COVERED = {"companies_with_org": "org_coverage", "companies_worked_with": "work_coverage", "grids_with_org": "grid_org_coverage",
           "eligible_units": "org_eligible_coverage", "eligible_units_2023": "org_eligible_coverage", "eligible_units_2024": "org_eligible_coverage"}  # fmt: skip


@pytest.mark.parametrize("truth", COVERED)
def test_the_coverages_are_the_truths_each_read_at_its_own_day(ask, truth):
    told = TRUTHS["coverage"][truth]
    found = ask("metric", COVERED[truth], "--to", told["at"])
    assert (found["numerator"], found["denominator"]) == (told["numerator"], told["denominator"])


def test_open_and_overdue_orders_services_and_activities_are_the_truths(ask):
    assert [ask("metric", each)["value"] for each in ("order_open", "order_overdue_open")] == [TRUTHS["orders"]["open"], TRUTHS["orders"]["overdue"]]
    times, people = ({each["label"]: each["value"] for each in ask("metric", name, "--by", "category")} for name in ("service_times", "service_person_times"))
    held = {each["label"]: each["value"] for each in ask("metric", "activity_sessions", "--by", "category")}
    truths = TRUTHS["services"]
    assert times["水电维修"] + times["疏通管道"] + times["门窗维修"] == truths["repair_times"]
    assert times["政策咨询"] + times["服务代办"] == truths["circle_times"]
    assert times["义修"] + times["义剪"] + times["义诊"] == truths["voluntary_times"]
    assert people["代取药品"] + people["代收快递"] + people["代购菜品"] == truths["errand_person_times"]
    assert sum(people[each] for each in ("临时存放", "休息", "充电", "政策宣传", "饮水")) == truths["station_person_times"]
    assert {each: held[each] for each in TRUTHS["activities"]["monthly"]} == TRUTHS["activities"]["monthly"]


def test_what_was_not_delivered_is_told_from_zero(demo_folder):
    (late,), (none,) = TRUTHS["activities"]["unreported"], TRUTHS["activities"]["delivered_without_rows"]
    opened = Warehouse(demo_folder).open()
    found = opened.catalogue.standing("activity_sessions", "subdistrict", Selection(dt.date(2025, 6, 1), dt.date(2025, 6, 30))).set_index("label")
    opened.close()
    assert found.state[late["subdistrict"]] == "未报送" and pd.isna(found.value[late["subdistrict"]])
    assert found.state[none["subdistrict"]] == "" and found.value[none["subdistrict"]] == 0
    assert len(found) == 9 and (found.state == "未报送").sum() == 1
