"""What the browser gets before the program: the page says that it is Chinese, older browsers are helped or told, an unknown address leads home.

A layer around the web application (ASGI). It touches pages only, never files, sockets or data.
"""

from pathlib import Path

_SCRIPT = (Path(__file__).parent / "doorway.js").read_text(encoding="utf-8")
_NO_SCRIPT = "<noscript>本看板需要启用 JavaScript。请在浏览器设置中允许，再刷新本页。</noscript>"
_INSIDE = frozenset({"_stcore", "static", "media", "component", "app", "healthz"})


class Doorway:
    """`app` is the application behind, `known` the addresses of its pages."""

    def __init__(self, app, known: frozenset[str] = frozenset(), base: str = ""):
        self.app, self.known, self.base = app, known, f"/{base.strip('/')}".rstrip("/")

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not self._is_page(scope["path"]):
            await self.app(scope, receive, send)
        elif self._address(scope["path"]) not in self.known:
            await self._lead_home(send)
        else:
            await self.app(_plain(scope), receive, _Rewritten(send))

    def _is_page(self, path: str) -> bool:
        parts = self._address(path).split("/")
        return _INSIDE.isdisjoint(parts) and "." not in parts[-1]  # the program looks for its own paths below every address

    def _address(self, path: str) -> str:
        return path.removeprefix(self.base).strip("/")

    async def _lead_home(self, send) -> None:
        await send({"type": "http.response.start", "status": 302, "headers": [(b"location", f"{self.base}/".encode()), (b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


def _plain(scope: dict) -> dict:
    """The request without an offer to take a compressed answer, which could not be read here, and without a copy kept from before: it may be older than the program."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return scope | {"headers": [each for each in scope["headers"] if each[0] not in unwanted]}


class _Rewritten:
    """Sends a page on with its language, its title and the script in front; anything else as it is."""

    def __init__(self, send):
        self.send, self.start, self.body = send, None, b""

    async def __call__(self, message: dict) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(message)

    async def _finish(self, message: dict) -> None:
        body = rewritten(self.body) if self.body else b""
        headers = [each for each in self.start["headers"] if each[0].lower() not in (b"content-length", b"etag", b"last-modified")]
        headers += [(b"content-length", str(len(body)).encode())] if body else []
        await self.send(self.start | {"headers": headers})
        await self.send(message | {"body": body, "more_body": False})


def _is_html(message: dict) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


def rewritten(page: bytes) -> bytes:
    """The page of the program with `lang`, title and the script that runs before anything else. Bytes that are no such page stay as they are."""
    text = page.decode("utf-8")
    text = text.replace('<html lang="en">', '<html lang="zh-CN">', 1).replace("<title>Streamlit</title>", "<title>网格化治理数据看板</title>", 1)
    return text.replace("<head>", f'<head><meta charset="UTF-8" /><script>{_SCRIPT}</script>{_NO_SCRIPT}', 1).encode()
