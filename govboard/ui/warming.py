"""The opening pages are run once when the server starts: what the first reader would wait for is made before anyone comes."""

import asyncio
from contextlib import asynccontextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

PAGES = ("today", "cockpit")
LONGEST = 20  # seconds; what is not ready by then is left to the readers


@asynccontextmanager
async def lifespan(_app):
    """The server answers once its opening pages are made, or after `LONGEST`: whoever came while they are being made would wait for twice the work."""
    warming = asyncio.create_task(_warm())
    await asyncio.wait({warming}, timeout=LONGEST)
    yield {}
    warming.cancel()


async def _warm() -> None:
    for page in PAGES:
        await _run(page)


async def _run(page: str) -> None:
    """One run for a reader who is nobody. A page that breaks says so in the log, as it does for everybody."""
    runtime, nobody, asked = Runtime.instance(), _Nobody(), BackMsg()
    asked.rerun_script.page_name = page
    session = runtime.connect_session(nobody, {})
    try:
        runtime.handle_backmsg(session, asked)
        await nobody.ended.wait()
    finally:
        runtime.close_session(session)


class _Nobody(SessionClient):
    """Takes what is drawn, looks at nothing but the end of it."""

    client_context = None

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished":
            self.ended.set()
