"""One immutable part on disk: its accepted rows, its refused ones, and the time they span."""

import datetime as dt
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govboard.importing import rows
from govboard.importing.formats import Format

_ARROW = {
    "varchar": pa.string(), "timestamp": pa.timestamp("us"), "date": pa.date32(),
    "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_(),
}  # fmt: skip
_REFUSED = pa.schema([(name, pa.int64() if name == "source_row" else pa.string()) for name in ["import_id", "table_name", "source_file", "source_sheet", *rows.REFUSED]])


def refused_rows(folder: Path, identities: list[str]) -> pd.DataFrame:
    """Refused rows of the named parts, masked as they were stored."""
    frames = [pq.read_table(folder / "refused" / f"{each}.parquet").to_pandas() for each in identities]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_REFUSED.names)


class Span:
    """First and last event seen, for files that do not declare their period."""

    def __init__(self, form: Format):
        self.columns = form.raw.get("period", [])
        self.first = self.last = pd.NaT

    def add(self, accepted: pd.DataFrame) -> None:
        present = [each for each in self.columns if each in accepted]
        if present:
            self.first = min(filter(pd.notna, [self.first, accepted[present[0]].min()]), default=pd.NaT)
            self.last = max(filter(pd.notna, [self.last, accepted[present].max().max()]), default=pd.NaT)

    def declared_or_seen(self, since: dt.date | None, until: dt.date | None) -> tuple[str | None, str | None]:
        """ISO times; a declared last day counts to its last second."""
        first = pd.Timestamp(since) if since else self.first
        last = pd.Timestamp(until) + pd.Timedelta(days=1, seconds=-1) if until else self.last
        return tuple(None if pd.isna(each) else each.isoformat() for each in (first, last))


class Part:
    """Writes accepted and refused rows beside their final names; they take their place only when all is well."""

    def __init__(self, folder: Path, form: Format, identity: str, file: str, sheet: str | None):
        self.final = folder / "raw" / form.table.name / f"{identity}.parquet"
        self.refused_final = folder / "refused" / f"{identity}.parquet"
        self.origin = {"import_id": identity, "source_file": file, "source_sheet": sheet}
        self.table, self.first_reason = form.table, ""
        self.schema = pa.schema([(name, _ARROW[kind]) for name, kind in form.table.sql_columns().items()])

    def __enter__(self) -> "Part":
        for path in (self.final, self.refused_final):
            path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = pq.ParquetWriter(beside(self.final), self.schema, compression="zstd")
        self.refused = pq.ParquetWriter(beside(self.refused_final), _REFUSED, compression="zstd")
        return self

    def add(self, judged: rows.Judged) -> None:
        self.writer.write_table(_arrow(judged.accepted.assign(**self.origin), self.schema))
        if len(judged.refused):
            self.first_reason = self.first_reason or f"第{judged.refused.source_row.iloc[0]}行{judged.refused.reason.iloc[0]}"
            self.refused.write_table(_arrow(judged.refused.assign(**self.origin, table_name=self.table.name), _REFUSED))

    def __exit__(self, failure, *_) -> None:
        self.writer.close()
        self.refused.close()
        # a part that is there stays: versions are built on it, whatever a later reading (at a later hour, under another name) says
        keep = failure or self.final.exists()
        for path in (self.refused_final, self.final):
            if keep:
                beside(path).unlink()
            else:
                os.replace(beside(path), path)

    def stored(self) -> tuple[int, int]:
        """Accepted and refused rows of the part that is kept."""
        return tuple(pq.read_metadata(path).num_rows for path in (self.final, self.refused_final))


def beside(path: Path) -> Path:
    return path.with_suffix(".writing")


def _arrow(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    columns = [pa.array(frame[each.name], each.type, from_pandas=True) if each.name in frame else pa.nulls(len(frame), each.type) for each in schema]
    return pa.Table.from_arrays(columns, schema=schema)
