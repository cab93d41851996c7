"""Versions of the data: build beside, check, publish by flipping one pointer, roll back by flipping it back."""

import datetime as dt
import json
import logging
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from govboard import queries, settings
from govboard.errors import ChecksFailed, GovboardError, NothingPublished, Unknown, WrongUse
from govboard.importing import intake, returned, scratch
from govboard.warehouse import arrival, effects, gathering, systems
from govboard.warehouse import build as building
from govboard.warehouse.version import Version

_LOG = logging.getLogger(__name__)
_ROOMS = ("staging", "marts", "metrics", "checks")
_WALL = dt.timezone(dt.timedelta(hours=8))  # times in exports are Asia/Shanghai wall time, wherever the server stands
_GONE = "要更正的那次导入已撤销，或已被后来的导入代替，没有可以替换的行。请核对后把新的数据另行导出。"


@dataclass
class ImportReport:
    """What one import did: a report per file, the version that came of it and whether it is live."""

    files: list[intake.FileReport]
    version: str | None = None
    published: bool = False
    changed: bool = False
    effects: dict[str, dict[str, int]] = field(default_factory=dict)  # by table: rows added, changed, repeated, gone
    redefined: tuple[str, ...] = ()  # files of queries that say otherwise than those of the live version: it waits to be compared

    @property
    def refused_files(self) -> list[intake.FileReport]:
        return [each for each in self.files if each.reason]


def _now() -> dt.datetime:
    return dt.datetime.now(_WALL).replace(tzinfo=None)


class Warehouse:
    """The versions of one data folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.settings = settings.load(folder)
        self.home = folder / "warehouse"

    # --- reading

    def pointers(self) -> dict:
        """{"live": version readers see, "head": version the next import builds on}."""
        path = self.home / "CURRENT"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"live": None, "head": None}

    def manifests(self) -> list[dict]:
        """Manifests of all versions, oldest first."""
        found = [json.loads(path.read_text(encoding="utf-8")) for path in self.home.glob("V*/manifest.json")]
        return sorted(found, key=lambda each: each["number"])

    def live(self) -> str:
        """Id of the published version. Raises NothingPublished."""
        found = self.pointers()["live"]
        if not found:
            raise NothingPublished(self.folder)
        return found

    def open(self, version: str | None = None) -> Version:
        """Open a version for reading (the live one by default); a pruned file is rebuilt from its parts."""
        version = version or self.live()
        manifest = self._manifest(version)
        place = self.home / version
        if not building.sound(place / "board.duckdb"):  # pruned or damaged: it is a cache of the parts
            with self.lock():
                self._rebuild(place, manifest)
        return Version(place, manifest, self.settings.district, self.settings.month_starts_on)

    def _manifest(self, version: str) -> dict:
        path = self.home / version / "manifest.json"
        if not path.exists():
            raise Unknown("数据版本", version, (each["id"] for each in self.manifests()))
        return json.loads(path.read_text(encoding="utf-8"))

    def previous(self, version: Version) -> str | None:
        """Id of the version before, while its database is kept."""
        parent = version.manifest.get("parent")
        return parent if parent and (self.home / parent / "board.duckdb").exists() else None

    # --- writing

    @contextmanager
    def lock(self):
        """One writer at a time: a second import waits; the lock goes with the process that holds it."""
        self.home.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.home / "lock", timeout=3600):
                yield
        except Timeout as problem:
            raise WrongUse("另一项导入已运行一个小时仍未结束，请稍后再试。") from problem

    def import_files(self, paths: list[Path], hold: bool = False, names: dict[Path, str] | None = None, who: str = "", progress: intake.Progress = intake.silent) -> ImportReport:
        """Take files in, build a version from them, check and publish it (unless `hold`, or unless a figure that was read out is defined otherwise now).

        Files already in the version change nothing. `progress` hears of every batch of rows; what it raises cancels the
        import, which then leaves nothing behind. Raises ChecksFailed when a rule that must hold is broken.
        """
        with self.lock():
            self._sweep()
            now = _now()
            try:
                report = ImportReport([each for path in paths for each in self._take_in(path, now, names or {}, progress)])
            except BaseException:
                self._drop_orphans()
                raise
            base = self._base_parts()
            known = {each["id"] for each in base} | {each["plain"] for each in base if "plain" in each}
            for each in report.files:
                each.repeated = bool(each.parts) and all(part["id"] in known for part in each.parts)
            parts = arrival.with_fresh(base, self._attached(report, base))
            report.changed = parts != base
            if report.changed:
                parts = [each if each["id"] in known else each | {"batch": f"V{self._next()}"} for each in parts]
                report.effects = self._manifest(self._build(parts, now, who))["effects"]
            report.version = self.pointers()["head"]
            report.redefined = self._redefined(report.version)
            report.published = not hold and not report.redefined and self._brings_all_that_waits(report) and self._publish(report.version)
            return report

    def _attached(self, report: ImportReport, base: list[dict]) -> list[list[dict]]:
        """The parts of each file; those of returned workbooks belong to what they put right, and are in its system of coordinates. What they put right may be gone."""
        there, found = [*base, *(part for each in report.files for part in each.parts)], []
        systems_ = {root["id"]: root.get("coordinate_system") for root in base}
        for file in report.files:
            parts = returned.attached(file.parts, there, self.manifests())
            file.sheets = [each if each.part is None or each.part["id"] in {part["id"] for part in parts} else intake.SheetReport(each.sheet, each.format, each.table, reason=_GONE) for each in file.sheets]
            file.reason = file.reason or (None if file.parts else _GONE)
            roots = returned.roots([*base, *parts])
            found.append([systems.converted(each, self.folder, system) if "corrects" in each and (system := systems_.get(roots[each["id"]])) else each for each in parts])
        return found

    def _redefined(self, version: str | None) -> tuple[str, ...]:
        """The queries of a version that say otherwise than those of the live one: figures that were read out would change."""
        live = self.pointers()["live"]
        if not live or live == version:
            return ()
        return tuple(queries.differing(self.home / live / "queries", self.home / version / "queries", "staging", "marts", "metrics"))

    def _brings_all_that_waits(self, report: ImportReport) -> bool:
        """Whether there is something to publish. A repeated file must not publish what somebody else holds back."""
        pointers = self.pointers()
        if report.changed or pointers["head"] == pointers["live"]:
            return report.changed
        live = self._manifest(pointers["live"])["parts"] if pointers["live"] else []
        waiting = {each["id"] for each in self._base_parts()} - {each["id"] for each in live}
        return bool(waiting) and waiting <= {part["id"] for each in report.files for part in each.parts}

    def build(self) -> str:
        """Build again from the parts of the head, with today's queries and settings. Returns the version; not published."""
        with self.lock():
            self._sweep()
            return self._build(self._base_parts(), _now())

    def pending_rows(self) -> pd.DataFrame:
        """The refused rows of the newest version that nobody has put right yet."""
        return returned.pending(self.folder, self._base_parts())

    def parts(self) -> list[dict]:
        """The parts of the newest version."""
        return self._base_parts()

    def proposed_systems(self) -> list[dict]:
        """What the newest version found out about the coordinate systems of its parts and nobody has confirmed."""
        head = self.pointers()["head"]
        return self._manifest(head).get("coordinates", []) if head else []

    def confirm_systems(self) -> str:
        """Carry out what is proposed for points and boundaries; their parts say so. Returns the version built; not published."""
        with self.lock():
            self._sweep()
            proposed = self.proposed_systems()
            if not proposed:
                raise WrongUse("没有待确认的坐标系。")
            parts = systems.confirm(self._base_parts(), proposed, self.folder)
            if parts == self._base_parts():
                raise WrongUse("没有可以换算的文件：这些坐标或边界自己写明了坐标系，请核对原文件的坐标系一栏。")
            return self._build(parts, _now())

    def publish(self, version: str | None = None) -> str:
        """Make a version (the head by default) the one readers see."""
        with self.lock():
            version = version or self.pointers()["head"]
            if not version:
                raise NothingPublished(self.folder)
            if self._manifest(version)["state"] != "ready":
                raise ChecksFailed(f"版本{version}未通过必须成立的检查，不能发布。")
            self._publish(version)
            return version

    def undo(self, version: str) -> str:
        """Take back what one import brought: build again without its parts, with those it had replaced. Returns the version; not published."""
        with self.lock():
            self._sweep()
            taken = [each for each in self._base_parts() if each.get("batch") == version]
            if not taken:
                self._manifest(version)
                raise WrongUse(f"现有数据里没有版本{version}那次导入带来的内容（可能已经撤销，或被后来的导入代替）。")
            parent = self._manifest(version)["parent"]
            left = returned.without(self._base_parts(), taken, self._manifest(parent)["parts"] if parent else [])
            if not left:
                raise WrongUse(f"版本{version}是现有数据里唯一的一次导入，撤销后就没有数据了，不能撤销。")
            return self._build(left, _now())

    def rollback(self, version: str) -> str:
        """Return to an earlier version; the next import builds on it."""
        return self.publish(version)

    def _take_in(self, path: Path, now: dt.datetime, names: dict, progress: intake.Progress) -> list[intake.FileReport]:
        return intake.take_all(path, self.folder, self.settings, now, names.get(path), progress)

    def _base_parts(self) -> list[dict]:
        head = self.pointers()["head"]
        return self._manifest(head)["parts"] if head else []

    def _next(self) -> int:
        return max((each["number"] for each in self.manifests()), default=0) + 1

    def _build(self, parts: list[dict], now: dt.datetime, who: str = "") -> str:
        if not parts:
            raise WrongUse("还没有任何数据，无法生成版本。请先导入导出文件。")
        number = self._next()
        beside = self.home / f"building-{os.getpid()}"
        self._copy_queries(beside)
        result = building.build(beside / "board.duckdb", parts, self.folder, beside / "queries")
        result["effects"] = self._effects(beside / "board.duckdb", parts, f"V{number}")
        failed = [each for each in result["checks"] if each["severity"] == "must" and each["count"]]
        manifest = {
            "id": f"V{number}", "number": number, "parent": self.pointers()["head"], "created": now.isoformat(timespec="seconds"),
            "state": "failed" if failed else "ready", "queries": queries.fingerprint(beside / "queries"),
            "settings": self.settings.fingerprint, "who": who, "parts": parts, **result,
        }  # fmt: skip
        (beside / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        self._keep(Version(beside, manifest, self.settings.district, self.settings.month_starts_on))
        os.replace(beside, self.home / f"V{number}")
        if failed:
            self._prune()
            broken = "；".join(f"{each['sentence']}（{each['count']}处）" for each in failed)
            raise ChecksFailed(f"版本V{number}未通过必须成立的检查，未发布，现行版本不变：{broken}。")
        self._point(self.pointers() | {"head": f"V{number}"})
        self._prune()
        return f"V{number}"

    @staticmethod
    def _keep(version: Version) -> None:
        """Figures worked out ahead; what cannot be is worked out when it is asked for, and never keeps data from coming in."""
        try:
            gathering.keep(version)
        except (GovboardError, MemoryError) as problem:
            _LOG.warning("local statistics were not worked out ahead: %s", problem)
        finally:
            version.close()

    def _effects(self, database: Path, parts: list[dict], batch: str) -> dict:
        """What the parts of this import changed against the version it builds on."""
        fresh, head = [each for each in parts if each.get("batch") == batch], self.pointers()["head"]
        before = self.home / head / "board.duckdb" if head else None
        return effects.effects(database, before if before and building.sound(before) else None, fresh, building.MEMORY)

    def _copy_queries(self, beside: Path) -> None:
        for room in _ROOMS:
            shutil.copytree(queries.FOLDER / room, beside / "queries" / room)

    def _rebuild(self, place: Path, manifest: dict) -> None:
        beside = place / "board.building"
        beside.unlink(missing_ok=True)
        building.build(beside, manifest["parts"], self.folder, place / "queries")
        os.replace(building.seal(beside), building.seal(place / "board.duckdb"))
        os.replace(beside, place / "board.duckdb")

    def _publish(self, version: str) -> bool:
        self._point({"live": version, "head": version})
        return True

    def _point(self, pointers: dict) -> None:
        beside = self.home / "CURRENT.writing"
        beside.write_text(json.dumps(pointers), encoding="utf-8")
        os.replace(beside, self.home / "CURRENT")

    def _sweep(self) -> None:
        """Remove what an interrupted import left: half-written parts and builds, raw bytes."""
        scratch.sweep()
        for path in self.home.glob("building-*"):
            shutil.rmtree(path)
        for room in ("raw", "refused"):
            for path in (self.folder / room).rglob("*.writing"):
                path.unlink()
        self._drop_orphans()

    def _drop_orphans(self) -> None:
        """Remove parts that no version knows: of an import that was cancelled or killed."""
        known = {name for manifest in self.manifests() for each in manifest["parts"] for name in (each["id"], each.get("plain"))}
        for room in ("raw", "refused"):
            for path in (self.folder / room).rglob("*.parquet"):
                if path.stem not in known:
                    path.unlink()

    def _prune(self) -> None:
        """Keep the newest database files; manifests and parts stay, so an older one can be rebuilt."""
        pointed = set(self.pointers().values())
        for manifest in self.manifests()[: -self.settings.keep_versions]:
            if manifest["id"] not in pointed:
                (self.home / manifest["id"] / "board.duckdb").unlink(missing_ok=True)
