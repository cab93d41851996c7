"""Export formats (TOML): recognised by headers. Formats of the data folder win over the package's."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from govboard import contract
from govboard.errors import WrongUse
from govboard.importing.layout import normalise

PACKAGE = Path(__file__).resolve().parent.parent / "formats"
ARRIVALS = ("events", "full_list", "snapshot")


@dataclass(frozen=True)
class Format:
    """One export format of one canonical table; `raw` is its TOML."""

    name: str
    raw: dict
    aliases: dict
    personal: frozenset
    pairs: frozenset = frozenset()  # headers of columns with longitude and latitude in one cell

    @property
    def title(self) -> str:
        return self.raw.get("title", self.name)

    @property
    def table(self) -> contract.Table:
        return contract.tables()[self.raw["table"]]

    @property
    def arrives(self) -> str:
        return self.raw["arrives"]

    @property
    def key(self) -> list[str]:
        return self.raw["key"]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.raw, contract.tables()[self.raw["table"]].types)).encode()).hexdigest()

    def kind(self, field: str) -> str | None:
        """The type of a field; one of several yes/no columns that are told together (`[gather]`) is a flag."""
        return "flag" if "." in field else self.table.types.get(field)

    def mapping(self, header: list[str]) -> dict[str, int]:
        """Field -> column index for one header row. Of several headers for one field that which the format names first is used, of equal ones the leftmost.

        A field without a header of its own may have a stand-in: the field whose column serves for both.
        """
        places, found = {}, {}
        for index, text in enumerate(header):
            places.setdefault(normalise(text), index)
        for alias, field in self.aliases.items():
            if alias in places:
                found.setdefault(field, places[alias])
        for field, other in self.raw.get("stand_in", {}).items():
            if other in found:
                found.setdefault(field, found[other])
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    def record(self, header: list[str]) -> tuple[int, ...]:
        """The columns without which a row is no record."""
        found = self.mapping(header)
        return tuple(found[field] for field in self.raw["required"])

    def missing(self, header: list[str]) -> list[str]:
        """Required fields that the header lacks, as the first header people use for them."""
        found = self.mapping(header)
        return [self.raw["columns"][field][0] for field in self.raw["required"] if field not in found]

    def unused(self, header: list[str]) -> list[str]:
        """Headers whose columns are not stored, for the reader: those the format does not know, and further ones for a field that has its column."""
        found, told = self.mapping(header), []
        for text in filter(None, header):
            field = self.aliases.get(normalise(text))
            if field and text != header[found[field]]:
                told.append(f"{text}（与“{header[found[field]]}”重复，未采用）")
            elif not field and normalise(text) not in self.personal | self.pairs:
                told.append(text)
        return told


def lacking(field: str) -> str:
    """The field that holds the words a gathered field says no to."""
    return f"{field}_lacking"


def load(folder: Path | None = None) -> list[Format]:
    """All formats, those in `folder`/formats first. Raises WrongUse naming the file that is not valid."""
    own = sorted((folder / "formats").glob("*.toml")) if folder else []
    names = {path.stem for path in own}
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in own + [each for each in sorted(PACKAGE.glob("*.toml")) if each.stem not in names]]


def headers(formats: list[Format]) -> set[str]:
    """Every header that any format knows, normalised."""
    return {alias for each in formats for alias in [*each.aliases, *each.personal, *each.pairs]}


def personal(formats: list[Format]) -> frozenset[str]:
    """Every header that some format knows as a person's and none stores, normalised."""
    stored = {alias for each in formats for alias in each.aliases}
    return frozenset(alias for each in formats for alias in each.personal) - stored


def recognise(header: list[str], formats: list[Format]) -> Format | None:
    """The format whose required headers are all there and that knows most of the rest."""
    fitting = [each for each in formats if not each.missing(header)]
    return max(fitting, key=lambda each: len(each.mapping(header)), default=None)


def nearest(header: list[str], formats: list[Format]) -> Format | None:
    """The format that shares most headers, for the message about a header that fits none."""
    best = max(formats, key=lambda each: len(each.mapping(header)))
    return best if len(best.mapping(header)) >= 2 else None


def parse(text: str, name: str) -> Format:
    """The format that the text of a file says. Raises WrongUse naming the file when it is not valid."""
    try:
        raw = tomllib.loads(text)
        _check(raw)
    except (tomllib.TOMLDecodeError, KeyError) as problem:
        raise WrongUse(f"格式文件 {name}.toml 有误：{problem}。请改正后重试。") from problem
    aliases = {normalise(alias): field for field, names in [*raw["columns"].items(), *_gathered(raw)] for alias in names}
    personal = frozenset(map(normalise, raw.get("personal", {}).get("headers", [])))
    return Format(name, raw, aliases, personal, frozenset(map(normalise, raw.get("pair", {}).get("headers", []))))


def _gathered(raw: dict) -> list[tuple[str, list[str]]]:
    """The yes/no columns that are told together in one field: field.word and its headers."""
    return [(f"{field}.{word}", names) for field, words in raw.get("gather", {}).items() for word, names in words.items()]


def _check(raw: dict) -> None:
    table = contract.tables()[raw["table"]]
    if raw["arrives"] not in ARRIVALS:
        raise KeyError(f"arrives 只能是 {'、'.join(ARRIVALS)}")
    gathered = [each for field in raw.get("gather", {}) for each in (field, lacking(field))]
    strange = [each for each in [*raw["columns"], *raw["key"], *raw["required"], *raw.get("hint", {}), *gathered] if each not in table.types]
    if wordless := [each for each, words in raw.get("hint", {}).items() if not isinstance(words, str)]:
        raise KeyError(f"[hint] 的 {'、'.join(wordless)} 须为文字")
    if strange:
        raise KeyError(f"表 {table.name} 没有列 {'、'.join(strange)}")
