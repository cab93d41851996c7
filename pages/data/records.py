"""明细与透视: records, find, pivot, export, a query of one's own."""

from govboard.ui import frame, records, tabs

of, selection = frame.asked()
frame.title("明细与透视", of, selection)
if not records.find(of):
    tabs.show({"明细": records.listed, "透视": records.pivot, "SQL 查询": records.query}, of, selection)
