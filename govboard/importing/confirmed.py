"""What people confirmed about exports of a kind: in which coordinate system their points are."""

import json
import os
from pathlib import Path

_FILE = "confirmed.json"


def system(folder: Path, form: str) -> str | None:
    """The system confirmed for exports of a format; None where nobody said anything."""
    return _all(folder).get(form, {}).get("system")


def record(folder: Path, systems: dict[str, str], now: str) -> None:
    """Keep the systems, by format, with the time at which they were confirmed."""
    kept = _all(folder) | {form: {"system": said, "when": now} for form, said in systems.items()}
    beside = folder / f"{_FILE}.writing"
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(beside, folder / _FILE)


def forget(folder: Path, form: str) -> bool:
    """Take a confirmation back for exports still to come. Whether there was one."""
    kept = _all(folder)
    if form not in kept:
        return False
    (folder / _FILE).write_text(json.dumps({name: said for name, said in kept.items() if name != form}, ensure_ascii=False, indent=1), encoding="utf-8")
    return True


def _all(folder: Path) -> dict:
    path = folder / _FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
