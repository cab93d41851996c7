"""The last kernel of Windows 7 draws every page; what cannot run the program at all is told in plain words."""

from pathlib import Path

import pytest

from govboard import PROJECT
from tests.browser import screen
from tests.browser.conftest import FLAGS, start

OLD = PROJECT / ".venv" / "chromium109"


@pytest.fixture(scope="module")
def old():
    """A reader with Chromium 109 as `make test-long` fetches it; without it these tests fail. In one process: a context that is closed ends the browser."""
    from playwright.sync_api import sync_playwright

    assert Path(OLD).exists(), "no Chromium 109: make .venv/chromium109"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(OLD), args=[*FLAGS, "--single-process", "--no-zygote"], headless=False)
        yield running.new_context(viewport={"width": 1366, "height": 768})
        running.close()


@pytest.fixture(scope="module")
def server(demo_folder, tmp_path_factory):
    running = start(demo_folder, tmp_path_factory.mktemp("old") / "log.txt")
    yield running
    running.stop()


def test_kernel_109_draws_every_page(old, server):
    assert old.browser.version.startswith("109.")
    page = old.new_page()
    broken = []
    page.on("pageerror", lambda problem: broken.append(str(problem)))
    for address, title in screen.MENU.items():
        screen.visit(page, f"{server.url}/{address}", title)
        screen.drawn(page)
        assert page.locator(screen.BROKEN).count() == 0, title
    assert not broken


def test_a_browser_that_cannot_run_the_program_is_told_so_in_chinese(old, server):
    page = old.new_page()
    page.add_init_script("window.Function = function () { throw new SyntaxError('of long ago'); };")
    page.goto(f"{server.url}/cockpit")
    page.get_by_role("heading", name="浏览器版本过低（内核109）").wait_for()
    assert "请使用新版浏览器" in page.content()
