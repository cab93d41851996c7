"""What a cell of text looks like, before anything is known of its column."""

import re

_NUMBER = re.compile(r"[-+]?[¥￥$€£]?\s*[-+]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?\s*%?|\(\d[\d,.]*\)")
_DATE = re.compile(r"\d{1,4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,4}\s*日?)?(?:[T\s].*)?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?", re.IGNORECASE)
_ADDRESS = re.compile(r"\w+://\S+|\S+@\S+\.\w+|www\.\S+")
_CODE = re.compile(r"(?=\S*\d)[\w./#:*-]+", re.ASCII)
TEXT, TYPED = "text", frozenset(["number", "date", "address", "code"])


def kind(cell: str) -> str:
    """What a cell looks like: "" (blank), number, date, address (of a page or mail), code, text."""
    cell = cell.strip()
    if not cell:
        return ""
    for name, pattern in (("number", _NUMBER), ("date", _DATE), ("address", _ADDRESS), ("code", _CODE)):
        if pattern.fullmatch(cell):
            return name
    return TEXT
