"""The server: the page at `/`, and `/check`, which is sent a text and answers what is found in it.

It listens on the loopback interface only, keeps nothing and reads no files. A page of another site that is open in the same browser can reach it
all the same, so it answers only where the request names this server as its host, which a name that was bound to 127.0.0.1 afterwards does not
(DNS rebinding), and takes texts only from its own page: the browser says in `Origin` whose script is asking, and asks first before it sends a
type that no form can send.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from textcheck import registry
from textcheck.errors import ConfigError, InputError
from textcheck.playground.worker import Force, Worker
from textcheck.reporters import html

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
# Bytes of a text, and seconds for sending it and for checking it.
LARGEST = 8_000_000
SENDING = 10.0
CHECKING = 20.0
# Requests at one time; a page has one under way.
MOST_REQUESTS = 32

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_EDITOR = """<section id="write" aria-label="Editor">
<label for="editor" class="soft">Text</label>
<textarea id="editor" spellcheck="false" dir="auto" placeholder="Type or paste text here, or drop files. Nothing leaves this machine."></textarea>
<p id="state" role="status"></p>
<div class="tools">
<button id="apply" disabled>Apply accepted</button>
<button id="new">New text</button>
<button id="open">Open files…</button><input type="file" id="files" aria-label="Files to open" multiple hidden>
</div>
</section>"""


def page() -> str:
    """The page, with what its scripts need to know."""
    rules = {rule.code: [rule.name, rule.family] for rule in registry.rules()}
    data = {"rules": rules, "largest": LARGEST}
    return html.page("playground", _EDITOR, "'self'").replace("{{data}}", html.packed(json.dumps(data)))


class Guard:
    """Lets through what was sent to this server, and to `/check` only what its own page sent; adds the headers to what goes back."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.lower().encode(), v.encode()) for k, v in HEADERS.items())]
            await send(message)

        request = Request(scope)
        answer: ASGIApp = self._app
        if request.headers.get("host", "").lower() not in self._hosts:
            answer = refusal(403, f"this server is called {' or '.join(sorted(self._hosts))}, and nothing else")
        elif request.method not in ("GET", "HEAD") and request.headers.get("origin") not in self._origins:
            answer = refusal(403, "texts are taken from the page of this server only; open that")
        await answer(scope, receive, guarded)


def refusal(status: int, message: str) -> Response:
    """An answer that says what was wrong."""
    return Response(json.dumps({"message": message}), status, media_type="application/json")


def app(worker: Worker, port: int) -> ASGIApp:
    """The application, at a port."""
    whole = page()

    async def show(request: Request) -> Response:
        return HTMLResponse(whole)

    return Guard(Starlette(routes=[Route("/", show), Route("/check", _checking(worker), methods=["POST"])]), port)


def _checking(worker: Worker) -> Callable[[Request], Awaitable[Response]]:
    turn = asyncio.Lock()

    async def check(request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        if kind not in ("application/json", "application/octet-stream"):
            return refusal(
                415, f"{kind or 'no type'}: wanted a text as application/json, or a file as application/octet-stream"
            )
        try:
            async with asyncio.timeout(SENDING):
                data = await _body(request)
        except TimeoutError:
            return refusal(408, f"the text did not arrive within {SENDING:g} seconds; try again")
        except ClientDisconnect:
            return Response(status_code=400)
        if data is None:
            return refusal(413, f"more than {LARGEST:,} bytes: too large for the playground; try textcheck --format html")
        text: str | bytes = data
        if kind == "application/json":
            try:
                text = json.loads(data)
            except ValueError as error:
                return refusal(400, f"no JSON ({error}): wanted a text as a JSON string")
            if not isinstance(text, str):
                return refusal(400, f"a {type(text).__name__}: wanted a text as a JSON string")
        async with turn:
            # Whoever types goes on before the answer comes, and asks anew.
            if await request.is_disconnected():
                return Response(status_code=400)
            try:
                found = await asyncio.to_thread(worker.check, request.query_params.get("name", "text"), text)
            except InputError as error:
                return refusal(503, str(error))
        return Response(found, media_type="application/json")

    return check


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too large, of which no more is read than that takes to know."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        return None
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            return None
    return bytes(data)


def listen(port: int) -> socket.socket:
    """A socket on the loopback interface; port 0 takes any that is free. Raises ConfigError where it is taken."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        # Only to learn now that nobody else does.
        taken.listen()
    except OSError as error:
        taken.close()
        raise ConfigError(f"port {port} of {HOST} cannot be had ({error.strerror}); try another --port, or --port 0") from error
    return taken


def serve(force: Force, port: int, ready: Callable[[str], None]) -> None:
    """Serve until an interrupt. `ready` is told the address. Raises ConfigError and InputError where that cannot begin."""
    with listen(port) as listening:
        port = listening.getsockname()[1]
        worker = Worker(force, CHECKING)
        try:
            worker.start()
            config = uvicorn.Config(
                app(worker, port),
                http="h11",
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST_REQUESTS,
                timeout_graceful_shutdown=1,
            )
            ready(f"http://{HOST}:{port}/")
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            # How somebody says that it is enough.
            return
        finally:
            worker.stop()
