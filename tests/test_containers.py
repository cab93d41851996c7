"""Geometry files, JSON and archives: read by content, within bounds, the parts of a Shapefile kept together."""

import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely

from govboard.errors import Refused
from govboard.importing import archive, read, scratch

AREAS = geopandas.GeoDataFrame({"编码": ["210603001", "210603002"], "名称": ["东街道", "西街道"], "层级": ["镇街", "镇街"]}, geometry=[shapely.box(124.3, 40.1, 124.4, 40.2), shapely.box(124.4, 40.1, 124.5, 40.2)], crs=4326)
ORDERS = "工单编号,上报时间,所属街道\nA1,2025-03-01 10:00:00,东街道\n"


def cells(path) -> list[list[str]]:
    return [row.cells for row in read.sheets(path)[0].rows()]


def shapefile(place, frame=AREAS, encoding: str = "gb18030", without: tuple = (".cpg",)):
    """The path of a .shp written as Chinese desktop programs write it: GBK, and no word of it."""
    place.mkdir(exist_ok=True)
    path = place / "边界.shp"
    pyogrio.write_dataframe(frame, path, encoding=encoding)
    for suffix in without:
        path.with_suffix(suffix).unlink(missing_ok=True)
    return path


class InGBK(zipfile.ZipInfo):
    """An entry as Windows writes it: its name in GBK, and no word of it."""

    def _encodeFilenameFlags(self):  # noqa: N802
        return self.filename.encode("gb18030"), 0


def zipped(path, files: dict, names_in_gbk: bool = False):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            entry = (InGBK if names_in_gbk else zipfile.ZipInfo)(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return path


@pytest.mark.parametrize("without", [(".cpg",), (".cpg", ".prj"), ()])
def test_a_shapefile_is_read_with_its_chinese_fields_whatever_it_lacks(tmp_path, without):
    header, first, _ = cells(shapefile(tmp_path / "s", without=without))
    assert header == ["编码", "名称", "层级", "geometry"] and first[:3] == ["210603001", "东街道", "镇街"] and first[3].startswith("POLYGON ((124.4 40.1")


def test_projected_geometry_becomes_longitude_and_latitude_and_the_file_says_so(tmp_path):
    path = shapefile(tmp_path / "s", AREAS.to_crs(4549))  # CGCS2000, three degrees, central meridian 123
    sheet = read.sheets(path)[0]
    found = shapely.from_wkt(list(sheet.rows())[1].cells[3])
    assert found.equals_exact(AREAS.geometry[0].normalize(), 1e-6) or found.normalize().equals_exact(AREAS.geometry[0].normalize(), 1e-6)
    assert "换算为经纬度" in sheet.how


def test_every_layer_of_a_geopackage_is_a_sheet(tmp_path):
    path = tmp_path / "a.bin"
    for layer in ("镇街", "社区"):
        pyogrio.write_dataframe(AREAS, path, layer=layer, driver="GPKG", append=path.exists())
    assert [each.name for each in read.sheets(path)] == ["镇街", "社区"]


def test_the_places_of_a_kml_file_come_with_their_names(tmp_path):
    path = tmp_path / "a.kml"
    pyogrio.write_dataframe(AREAS[["名称", "geometry"]].rename(columns={"名称": "Name"}), path, driver="KML")
    header, first, _ = cells(path)
    assert first[header.index("Name")] == "东街道" and first[-1].startswith("POLYGON")


@pytest.mark.parametrize("content", [b"\x00\x00\x27\x0a" + b"\x00" * 200, b"SQLite format 3\x00" + b"\x01" * 500, b'<?xml version="1.0"?><kml><Document><Placemark>'])
def test_a_damaged_geometry_file_is_refused_in_words(tmp_path, content):
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(Refused, match="图形文件"):
        read.sheets(tmp_path / "a")


def test_boundaries_are_imported_from_a_zipped_shapefile(tmp_path, imported):
    parts = {each.name: each.read_bytes() for each in shapefile(tmp_path / "s").parent.iterdir()}
    report = imported(zipped(tmp_path / "边界.zip", parts, names_in_gbk=True))
    assert [(each.file, each.sheets[0].accepted) for each in report.files] == [("边界.zip/边界.shp", 2)]


# --- JSON

JSONS = {
    "a list": [{"a": "甲", "b": 1}, {"b": 2.5, "c": True}],
    "an answer of a platform": {"code": 0, "data": {"total": 2, "rows": [{"a": "甲", "b": 1}, {"b": 2.5, "c": True}], "pages": [{"x": 1}]}},
}  # fmt: skip


@pytest.mark.parametrize("kind", JSONS)
def test_records_in_json_are_rows(put, kind):
    assert cells(put("a.json", json.dumps(JSONS[kind], ensure_ascii=False))) == [["a", "b", "c"], ["甲", "1", ""], ["", "2.5", "是"]]


def test_one_record_per_line_and_records_with_parts_are_read(put):
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in [{"a": {"街道": "东", "点": [1, 2]}, "b": ["x", "y"]}, {"a": {"街道": "西"}}])
    assert cells(put("a.jsonl", lines)) == [["a/街道", "a/点", "b"], ["东", "1、2", "x、y"], ["西", "", ""]]


def test_every_list_of_a_json_document_is_a_table_of_its_own(put, take):
    document = {"站前": [{"工单编号": f"A{at}", "上报时间": "2025-03-01", "所属街道": "站前街道"} for at in range(3)], "临江": [{"工单编号": f"B{at}", "上报时间": "2025-03-01", "所属街道": "临江街道"} for at in range(2)]}
    assert [(each.sheet, each.accepted) for each in take(put("a.json", json.dumps(document))).sheets] == [("站前", 3), ("临江", 2)]


def test_a_list_named_after_its_street_gives_its_records_that_street(put, imported, warehouse, rows):
    document = {street: [{"活动编号": f"{street}{at}", "活动类型": "议事会", "活动时间": "2025-06-01"} for at in range(2)] for street in ("站前街道", "临江街道")}
    imported(put("活动台账.json", json.dumps(document)))
    assert rows(warehouse, "select subdistrict_written, count(*) from mart_activity group by 1 order by 1") == [("临江街道", 2), ("站前街道", 2)]


def test_orders_in_json_are_imported(put, imported, figures, warehouse):
    document = {"data": [{"工单编号": f"A{at}", "上报时间": "2025-03-01 10:00:00", "所属街道": "东街道"} for at in range(3)]}
    assert imported(put("工单.json", json.dumps(document))).published and figures(warehouse) == (3, 0, 3)


# --- archives


def test_every_file_of_an_archive_is_imported_under_its_name(tmp_path, imported):
    inner = io.BytesIO()
    zipped(inner, {"三月.csv": ORDERS.replace("A1", "A3")})
    path = zipped(tmp_path / "月报.zip", {"一月/工单.csv": ORDERS, "说明.txt": "各位同事好。", "__MACOSX/._工单.csv": b"\x00", "内.zip": inner.getvalue()}, names_in_gbk=True)
    report = imported(path)
    assert [(each.file, bool(each.reason)) for each in report.files] == [("月报.zip/一月/工单.csv", False), ("月报.zip/说明.txt", True), ("月报.zip/内.zip/三月.csv", False)]


ARCHIVES = {
    "a bomb": ({"a.csv": b"0" * (60 << 20)}, "异常地大"), "archives in archives in archives": (None, "多层压缩包"), "nothing": ({}, "没有文件"), "too many": ({f"{at}.csv": "x" for at in range(501)}, "超过500个"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_beyond_all_bounds_is_refused(tmp_path, take_all, kind):
    files, words = ARCHIVES[kind]
    if files is None:
        content = ORDERS.encode()
        for name in ("a.csv", "b.zip", "c.zip"):
            inner = io.BytesIO()
            zipped(inner, {name: content})
            content = inner.getvalue()
        files = {"d.zip": content}
    assert words in take_all(zipped(tmp_path / "a.zip", files))[0].reason
    assert not scratch_folders()


def scratch_folders() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"govboard-{os.getpid()}-*"))


@pytest.mark.parametrize(("mark", "said"), [(b"Rar!\x1a\x07\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip")])
def test_other_archives_are_called_what_they_are(put, take_all, mark, said):
    assert f"不能直接读取{said} 压缩包" in take_all(put("a.rar", mark + b"x" * 50))[0].reason


def test_what_an_archive_says_of_its_sizes_is_not_believed(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.csv": b"x" * 3000})
    with pytest.raises(Refused, match="超过了文件大小的上限"), archive.members(path, "a.zip", 1000):
        pass


def test_raw_bytes_of_a_process_that_died_go_at_the_next_import(tmp_path, monkeypatch, imported, orders):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dead, alive = tmp_path / "govboard-999999999-x", tmp_path / "other-1"
    dead.mkdir()
    (dead / "工单.csv").write_text("x")
    alive.mkdir()
    with scratch.folder() as mine:
        imported(orders("a.csv", {"工单编号": "A1", "上报时间": "2025-03-01"}))
        assert mine.exists() and alive.exists() and not dead.exists()
    assert not mine.exists()
