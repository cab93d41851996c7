"""A real server and a real browser for the tests of whole screens. Every request of a page must stay on this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("GOVBOARD_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
OFFICE, PHONE = (1366, 768), (390, 844)
AT_HOME = {"127.0.0.1", "localhost", "::1"}
START_SECONDS, STOP_SECONDS = 60, 10


@dataclass
class Server:
    """A running dashboard: where it answers, what it says, and its process."""

    url: str
    log: Path
    process: subprocess.Popen = field(repr=False)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def start(data: Path, log: Path, script: str = "dashboard.py", folder: Path = PROJECT) -> Server:
    """Streamlit on a free loopback port, reading `data`; returns when it is healthy."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "GOVBOARD_DATA": str(data)}, stdout=out, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", log, process)
    try:
        _await_health(server)
    except BaseException:
        server.stop()
        raise
    return server


def _await_health(server: Server) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.process.poll() is not None:
            pytest.fail(f"the server ended with status {server.process.returncode} before it was ready:\n{server.said()}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server was not ready after {START_SECONDS} s:\n{server.said()}")


def strangers(urls) -> list[str]:
    """The URLs that leave this machine."""
    parted = [(url, urlsplit(url)) for url in urls]
    return [url for url, part in parted if part.scheme not in ("data", "blob", "about") and part.hostname not in AT_HOME]


def pytest_collection_modifyitems(items) -> None:
    for each in items:
        if Path(__file__).parent in each.path.parents:
            each.add_marker("browser")


@pytest.fixture(scope="session")
def server(demo_folder, tmp_path_factory):
    """The dashboard on the demonstration, ended by its own process handle."""
    running = start(demo_folder, tmp_path_factory.mktemp("server") / "log.txt")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    """Chromium with a new profile. Whole screens are part of what is promised: without a browser the tests fail."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("Playwright is missing: pip install -r requirements-dev.txt, and for the browser itself: apt-get install chromium fonts-noto-cjk", pytrace=False)
    if not Path(CHROMIUM).exists():
        pytest.fail(f"no Chromium at {CHROMIUM}: apt-get install chromium fonts-noto-cjk, or name another one in GOVBOARD_CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def contexts(browser, office):
    """contexts(size) -> a context of this size, that of the office kept warm; at the end it fails when any request left this machine.

    `asked` lists every URL, web sockets included; `complaints` every console error and every error nobody caught.
    """
    office.asked.clear()
    office.complaints.clear()
    others = []

    def open_one(size: tuple[int, int] = OFFICE):
        if size != OFFICE:
            others.append(_reader(browser, size))
        return office if size == OFFICE else others[-1]

    yield open_one
    for each in (*office.pages, *others):
        each.close()
    stayed([office, *others])


def stayed(opened) -> None:
    """Fails when any request of these contexts left this machine."""
    left = strangers(url for each in opened for url in each.asked)
    assert not left, "requests left this machine:\n" + "\n".join(sorted(set(left)))


def _reader(browser, size: tuple[int, int]):
    """A context of this size whose requests and complaints are written down. Without moving pictures, which cost a test a quarter of its time."""
    opened = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    opened.set_default_timeout(45_000)
    opened.asked, opened.complaints = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("page", lambda page: page.on("websocket", lambda socket: opened.asked.append(socket.url)))
    opened.on("console", lambda told: opened.complaints.append(f"{told.text} {told.location['url']}") if told.type == "error" else None)
    opened.on("weberror", lambda problem: opened.complaints.append(str(problem.error)))
    return opened


@pytest.fixture(scope="session")
def office(browser):
    """The office screen of one reader who has been here before: what the browser has fetched it keeps."""
    opened = _reader(browser, OFFICE)
    yield opened
    opened.close()


@pytest.fixture
def page(contexts):
    """One page of 1366 × 768. Every page is a reader of its own to the server."""
    return contexts().new_page()
