"""工单: one order with its chain, under an address of its own."""

from govboard.ui import frame, order

of, _ = frame.asked()
number = order.asked()
frame.title(f"工单 {number}".strip(), of)
order.way_back()
order.show(of, number)
