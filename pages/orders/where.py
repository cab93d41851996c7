"""诉求分布图: where the problems are, and whether it is more than chance."""

from govboard.ui import clusters, frame, spots, tabs, where

of, selection = frame.asked()
frame.title("诉求分布图", of, selection)
tabs.show({"分布": where.spread, "聚集": clusters.show, "对比": where.compared, "重复点位": spots.again, "服务半径": spots.reach_part}, of, selection)
