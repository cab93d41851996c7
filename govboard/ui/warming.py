"""The opening pages are run once when the server starts: what the first reader would wait for is made before anyone comes."""

import asyncio
from contextlib import asynccontextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

PAGES = ("today", "cockpit")
LONGEST = 600  # seconds; a page that is not ready by then is left to its readers


@asynccontextmanager
async def lifespan(_app):
    """Begins when the server runs; who comes before it has ended waits no longer than without it."""
    warming = asyncio.create_task(_warm())
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
        await asyncio.wait_for(nobody.ended.wait(), LONGEST)
    except TimeoutError:
        return
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
