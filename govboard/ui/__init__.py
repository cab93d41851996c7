"""The only Streamlit in the package: opening versions, filters, cards, passports, empty states, drawing."""
