"""The opened version and its figures, built once per (version, query, selection) and shared by all readers."""

import hashlib
from functools import lru_cache
from pathlib import Path
from types import FunctionType

import pandas as pd
import streamlit as st

from govboard import comparison, periods, queries, settings, wording
from govboard.definitions import DIMENSIONS
from govboard.errors import NothingPublished
from govboard.selection import Selection
from govboard.warehouse import Version, Warehouse

_ENTRIES = 20_000


def warehouse() -> Warehouse:
    """The warehouse of this program's data folder, with its settings as they are now."""
    folder = settings.data_folder()
    path = folder / "settings.toml"
    return _warehouse(folder, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _warehouse(folder: Path, _changed: int) -> Warehouse:
    return Warehouse(folder)


def version() -> Version | None:
    """The live version, or None while nothing is published. A new one is taken up on the reader's next run."""
    home = warehouse()
    try:
        return _opened(str(home.folder), home.live(), _files_changed())
    except NothingPublished:
        return None


def _files_changed() -> str:
    """Changes when a metric file comes or goes, so that a new one is seen without a restart."""
    files = sorted((queries.FOLDER / "metrics").glob("*.sql"))
    return hashlib.sha256(repr([(each.name, each.stat().st_mtime_ns) for each in files]).encode()).hexdigest()[:12]


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(folder: str, version_id: str, files: str) -> Version:
    return Warehouse(Path(folder)).open(version_id)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _made(asked: str, _version: Version, _builder, _selection: Selection, _more: tuple):
    return _builder(_version, _selection, *_more)


def figure(of: Version, builder, selection: Selection, *more):
    """`builder(version, selection, *more)`, built once and shared; never change it. The key is one text: hashing arguments one by one takes longer than drawing a card."""
    return _made(repr((_key(of), _named(builder), selection, _named(more))), _version=of, _builder=builder, _selection=selection, _more=more)


def _named(each):
    """What stays the same in every run: the name of a function, not its address."""
    if isinstance(each, FunctionType):
        return f"{each.__module__}.{each.__qualname__}"
    return tuple(map(_named, each)) if isinstance(each, tuple) else each


def before(selection: Selection) -> tuple:
    """`periods.before` of a closed selection, by this office's assessment months."""
    return periods.before(selection.start, selection.end, selection.hour, warehouse().settings.month_starts_on)


def fitted(metric, selection: Selection) -> Selection:
    """The selection as a metric can answer it: filters it has no dimension for left aside."""
    return selection.only(metric.dimensions)


def lacking(of: Version, name: str, selection: Selection) -> str:
    """The kinds of area chosen that the metric's records do not carry, in words; empty where it can answer."""
    metric = of.catalogue.metric(name)
    unknown = selection.only(metric.dimensions).dimensions() - set(metric.dimensions)
    return "、".join(of.catalogue.words(each) for each in DIMENSIONS if each in unknown)


def _key(of: Version) -> str:
    return f"{of.folder}/{of.manifest['created']}/{of.catalogue.fingerprint}/{warehouse().settings.fingerprint}"


def values(of: Version, name: str, dimension: str, selection: Selection) -> pd.DataFrame:
    """`Catalogue.values`, shared; never change the frame. Filters the metric has no dimension for are left aside."""
    return figure(of, _values, selection.counted(), name, dimension)


def _values(of: Version, selection: Selection, name: str, dimension: str) -> pd.DataFrame:
    return of.catalogue.values(name, dimension, fitted(of.catalogue.metric(name), selection))


def standing(of: Version, name: str, dimension: str, selection: Selection) -> pd.DataFrame:
    """`Catalogue.standing`, shared; never change the frame."""
    return figure(of, _standing, selection.counted(), name, dimension)


def _standing(of: Version, selection: Selection, name: str, dimension: str) -> pd.DataFrame:
    return of.catalogue.standing(name, dimension, fitted(of.catalogue.metric(name), selection))


def total(of: Version, name: str, selection: Selection) -> dict:
    """`Catalogue.total`, shared. A metric that lacks a chosen kind of area has no value: see `lacking`."""
    if lacking(of, name, selection):
        return {"label": "合计", "numerator": None, "denominator": None, "value": None}
    return figure(of, _total, selection.counted(), name)


def _total(of: Version, selection: Selection, name: str) -> dict:
    return of.catalogue.total(name, fitted(of.catalogue.metric(name), selection))


def beside(of: Version, name: str, selection: Selection, dimension: str | None = None):
    """`Catalogue.beside`, shared; never change the values."""
    return figure(of, _beside, selection, name, dimension)


def _beside(of: Version, selection: Selection, name: str, dimension: str | None):
    return of.catalogue.beside(name, selection, dimension)


def report(of: Version, name: str, selection: Selection = Selection(), **more) -> pd.DataFrame:
    """One file of queries/reports, shared; never change the frame."""
    return figure(of, _report, selection.counted(), name, tuple(sorted(more.items())))


def _report(of: Version, selection: Selection, name: str, more: tuple) -> pd.DataFrame:
    return of.report(name, selection.parameters() | dict(more))


@st.cache_resource(max_entries=4, show_spinner="正在核对……")
def _facts(key: str, _version: Version) -> list[dict]:
    return _version.facts()


def facts(of: Version) -> list[dict]:
    """`Version.facts`, shared; never change the rows."""
    return _facts(_key(of), of)


def previous(of: Version) -> Version | None:
    """The version before, while its database is kept."""
    before = warehouse().previous(of)
    return opened(before) if before else None


def opened(version: str) -> Version:
    """A version by its id."""
    return _opened(str(warehouse().folder), version, _files_changed())


def earlier() -> list[dict]:
    """Manifests of the versions before the live one whose database is kept, newest first."""
    home = warehouse()
    found = {each["id"]: each for each in home.manifests()}
    live = found.get(home.pointers()["live"])
    kept = [each for each in found.values() if live and each["number"] < live["number"] and each["state"] == "ready" and (home.home / each["id"] / "board.duckdb").exists()]
    return sorted(kept, key=lambda each: -each["number"])


def waiting() -> Version | None:
    """The version that is built and not published yet."""
    home = warehouse()
    pointers = home.pointers()
    return opened(pointers["head"]) if pointers["head"] != pointers["live"] else None


@st.cache_resource(max_entries=4, show_spinner="正在与现行版本比较……")
def _changes(key: str, _live: Version, _other: Version) -> list[comparison.Change]:
    return comparison.changes(_live, _other)


def changes(live: Version, other: Version) -> list[comparison.Change]:
    """`comparison.changes`, shared; never change the list."""
    return _changes(f"{_key(live)} {_key(other)}", live, other)


def short_cut_off(of: Version) -> str:
    """6月30日24时."""
    return wording.short_moment(of.as_of)


def not_delivered(of: Version, selection: Selection, table: str) -> list[str]:
    """Names of the areas that deliver `table` and did not for the selected period."""
    names = of.catalogue.area_names("subdistrict")
    return [names.get(code, code) for code in report(of, "not_delivered", selection, table=table).code]
