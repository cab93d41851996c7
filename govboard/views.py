"""Saved views: a page with its filters under a name, kept in the data folder for everybody who opens it."""

import json
import os
import tempfile
from pathlib import Path

from filelock import FileLock

from govboard.errors import WrongUse

FILE = "views.json"
LONGEST, MOST = 30, 200


def saved(folder: Path) -> dict[str, dict]:
    """Name -> {"page": address, "query": {key: values}}, in the order they were saved. Raises WrongUse where the file cannot be read."""
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): {"page": str(each["page"]), "query": {str(key): [str(value) for value in values] for key, values in each["query"].items()}} for name, each in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise WrongUse(f"数据目录里的 {FILE} 已损坏，读不出常用视图。请删除或恢复这个文件，其他数据不受影响。") from problem


def save(folder: Path, name: str, page: str, query: dict[str, list[str]]) -> None:
    """Keep a view under a name; the same name replaces it. Raises WrongUse for a name that is none, too long, or one too many."""
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise WrongUse(f"视图名称不能为空，也不能超过{LONGEST}个字。")
    with FileLock(folder / f"{FILE}.lock", timeout=10):
        views = saved(folder)
        if name not in views and len(views) >= MOST:
            raise WrongUse(f"常用视图已有{MOST}个，请先删除不用的。")
        _write(folder, views | {name: {"page": page, "query": query}})


def remove(folder: Path, name: str) -> None:
    """Forget a view; one that is gone already is no mistake."""
    with FileLock(folder / f"{FILE}.lock", timeout=10):
        _write(folder, {each: view for each, view in saved(folder).items() if each != name})


def _write(folder: Path, views: dict) -> None:
    """Beside and renamed, so that nobody reads half a file."""
    handle, draft = tempfile.mkstemp(dir=folder, prefix=FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(views, file, ensure_ascii=False, indent=1)
    os.replace(draft, folder / FILE)
