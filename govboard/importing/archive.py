"""Zip archives: their files, unpacked within bounds into a private folder; the parts of a Shapefile stay together."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from govboard.errors import Refused
from govboard.importing import scratch, zipped

FILES, DEPTH, RATIO = 500, 2, 200
_SMALL = 50 << 20  # bytes; below this no ratio is suspicious
_COMPANIONS = frozenset([".shx", ".dbf", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".xml"])
_TIMES = {b"Rar!\x1a\x07": "RAR 压缩包", b"7z\xbc\xaf\x27\x1c": "7z 压缩包", b"\x1f\x8b": "gzip 压缩包"}


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive and neither a workbook nor another document."""
    with path.open("rb") as stream:
        head = stream.read(8)
    for mark, said in _TIMES.items():
        if head.startswith(mark):
            raise Refused(f"不能直接读取{said}。", "请先解压，再导入其中的文件；zip 压缩包可以直接导入。")
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and zipped.other_kind(path) == "压缩包"


@contextmanager
def members(path: Path, name: str, most_bytes: int) -> Iterator[list[tuple[Path, str]]]:
    """The files of an archive with their names (“a.zip/工单.csv”), for as long as they are needed; of any other file itself.

    Raises Refused when the archive is damaged, locked, or larger inside than a file may be.
    """
    if not (path.is_file() and is_archive(path)):
        yield [(path, name)]
        return
    with scratch.folder() as place:
        found = _Unpacking(place, most_bytes)
        found.take(path, name, 1)
        yield found.leaders()


def without_companions(paths: list[Path]) -> list[Path]:
    """Of the files of a Shapefile only the .shp, which the others go with."""
    shapes = {(each.parent, each.stem) for each in paths if each.suffix.lower() == ".shp"}
    return [each for each in paths if each.suffix.lower() not in _COMPANIONS or (each.parent, each.stem) not in shapes]


class _Unpacking:
    """Unpacks archives and those inside them, counting files and bytes."""

    def __init__(self, place: Path, most_bytes: int):
        self.place, self.left, self.stems, self.files = place, most_bytes, {}, []

    def take(self, path: Path, name: str, depth: int) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                entries = [each for each in archive.infolist() if not each.is_dir() and _is_meant(_name(each))]
                self._within_bounds(entries, depth)
                for each in entries:
                    self._unpack(archive, each, f"{name}/{_name(each)}", depth)
        except RuntimeError as problem:
            raise Refused("压缩包设有密码，无法读取。", "请取消密码后重新压缩，或解压后再导入。") from problem
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as problem:
            raise Refused("压缩包已损坏，或压缩方式无法识别。", "请重新压缩，或解压后再导入。") from problem

    def _within_bounds(self, entries: list[zipfile.ZipInfo], depth: int) -> None:
        if len(entries) + len(self.files) > FILES:
            raise Refused(f"压缩包里的文件超过{FILES}个。", "请分批压缩后再导入。")
        if depth > DEPTH:
            raise Refused("压缩包里还有多层压缩包。", "请解压后再导入。")
        if any(each.file_size > _SMALL and each.file_size > RATIO * max(1, each.compress_size) for each in entries):
            raise Refused("压缩包解开后异常地大，已停止读取。", "请核对来源；确有需要时请解压后再导入。")

    def _unpack(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int) -> None:
        inside = PurePosixPath(_name(entry))
        stem = self.stems.setdefault(f"{name.removesuffix(inside.suffix)}", f"{len(self.stems):03d}")
        path = self.place / f"{stem}{inside.suffix.lower()[:8]}"
        if path.exists():
            path = self.place / f"{stem}-{len(self.files)}{inside.suffix.lower()[:8]}"
        with archive.open(entry) as source, path.open("wb") as target:
            while block := source.read(1 << 20):  # what is said of its size may be untrue
                self.left -= len(block)
                if self.left < 0:
                    raise Refused("压缩包解开后超过了文件大小的上限。", "请分批压缩后再导入。")
                target.write(block)
        if is_archive(path):
            self.take(path, name, depth + 1)
            path.unlink()
        else:
            self.files.append((path, name))

    def leaders(self) -> list[tuple[Path, str]]:
        kept = set(without_companions([path for path, _ in self.files]))
        found = [pair for pair in self.files if pair[0] in kept]
        if not found:
            raise Refused("压缩包里没有文件。", "请核对后重新压缩。")
        return found


def _is_meant(name: str) -> bool:
    """Whether people put the file there, and not the system."""
    return not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith((".", "~$")) and PurePosixPath(name).name.lower() not in ("thumbs.db", "desktop.ini")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name in the archive: Windows writes Chinese ones in GBK and does not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
