"""Delimited text: encoding, delimiter, quotes and line ends are found out; a line that does not keep to them is told, never bent into shape."""

import codecs
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from govboard.errors import Refused
from govboard.importing.row import Row

PEEK = 1 << 18
SAMPLED = 200  # lines from which the dialect is found out
_DELIMITERS = (",", "\t", ";", "|", "||", "，", "；", "^", "~", "\x01", "\x1f", " ")
_WIDE_MARKS = "，；"
_SHOWN = {"\t": "制表符", " ": "空格", "\x01": "\\x01", "\x1f": "\\x1f"}
_TOLD = re.compile(r"sep=(.)\s*$", re.IGNORECASE)  # the first line by which Excel is told the delimiter
_LONGEST = 2_000  # lines that one quoted cell may run over
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NAMED = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8（带BOM）", "gb18030": "GB18030", "utf-16": "UTF-16", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "cp1252": "Windows-1252"}
_CLEAR = 3  # in UTF-8 hardly anything else reads as characters by chance
_FEW = 50  # one broken character among so many sound ones is the line's fault and not the encoding's

MARKED = "govboard.marked"
codecs.register_error(MARKED, lambda problem: ("\udcff", problem.end))  # bytes that are no character leave a mark in their line

UNREADABLE = "有无法识别的文字（编码损坏）"
UNQUOTED = "引号不成对或位置不对，无法可靠地分列"
DOUBLED = "单引号内又有成对的双引号，无法判断原来是几个"
UNCLOSED = "引号没有闭合，无法可靠地分列"


@dataclass(frozen=True)
class Dialect:
    """How the lines of a text are divided. A quote inside a quoted cell is doubled or, with `escape`, has a backslash before it.

    `escape` is "quote" where only quotes are so written, "all" where backslashes are too. In a `sloppy` text no cell is
    quoted: quotes stand as they stand. `first` is the number of lines before the text begins.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    spaced: bool = False
    sloppy: bool = False
    first: int = 0

    def __str__(self) -> str:
        told = f"分隔符“{_SHOWN.get(self.delimiter, self.delimiter)}{'＋空格' if self.spaced else ''}”"
        return told + (f"，引号“{self.quote}”" if self.quote != '"' else "") + ("，引号以反斜杠转义" if self.escape else "")


@dataclass(frozen=True)
class Text:
    """A delimited text whose way of writing is known."""

    path: Path
    encoding: str
    dialect: Dialect

    def __str__(self) -> str:
        return f"文本，编码{_NAMED[self.encoding]}，{self.dialect}"

    def rows(self) -> Iterator[Row]:
        """Every line as a row, afresh at each call; a cell that runs over several lines makes them one row."""
        return _rows(_numbered(self.path, self.encoding, self.dialect.first), self.dialect)


def open_text(path: Path, head: bytes, encoding: str, familiar: Callable[[list[str]], int]) -> Text:
    """Find out how a text is written, of which the head is known.

    `familiar` counts the known headers in a row: of the ways to divide the lines the one that yields most of them is taken.
    """
    return Text(path, encoding, sniff(head.decode(encoding, errors="ignore"), familiar))


# --- encoding


def encoding_of(path: Path, head: bytes) -> str:
    """The encoding of a text. Raises Refused when it is none."""
    if head[:2] in _WIDE:
        return _checked(path, "utf-16")
    if b"\x00" in head:
        return _checked(path, _wide_without_mark(head))
    marked = head.startswith(b"\xef\xbb\xbf")
    for encoding in ("utf-8-sig" if marked else "utf-8", "gb18030"):
        broken, sound = _broken(path, encoding)
        if not broken or broken * (_FEW if encoding == "gb18030" else _CLEAR) <= sound:
            return "cp1252" if encoding == "gb18030" and _western(head) else encoding
    if _western(head):
        return "cp1252"
    raise Refused("无法识别文件的文字编码，文件可能已损坏。", "请在 WPS 或 Excel 中打开后另存为 CSV（UTF-8）或工作簿。")


def _checked(path: Path, encoding: str | None) -> str:
    if encoding is None or _broken(path, encoding)[0]:
        raise Refused("文件内容不是表格文本，可能已损坏。", "请重新导出为 CSV 或 Excel 工作簿。")
    return encoding


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 that does not say so: nearly every second byte of delimiters, digits and line ends is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = len(head) / 50
    return "utf-16-le" if odd > least and not even else "utf-16-be" if even > least and not odd else None


def _broken(path: Path, encoding: str) -> tuple[int, int]:
    """How many characters cannot be read, and how many beyond ASCII can; a NUL counts as everything."""
    broken = sound = 0
    with path.open(encoding=encoding, errors=MARKED) as stream:
        for block in iter(lambda: stream.read(1 << 20), ""):
            if "\x00" in block:
                return 10**9, 0
            if block.isascii():
                continue
            bad = len(_BROKEN.findall(block))
            broken += bad
            sound += len(_BEYOND.findall(block)) - bad if bad or not sound else 0
    return broken, sound


_BROKEN, _BEYOND = re.compile("\udcff"), re.compile("[^\x00-\x7f]")
_RUNS = re.compile(rb"[\x80-\xff]+")


def _western(head: bytes) -> bool:
    """Whether the bytes beyond ASCII mostly stand alone between letters, as accents do and Chinese never does."""
    runs = _RUNS.findall(head)
    return bool(runs) and sum(len(each) == 1 for each in runs) > 0.8 * len(runs)


# --- dialect


def sniff(sample: str, familiar: Callable[[list[str]], int] = lambda cells: 0) -> Dialect:
    """The way of writing under which most lines of a text have as many cells as each other, cells with known headers first."""
    told = _TOLD.match(sample.splitlines()[0]) if sample.strip() else None
    lines = list(_numbered_lines(islice(io.StringIO(sample, newline=""), SAMPLED), 1))
    lines = lines[1:] if told else lines
    candidates = [each for each in _candidates(sample, told and told[1]) if each.delimiter in sample]
    found = max(candidates, key=lambda each: _fitness(lines, each, familiar), default=Dialect())
    return replace(found, first=int(bool(told)))


def _candidates(sample: str, told: str | None) -> Iterator[Dialect]:
    for delimiter in [told] if told else _DELIMITERS:
        if (delimiter == "|" and sample.count("||") * 2 == sample.count("|")) or (delimiter in _WIDE_MARKS and "。" in sample):
            continue  # two strokes are one delimiter; commas of prose are none
        after = re.escape(delimiter)
        spaced = delimiter not in " \t" and len(re.findall(rf"{after}[ \r\n]", sample)) > 0.9 * max(1, sample.count(delimiter))
        quoted = re.search(rf'(?m)(?:^|{after}) *"[^"]*" *(?:{after}|$)', sample)
        for spacing in {False, spaced}:
            yield Dialect(delimiter, spaced=spacing)
            if not quoted:
                yield Dialect(delimiter, spaced=spacing, sloppy=True)
            if '\\"' in sample:
                yield Dialect(delimiter, spaced=spacing, escape="quote" if re.search(r'(?:\\\\)*\\[^"\\]', sample) else "all")
            if re.search(rf"{after}{' ?' if spacing else ''}'", sample):
                yield Dialect(delimiter, "'", spaced=spacing)


def _fitness(lines: list, dialect: Dialect, familiar: Callable[[list[str]], int]) -> tuple:
    rows = list(_rows(iter(lines), dialect))
    filled = [each.cells for each in rows if not each.fault and any(map(str.strip, each.cells))]
    widths = Counter(map(len, filled))
    regular = max(((width - 1) * count for width, count in widths.items()), default=0)
    usual = max(widths.values(), default=0) / max(1, sum(bool(each.fault) or any(map(str.strip, each.cells)) for each in rows))
    wrapped = sum(len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "'\"" for row in filled for cell in row)
    known = max((count for each in filled[:30] if 3 * (count := familiar(each)) >= len(each)), default=0)  # in a sentence cut at its spaces some word is known
    common = -_DELIMITERS.index(dialect.delimiter) if dialect.delimiter in _DELIMITERS else 0
    return known, usual >= 0.5 and regular > 0, dialect.delimiter != " ", regular, -wrapped, not dialect.sloppy, not dialect.escape, dialect.spaced, common


# --- lines to rows


def _numbered(path: Path, encoding: str, first: int) -> Iterator[tuple[int, str]]:
    with path.open(encoding=encoding, errors=MARKED, newline="") as stream:
        for number, line in _numbered_lines(stream, 1):
            if number > first:
                yield number, line


def _numbered_lines(lines: Iterator[str], first: int) -> Iterator[tuple[int, str]]:
    return ((number, line.rstrip("\r\n")) for number, line in enumerate(lines, first))


def _rows(lines: Iterator[tuple[int, str]], dialect: Dialect) -> Iterator[Row]:
    grammar, waiting = _Grammar(dialect), deque()
    usual = None  # cells of the row before: a cell over several lines is believed when it makes as many
    while True:
        number, line = waiting.popleft() if waiting else next(lines, (0, None))
        if line is None:
            return
        cells, fault = grammar.divide(line)
        if fault == UNCLOSED:
            cells, fault = _continued(line, lines, waiting, grammar, usual)
        if not fault and not line.isascii() and _BROKEN.search(line):
            fault = UNREADABLE
        if fault:
            yield Row(number, [_readable(line)], fault)
            continue
        usual = len(cells) if len(cells) > 1 else usual
        yield Row(number, cells)


def _continued(line: str, lines: Iterator, waiting: deque, grammar: "_Grammar", usual: int | None) -> tuple[list[str], str | None]:
    """A row whose cell runs on over the next lines. When it does not work out the lines are given back, each to be read for itself."""
    taken, whole = [], line
    while len(taken) < _LONGEST:
        following = waiting.popleft() if waiting else next(lines, None)
        if following is None:
            break
        taken.append(following)
        whole += f"\n{following[1]}"
        if grammar.quote not in following[1]:
            continue
        cells, fault = grammar.divide(whole)
        if fault == UNCLOSED:
            continue
        if not fault and usual in (None, len(cells)):
            return cells, None
        break
    waiting.extendleft(reversed(taken))
    return [], UNCLOSED


def _readable(line: str) -> str:
    return _BROKEN.sub("\ufffd", line)


class _Grammar:
    """Divides one line: a cell is quoted from its first to its last character, or not at all."""

    def __init__(self, dialect: Dialect):
        self.dialect, self.delimiter, self.quote = dialect, dialect.delimiter, dialect.quote
        quote, between, space = re.escape(self.quote), re.escape(self.delimiter), " *+" if dialect.spaced else ""
        apostrophe = rf"|'(?!{space}(?:{between}|$))" if self.quote == "'" else ""
        inside = rf"(?:[^{quote}\\]++|\\.)*+" if dialect.escape else rf"(?:[^{quote}]++|{quote}{quote}{apostrophe})*+"
        blank = "" if self.delimiter in " \t" else "[ \t]*+"
        self.quoted = re.compile(rf"{space}{quote}({inside}){quote}{blank}(?={between}|\Z)", re.DOTALL)
        self.opened = re.compile(rf"{space}{quote}{inside}\Z", re.DOTALL)
        self.escaped = re.compile(r"\\([\"\\])" if dialect.escape == "all" else r'\\(")')

    def divide(self, line: str) -> tuple[list[str], str | None]:
        """The cells of a line, or why it cannot be divided."""
        if self.quote not in line or self.dialect.sloppy:
            cells = self._plain(line)
            return cells, UNQUOTED if self.dialect.sloppy and any(each.startswith(self.quote) for each in cells) else None
        cells, at = [], 0
        while True:
            opening = at
            while self.dialect.spaced and line.startswith(" ", opening):
                opening += 1
            if line.startswith(self.quote, opening):
                found = self.quoted.match(line, at)
                if not found:
                    return [], UNCLOSED if self.opened.match(line, at) else UNQUOTED
                if self.quote == "'" and '""' in found[1]:
                    return [], DOUBLED  # other quotes were replaced after they had been doubled: one or two cannot be told
                cells.append(self._unquoted(found[1]))
                at = found.end()
            else:
                end = line.find(self.delimiter, at)
                end = len(line) if end < 0 else end
                cells.append(line[opening:end])
                if self.quote in cells[-1] and self.quote == '"':
                    return [], UNQUOTED
                at = end
            if at >= len(line):
                return cells, None
            at += len(self.delimiter)

    def _plain(self, line: str) -> list[str]:
        cells = line.split(self.delimiter)
        return [each.lstrip(" ") for each in cells] if self.dialect.spaced else cells

    def _unquoted(self, inside: str) -> str:
        if self.dialect.escape:
            return self.escaped.sub(r"\1", inside)
        return inside.replace(self.quote * 2, self.quote)
