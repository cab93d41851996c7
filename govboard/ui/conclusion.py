"""The written conclusion of a page, from the shared figures."""

import streamlit as st

from govboard import periods
from govboard.documents import narrative
from govboard.selection import Selection
from govboard.ui import board
from govboard.warehouse import Version


class Figures:
    """Totals for now, the period before and the year ago, and of all other areas where one is asked for, as the narrative asks for them."""

    def __init__(self, of: Version, selection: Selection):
        self.of, self.asked = of, {"now": selection}
        self.against = []
        self.peers = ""
        if len(selection.areas) == 1 and selection.areas[0].level == "subdistrict":
            self.peers = f"其他{of.catalogue.words('subdistrict')}合计水平"
        if selection.start and selection.end:
            start, end, words = board.before(selection)
            self.asked["before"] = selection.during(start, end)
            self.against.append(("before", words))
            alike = periods.same_as_a_year_ago(selection.start, selection.end)
            if words != "上年同期" and alike and alike[0] == (selection.start, selection.end):
                self.asked["ago"] = selection.during(*alike[1])
                self.against.append(("ago", "上年同期"))

    def __call__(self, name: str, which: str) -> dict:
        return board.total(self.of, self.of.catalogue.asked(name, self.asked["now"]), self.asked[which])

    def others(self, name: str) -> tuple[float, float]:
        """Numerator and denominator of all areas but the one asked for; what belongs to none is left out."""
        own = self.asked["now"].areas[0]
        found = board.values(self.of, name, own.level, self.asked["now"].among(()))
        rest = found[found.code.notna() & (found.code != own.code)]
        return float(rest.numerator.sum()), float(rest.denominator.sum())


def show(of: Version, selection: Selection) -> None:
    """One paragraph in a quiet card; nothing when there is nothing to say."""
    if words := board.figure(of, _written, selection):
        with st.container(border=True, key="conclusion"):
            st.markdown(words)


def _written(of: Version, selection: Selection) -> str:
    where = "、".join(area.name for area in selection.areas) or ("全区" if of.district != "本辖区" else "")
    return narrative.conclusion(Figures(of, selection), selection, where) + narrative.top_categories(board.values(of, "order_reported", "category", selection))
