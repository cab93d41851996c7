"""The parts of 导入与报送: upload, what was understood, refused rows, checks, deliveries, versions."""

import datetime as dt
import json

import pandas as pd
import streamlit as st

from govboard import comparison, contract, filings, queries, suggestions, wording
from govboard.documents import returns, tables
from govboard.errors import GovboardError
from govboard.importing import intake, scratch
from govboard.ui import board, frame
from govboard.warehouse import ImportReport

_LAST = "_last_import"
LISTED = 30  # changed figures listed on the page


def bring_files() -> None:
    """Upload files and build a version from them; nothing is live until it is published."""
    with st.form("bring", border=True):
        files = st.file_uploader("选择导出文件（可多选）", accept_multiple_files=True,
                                 help="CSV、TXT、Excel 工作簿（xlsx、xls、xlsb、ods）、网页表格、JSON、Parquet、GeoJSON、Shapefile（打成 zip）、GeoPackage、KML，以及装有这些文件的 zip；按内容识别，不看扩展名。")  # fmt: skip
        wanted = st.form_submit_button("读取并生成待发布版本", type="primary")
    slot = st.empty()  # always there, so that nothing below it changes its place
    if wanted and files:
        st.session_state[_LAST] = _import(files, slot)
    if _LAST in st.session_state:
        understood(st.session_state[_LAST])


def _import(files, slot) -> ImportReport | str:
    """Raw bytes live only in a private temporary folder and go with it."""
    pace = wording.Pace()
    with slot.container():
        bar = st.progress(0.0, "正在读取、清洗、检查……")
        st.button("取消导入", key="cancel", help="停止读取；已读的内容不保留，现行数据不变。")  # any click runs the page anew, and the next word of progress stops this run
    with scratch.folder() as place:
        names = {}
        for number, each in enumerate(files):
            path = place / f"{number:03d}"
            path.write_bytes(each.getbuffer())
            names[path] = each.name
        try:
            return board.warehouse().import_files(list(names), hold=True, names=names, who="页面上传", progress=lambda file, read, count: bar.progress(min(1.0, read / count) if count else 0.0, pace.told(file, read, count)))
        except GovboardError as problem:
            return str(problem)
        finally:
            slot.empty()


def understood(report: ImportReport | str) -> None:
    """What became of each file and sheet of the last import."""
    if isinstance(report, str):
        st.error(report, icon=":material/block:")
        return
    for file in report.refused_files:
        st.error(f"**{file.file}** 未导入。{file.reason}", icon=":material/block:")
        _problems(file)
    rows = [_sheet_row(file, sheet) for file in report.files if not file.reason for sheet in file.sheets]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True)
    for file in report.files:
        for sheet in file.sheets:
            if sheet.part:
                _details(file, sheet)
    if report.effects:
        st.markdown("　".join(f"{contract.tables()[table].title}：{wording.effect(found)}。" for table, found in report.effects.items()))
    if rows and not report.changed:
        st.info("这些内容已经在库中，没有变化。", icon=":material/check:")


def _problems(file: intake.FileReport) -> None:
    """The rows of a file that was refused whole, as far as they are spelled out."""
    rows = [{"工作表": sheet.sheet or "", "行号": each["row"], "列": each["column"], "原值": each["value"], "原因": each["reason"]}
            for sheet in file.sheets for each in sheet.problems]  # fmt: skip
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _sheet_row(file: intake.FileReport, sheet: intake.SheetReport) -> dict:
    title = contract.tables()[sheet.table].title if sheet.table else "未识别"
    return {"文件": file.file, "工作表": sheet.sheet or "", "识别为": title, "读取行": sheet.read, "接收": sheet.accepted, "退回": sheet.refused,
            "合计行": sheet.totals, "说明": sheet.reason or ("已在库中" if file.repeated else "")}  # fmt: skip


def _details(file: intake.FileReport, sheet: intake.SheetReport) -> None:
    told = sheet.understood
    with st.expander(f"{file.file}{' / ' + sheet.sheet if sheet.sheet else ''}：怎样读懂的"):
        st.markdown(f"{told['how']}；表头在第{told['header_row']}行" + (f"；标题：{'；'.join(told['titles'])}" if told["titles"] else ""))
        period = [each[:10] if each else "—" for each in told["period"]]
        st.markdown(f"数据时段：{period[0]} 至 {period[1]}")
        st.markdown("已采用的列：" + "、".join(told["columns"]))
        if told["personal"]:
            st.markdown(f"含个人信息、读到即弃的列：{'、'.join(told['personal'])}")
        if told["special"]:
            st.markdown(f"涉及特殊人群、未读取的列：{'、'.join(told['special'])}")
        if told["unused"]:
            st.markdown(f"不认识、未采用的列：{'、'.join(told['unused'])}")
        for each in told["sums"]:
            st.warning(each, icon=":material/functions:")
        if told["lower_bounds"]:
            st.markdown("写成“100余”之类的数按下限计：" + "、".join(f"{name}{count}处" for name, count in told["lower_bounds"].items()))
        if told["turned"]:
            st.markdown(f"经度、纬度写反的有{told['turned']}处，已对调。")
        if told["repeated_headers"]:
            st.markdown(f"表头重复（只用第一列）：{'、'.join(told['repeated_headers'])}")


def waiting_version() -> None:
    """A version that is built and not published, with the button that publishes it."""
    pointers = board.warehouse().pointers()
    if pointers["head"] == pointers["live"]:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        live = f"读者现在看到的仍是{pointers['live']}。" if pointers["live"] else "还没有发布过版本。"
        st.markdown(f"**待发布版本 {pointers['head']}** 已生成并通过检查。{live}")
        if st.button("发布", type="primary", key="publish"):
            board.warehouse().publish()
            st.session_state.pop(_LAST, None)
            st.rerun()
    differences()


def differences() -> None:
    """What the waiting version says otherwise than the live one: read before it is published."""
    live, waiting = board.version(), board.waiting()
    if not live or not waiting:
        return
    found = board.changes(live, waiting)
    for name in comparison.redefined(live, waiting):
        _redefined(live, waiting, name)
    with st.expander(f"与现行版本{live.id}相比，近12个月的数字有{len(found)}处不同", expanded=bool(found)):
        st.markdown("\n".join(f"- {each.sentence}" for each in found[:LISTED]) or "已发布月份的数字都没有变。")
        if len(found) > LISTED:
            st.caption(f"另有{len(found) - LISTED}处，见命令行 compare。")


def _redefined(live, waiting, name: str) -> None:
    metric, old = waiting.catalogue.metric(name), live.catalogue.metric(name)
    months = comparison.over_twelve_months(live, waiting, name)
    with st.container(border=True):
        st.markdown(f"**{metric.label}口径有调整**　原口径：{old.definition}　新口径：{metric.definition}")
        table = pd.DataFrame({"月份": months.month, "原口径": [wording.figure(each, old.unit) for each in months.old], "新口径": [wording.figure(each, metric.unit) for each in months.new]})
        st.dataframe(table, hide_index=True, height=210)


def coordinate_systems() -> None:
    """Systems of coordinates that were found out, for somebody to confirm."""
    for each in board.warehouse().proposed_systems():
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**坐标系待确认**　{wording.system_proposed(each)}")
    if board.warehouse().proposed_systems() and st.button("确认并换算为 WGS 84", key="systems", help="生成一个待发布的版本；只换算这里列出的文件和边界。"):
        with st.spinner("正在换算、重新生成……"):
            board.warehouse().confirm_systems()
        st.rerun()


def changed_definitions() -> None:
    """When the SQL has changed since the version was built: a button that builds again from the same data."""
    manifest = _manifest()
    if not manifest or manifest["queries"] == queries.fingerprint():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**口径已更新**　现有版本{manifest['id']}按原来的口径生成；重新生成后才按新口径统计。")
        if st.button("按新口径重新生成", key="build"):
            with st.spinner("正在重新生成……"):
                board.warehouse().build()
            st.rerun()


def _manifest() -> dict | None:
    head = board.warehouse().pointers()["head"]
    return next((each for each in board.warehouse().manifests() if each["id"] == head), None)


def refused() -> None:
    """Refused rows with file, sheet, row, column, value and reason; to download and send back."""
    manifest = _manifest()
    parts = [each for each in manifest["parts"] if each["refused"]] if manifest else []
    if not parts:
        frame.empty(*(("没有退回的行", "所有读到的行都已接收。") if manifest else ("还没有导入过文件", "导入后，没有接收的行会逐行列在这里，并说明原因。")))
        return
    rows = board.warehouse().pending_rows()
    shown = rows.rename(columns={"source_file": "文件", "source_sheet": "工作表", "source_row": "行号", "column": "列", "value": "原值", "reason": "原因", "row": "整行内容"})
    shown = shown.fillna("").assign(建议=rows.reason.map(suggestions.advice), 整行内容=rows.row.map(_in_words))[["文件", "工作表", "行号", "列", "原值", "原因", "建议", "整行内容"]]
    if rows.empty:
        frame.empty("退回的行都已改正", "没有等待改正的行。")
        return
    st.markdown(f"共{len(shown)}行未能接收，其余行已照常使用。可以改正后重新导出再导入，也可以把退回工作簿发给报送单位，改好标黄的单元格后发回导入，只替换这些行。")
    st.dataframe(shown, hide_index=True)
    _return_workbooks()
    st.download_button("下载退回清单（CSV）", lambda: tables.csv(shown, "退回清单", f"共{len(shown)}行"), "退回清单.csv", "text/csv", on_click="ignore")


def _in_words(row: str) -> str:
    """A kept row as people read one: header and cell, cell by cell."""
    return "；".join(f"{name}：{cell}" for name, cell in json.loads(row).items() if cell)


def _return_workbooks() -> None:
    """For each sender of refused rows the workbook that goes back."""
    made = returns.workbooks(board.warehouse())
    name = st.selectbox("退回给哪个报送单位", list(made), key="return-of", format_func=lambda each: each.removeprefix("退回_").removesuffix(".xlsx").replace("_", "：")) if len(made) > 1 else next(iter(made))
    st.download_button("下载退回工作簿", made[name], name, on_click="ignore", help="每行的退回原因和要改的单元格都已标出。")


def checks() -> None:
    """Results of the checks: must-hold rules stop a version, the others travel with it."""
    manifest = _manifest()
    if not manifest:
        frame.empty("还没有版本", "导入文件后这里列出检查结果。")
        return
    opened = frame.maybe_opened()
    found = suggestions.of_areas(opened) if opened else []
    if found:
        with st.expander(f"有{len(found)}种写法在名录里找不到", icon=":material/help:"):
            st.markdown("\n".join(f"- {each.sentence}" for each in found[:LISTED]))
    done = suggestions.applied(opened) if opened else []
    if done:
        with st.expander(f"有{len(done)}种写法写了别字，已按名录计入", icon=":material/spellcheck:"):
            st.markdown("\n".join(f"- {each}" for each in done[:LISTED]))
    rows = [{"检查": each["sentence"], "处数": each["count"], "性质": "必须成立" if each["severity"] == "must" else "提示",
             "对象": contract.tables()[each["table"]].title} for each in manifest["checks"]]  # fmt: skip
    st.dataframe(pd.DataFrame(rows).sort_values("处数", ascending=False), hide_index=True)


def deliveries() -> None:
    """The 报送台账, and below it what was delivered for which period, by table and area."""
    _filings()
    opened = frame.maybe_opened()
    if not opened:
        frame.empty("还没有发布的版本", "发布后这里列出各表的报送时段。")
        return
    found = board.report(opened, "deliveries")
    titles = {name: each.title for name, each in contract.tables().items()}
    shown = found.assign(table_name=found.table_name.map(titles), area=found.area.fillna("全部"))
    shown["since"], shown["until"] = (shown[each].dt.strftime("%Y-%m-%d") for each in ("since", "until"))
    st.dataframe(shown.rename(columns={"table_name": "台账", "area": "报送范围", "since": "开始", "until": "截止"}), hide_index=True)


def _filings() -> None:
    """Unit × report × month, open ones first, and the text of a reminder."""
    home, head = board.warehouse(), board.waiting() or board.version()
    if not head:
        return
    found = filings.ledger(home.parts(), home.pending_rows(), head.as_of, home.settings.district, home.settings.report_due_day, filings.official(head))
    if found.empty:
        return
    cells = found.assign(cell=found.state.where(found.state != filings.RETURNED, found.state + found.rows.astype(str) + "行"))
    wide = cells.pivot(index=["unit", "report"], columns="month", values="cell").fillna("—")
    open_ = (wide.map(lambda each: each.startswith((filings.MISSING, filings.RETURNED)))).sum(axis=1)
    wide = wide.loc[open_.sort_values(ascending=False, kind="stable").index].reset_index().rename(columns={"unit": "报送单位", "report": "台账"})
    st.markdown(f"**报送台账**　{_counted(found)}")
    st.dataframe(wide, hide_index=True, height=min(38 + 35 * len(wide), 420))
    st.caption(f"只列现有系统导出的台账，不要求基层另行填报。次月{home.settings.report_due_day}日后收到的记为迟报；“—”表示当月没有报送、也不按月要求。")
    units = [each for each in dict.fromkeys(found.unit) if filings.reminder(found, each, dt.date.today())]
    if units:
        unit = st.selectbox("催报文字", units, key="reminder-of")
        st.code(filings.reminder(found, unit, dt.date.today()), language=None, wrap_lines=True)


def _counted(found: pd.DataFrame) -> str:
    counts = found.state.value_counts()
    return "、".join(f"{state}{counts[state]}" for state in (filings.MISSING, filings.RETURNED, filings.LATE, filings.CORRECTED, filings.DELIVERED) if state in counts)


def corrections() -> None:
    """Published figures that a later version corrected: the live version against an earlier one."""
    live, earlier = board.version(), board.earlier()
    if not live or not earlier:
        frame.empty("没有可以比较的较早版本", "再次导入并发布后，这里列出已公布数字的更正。")
        return
    chosen = st.selectbox("与哪个版本相比", [each["id"] for each in earlier], format_func=lambda each: _told(earlier, each), key="against")
    if not st.toggle("列出更正", key="corrections"):
        st.caption("逐项比较需要几秒钟，打开后列出。")
        return
    found = board.changes(board.opened(chosen), live)
    st.markdown("\n".join(f"- {each.sentence}" for each in found) or f"与版本{chosen}相比，已公布月份的数字都没有变。")


def _told(earlier: list[dict], version: str) -> str:
    manifest = next(each for each in earlier if each["id"] == version)
    return f"{version}（生成于{manifest['created'].replace('T', ' ')}）"


def versions() -> None:
    """All versions; an earlier one can be made live again."""
    home = board.warehouse()
    live, taken = home.pointers()["live"], {each.get("batch") for each in home.parts()}
    taken = taken if len(taken) > 1 else set()  # without its only import nothing is left
    for each in reversed(home.manifests()):
        with st.container(horizontal=True, vertical_alignment="center"):
            state = "现行版本" if each["id"] == live else "未通过检查" if each["state"] == "failed" else ""
            as_of = pd.Timestamp(each["as_of"]).to_pydatetime() if each["as_of"] else None
            who = f"（{each['who']}）" if each.get("who") else ""
            st.markdown(f"**{each['id']}**　生成于{each['created'].replace('T', ' ')}{who}　数据截至{wording.moment(as_of)}　{len(each['parts'])}份数据　{state}" + _brought(each), width="stretch")
            if each["id"] in taken and st.button("撤销这次导入", key=f"undo-{each['id']}", help="去掉这次导入带来的内容，重新生成一个待发布的版本。"):
                with st.spinner("正在重新生成……"):
                    home.undo(each["id"])
                st.rerun()
            if each["id"] != live and each["state"] == "ready" and st.button("改用此版本", key=f"use-{each['id']}"):
                home.rollback(each["id"])
                st.rerun()


def _brought(manifest: dict) -> str:
    """What the import behind a version did, a line below it."""
    told = "　".join(f"{contract.tables()[table].title}{wording.effect(found)}" for table, found in manifest.get("effects", {}).items())
    return f"  \n:gray[{told}]" if told else ""
