"""今日与我的镇街: what is stuck, how my street stands, what it has."""

from govboard.ui import frame, holdings, peers, tabs, todo

of, selection = frame.asked()
selection = selection.during(None, of.as_of and of.as_of.date())
frame.title("今日与我的镇街", of, selection)
tabs.show({todo.heading(of): todo.show, "对比": peers.show, "底数": holdings.show}, of, selection)
todo.bookmark(selection)
