"""Private folders for raw bytes: outside the data folder, gone after use, swept when a process died over them."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"govboard-(\d+)-")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that only this user can read; it goes with all it holds."""
    with tempfile.TemporaryDirectory(prefix=f"govboard-{os.getpid()}-") as place:
        yield Path(place)


def sweep() -> None:
    """Remove the folders of processes that are no more."""
    for path in Path(tempfile.gettempdir()).glob("govboard-*"):
        found = _NAME.match(path.name)
        if found and not _lives(int(found[1])) and path.is_dir() and path.stat().st_uid == _own():
            shutil.rmtree(path, ignore_errors=True)


def _own() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
