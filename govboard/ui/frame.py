"""What every page shares: title, the sentence of the selection, the stamp, first-run and empty states."""

import datetime as dt
import html
import logging
from urllib.parse import quote

import streamlit as st

from govboard import wording
from govboard.errors import GovboardError
from govboard.selection import Selection
from govboard.ui import board, drawing, filters
from govboard.warehouse import Version

_ASKED = "_asked"
_LOG = logging.getLogger(__name__)
COMPLAINTS = 3  # that stand open on a page
_LOOK = """<style>
.gb-card { padding: 8px 12px 0; }
.gb-label { color: #5b6673; font-size: 13px; }
.gb-value { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 6px; font-size: 26px; font-weight: 600; line-height: 1.25; }
.gb-parts { font-size: 12px; font-weight: 400; color: #667080; line-height: 1.3; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #5b6673; opacity: 1; }
.gb-card { position: relative; }
.gb-spark { position: absolute; right: 6px; top: 8px; }
.gb-list { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid #dfe3e8; font-size: 13.5px; }
.gb-list th { background: #eef1f4; font-weight: 600; text-align: left; padding: 6px 8px; white-space: nowrap; }
.gb-list td { border-top: 1px solid #e3e7ec; padding: 5px 8px; vertical-align: top; }
.gb-list td:first-child, .gb-list .gb-nowrap { white-space: nowrap; }
.gb-list a { color: #2458a0; white-space: nowrap; }
.gb-list .gb-number { text-align: right; white-space: nowrap; }
.gb-copy { font-size: 12px; color: #5b6673; border: 1px solid #dfe3e8; border-radius: 4px; background: #fff; padding: 0 6px; cursor: pointer; }
.gb-bad { color: #c8102e; } .gb-near { color: #8a5a00; } .gb-good { color: #1a7f5a; } .gb-neutral { color: #5b6673; }
@media (max-width: 640px) {
  .gb-spark { display: none; }
  .gb-until { position: static; }
  .gb-list thead { position: absolute; left: -10000px; }
  .gb-list tr { display: block; border-top: 1px solid #c6ced7; padding: 6px 0; }
  .gb-list td, .gb-list th[scope=row] { display: flex; gap: 8px; border: 0; padding: 2px 10px; text-align: left; }
  .gb-list td:empty { display: none; }
  .gb-list [data-label]::before { content: attr(data-label); color: #667080; flex: 0 0 6em; }
}
.st-key-trail button { min-height: 0; padding: 1px 8px; font-size: 13px; }
.gb-change { font-size: 12px; line-height: 1.5; color: #5b6673; }
[class*="st-key-card-"]:has(> [class*="st-key-passport-"]) { position: relative; padding-bottom: 26px; }
[class*="st-key-passport-"], [class*="st-key-passport-"] * { position: static; }
[class*="st-key-card-"] [class*="st-key-passport-"] button { position: absolute; right: 10px; bottom: 4px; width: fit-content; min-height: 0; padding: 0; }
[class*="st-key-passport-"] button p { font-size: 12px; color: #667080; }
.gb-until { position: absolute; left: 12px; bottom: -18px; font-size: 11px; color: #667080; line-height: 1.4; }
.gb-empty { background: #fff; border: 1px dashed #c6ced7; border-radius: 6px; padding: 22px 16px; text-align: center; }
.gb-empty p { margin: 6px 0 0; font-size: 13px; color: #667080; }
[data-testid="stForm"] { background: #fff; }
[data-testid="stDialog"] h2 { font-size: 18px; }
[data-testid="stDialog"] h4 { font-size: 22px; }
.st-key-conclusion, .st-key-composite, .st-key-durations { background: #fff; padding: 10px 16px; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] { gap: 0.7rem; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "选择文件"; font-size: 15px; }
[data-testid="stFileUploaderDropzoneInstructions"] { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] > * { display: none; }
[data-testid="stFileUploaderDropzoneInstructions"]::after { content: "或把文件拖到这里，单个文件不超过200MB"; font-size: 14px; color: #667080; }
.stMainBlockContainer { padding: 3.5rem 1.6rem 2rem; }
[data-testid="stHeader"], [data-testid="stSidebarHeader"] { height: 2.6rem; min-height: 2.6rem; background: #9e1b22; margin: 0; }
[data-testid="stSidebarHeader"] { margin-bottom: 0.6rem; box-shadow: 0 0 0 100vmax #9e1b22; clip-path: inset(0 -100vmax); }
[data-testid="stHeader"] *, [data-testid="stSidebarHeader"] * { color: #fff; }
[data-testid="stHeader"]::after { position: absolute; left: 50%; transform: translateX(-50%); top: 0; line-height: 2.6rem;
  color: #fff; font-size: 16px; font-weight: 600; letter-spacing: 0.06em; white-space: nowrap; }
</style>"""
_BAR = "<style>[data-testid='stHeader']::after {{ content: {}; }}</style>"  # the theme red stays in this bar


def draw(page, wanted: tuple[str, ...]) -> None:
    """Open the live version and draw the shared filters; the page reads both with `asked()`."""
    drawing.style()
    st.html(_LOOK + _BAR.format(_quoted(_system_name())))
    opened = board.version()
    if opened:
        filters.spell_out(opened, page)
    selection = filters.draw(opened, wanted) if opened else Selection()
    st.session_state[_ASKED] = (opened, selection)


def _system_name() -> str:
    settings = board.warehouse().settings
    return f"{settings.district if settings.named else ''}网格化治理数据看板{'（演示）' if settings.demonstration else ''}"


def _quoted(text: str) -> str:
    """As a CSS string: every character that is not plainly a letter or digit goes in by its number."""
    return '"' + "".join(each if each.isalnum() else f"\\{ord(each):06x}" for each in text) + '"'


def run(page) -> None:
    """Run the page; a request that cannot be answered is said in words, not as a traceback."""
    try:
        page.run()
    except GovboardError as problem:
        empty(str(problem))


def sorry(problem: Exception) -> bool:
    """What a reader sees when a page breaks: no traceback. The log has it."""
    _LOG.error("a page broke", exc_info=problem)
    st.error("这个页面出错了，数据没有受影响。请刷新重试；仍不行时，请把页面地址和时间告诉管理员。", icon=":material/error:")
    return True


def asked() -> tuple[Version, Selection]:
    """The opened version and the reader's selection. Without any data the first-run page is shown instead."""
    opened, selection = st.session_state.get(_ASKED, (None, Selection()))
    if opened is None:
        first_run()
        st.stop()
    return opened, selection


def maybe_opened() -> Version | None:
    """The opened version, or None before the first import."""
    return st.session_state.get(_ASKED, (None, None))[0]


def title(words: str, of: Version | None, selection: Selection | None = None) -> None:
    """Page title, what is selected, and what the figures rest on."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(words, anchor=False, width="content")
        if board.warehouse().settings.demonstration:
            st.badge("演示数据", icon=":material/science:", color="orange")
        if selection is not None:
            st.markdown(f"**{selection.sentence(of.district)}**", width="content")
    if of:
        st.caption(stamp(of) + (" · 此后办理进展未反映，以平台为准" if stale(of) else ""))
    if of and selection is not None:
        filters.trail(of, selection)


def stamp(of: Version, definition: str = "") -> str:
    """One line for pictures and exports: cut-off, version, 口径, 演示数据."""
    parts = [f"数据截至{wording.moment(of.as_of)}", f"数据版本{of.id}", definition]
    return " · ".join(filter(None, [*parts, "演示数据" if board.warehouse().settings.demonstration else ""]))


def full_stamp(of: Version, selection: Selection, definition: str = "") -> str:
    """The stamp with period and area in front, for inside a picture."""
    return f"{selection.sentence(of.district)} · {stamp(of, definition)}"


def stale(of: Version) -> bool:
    """Whether the data end longer ago than the folder's settings call fresh."""
    limit = dt.timedelta(hours=board.warehouse().settings.stale_after_hours)
    return of.as_of is not None and dt.datetime.now() - of.as_of > limit


def quoted(text: str) -> str:
    """For the query of an address."""
    return quote(text, safe="")


def empty(words: str, advice: str = "可放宽时段、区域或类别，或点“清除筛选”。") -> None:
    """A designed empty state: what was asked for and what to do."""
    st.html(f"<div class='gb-empty'><strong>{html.escape(words)}</strong><p>{html.escape(advice)}</p></div>")


def table(columns: dict[str, list], words: str, marked: dict[str, list[str]] | None = None) -> str:
    """A table as HTML that is readable on a phone and by a screen reader: header -> cells in words, `marked` with cells that are HTML already. `words` says what it is."""
    cells = {head: [html.escape(str(each)) for each in column] for head, column in columns.items()} | (marked or {})
    head = "".join(f"<th scope='col'>{html.escape(each)}</th>" for each in cells)
    body = "".join("<tr>" + "".join(f"<td data-label='{html.escape(each)}'>{cell}</td>" for each, cell in zip(cells, row, strict=True)) + "</tr>" for row in zip(*cells.values(), strict=True))
    return f"<table class='gb-list' aria-label='{html.escape(words)}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def complaints(sentences, many: str = "") -> None:
    """What is wrong and does not keep the page from standing; more than a few stand folded under one line, `many` with their number."""
    told = list(sentences)
    if many and len(told) > COMPLAINTS:
        with st.expander(many.format(len(told)), icon=":material/report:"):
            st.markdown("\n".join(f"- {each}" for each in told))
        return
    for each in told:
        st.warning(each, icon=":material/report:")


def first_run() -> None:
    """What to bring when the data folder is empty."""
    st.subheader("还没有数据", anchor=False)
    st.markdown(
        "请到 **数据 → 导入与报送** 上传从平台和台账导出的文件，一次可以选多个：\n\n"
        "- **区划与网格**：镇街名录、社区（村）名录、网格台账、边界（GeoJSON）\n"
        "- **工单明细**：振兴零距离、12345 等平台的导出（CSV、Excel 均可，编码不限）\n"
        "- **党建台账**：物业企业台账、建组情况、党组织名册\n"
        "- **服务与活动**：服务记录、活动台账\n\n"
        "不必整理格式：标题行、合计行、中文日期都能识别；看不懂的行会逐行说明原因，不会丢失。"
    )
    st.page_link("pages/data/imports.py", label="去导入", icon=":material/upload_file:")
    st.caption("只想先看看：在命令行运行 `python -m govboard demo`，会生成一份演示数据。")
