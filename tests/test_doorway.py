"""What the browser gets before the program: its language, a script for older browsers, home for an unknown address."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from govboard.ui import doorway

PAGE = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body></body></html>'


async def _app(scope, receive, send):
    path, asked = scope["path"], dict(scope.get("headers", []))
    kind, body = (b"text/html; charset=utf-8", PAGE) if "." not in path else (b"text/javascript", b"let x = 1")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"etag", b"1"), (b"x-asked", asked.get(b"accept-encoding", b"-"))]})
    await send({"type": "http.response.body", "body": body[:10], "more_body": True})
    await send({"type": "http.response.body", "body": body[10:], "more_body": False})


def answer(path: str, method: str = "GET", base: str = "", kind: str = "http") -> tuple[int, dict, bytes]:
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": method, "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    with ThreadPoolExecutor(1) as hand:  # in a thread of its own: the browser tests leave a loop running in this one
        hand.submit(lambda: asyncio.run(doorway.Doorway(_app, frozenset({"", "cockpit"}), base)(scope, None, send))).result()
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])


@pytest.mark.parametrize("path", ["/", "/cockpit", "/cockpit/"])
def test_a_page_says_that_it_is_chinese_and_runs_our_script_first(path):
    status, headers, body = answer(path)
    text = body.decode()
    assert status == 200 and headers[b"content-length"] == str(len(body)).encode() and b"etag" not in headers and headers[b"x-asked"] == b"-"
    assert '<html lang="zh-CN">' in text and "<title>网格化治理数据看板</title>" in text
    assert text.index("浏览器版本过低") < text.index("</head>") and text.count("<script>") == 1


@pytest.mark.parametrize("path", ["/static/js/index.js", "/cockpit/_stcore/health", "/_stcore/host-config", "/app/static/boundaries/x.json", "/media/a.png"])
def test_what_is_no_page_passes_as_it_is(path):
    status, headers, body = answer(path)
    assert (status, headers[b"x-asked"]) == (200, b"gzip") and body in (PAGE, b"let x = 1")


@pytest.mark.parametrize(("path", "base", "home"), [("/nope", "", b"/"), ("/pages/overview/cockpit", "", b"/"), ("/board/nope", "board", b"/board/")])
def test_an_unknown_address_leads_home(path, base, home):
    status, headers, _ = answer(path, base=base)
    assert (status, headers[b"location"]) == (302, home)


def test_below_a_base_path_pages_are_known():
    assert answer("/board/cockpit", base="board")[0] == 200


def test_sockets_and_sent_forms_pass():
    assert answer("/nope", method="POST")[0] == 200
