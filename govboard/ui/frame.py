"""What every page shares: title, the sentence of the selection, the stamp, first-run and empty states."""

import datetime as dt
import html
import logging
from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st

from govboard import wording
from govboard.errors import GovboardError
from govboard.selection import Selection
from govboard.ui import board, filters, marks
from govboard.warehouse import Version

_ASKED, _PAGE, _UNKNOWN = "_asked", "_page", "_unknown"
_LOG = logging.getLogger(__name__)
COMPLAINTS = 3  # that stand open on a page
_LOOK = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")
_BAR = "[data-testid='stHeader']::after {{ content: {}; }}"


def draw(page, wanted: tuple[str, ...]) -> None:
    """Open the live version and draw the shared filters; the page reads both with `asked()`."""
    st.html(f"<style>{_LOOK}{_BAR.format(_quoted(_system_name()))}</style>")
    opened = board.version()
    if opened:
        filters.spell_out(opened, page)
        st.session_state[_UNKNOWN] = filters.unknown(opened, wanted)
    selection = filters.draw(opened, wanted) if opened else Selection()
    st.session_state[_ASKED], st.session_state[_PAGE] = (opened, selection), page.url_path


def _system_name() -> str:
    settings = board.warehouse().settings
    return f"{settings.district if settings.named else ''}网格化治理数据看板{'（演示）' if settings.demonstration else ''}"


def _quoted(text: str) -> str:
    """As a CSS string: every character that is not plainly a letter or digit goes in by its number."""
    return '"' + "".join(each if each.isalnum() else f"\\{ord(each):06x}" for each in text) + '"'


def here() -> str:
    """The address of this page with all that was chosen, as a link inside the dashboard."""
    asked = urlencode([(key, value) for key in st.query_params if key != "back" for value in st.query_params.get_all(key)])
    return st.session_state.get(_PAGE, "") + (f"?{asked}" if asked else "")


def open_order(number: str) -> None:
    """To the page of an order, from which a link leads back here."""
    st.switch_page("pages/orders/order.py", query_params={"no": number, "back": here()})


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
            st.markdown(f"**{marks.plain(selection.sentence(of.district))}**", width="content")
    if of:
        st.caption(stamp(of) + (" · 此后办理进展未反映，以平台为准" if stale(of) else ""))
    if of and selection is not None:
        complaints([f"链接里的{'、'.join(f'“{each}”' for each in unknown)}在现有数据里没有，已忽略。"] if (unknown := st.session_state.get(_UNKNOWN)) else [])
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


def complaints(sentences, many: str = "") -> None:
    """What is wrong and does not keep the page from standing; more than a few stand folded under one line, `many` with their number."""
    told = list(sentences)
    if many and len(told) > COMPLAINTS:
        with st.expander(many.format(len(told)), icon=":material/report:"):
            st.markdown("\n".join(f"- {marks.plain(each)}" for each in told))
        return
    for each in told:
        st.warning(marks.plain(each), icon=":material/report:")


def first_run() -> None:
    """What to bring when the data folder is empty."""
    st.subheader("还没有数据", anchor=False)
    st.markdown(
        "请到 **数据 → 导入与报送** 上传从平台和台账导出的文件，一次可以选多个：\n\n"
        "- **区划与网格**：镇街名录、社区（村）名录、网格台账、边界（GeoJSON、Shapefile、GeoPackage）\n"
        "- **工单明细**：振兴零距离、12345 等平台的导出（CSV、Excel 均可，编码不限）\n"
        "- **党建台账**：物业企业台账、建组情况、党组织名册\n"
        "- **服务与活动**：服务记录、活动台账\n\n"
        "不必整理格式：标题行、合计行、中文日期都能识别；看不懂的行会逐行说明原因，不会丢失。"
    )
    st.page_link("pages/data/imports.py", label="去导入", icon=":material/upload_file:")
    st.caption("只想先看看：在命令行运行 `python -m govboard demo`，会生成一份演示数据。")
