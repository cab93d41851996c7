"""驾驶舱: how is the district this period?"""

from govboard.documents import narrative
from govboard.ui import atlas, board, cards, conclusion, figures, frame

of, selection = frame.asked()
org, work = board.total(of, "org_coverage", selection), board.total(of, "work_coverage", selection)

frame.title("驾驶舱", of, selection)
conclusion.show(of, selection, conclusion.handled, conclusion.stock, conclusion.kinds, conclusion.so_far)
cards.row(of, selection, ["order_reported", "order_on_time_rate", "order_open", "order_overdue_open", "order_satisfied_rate"])
cards.row(of, selection, ["org_eligible_coverage", "work_coverage", "org_coverage"], {"org_coverage": narrative.coverage(org, work)})
figures.side_by_side(
    lambda: figures.trend(of, selection, "order_reported"),
    lambda: figures.by_handler(of, selection, "order_on_time_rate"),
)
atlas.area_map(of, selection, "order_reported")
