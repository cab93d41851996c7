"""An export nobody has described: a proposed mapping, corrected in a table, previewed, saved as a format of this folder."""

import datetime as dt
import re
from itertools import islice

import pandas as pd
import streamlit as st

from govboard.errors import GovboardError
from govboard.importing import archive, formats, layout, proposal, reading, row, rows, scratch, scrub
from govboard.importing.read import Sheet
from govboard.ui import board

_UNUSED = "（不采用）"
_TOLD = 5  # reasons of the preview


def new_format() -> None:
    """The whole of it, on demand: upload, table, preview, save."""
    if not st.toggle("认识一种新的导出", key="new-format", help="认不出的文件在这里对一次列、存为格式，以后就能识别。"):
        return
    with st.container(border=True):
        file = st.file_uploader("选择一个认不出的文件", key="unknown-file")
        if not file:
            return
        try:
            header, sample = _opened(file.name, file.getvalue())
        except GovboardError as problem:
            st.error(str(problem), icon=":material/block:")
            return
        _mapped(file.name, header, sample)


@st.cache_data(show_spinner=False, max_entries=2)
def _opened(name: str, content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and first rows of the first table; the bytes live only as long as that takes."""
    home = board.warehouse()
    with scratch.folder() as place:
        (place / "file").write_bytes(content)
        with archive.members(place / "file", name, home.settings.max_file_mb << 20) as files:
            found = reading.open_reading(files)
            if not found.header:
                raise GovboardError("这张表没有表头，无法推断各列是什么。请补上表头后再试。")
            return found.header, list(islice(found.rows(), proposal.SAMPLED))


def _mapped(name: str, header: list[str], sample: list[list[str]]) -> None:
    known = formats.load(board.warehouse().folder)
    proposed = proposal.propose(header, sample, known)
    titles = {each.title: each for each in known}
    chosen = titles[st.selectbox("这是哪种台账", list(titles), index=list(titles).index(proposed.form.title), key=f"of-{name}")]
    if chosen.name != proposed.form.name:
        proposed = proposal.propose(header, sample, [chosen])
    corrected = _corrected(name, proposed, header, sample)
    if corrected.missing:
        st.warning(f"还缺必须有的列：{'、'.join(rows.said(each, chosen) for each in corrected.missing)}。请在表中指定。", icon=":material/rule:")
        return
    title = st.text_input("给这种导出起个名字", value=scrub.text(re.sub(r"\.\w+$|\d{4}年?(\d+[月日至\-]*)*", "", name)) or chosen.title, key=f"title-{name}")
    text = proposal.as_toml(title, corrected)
    _preview(formats.parse(text, "preview"), header, sample)
    _save(title, text)


def _corrected(name: str, proposed: proposal.Proposal, header: list[str], sample: list[list[str]]) -> proposal.Proposal:
    """The proposal as the reader leaves it in the table."""
    form = proposed.form
    labels = {field: rows.said(field, form) + ("（必填）" if field in form.raw["required"] else "") for field in form.raw["columns"]}
    shown = pd.DataFrame([{"表头": each, "示例": _example(each, at, sample, proposed), "用作": labels.get(proposed.columns.get(each), _UNUSED), "把握": _sure(proposed, each)} for at, each in enumerate(header) if each])
    edited = st.data_editor(shown, hide_index=True, disabled=["表头", "示例", "把握"], key=f"map-{name}-{form.name}",
                            column_config={"用作": st.column_config.SelectboxColumn(options=[_UNUSED, *labels.values()], required=True, width="medium")})  # fmt: skip
    fields = {label: field for field, label in labels.items()}
    used = {header_: fields[label] for header_, label in zip(edited["表头"], edited["用作"], strict=True) if label in fields}
    return proposal.Proposal(form, used, {each: proposed.sure.get(each, 1.0) for each in used}, [each for each in proposed.personal if each not in used])


def _example(name: str, at: int, sample: list[list[str]], proposed: proposal.Proposal) -> str:
    """Some values of a column; persons are shown to nobody."""
    if name in proposed.personal:
        return "（个人信息，不显示、不保存）"
    values = dict.fromkeys(scrub.person(each[at].strip())[:30] for each in sample[:40] if at < len(each) and each[at].strip())
    return "、".join(list(values)[:3])


def _sure(proposed: proposal.Proposal, name: str) -> str:
    if name not in proposed.columns:
        return ""
    return "可靠" if proposed.sure[name] >= proposal.SURE else "请核对"


def _preview(form: formats.Format, header: list[str], sample: list[list[str]]) -> None:
    """How the first rows would come in under this format."""
    lines = [row.Row(at, cells) for at, cells in enumerate([header, *sample], start=1)]
    found = layout.Layout(Sheet(None, "", lambda: iter(lines)), [], header, 1, [], form.record(header))
    now = pd.Timestamp(dt.datetime.now())
    judged = next(rows.judge(found, form, rows.Context("", now.date(), now)), None)
    if judged is None:
        st.caption("表里没有数据行，无法预览。")
        return
    st.markdown(f"预览前{judged.read}行：接收{len(judged.accepted)}行，退回{len(judged.refused)}行。")
    labels = {field: rows.said(field, form) for field in form.raw["columns"]}
    st.dataframe(judged.accepted.head(5).drop(columns="source_row").rename(columns=labels).astype("string").fillna(""), hide_index=True)
    for reason in dict.fromkeys(judged.refused.reason.head(_TOLD)):
        st.caption(f"退回：{reason}")


def _save(title: str, text: str) -> None:
    name = re.sub(r"[^\w一-鿿-]", "", title)[:40]
    path = board.warehouse().folder / "formats" / f"{name}.toml"
    if not name or not st.button("保存为格式", type="primary", key="save-format"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    st.success(f"已保存为“{title}”。现在用上面的“选择导出文件”再导入一次这个文件即可，以后也会自动识别。", icon=":material/check:")
