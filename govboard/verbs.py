"""What each verb of the command line does and prints: a sentence or a table for people, JSON for machines."""

import getpass
import json
import math
import re
import sys
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from govboard import comparison, contract, queries, suggestions, wording
from govboard.documents import gathered
from govboard.errors import WrongUse
from govboard.importing import archive
from govboard.importing.intake import silent
from govboard.selection import LEVELS, Selection
from govboard.warehouse import ImportReport, Version, Warehouse, gathering

SPELLED = 20  # refused rows of a sheet that the command line prints


def demo(folder: Path, only_exports: Path | None, if_empty: bool, scale: int, parquet: bool, as_json: bool) -> int:
    """Make the demonstration exports and, unless only they are wanted, import and publish them."""
    from govboard.demo import make_exports  # numpy-heavy and needed by this verb only

    if only_exports:
        paths = make_exports(only_exports, scale=scale, parquet=parquet)
        return say({"exports": [str(each) for each in paths]}, f"已在 {only_exports} 生成{len(paths)}个导出文件。", as_json)
    warehouse = Warehouse(folder)
    if if_empty and warehouse.pointers()["head"]:
        return say_version(warehouse.pointers()["head"], "已有数据版本", as_json)
    if warehouse.pointers()["head"] and not warehouse.settings.demonstration:
        raise WrongUse("这个数据目录里已有正式数据，不能混入演示数据。请用 --data 另指定一个目录。")
    if (folder / "settings.toml").exists() and not warehouse.settings.demonstration:
        if if_empty:
            return say({"version": None}, "这个数据目录有自己的设置，还没有数据；不生成演示数据。", as_json)
        raise WrongUse("这个数据目录的 settings.toml 没有写 demonstration = true，演示数据会没有标记。请用 --data 另指定一个目录，或在 settings.toml 中加上这一行。")
    _mark_demonstration(folder)
    return import_files(Warehouse(folder), make_exports(folder / "exports", scale=scale, parquet=parquet), False, as_json)


def _mark_demonstration(folder: Path) -> None:
    path = folder / "settings.toml"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text('district = "振兴区"\ndemonstration = true\n', encoding="utf-8")


def import_files(warehouse: Warehouse, given: list[Path], hold: bool, as_json: bool) -> int:
    """Import files and folders. Status 3 when any file was refused as a whole."""
    report = warehouse.import_files(_files(given), hold, who=getpass.getuser(), progress=_Told() if sys.stderr.isatty() else silent)
    if as_json:
        _print(import_json(report))
    else:
        print("\n".join(import_lines(report)))
    return 3 if report.refused_files else 0


class _Told:
    """Writes how far a long import is, in one line of the terminal."""

    def __init__(self):
        self.pace = wording.Pace()

    def __call__(self, file: str, read: int, count: int | None) -> None:
        print(f"\r\033[K{self.pace.told(file, read, count)}", end="" if count is None or read < count else "\r\033[K", file=sys.stderr, flush=True)


def _files(given: list[Path]) -> list[Path]:
    found = []
    for path in given:
        found += sorted(archive.without_companions([each for each in path.rglob("*") if each.is_file() and _is_meant(each.name)]), key=_counted) if path.is_dir() else [path]
    if not found:
        raise WrongUse("文件夹里没有可导入的文件。")
    return found


def _counted(path: Path) -> list:
    """Sorts names by the numbers in them: 9月 before 10月."""
    return [(int(each), "") if each.isdigit() else (0, each) for each in re.split(r"(\d+)", str(path))]


def _is_meant(name: str) -> bool:
    """Whether people put the file there, and not the system or an open editor."""
    return not name.startswith((".", "~$")) and name.lower() not in ("thumbs.db", "desktop.ini")


def import_json(report: ImportReport) -> dict:
    """Per file and sheet what was read, accepted, refused; and the version that came of it."""
    sheets = ("sheet", "format", "table", "read", "accepted", "refused", "totals", "reason", "problems")
    files = [
        {"file": file.file, "reason": file.reason, "repeated": file.repeated, "sheets": [{name: getattr(each, name) for name in sheets} for each in file.sheets]}
        for file in report.files
    ]
    return {"version": report.version, "published": report.published, "changed": report.changed, "effects": report.effects, "redefined": list(report.redefined), "files": files}


def import_lines(report: ImportReport) -> list[str]:
    """The same for people, in Chinese."""
    lines = [line for file in report.files for line in _file_lines(file)]
    state = "已发布" if report.published else "已生成，尚未发布" if report.changed else "没有变化"
    left = sum(bool(sheet.reason) for file in report.files if not file.reason for sheet in file.sheets)
    notice = [f"注意：有{left}张工作表未导入，见上面标✗的各行。"] if left else []
    lines += [f"    {contract.tables()[table].title}：{wording.effect(found)}" for table, found in report.effects.items()]
    return [*lines, f"数据版本：{report.version or '无'}（{state}）", *notice, *_redefined_lines(report)]


def _redefined_lines(report: ImportReport) -> list[str]:
    """Why a version waits although nobody asked to hold it."""
    if not report.redefined:
        return []
    labels = [each.notes.get("label", name) for name, each in queries.read_folder(queries.FOLDER / "metrics").items() if f"metrics/{name}" in report.redefined]
    said = "、".join([*labels, *(["数据整理规则"] if len(labels) < len(report.redefined) else [])])
    return [f"口径有变化（{said}），已通报的数字可能变动。请先核对新旧数字（compare），再发布（publish）。"]


def _file_lines(file) -> list[str]:
    if file.reason:
        rows = [(each, line) for each in file.sheets for line in _row_lines(each)]
        return [f"✗ {file.file}：未导入。{file.reason}", *(f"      {_sheet_name(each) if len(file.sheets) > 1 else ''}{line}" for each, line in rows)]
    lines = [f"{'＝' if file.repeated else '✓'} {file.file}{'：内容已在库中，没有变化' if file.repeated else ''}"]
    for each in file.sheets:
        counts = f"读取{each.read}行，接收{each.accepted}行，退回{each.refused}行，合计行{each.totals}行"
        lines.append(f"    {'✗ ' if each.reason else ''}{_sheet_name(each)}{each.reason or f'{each.format}，{counts}'}")
        lines += [f"      {line}" for line in [*_row_lines(each), *each.understood.get("sums", [])]]
    return lines


def _sheet_name(sheet) -> str:
    return f"工作表“{sheet.sheet}”：" if sheet.sheet else ""


def _row_lines(sheet) -> list[str]:
    rest = "未逐行列出，请先改正以上各行" if sheet.reason else "见“导入与报送”页的退回清单"
    lines = [f"第{problem['row']}行：{problem['reason']}" for problem in sheet.problems[:SPELLED]]
    return [*lines, f"……其余{sheet.refused - SPELLED}行{rest}"] if sheet.refused > SPELLED else lines


def say_version(version: str, words: str, as_json: bool) -> int:
    return say({"version": version}, f"{words}：{version}", as_json)


def versions(warehouse: Warehouse, as_json: bool) -> int:
    """All versions: when, from how many parts, cut-off, which is live."""
    live = warehouse.pointers()["live"]
    rows = [
        {"version": each["id"], "created": each["created"], "as_of": each["as_of"], "parts": len(each["parts"]), "state": each["state"], "live": each["id"] == live}
        for each in warehouse.manifests()
    ]
    words = [f"{'→' if row['live'] else ' '} {row['version']}  生成于{row['created']}  数据截至{row['as_of']}  {row['parts']}份数据  {_STATE[row['state']]}" for row in rows]
    return say(rows, "\n".join(words) or "还没有版本。", as_json)


_STATE = {"ready": "可用", "failed": "未通过检查"}


def metrics(version: Version, as_json: bool) -> int:
    """All metrics with definition and dimensions."""
    rows = [
        {"name": each.name, "label": each.label, "unit": each.unit, "definition": each.definition, "source": each.query.notes.get("source", ""), "dimensions": list(each.dimensions)}
        for each in version.catalogue.metrics.values()
    ]
    for each in version.catalogue.broken.values():
        print(each, file=sys.stderr)
    return say(rows, "\n".join(f"{row['name']:<32}{row['label']}（{row['unit']}）\n    {row['definition']}" for row in rows), as_json)


def metric(version: Version, name: str, by: str | None, selection: Selection, as_json: bool) -> int:
    """One metric, as a whole or split by a dimension."""
    catalogue = version.catalogue
    rows = _rows(catalogue.values(name, by, selection)) if by else [catalogue.total(name, selection)]
    found = catalogue.metric(name)
    words = [f"{found.label}（{selection.sentence()}，数据截至{version.as_of}，版本{version.id}）"]
    words += [f"  {row['label']}\t{row.get('state') or _said(row, found)}{row.get('beside', '')}" for row in (_standing(catalogue, name, by, selection) if by in LEVELS else rows)]
    words += [wording.beside(*other)] if (other := catalogue.beside(name, selection)) else []
    return say(rows if by else rows[0], "\n".join(words), as_json)


def _standing(catalogue, name: str, by: str, selection: Selection) -> list[dict]:
    """Every area in its place, those without a figure in words; what is too few to rank is still told."""
    rows = catalogue.standing(name, by, selection).astype(object)
    rows["state"] = rows.state.where(rows.value.isna(), "")
    rows["beside"] = wording.besides(catalogue.beside(name, selection, by), rows.code)
    return rows.where(rows.notna(), None).to_dict("records")


def _rows(frame: pd.DataFrame) -> list[dict]:
    kept = frame[["label", "numerator", "denominator", "value"]].astype(object).where(frame.notna(), None)
    return [{name: _plain(value) for name, value in row.items()} for row in kept.to_dict("records")]


def _plain(value):
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _said(row: dict, found) -> str:
    if row["value"] is None:
        return "—" if row["denominator"] == 0 else "未报送"
    if row["denominator"] is None:
        return f"{row['value']}{found.unit}"
    return f"{wording.figure(row['value'], found.unit)}（{wording.parts(row['numerator'], row['denominator'])}）"


def hotspots(version: Version, level: str, selection: Selection, as_json: bool) -> int:
    """Every area of a level with its local statistics; for people the sentences of those that stand out."""
    if homes := [each.name for each in selection.areas if each.level not in LEVELS]:
        raise WrongUse(f"聚集分析只分镇街、社区和网格，不分小区和物业企业：{'、'.join(homes)}。")
    opening = gathering.opening(version, selection)
    asked = selection if selection.start or selection.end else opening
    found = gathering.told(version, level, asked)
    rows = found[found.area.isin(gathering.within(version, level, selection))]
    rows = rows.assign(sentence=[gathered.sentence(each) for _, each in rows.iterrows()])
    words = [f"诉求聚集分析（{asked.sentence()}，数据截至{version.as_of}，版本{version.id}）", gathering.why_not(version, level, asked) or gathered.whole(found, LEVELS[level])]
    words += [f"  {each.sentence}Gi*={each.statistic:.2f}，p={each.p:.4f}，q={each.q:.4f}" for _, each in gathered.sorted_rows(rows).iterrows()]
    whole = {"count": "int64", "households": "int64"}
    return say(json.loads(rows.astype(whole).to_json(orient="records", force_ascii=False, double_precision=10)), "\n".join(words), as_json)


def passport(version: Version, before: Version | None, name: str, selection: Selection, as_json: bool) -> int:
    """A figure with its definition, records, exclusions, caveats, the last twelve months and what the version before said."""
    found = version.catalogue.passport(name, selection)
    told = found["metric"]
    exclusions = found["exclusions"].to_dict("records")
    document = {
        "metric": told.name, "label": told.label, "definition": told.definition, "source": told.query.notes.get("source", ""), "selection": selection.sentence(),
        **{each: found["total"][each] for each in ("numerator", "denominator", "value")}, "records": _record_rows(found["records"]),
        "exclusions": exclusions, "version": version.id, "as_of": version.manifest["as_of"], "sql": told.query.sql,
        "caveats": [{each: check[each] for each in ("name", "sentence", "count")} for check in version.caveats(told.table)],
        "months": _months(version, name, selection), "previous": _before(before, told.name, selection),
    }  # fmt: skip
    words = [f"{told.label}：{_said(found['total'], told)}", f"口径：{told.definition}", f"范围：{selection.sentence()}；数据截至{version.as_of}；版本{version.id}",
             f"记录：{len(found['records'])}条；" + ("排除：" + "、".join(f"{each['reason']}{each['count']}条" for each in exclusions) if exclusions else "没有排除")]  # fmt: skip
    words += [wording.beside(*other)] if (other := version.catalogue.beside(name, selection)) else []
    caveats = "；".join(f"{each['sentence']}（{each['count']}条）" for each in document["caveats"])
    words += [f"数据质量提示：{caveats}"] if caveats else []
    words += ["近12个月：" + "、".join(f"{month} {wording.figure(value, told.unit)}" for month, value in document["months"].items())]
    earlier = document["previous"]
    words += [f"上一版本{earlier['version']}：{wording.figure(earlier['value'], told.unit)}"] if earlier else []
    words += [f"  {each['record']}\t{each['at']}\t{each['numerator']}" for each in document["records"][:20]]
    return say(document, "\n".join(words), as_json)


def _months(version: Version, name: str, selection: Selection) -> dict:
    last = selection.end or (version.as_of and version.as_of.date())
    values = version.catalogue.twelve_months(name, selection, last, version.month_starts_on) if last else pd.Series(dtype=object)
    return {month: _plain(value) if not wording.missing(value) else None for month, value in values.items()}


def _before(before: Version | None, name: str, selection: Selection) -> dict | None:
    """What the version before said of the same question."""
    if before is None or name not in before.catalogue.metrics:
        return None
    return {"version": before.id, "value": before.catalogue.total(name, selection)["value"]}


def _record_rows(frame: pd.DataFrame) -> list[dict]:
    told = frame.assign(at=frame["at"].astype("string"))
    rows = told.astype(object).where(told.notna(), None).to_dict("records")
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def check(version: Version, as_json: bool) -> int:
    """Results of the checks of the live version."""
    rows = version.manifest["checks"]
    words = [f"{'✗' if row['count'] and row['severity'] == 'must' else '!' if row['count'] else '✓'} {row['sentence']}：{row['count']}处" for row in rows]
    words += [f"? {each.sentence}" for each in suggestions.of_areas(version)]
    words += [f"≈ {each}" for each in suggestions.applied(version)]
    return say(rows, "\n".join(words), as_json)


def compare(live: Version, other: Version, as_json: bool) -> int:
    """Changed definitions, old against new over twelve months, and every published figure that is another one."""
    anew, found = comparison.redefined(live, other), comparison.changes(live, other)
    tables = {name: comparison.over_twelve_months(live, other, name) for name in anew}
    document = {
        "live": live.id, "version": other.id,
        "redefined": [{"metric": name, "old": live.catalogue.metric(name).definition, "new": other.catalogue.metric(name).definition, "months": _month_rows(table)} for name, table in tables.items()],
        "changes": [asdict(each) for each in found],
    }  # fmt: skip
    words = [f"版本{other.id}与现行版本{live.id}相比："]
    for name, table in tables.items():
        metric = other.catalogue.metric(name)
        words += [f"{metric.label}口径有调整", f"  原口径：{live.catalogue.metric(name).definition}", f"  新口径：{metric.definition}"]
        words += [f"  {row['month']}\t{wording.figure(row['old'], metric.unit)} → {wording.figure(row['new'], metric.unit)}" for row in _month_rows(table)]
    words += [each.sentence for each in found if each.metric not in anew]
    return say(document, "\n".join(words if len(words) > 1 else [words[0] + "近12个月的口径和数字都没有变。"]), as_json)


def _month_rows(table: pd.DataFrame) -> list[dict]:
    return [{name: value if isinstance(value, str) else _plain(value) for name, value in row.items()} for row in table.astype(object).where(table.notna(), None).to_dict("records")]


def facts(version: Version, as_json: bool) -> int:
    """The figures of the article beside those computed from the demonstration records."""
    rows = version.facts()
    words = [f"{'✓' if row['holds'] else '✗'} {row['id']} {row['words']}：报道{row['expected']}，算得{row['computed']}{row['unit']}（{row['shown']}）" for row in rows]
    return say(rows, "\n".join([*words, f"共{len(rows)}条，相符{sum(row['holds'] for row in rows)}条"]), as_json)


def say(document, words: str, as_json: bool) -> int:
    """Print for machines or for people."""
    _print(document) if as_json else print(words)
    return 0


def _print(document) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str))
