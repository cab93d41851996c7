"""Damaged exports: whatever stands in a file, reading it ends in rows that add up or in a sentence."""

import os
import re
import signal
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as deciding
from hypothesis import strategies as st

from govboard import PROJECT
from govboard.errors import GovboardError
from govboard.importing import delimited, formats, read, reading, tables, trial

NAMES = ["01区划名录.xlsx", "02网格台账.csv", "03镇街边界.geojson", "04党组织名册.csv", "05物业企业党建台账.xlsx", "07服务记录.csv"]
ROUNDS = 60
LONGEST = 60_000  # bytes of a text file that are used


def damaged(content: bytes, chance) -> bytes:
    """A few bytes changed, a stretch cut out, doubled or filled with something else, or the end missing."""
    bytes_ = bytearray(content)
    for _ in range(int(chance.integers(1, 6))):
        at = int(chance.integers(0, max(1, len(bytes_))))
        length = int(chance.integers(1, 400))
        match int(chance.integers(0, 5)):
            case 0:
                bytes_[at : at + 1] = bytes([int(chance.integers(0, 256))])
            case 1:
                del bytes_[at : at + length]
            case 2:
                bytes_[at:at] = bytes_[at : at + length]
            case 3:
                bytes_[at : at + length] = [b"\x00", b'"', b",", b"\n", "，".encode(), b"\xff", b"{", b"9" * 9][int(chance.integers(0, 8))] * (length // 8)
            case _:
                del bytes_[at:]
    return bytes(bytes_)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_export_is_read_or_refused_and_never_breaks_the_import(demo_folder, put, take, folder, name):
    content = (demo_folder / "exports" / name).read_bytes()
    content = content if name.endswith(".xlsx") else content[:LONGEST]
    for seed in range(ROUNDS):
        report = take(put(name, damaged(content, np.random.default_rng([seed, len(content)]))))
        for sheet in report.sheets:
            assert sheet.reason or sheet.read == sheet.accepted + sheet.refused + sheet.totals, (name, seed)
        assert not report.reason or re.search("[一-鿿]{4}", report.reason), (name, seed)
        assert not list(folder.rglob("*.writing")), (name, seed)


def test_rows_of_anything_under_every_known_header_add_up(put, take):
    chance = np.random.default_rng(7)
    cells = ["", "合计", "2025年3月8日", "45724", "1e400", "－１２", "是", "张先生13800138000", '"', "２０２５", "\x0b", "NaN", "=1+1", "x" * 5000, "210603008006001", "二三零社区"]
    for form in formats.load():
        header = [names[0] for names in form.raw["columns"].values()]
        lines = [",".join(f'"{cells[each].replace(chr(34), chr(34) * 2)}"' for each in chance.integers(0, len(cells), len(header))) for _ in range(300)]
        report = take(put(f"{form.name}（2025年6月30日）.csv", "\n".join([",".join(header), *lines])))
        for sheet in report.sheets:
            assert sheet.format is None or sheet.read == sheet.accepted + sheet.refused + sheet.totals, form.name


REAL = Path(os.environ.get("GOVBOARD_REAL") or PROJECT.parent / "shared" / "data" / "real")
SEEDS = [*sorted(each for each in (PROJECT / "tests" / "exports").rglob("*") if each.is_file()), *sorted(each for each in REAL.rglob("*") if each.is_file() and each.stat().st_size < 10**6)]
TURNS = 20
TOO_LONG = 30  # seconds for one small file: a hang, not a slow machine


@contextmanager
def no_hang():
    def stop(*_):
        raise AssertionError("a hang")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(TOO_LONG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def accounted(path: Path, out: Path) -> None:
    """Every row of every sheet is written, refused, a total, a footer, a header or a title; or the file is refused with a sentence."""
    try:
        pages = [each for each in read.sheets(path) if not each.withheld and not each.regular]
        for page in pages:
            filled = Counter(row.number for row in page.rows() if any(map(str.strip, row.cells)))
            seen: Counter = Counter()
            for part, about in tables.split(page):
                found = reading.Reading(part, about, [], [])
                written = [None for _ in found.rows()]
                stands = [row.number for row in part.rows() if row.number >= about.first and any(map(str.strip, row.cells))]
                assert len(written) + len(found.refused) - len(about.spurned) + len(found.totals) + len(found.footers) == len(stands)
                seen.update({*stands, *(row.number for row in [*about.titles, *about.header, *about.spurned])})
            assert not set(filled) - set(seen), sorted(set(filled) - set(seen))[:5]
    except GovboardError as problem:
        assert re.search("[一-鿿]{4}", str(problem))


@pytest.mark.parametrize("path", SEEDS, ids=lambda each: each.name)
def test_no_damage_to_a_file_breaks_the_reader_or_loses_a_row(path, tmp_path, take, put, folder, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 3)
    content = path.read_bytes()[:LONGEST] if path.suffix in (".csv", ".txt", ".json", ".geojson", "") else path.read_bytes()
    for seed in range(TURNS):
        damage = damaged(content, np.random.default_rng([seed, len(content), len(path.name)]))
        place = put(path.name, damage)
        with no_hang():
            accounted(place, tmp_path)
            report = take(place)
        assert not report.reason or re.search("[一-鿿]{4}", report.reason), (path.name, seed)
        assert "读取时出错" not in (report.reason or ""), (path.name, seed, report.reason)
        for sheet in report.sheets:
            assert sheet.reason or sheet.read == sheet.accepted + sheet.refused + sheet.totals, (path.name, seed)
            assert "读取时出错" not in (sheet.reason or ""), (path.name, seed, sheet.reason)
        assert not list(folder.rglob("*.writing")), (path.name, seed)


CELLS = st.text(st.sampled_from("abc甲乙丙,;|\t\"'\n\r \\0123.-年月日合计：“”\ufeff\u3000é"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=25), st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
@deciding(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
def test_texts_of_anything_are_accounted_for(tmp_path_factory, rows, delimiter, encoding, end):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(end.join(delimiter.join(row) for row in rows).encode(encoding))
    with no_hang():
        accounted(path, path.parent)


@given(st.lists(st.lists(st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), max_size=15), min_size=3, max_size=3), min_size=4, max_size=20), st.sampled_from([",", ";", "\t", "|"]))
@deciding(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_written_with_every_cell_quoted_comes_back_as_it_was(rows, delimiter):
    lines = "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    dialect = delimited.sniff(lines)
    found = list(delimited._rows(delimited._numbered_lines(iter(lines.splitlines(keepends=True)), 1), dialect)) if not re.search("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", lines) else None
    assert found is None or [row.cells for row in found] == rows or dialect.delimiter != delimiter
