"""Settings of one data folder: its own settings.toml over the defaults, validated at start."""

import hashlib
import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govboard import PROJECT
from govboard.errors import WrongUse


class Settings(BaseModel):
    """What a data folder may decide for itself (settings.toml)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    district: str = Field("本辖区", description="name of the district, used in titles and sentences")
    demonstration: bool = Field(False, description="stamps 演示数据 on every page and export")
    map_review_number: str = Field("", description="审图号, printed on maps instead of the schematic caption")
    map_caption: str = "示意图，非法定界线"
    keep_versions: int = Field(10, ge=1, description="database files kept; older ones are rebuilt on demand")
    stale_after_hours: int = Field(24, ge=1, description="pages warn when the cut-off is older than this")
    month_starts_on: int = Field(1, ge=1, le=28, description="day on which an assessment month starts, at 00:00; 1 is the calendar month")
    day_cut_hour: int = Field(12, ge=0, le=23, description="hour at which the daily report is cut; 0 is the calendar day")
    composite: dict[str, Annotated[float, Field(gt=0, lt=1e6)]] = Field({}, description="weights of rates (metric name = weight) that make the composite score of 镇街; without weights there is none")
    max_file_mb: int = Field(2048, ge=1, description="files larger than this are refused")
    party_rosters: bool = Field(False, description="whether rosters of party members may be imported; names are not stored either way")
    special_groups: bool = Field(False, description="whether columns about special groups of people (社区矫正, 精神障碍 and the like) are read")
    report_due_day: int = Field(5, ge=1, le=28, description="day of the following month by which a monthly report is due; later is 迟报")
    max_rows: int = Field(200_000_000, ge=1, description="a table with more rows is refused")
    max_minutes: int = Field(360, ge=1, description="a table that takes longer to read is refused")
    max_columns: int = Field(1000, ge=1)

    @property
    def named(self) -> bool:
        """Whether the folder says which district it is."""
        return "district" in self.model_fields_set

    @cached_property
    def fingerprint(self) -> str:
        """Hash of every setting; part of a version's identity."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def data_folder(given: str | Path | None = None) -> Path:
    """The data folder: the option, else GOVBOARD_DATA, else `data/` beside the program."""
    return Path(os.path.abspath(Path(given or os.environ.get("GOVBOARD_DATA") or PROJECT / "data").expanduser()))  # resolving links would ask the disk for every figure


def load(folder: Path) -> Settings:
    """Settings of `folder`. Raises WrongUse naming the entry that is not valid."""
    path = folder / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        return Settings(**tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as problem:
        raise WrongUse(f"设置文件 {path.name} 有误：{_said(problem)}。请改正后重试。") from problem


def _said(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        return "；".join(f"“{'.'.join(map(str, each['loc']))}”的值不合规定" for each in problem.errors())
    return str(problem)
