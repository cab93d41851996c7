"""What a metric is: the notes of its file, the dimensions its rows carry, how it adds up over time, which sums of it are kept."""

import re
from dataclasses import dataclass, field

from govboard.errors import Unknown, WrongUse
from govboard.queries import Query

DIMENSIONS = {
    "subdistrict": "镇街", "community": "社区", "grid": "网格", "handling_subdistrict": "承办镇街",
    "category": "类别", "source": "来源", "handling_unit": "主办单位", "handling_side": "主办类别", "order_type": "诉求类型", "estate": "小区", "company": "物业企业",
    "day": "日", "month": "月", "year": "年",
}  # fmt: skip
TIMES = {"day": "D", "month": "M", "year": "Y"}
NOWHERE = "未归属"  # an area that was written and that no register knows; of handling areas it is the code, for there nothing written is a department
PLACES = ("subdistrict", "community", "grid", "handling_subdistrict")
OVER_TIME = {"sum": "flow", "last": "snapshot", "running": "stock", "carried": "carried", "lasting": "lasting"}
SPANS = ("carried", "lasting")  # a record belongs to every period between its `at` and its `until`: no sums can be kept
_REQUIRED = ("label", "unit", "over_time", "good", "table", "口径")
_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
STORED = [each for each in DIMENSIONS if each not in TIMES]

# A few narrow cubes: one wide cube keeps nearly every row and saves nothing. Fewer records than this answer as quickly themselves.
CUBED_FROM = 20_000
# Name -> grain, dimensions, and the dimension without which there is no such cube (none: whatever dimensions a metric has make one).
CUBES = {
    "place": ("day", ("subdistrict", "community", "grid"), None),
    "handling": ("day", ("subdistrict", "handling_subdistrict", "category"), None),
    "profile": ("month", ("subdistrict", "community", "category", "source"), None),
    "unit": ("month", ("subdistrict", "handling_unit"), "handling_unit"),
}


@dataclass(frozen=True)
class Metric:
    """One metric: what its file says of itself, its statement, and the dimensions its rows carry."""

    query: Query = field(repr=False)
    dimensions: tuple[str, ...]
    cubes: tuple = ()

    def __getattr__(self, name: str) -> str:
        notes = object.__getattribute__(self, "query").notes
        if name in notes:
            return notes[name]
        raise AttributeError(name)

    @property
    def name(self) -> str:
        return self.query.name

    @property
    def definition(self) -> str:
        return self.query.notes["口径"]

    @property
    def is_rate(self) -> bool:
        """Whether it is a numerator over a denominator of its records: a share, or (`per: record`) a mean."""
        return self.query.notes["unit"] == "percent" or self.query.notes.get("per") == "record"

    @property
    def per_households(self) -> bool:
        """Whether its figure is divided by the households of the area, in thousands."""
        return self.query.notes.get("per") == "households"

    @property
    def rank_from(self) -> int:
        return int(self.query.notes.get("rank_from", 0))

    @property
    def shape(self) -> str:
        """flow, snapshot, stock, carried or lasting: how it adds up over time."""
        return OVER_TIME[self.query.notes["over_time"]]

    def month_starts_on(self, assessed: int) -> int:
        """The day on which its months start: ledgers are read at the end of calendar months, whatever day the office assesses from."""
        return 1 if self.shape == "snapshot" else assessed

    def need(self, dimension: str) -> None:
        """Raises WrongUse when the metric has no such dimension, naming those it has."""
        if dimension not in DIMENSIONS:
            raise Unknown("维度", dimension, DIMENSIONS)
        if dimension not in self.dimensions:
            has = "、".join(f"{each}（{DIMENSIONS[each]}）" for each in self.dimensions)
            raise WrongUse(f"{self.label}没有“{DIMENSIONS[dimension]}”（{dimension}）这一维度。可用：{has}。")


def read_metric(query: Query, columns: list[str], cubes=()) -> Metric:
    """A metric from its file. Raises WrongUse naming the line or column that is missing."""
    lacking = [each for each in _REQUIRED if each not in query.notes]
    if lacking or query.notes["over_time"] not in OVER_TIME:
        raise WrongUse(f"指标文件 {query.name}.sql 的开头缺少或写错：{'、'.join(lacking) or 'over_time'}。")
    if not _NAME.match(query.name):
        raise WrongUse(f"指标文件名 {query.name}.sql 只能用小写字母、数字和下划线，并以字母开头。")
    needed = {"record", "at", "numerator", "excluded"}
    needed |= {"denominator"} if Metric(query, ()).is_rate else set()
    needed |= {"until"} if query.notes["over_time"] in ("last", *SPANS) else set()
    absent = needed - set(columns)
    if absent:
        raise WrongUse(f"指标文件 {query.name}.sql 缺少列：{'、'.join(sorted(absent))}。")
    return Metric(query, tuple(each for each in STORED if each in columns) + tuple(TIMES), tuple(cubes))
