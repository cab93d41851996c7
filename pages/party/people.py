"""物业与队伍: the companies in a line each, and the people."""

from govboard.ui import cards, frame, party, tabs


def companies(of, selection):
    cards.row(of, selection, ["companies_listed", "company_orgs", "venue_complete_rate", "owners_party_rate"])
    party.company_board(of, selection)


def people(of, selection):
    cards.row(of, selection, ["building_heads", "police_community_rate", "company_grid_worker_rate", "training_person_times"])
    party.people(of, selection)
    party.crossed(of, selection)
    party.trained(of, selection)


of, selection = frame.asked()
frame.title("物业与队伍", of, selection)
tabs.show({"物业企业": companies, "队伍": people}, of, selection)
