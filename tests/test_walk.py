"""Every card of every page, under several selections, says what `python -m govboard metric` says for the same selection."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from govboard import wording
from govboard.warehouse import Warehouse
from tests.test_pages import ENTRY, IDS

WITH_CARDS = {"overview/today": ["今日"], "overview/cockpit": [None], "orders/performance": ["态势", "绩效", "热点难点"], "orders/where": [None], "party/coverage": ["物业企业", "四级组织"],
              "party/people": ["物业企业", "队伍"], "services/activities": ["活动", "站点小区", "商圈路段"]}  # fmt: skip
WITHOUT = {"orders/order", "data/imports", "data/records", "data/definitions"}  # no cards: one order, files, rows, and the list of metrics, which has a test of its own
BY_KIND = {"overview/cockpit", "orders/performance", "orders/where"}  # the pages that are filtered by category and source
FACE = re.compile(r"gb-label'>(.*?)</div><div class='gb-value[^']*'>(.*?)<span class='gb-parts'>(.*?)</span>")
# address of the page -> the same question on the command line
ASKED = [
    ({}, ["--from", "2025-06-01", "--to", "2025-06-30"]),
    ({"period": "2025-05", "town": "210603008"}, ["--from", "2025-05-01", "--to", "2025-05-31", "--areas", "210603008"]),
    ({"period": "2025-Q1", "community": "210603002001"}, ["--from", "2025-01-01", "--to", "2025-03-31", "--areas", "210603002001"]),
    ({"period": "2025-06", "category": "物业服务", "source": "12345热线"}, ["--from", "2025-06-01", "--to", "2025-06-30", "--categories", "物业服务", "--sources", "12345热线"]),
]
CASES = [(script, tab, address, arguments) for script, tabs in WITH_CARDS.items() for tab in tabs for address, arguments in ASKED]


@pytest.fixture(scope="module")
def first(demo_folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVBOARD_DATA", str(demo_folder))
        return AppTest.from_file(str(ENTRY), default_timeout=90).run()


@pytest.fixture(scope="module")
def catalogue(demo_folder):
    version = Warehouse(demo_folder).open()
    yield version.catalogue
    version.close()


def test_the_walk_leaves_out_no_page():
    scripts = set(IDS)
    assert scripts == set(WITH_CARDS) | WITHOUT


def faces(script: str, tab: str | None, address: dict, first: AppTest) -> dict[str, tuple[str, str]]:
    """Label -> figure and 分子/分母, as they stand on the cards of a page."""
    at = AppTest.from_file(str(ENTRY), default_timeout=90)
    at._registered_pages, at._bidi_component_manager = first._registered_pages, first._bidi_component_manager
    for key, value in (address | ({"tab": tab} if tab and tab != "今日" else {})).items():
        at.query_params[key] = value
    at.switch_page(f"pages/{script}.py").run()
    assert not at.exception and not at.error
    return {label: (figure, parts) for each in at.get("html") for label, figure, parts in FACE.findall(each.proto.body)}


@pytest.mark.parametrize(("script", "tab", "address", "arguments"), CASES, ids=[f"{script}-{tab}-{at % len(ASKED)}" for at, (script, tab, *_) in enumerate(CASES)])
def test_every_card_says_what_the_command_line_says(cli, monkeypatch, demo_folder, catalogue, first, script, tab, address, arguments):
    monkeypatch.setenv("GOVBOARD_DATA", str(demo_folder))
    if script == "overview/today":  # what stands at the cut-off, whatever the period
        arguments = ["--to", "2025-06-30", *(arguments[arguments.index("--areas") :] if "--areas" in arguments else [])]
    if script not in BY_KIND and "--categories" in arguments:
        arguments = arguments[: arguments.index("--categories")]
    found = faces(script, tab, address, first)
    assert found
    for label, (figure, parts) in found.items():
        metric = catalogue.metric(label)
        own = list(arguments)
        for option, dimension in (("--categories", "category"), ("--sources", "source")):  # a metric without that dimension leaves the filter aside
            if option in own and dimension not in metric.dimensions:
                at = own.index(option)
                own = own[:at] + own[at + 2 :]
        answer = cli("metric", metric.name, *own, "--json", "--data", demo_folder)
        if answer.status:  # the ledger knows no community
            assert "没有“社区”" in answer.err and figure == "—" and parts == "不分社区统计", (label, answer.err)
            continue
        told = answer.json
        assert figure == wording.figure(told["value"], metric.unit, brief=True), label
        assert told["value"] is None or parts == wording.parts(told["numerator"], told["denominator"]), label
