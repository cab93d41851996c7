"""What a reader does and sees, said once: open an address, wait for the page, read a card, choose a filter."""

import ast
import re
from urllib.parse import parse_qs, urlsplit

from govboard import PROJECT

_TREE = ast.parse((PROJECT / "dashboard.py").read_text(encoding="utf-8"))
_MENU = next(node.value for node in _TREE.body if isinstance(node, ast.Assign) and node.targets[0].id == "MENU")
_ENTRIES = {entry.elts[2].value: entry.elts[1].value for entries in _MENU.values for entry in entries.elts}
HIDDEN = ("order",)  # has an address and no line in the menu
MENU = {address: title for address, title in _ENTRIES.items() if address not in HIDDEN}

IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
BROKEN = "[data-testid=stException], [data-testid=stAlertContentError]"

PAINTED = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(each => each.querySelector(".main-svg"))
  && [...document.querySelectorAll("[class*=st-key-card-map]")].every(each => each.querySelector("canvas"))"""


def settled(page) -> None:
    """Wait until the run is over and everything it left behind from the run before is gone."""
    page.wait_for_selector(IDLE)
    page.wait_for_function("() => !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")


def drawn(page) -> None:
    """Wait until every chart and map is painted and has fetched what it needs."""
    page.wait_for_function(PAINTED)
    page.wait_for_load_state("networkidle")


def visit(page, url: str, title: str) -> None:
    """Open an address and wait for the page with this title."""
    page.goto(url)
    heading(page, title).wait_for()
    settled(page)


def turn(page, title: str) -> None:
    """Go to another page by the menu and wait for it."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    heading(page, title).wait_for()
    settled(page)


def heading(page, title: str):
    """The title of a page, also while a dialog lies over it."""
    return page.get_by_test_id("stMain").locator("h3").filter(has_text=re.compile(f"^{re.escape(title)}$"))


def asked(page, sentence: str) -> None:
    """Wait until the page says that it answers this question."""
    page.get_by_test_id("stMain").locator("strong").filter(has_text=re.compile(f"^{re.escape(sentence)}$")).wait_for()
    settled(page)


def card(page, metric: str) -> str:
    """The figure on a card, as it is written, without 分子/分母."""
    return page.locator(f".st-key-card-{metric} .gb-value").evaluate("value => value.firstChild.textContent")


def choose(page, label: str, option: str) -> None:
    """Pick an option of a filter in the side bar, typing its name: a click may only close the list of the filter before."""
    page.get_by_test_id("stSidebar").get_by_label(label, exact=True).fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def address(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def complaints(context) -> list[str]:
    """Console errors, without Streamlit's own two probes below a page's address."""
    probe = re.compile(r"status of 404 .*/_stcore/(health|host-config)$")
    return [each for each in context.complaints if not probe.search(each)]
