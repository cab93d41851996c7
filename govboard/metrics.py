"""The catalogue of metrics: one SQL file each. Values come from the smallest cube that can answer, else from the file itself."""

import datetime as dt
import hashlib
from functools import cached_property

import pandas as pd

from govboard import contract, households, periods, queries, spine
from govboard.definitions import DIMENSIONS, NOWHERE, PLACES, SPANS, TIMES, Metric, read_metric
from govboard.deliveries import Deliveries
from govboard.errors import Unknown, WrongUse
from govboard.queries import Query
from govboard.selection import LEVELS, Selection


class Catalogue:
    """All metrics of one opened version, and the figures they give."""

    def __init__(self, engine, version_queries: dict[str, Query], built: dict, live_queries: dict[str, Query]):
        self.engine, self.deliveries = engine, Deliveries(engine)
        self.broken: dict[str, str] = {}
        own = [read_metric(each, built[name]["columns"], built[name].get("cubes", ())) for name, each in version_queries.items()]
        added = [self._added(each) for name, each in live_queries.items() if name not in version_queries]
        order = list(contract.tables())
        read = sorted([*own, *filter(None, added)], key=lambda each: (order.index(each.table) if each.table in order else len(order), each.query.notes.get("cubes") == "none"))
        self.metrics = {each.name: each for each in read}
        self.fingerprint = hashlib.sha256("".join(f"{each.name}{each.query.sql}" for each in read).encode()).hexdigest()[:12]  # changes with any definition
        self._names, self._cut_offs, self._firsts = None, {}, {}  # of this version, which never changes

    def _added(self, query: Query) -> Metric | None:
        """A metric file that came after the build. One that is not right yet costs only its own figure: `broken` says why."""
        try:
            return read_metric(query, self.engine.columns(query.sql))
        except WrongUse as problem:
            self.broken[query.name] = str(problem)
            return None

    def metric(self, name: str) -> Metric:
        """By name or Chinese label. Raises Unknown with the closest names."""
        found = self.metrics.get(name) or self._by_label.get(name)
        if name in self.broken:
            raise WrongUse(self.broken[name])
        if not found:
            raise Unknown("指标", name, [*self.metrics, *self._by_label])
        return found

    @cached_property
    def _by_label(self) -> dict[str, Metric]:
        return {each.label: each for each in self.metrics.values()}

    def family(self, name: str) -> list[str]:
        """The metric and its relatives of another definition, the default first; the metric alone where it has none."""
        own = self.metric(name).query.notes.get("family")
        kin = [each for each in self.metrics.values() if own and each.query.notes.get("family") == own]
        return [each.name for each in sorted(kin, key=lambda each: each.query.notes.get("default") != "yes")] or [name]

    def asked(self, name: str, selection: Selection) -> str:
        """The metric in the 口径 that the reader chose for its family."""
        return selection.member(self.family(name)) if name in self.metrics else name

    def beside(self, name: str, selection: Selection, dimension: str | None = None) -> tuple[Metric, float | pd.Series] | None:
        """What must not be forgotten when a figure of a period is read: the metric that its file names as `beside`, and its value, or its values by code."""
        other = self.metrics.get(self.metric(name).query.notes.get("beside"))
        asked = other and selection.only(other.dimensions)
        if other is None or selection.start is None or (asked.dimensions() | {dimension} - {None}) - set(other.dimensions):
            return None
        if dimension:
            return other, self.values(other.name, dimension, asked).set_index("code").value
        value = self.total(other.name, asked)["value"]
        return None if value is None else (other, value)

    def values(self, name: str, dimension: str, selection: Selection = Selection()) -> pd.DataFrame:
        """One metric split by one dimension: columns code, label, numerator, denominator, value.

        Only groups that have records; rates are from 0 to 1; a null group is 未归属 (areas) or 未填写.
        """
        metric = self.metric(name)
        metric.need(dimension)
        if selection.hour and dimension in TIMES:
            raise WrongUse(f"按{selection.hour}时截止的时段不能再按{DIMENSIONS[dimension]}展开，请去掉整点，或改按其他维度。")
        found = self._run(metric, dimension, selection)
        return self._ordered(self._valued(metric, found, dimension, selection), dimension)

    def total(self, name: str, selection: Selection = Selection()) -> dict:
        """One metric as one figure: label, numerator, denominator, value. None stands for 未报送, which is not zero."""
        metric = self.metric(name)
        found = self._valued(metric, self._run(metric, "everything", selection), "everything", selection)
        if len(found):
            return {"label": "合计", **{each: _plain(found[each].iloc[0]) for each in ("numerator", "denominator", "value")}}
        nothing = self._nothing(metric, selection)
        rate = metric.is_rate
        return {"label": "合计", "numerator": nothing, "denominator": nothing if rate else None, "value": None if rate else nothing}

    def passport(self, name: str, selection: Selection = Selection()) -> dict:
        """The records behind a figure and the excluded ones with their reasons, from the same file unsummed."""
        metric = self.metric(name)
        rows = self._records(metric, selection).drop(columns="label", errors="ignore")
        left_out = rows[rows.excluded.notna()]
        reasons = left_out.groupby("excluded").size().rename("count").rename_axis("reason").reset_index()
        return {"metric": metric, "total": self.total(name, selection), "records": rows[rows.excluded.isna()].drop(columns="excluded"),
                "exclusions": reasons.sort_values("count", ascending=False, ignore_index=True), "excluded_records": left_out}  # fmt: skip

    def table(self, name: str, dimension: str, months: list[periods.Period]) -> pd.DataFrame:
        """A flow, as a rate where it is one, by group (rows: code) and month (columns: key of the month); missing where there is no case."""
        metric = self.metric(name)
        metric.need(dimension)
        found = self._table(metric, dimension, months, Selection()).dropna(subset="label")
        return found.pivot(index="label", columns="period", values="value").reindex(columns=[each.key for each in months])

    def _table(self, metric: Metric, dimension: str, months: list[periods.Period], selection: Selection) -> pd.DataFrame:
        edges = [selection.during(each.start, each.end).parameters() for each in months]
        spans = {"labels": [each.key for each in months], "starts": [each["start"] for each in edges], "stops": [each["stop"] for each in edges], "dimension": dimension}
        found = self.engine.run(spine.statement(metric, "flow_table"), selection.parameters() | spans)
        return found.assign(value=found.numerator.astype("float64") / (found.denominator.where(found.denominator != 0) if metric.is_rate else 1))

    def grouped(self, name: str, dimension: str, selection: Selection = Selection()) -> pd.DataFrame:
        """The records behind a flow with the group of a dimension each belongs to: record, at, numerator, denominator, label."""
        metric = self.metric(name)
        metric.need(dimension)
        rows = self._records(metric, selection, dimension)
        return rows[rows.excluded.isna()].drop(columns="excluded")

    def _records(self, metric: Metric, selection: Selection, dimension: str = "everything") -> pd.DataFrame:
        asked = spine.read_at_end(metric, selection).parameters() | {"dimension": dimension}
        return self.engine.run(spine.statement(metric, f"{metric.shape}_records"), asked)

    def standing(self, name: str, dimension: str, selection: Selection = Selection()) -> pd.DataFrame:
        """`values` by a place with every area on it: columns as there and `state`.

        state is 未报送 (not delivered, value missing), 样本不足 (fewer cases than `rank_from`) or empty; an area that
        delivered and has no record counts 0.
        """
        metric, found = self.metric(name), self.values(name, dimension, selection)
        late = self.deliveries.late(metric.table, selection) if dimension in LEVELS else set()
        present = set(found.code)
        absent = [code for code in self.expected(dimension, selection) if code not in present]
        nothing = None if metric.is_rate else self._nothing(metric, selection)
        more = pd.DataFrame({"code": absent, "label": absent, "numerator": nothing, "denominator": None, "value": nothing}, dtype=object)
        if metric.per_households:
            more["denominator"] = households.of(self.engine, more.code, dimension, selection).astype(object)
        whole = self._ordered(pd.concat([found.astype(object), more], ignore_index=True), dimension)
        few = pd.to_numeric(whole.denominator).fillna(0) < metric.rank_from
        none = pd.to_numeric(whole.denominator).fillna(0) == 0
        state = pd.Series("", index=whole.index).mask(few & metric.is_rate, "样本不足").mask(none & metric.is_rate, "没有应计记录")
        if metric.per_households:
            state = state.mask(whole.denominator.isna(), "没有户数")
            whole["value"] = whole.value.mask(whole.denominator.isna(), None)
        whole["state"] = state.mask(whole.code.isin(late), "未报送")
        return whole.assign(value=whole.value.mask(whole.code.isin(late) & whole.code.isin(absent), None))

    def monthly(self, name: str, months: list[str], selection: Selection = Selection()) -> pd.Series:
        """The value of every month (2025-03): a flow without a record is 0 where delivered, a stock stays as it was, a rate is missing.

        A ledger counts from its month until the next one.
        """
        metric = self.metric(name)
        asked = selection.during(None, selection.end) if metric.shape in ("stock", "snapshot") else selection
        whole = self.values(name, "month", asked).set_index("code").value
        if metric.shape == "snapshot":
            return whole.reindex(months, method="ffill").mask([month > self._last_month for month in months])
        whole = whole.reindex(months)
        return whole if metric.is_rate or metric.per_households or metric.shape == "stock" else whole.mask(whole.isna() & pd.Series(self.deliveries.months(metric.table, months, selection), whole.index), 0)

    def twelve_months(self, name: str, selection: Selection, last_day: dt.date, month_starts_on: int = 1) -> pd.Series:
        """The value of the last twelve months up to `last_day`, the areas and filters as asked; indexed by the month's key (2025-03, of assessment 2025-03k)."""
        months = periods.last_months(last_day, 12, self.metric(name).month_starts_on(month_starts_on))
        return self.through(name, months, selection.by_calendar())

    def through(self, name: str, months: list[periods.Period], selection: Selection = Selection()) -> pd.Series:
        """The value of each of some months, calendar or assessment, that follow each other; indexed by their keys."""
        if all(each.key[-1].isdigit() for each in months):
            return self.monthly(name, [each.key for each in months], selection.during(months[0].start, months[-1].end))
        metric, spans = self.metric(name), [selection.during(each.start, each.end) for each in months]
        keys = [each.key for each in months]
        if metric.shape != "flow" or metric.per_households:
            return pd.Series([self.total(name, each)["value"] for each in spans], index=keys, dtype=object)
        found = self._table(metric, "everything", months, selection).set_index("period").value
        nothing = {key: None if metric.is_rate or key in found.index else self._nothing(metric, span) for key, span in zip(keys, spans, strict=True)}
        return pd.Series({key: found.get(key, nothing[key]) for key in keys}, dtype=object)

    def precedes(self, name: str, selection: Selection) -> bool:
        """Whether the period ends before the first ledger of a snapshot: what stood then nobody knows."""
        metric, stop = self.metric(name), selection.parameters()["stop"]
        return bool(metric.shape == "snapshot" and stop and (first := self._first(metric)) and stop <= first)

    def _nothing(self, metric: Metric, selection: Selection) -> int | None:
        """What no record means: 0 where the table was delivered, else that nobody knows."""
        given = self.deliveries.given(metric.table, spine.read_at_end(metric, selection))
        return 0 if given and not self.precedes(metric.name, selection) else None

    def _first(self, metric: Metric) -> dt.datetime | None:
        if metric.name not in self._firsts:
            found = self.engine.run(f'select min("at") as first_at from ({metric.query.sql.rstrip().rstrip(";")}\n) as considered').first_at.iloc[0]
            self._firsts[metric.name] = None if pd.isna(found) else pd.Timestamp(found).to_pydatetime()
        return self._firsts[metric.name]

    def words(self, dimension: str) -> str:
        """The dimension in words: without a register of divisions an area is just 区域."""
        if dimension in ("subdistrict", "handling_subdistrict") and not self.has_register:
            return "区域" if dimension == "subdistrict" else "承办区域"
        return DIMENSIONS[dimension]

    @cached_property
    def _last_month(self) -> str:
        """The month up to which any data go: what stands after it nobody knows. Far away where no file says until when it goes."""
        last = self.engine.run(queries.report("last_cut_off").sql).as_of.iloc[0]
        return "9999-12" if pd.isna(last) else f"{last:%Y-%m}"

    @cached_property
    def has_register(self) -> bool:
        """Whether a register of 镇街 was delivered; else areas are the names in the records."""
        areas = self.engine.run(queries.report("areas").sql)
        return bool(areas.listed[areas.level == "subdistrict"].any())

    @cached_property
    def handling_known(self) -> bool:
        """Whether orders say which area handles them; else ranking is by where they happened."""
        codes = self.values("order_reported", "handling_subdistrict").code
        return bool((codes.notna() & (codes != NOWHERE)).any())

    def expected(self, dimension: str, selection: Selection) -> list[str]:
        """Areas that belong on a chart although they may have no record: those chosen, those inside chosen 镇街, or all of the level."""
        level = "subdistrict" if dimension == "handling_subdistrict" else dimension
        chosen = [area.code for area in selection.areas if area.level == level]
        if chosen or not selection.areas:
            return chosen or list(self.area_names(level))
        areas, inside = self.engine.run(queries.report("areas").sql), [area.code for area in selection.areas]
        return list(areas.code[(areas.level == level) & (areas.subdistrict.isin(inside) | areas.community.isin(inside))])

    def _run(self, metric: Metric, dimension: str, selection: Selection) -> pd.DataFrame:
        for needed in selection.dimensions():
            metric.need(needed)
        by_time, asked = dimension in TIMES, selection
        selection = spine.read_at_end(metric, selection)
        extra = {"dimension": dimension, "period": dimension if by_time else "everything", "running": by_time}
        cube = spine.smallest_cube(metric, dimension, selection)
        extra |= self._periods(metric, dimension, selection) if metric.shape in SPANS else {}
        found = self.engine.run(spine.statement(metric, metric.shape, cube, spine.few(metric, dimension, selection, self._cut_off(metric.table))), selection.parameters() | extra)
        found = found.assign(**{each: _whole(found[each]) for each in ("numerator", "denominator")})
        if metric.shape in SPANS and not by_time:
            return self._known(found, metric, selection)
        if metric.shape == "stock":
            return self._through(found, metric, dimension, selection) if by_time else self._known(found, metric, selection)
        if by_time and asked.start:
            found = found[found.label >= str(pd.Period(asked.start, TIMES[dimension]))]
        return found if by_time else found.dropna(subset="numerator")

    def _valued(self, metric: Metric, found: pd.DataFrame, dimension: str, selection: Selection) -> pd.DataFrame:
        found = found.rename(columns={"label": "code"})
        value = found.numerator
        if metric.per_households:
            found = found.assign(denominator=households.of(self.engine, found.code, dimension, selection))
            value = found.numerator.astype("float64") / found.denominator.where(found.denominator != 0) * 1000
        elif metric.is_rate:
            value = found.numerator.astype("float64") / found.denominator.where(found.denominator != 0)
        else:
            found = found.assign(denominator=None)
        return found.assign(label=found.code, value=value)[["code", "label", "numerator", "denominator", "value"]]

    def _periods(self, metric: Metric, dimension: str, selection: Selection) -> dict:
        """The periods a span is told of, up to the cut-off: label, first moment and the moment after the last; one for the whole, else every day, month or year."""
        asked = selection.parameters()
        start, stop = asked["start"] or dt.datetime.min, asked["stop"] or dt.datetime.max
        if dimension not in TIMES:
            return {"labels": [""], "starts": [start], "stops": [stop]}
        span = self.engine.run(queries.report("span").sql).iloc[0]
        first, cut_off = selection.start or span.first_at, self._cut_off(metric.table)
        last = cut_off and min(filter(None, [selection.end, cut_off.date()]))
        each = [] if pd.isna(first) or last is None else list(pd.period_range(first, last, freq=TIMES[dimension]))
        edges = [(max(start, one.start_time.to_pydatetime()), min(stop, (one + 1).start_time.to_pydatetime())) for one in each]
        return {"labels": [str(one) for one in each], "starts": [edge[0] for edge in edges], "stops": [edge[1] for edge in edges]}

    def _known(self, found: pd.DataFrame, metric: Metric, selection: Selection) -> pd.DataFrame:
        """Nothing where the period begins after the cut-off: what is open then nobody knows."""
        last = self._cut_off(metric.table) if selection.start else None
        return found[:0] if last and selection.start > last.date() else found.dropna(subset="numerator")

    def _through(self, found: pd.DataFrame, metric: Metric, dimension: str, selection: Selection) -> pd.DataFrame:
        """A stock at the end of every day, month or year asked for: where nothing moved it stays as it was."""
        moved = found.dropna(subset="label").set_index("label").numerator.sort_index()
        if moved.empty:
            return found
        last = min(filter(None, [selection.end, self._cut_off(metric.table).date()]))
        periods = pd.period_range(selection.start or moved.index[0], last, freq=TIMES[dimension]).astype(str)
        whole = moved.reindex(sorted({*moved.index, *periods})).ffill().fillna(0).reindex(periods)
        return pd.DataFrame({"label": periods, "numerator": _whole(whole).to_numpy(), "denominator": None})

    def _cut_off(self, table: str):
        """Until when the data of a table go; None where nothing of it was delivered."""
        if table not in self._cut_offs:
            found = self.engine.run(queries.report("cut_off").sql, {"table": table}).as_of.dropna()
            self._cut_offs[table] = found.iloc[0] if len(found) else None
        return self._cut_offs[table]

    def _ordered(self, found: pd.DataFrame, dimension: str) -> pd.DataFrame:
        if dimension in PLACES:
            names = self.area_names("subdistrict" if dimension == "handling_subdistrict" else dimension)
            order = {code: at for at, code in enumerate(names)}
            nowhere = "责任单位（部门）" if dimension == "handling_subdistrict" else NOWHERE
            found = found.assign(label=found.code.map(names).astype(object).fillna(found.code).fillna(nowhere))
            return _sorted(found, found.code.map(order).fillna(len(order)) + found.code.isna() * len(order))
        if dimension in TIMES:
            return found.dropna(subset="code").assign(label=lambda each: each.code).sort_values("code", ignore_index=True)
        return _sorted(found.assign(label=found.code.fillna("未填写")), -found.numerator + found.code.isna() * 1e15)

    def area_names(self, level: str) -> dict[str, str]:
        """Code -> name of every area of a level, in official order (by code; without a register by number of orders)."""
        if self._names is None:
            areas = self.engine.run(queries.report("areas").sql)
            self._names = {each: dict(zip(of.code, of.label, strict=True)) for each, of in areas.groupby("level", sort=False)}
        return self._names.get(level, {})


def _sorted(found: pd.DataFrame, by: pd.Series) -> pd.DataFrame:
    return found.assign(_at=by).sort_values(["_at", "code"], ignore_index=True).drop(columns="_at")


def _whole(numbers: pd.Series) -> pd.Series:
    """Whole numbers where all are: sums come from DuckDB as floats when they are wide."""
    numbers = pd.to_numeric(numbers)
    return numbers.astype("int64") if len(numbers) and numbers.notna().all() and (numbers % 1 == 0).all() else numbers


def _plain(number):
    if number is None or pd.isna(number):
        return None
    return int(number) if float(number).is_integer() and not isinstance(number, float) else float(number)
