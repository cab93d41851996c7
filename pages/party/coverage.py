"""两个覆盖: where is no organisation, by name."""

from govboard.documents import narrative
from govboard.ui import board, cards, conclusion, frame, party, tabs

RATES = ["grid_org_coverage", "org_eligible_coverage", "work_coverage", "org_coverage"]


def companies(of, selection):
    org, work = board.total(of, "org_coverage", selection), board.total(of, "work_coverage", selection)
    cards.row(of, selection, RATES, {"org_coverage": narrative.coverage(org, work)})
    party.companies(of, selection)


def organisations(of, selection):
    cards.row(of, selection, ["party_orgs", "grid_org_coverage", "estate_branch_rate", "org_secretary_coverage", "org_venue_coverage"])
    party.tree(of, selection)
    party.levels(of, selection)


of, selection = frame.asked()
frame.title("两个覆盖", of, selection)
conclusion.show(of, selection, conclusion.covered)
tabs.show({"物业企业": companies, "四级组织": organisations}, of, selection)
