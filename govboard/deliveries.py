"""What was delivered: where it was, no row means zero; where it was not, the figure is missing (未报送)."""

from functools import cached_property

import pandas as pd

from govboard import queries
from govboard.selection import Selection


class Deliveries:
    """The deliveries of one opened version."""

    def __init__(self, engine):
        self.engine, self._given = engine, {}

    def given(self, table: str, selection: Selection) -> bool:
        """Whether anything of `table` was delivered for the period and the chosen areas: only then does no row mean zero."""
        asked = (table, selection)
        if asked not in self._given:
            found = self.engine.run(queries.report("delivered").sql, selection.parameters() | {"table": table})
            self._given[asked] = bool(len(found)) and not self._nobody(table, selection)
        return self._given[asked]

    def known(self, table: str) -> bool:
        """Whether anything of `table` was ever delivered."""
        return table in set(self._listed.table_name)

    def months(self, table: str, months: list[str], selection: Selection) -> list[bool]:
        """For each month (2025-03), whether `table` was delivered for it and the chosen areas."""
        listed = self._listed[self._listed.table_name == table]
        first, last = (listed[each].dt.strftime("%Y-%m") for each in ("since", "until"))
        return [bool(((first <= month) & (month <= last)).any()) and not self._nobody(table, selection.during(*days(month))) for month in months]

    def late(self, table: str, selection: Selection) -> set[str]:
        """Every area, of any level, whose 镇街 delivers `table` by itself and did not for the period."""
        asked = Selection(selection.start, selection.end).parameters() | {"table": table}
        late = set(self.engine.run(queries.report("not_delivered").sql, asked).code)
        return {code for code, town in self._subdistrict_of.items() if town in late} if late else set()

    def zero_where_delivered(self, table: str, wide: pd.DataFrame) -> pd.DataFrame:
        """Counts by area code × month (2025-03): an absent count is 0 where the area delivered, and stays missing elsewhere."""
        whole = wide.copy()
        for month, delivered in zip(wide.columns, self.months(table, list(wide.columns), Selection())):
            here = delivered & ~whole.index.isin(self.late(table, Selection().during(*days(month))))
            whole[month] = whole[month].mask(whole[month].isna() & here, 0)
        return whole

    def _nobody(self, table: str, selection: Selection) -> bool:
        """Whether every chosen area lies in a 镇街 that delivers `table` by itself and did not for the period."""
        chosen = selection.areas or selection.scope
        if not chosen:
            return False
        return {area.code for area in chosen} <= self.late(table, selection)

    @cached_property
    def _listed(self) -> pd.DataFrame:
        """All deliveries: they belong to the version and never change."""
        return self.engine.run(queries.report("deliveries").sql)

    @cached_property
    def _subdistrict_of(self) -> dict[str, str]:
        areas = self.engine.run(queries.report("areas").sql)
        return dict(zip(areas.code, areas.subdistrict, strict=True))


def days(month: str) -> tuple:
    """First and last day of 2025-03."""
    whole = pd.Period(month, "M")
    return whole.start_time.date(), whole.end_time.date()
