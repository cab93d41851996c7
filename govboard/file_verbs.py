"""The verbs that look at a file without importing it."""

import sys
from pathlib import Path

from govboard import settings
from govboard.importing import archive, reading
from govboard.verbs import say


def read(path: Path, sheet: str | None, table: int | None, out: Path, refused: Path | None, as_json: bool) -> int:
    """Write one table of a file as it is understood; what was found goes to standard error."""
    with archive.members(path, path.name, settings.Settings().max_file_mb << 20) as files:
        return _read(reading.open_reading(files, sheet, table), out, refused, as_json)


def _read(found: reading.Reading, out: Path, refused: Path | None, as_json: bool) -> int:
    if not as_json:
        print("\n".join(found.told), file=sys.stderr)
    count = reading.write(found, out, refused)
    if not as_json:
        print("\n".join([*found.closing(), f"写出{count}行，未写出{len(found.refused)}行"]), file=sys.stderr)
        return 0
    told = {"found": found.told, "header": found.header, "rows": count, "refused": found.refused, "totals": [number for number, _ in found.totals], "footers": [number for number, _ in found.footers]}
    return say(told, "", as_json)
