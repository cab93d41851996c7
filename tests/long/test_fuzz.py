"""Damaged exports: whatever stands in a file, reading it ends in rows that add up or in a sentence."""

import re

import numpy as np
import pytest

from govboard.importing import formats

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
