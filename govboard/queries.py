"""Reads queries/: one statement per file, its first comment lines are what people read."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import duckdb

from govboard import PROJECT
from govboard.errors import Unknown, WrongUse

FOLDER = PROJECT / "queries"
_DECISIVE = ("-- 口径", "-- unit", "-- over_time", "-- per")
_NOTE = re.compile(r"^--\s*([\w一-鿿]+)\s*[:：]\s*(.*)$")


@dataclass(frozen=True)
class Query:
    """One SQL file: its name, its sentence, its `-- key: value` notes and its parameters."""

    name: str
    sql: str
    doc: str
    notes: dict = field(hash=False, compare=False)

    @property
    def parameters(self) -> frozenset[str]:
        """Names of the `$parameters` that the statement declares."""
        return parameters(self.sql)


    @property
    def marts(self) -> frozenset[str]:
        """The marts that the statement reads."""
        return frozenset(each for each in _words(self) if each.startswith("mart_"))


@lru_cache(maxsize=4096)
def parameters(sql: str) -> frozenset[str]:
    """Names of the `$parameters` in one statement, as DuckDB's own parser sees them."""
    return frozenset(duckdb.extract_statements(sql)[0].named_parameters)


def parse(name: str, text: str) -> Query:
    """Split a file into notes, sentence and statement."""
    notes, doc = {}, []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        match = _NOTE.match(line)
        if match:
            notes[match[1]] = match[2].strip()
        else:
            doc.append(line.lstrip("- ").strip())
    return Query(name, text, " ".join(doc), notes)


def read_folder(folder: Path) -> dict[str, Query]:
    """All queries of one folder by name, in file order."""
    # a file in another encoding lacks its notes then, and is told by name like any other that is not right
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.glob("*.sql"))}


def report(name: str, root: Path = FOLDER) -> Query:
    """One file of queries/reports. Raises Unknown with the closest names."""
    path = root / "reports" / f"{name}.sql"
    if not path.exists():
        raise Unknown("报表查询", name, (each.stem for each in path.parent.glob("*.sql")))
    return parse(name, path.read_text(encoding="utf-8"))


def meaning(text: str) -> str:
    """What of a file decides a figure: the statement without its comments, and the notes that definitions are made of."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--") or line.startswith(_DECISIVE))


def differing(old: Path, new: Path, *rooms: str) -> list[str]:
    """The files that two folders of queries both have with another meaning: room/name. A file that only one has changes no figure of the other."""
    found = {f"{room}/{path.stem}": path for room in rooms for path in sorted((old / room).glob("*.sql"))}
    return [name for name, path in found.items() if (new / f"{name}.sql").exists() and meaning(_text(path)) != meaning(_text(new / f"{name}.sql"))]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def fingerprint(root: Path = FOLDER) -> str:
    """Hash of the SQL that decides what a version holds (reports only read)."""
    digest = hashlib.sha256()
    for room in ("staging", "marts", "metrics", "checks"):
        for path in sorted((root / room).glob("*.sql")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def in_order(queries: dict[str, Query]) -> list[Query]:
    """Queries sorted so that each comes after those it reads. Raises WrongUse on a circle."""
    waiting, done = dict(queries), []
    reads = {name: _words(each) & set(queries) - {name} for name, each in queries.items()}
    while waiting:
        ready = [each for name, each in waiting.items() if not reads[name] & set(waiting)]
        if not ready:
            raise WrongUse(f"查询互相引用，无法排序：{'、'.join(waiting)}")
        done += ready
        waiting = {name: each for name, each in waiting.items() if each not in ready}
    return done


def _words(query: Query) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"--.*", "", query.sql)))
