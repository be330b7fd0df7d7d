"""Stories on a shelf → an app that answers on this machine alone; the one module of the view that listens."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from tawatur.base.judgement import JudgementError
from tawatur.view.language import speaking
from tawatur.view.web import pages
from tawatur.view.web.deliveries import DELIVERIES, SHELF_DELIVERIES
from tawatur.view.web.guard import TOKEN_HEADER, Guard, Token
from tawatur.view.web.screen import Asked, Delivery, FormError, MissingError, Screen, Write
from tawatur.view.web.screens import OF_SHELF, OF_STORY
from tawatur.view.web.settings import settings_of, with_settings
from tawatur.view.web.shelf import Shelf, ShelfError
from tawatur.view.web.writing import SHELF_WRITES, WRITES

HOME = "127.0.0.1"  # nothing else is ever bound: the app has no users and no passwords
STORY = "/s/{story}"
MOST_BYTES = 1_000_000_000  # of one form, its files included; they go to the disk as they come
MOST_FILES, MOST_FIELDS = 2000, 5000
MOST_TEXT = 8_000_000  # of one field
Endpoint = Callable[[Request], Awaitable[Response]]


def app(shelf: Shelf, hosts: Sequence[str], token: Token) -> Starlette:
    """Make the app. ``hosts``: every «host:port» that may ask."""
    made = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: refused},  # type: ignore[dict-item]
    )
    made.state.shelf, made.state.token = shelf, token
    return made


def routes() -> list[BaseRoute]:
    """List every address: the shelf's screens, then those of a story, what it gives and what it takes."""
    return [
        *(Route(s.address, showing(s)) for s in OF_SHELF),
        *(Route(d.address, giving(d)) for d in SHELF_DELIVERIES),
        Route("/settings", settings, methods=["POST"]),
        Mount("/static", StaticFiles(directory=pages.STATIC)),
        Mount("/shared", StaticFiles(directory=pages.SHARED)),
        *(Route(STORY + s.address, showing(s)) for s in OF_STORY),
        *(Route(STORY + d.address, giving(d)) for d in DELIVERIES),
        *(Route(STORY + w.address, taking(w), methods=["POST"]) for w in WRITES),
        *(Route(w.address, taking(w), methods=["POST"]) for w in SHELF_WRITES),
    ]


def showing(screen: Screen) -> Endpoint:
    """Make the endpoint of a screen."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(page_of, request, screen)

    return endpoint


def giving(delivery: Delivery) -> Endpoint:
    """Make the endpoint of a delivery."""

    async def endpoint(request: Request) -> Response:
        def give() -> Response:
            with speaking_for(request):
                return delivery.give(asked(request))

        return await run_in_threadpool(answered, give)

    return endpoint


def taking(write: Write) -> Endpoint:
    """Make the endpoint of a write: without the run's token nothing is done."""

    async def endpoint(request: Request) -> Response:
        refuse_too_much(request)
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_TEXT) as form:
            if not request.app.state.token.fits(request.headers.get(TOKEN_HEADER) or str(form.get("token", ""))):
                raise HTTPException(403, "This form is of another run of the program. Load the screen again.")
            fields = {f: v for f, v in form.multi_items() if isinstance(v, str)}
            files = [v for _, v in form.multi_items() if not isinstance(v, str)]

            def do() -> Response:
                with speaking_for(request):
                    filled = replace(asked(request), form=fields, files=files)
                    return with_settings(
                        RedirectResponse(write.do(filled), 303), {f: v for f, v in fields.items() if f == "coder"}
                    )

            return await run_in_threadpool(answered, do)

    return endpoint


def refuse_too_much(request: Request) -> None:
    """Refuse a form that is too large before it is read, or that does not say how large it is."""
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise HTTPException(411, "This form does not say how long it is.")
    if int(length) > MOST_BYTES:
        raise HTTPException(
            413,
            f"{int(length) / 1e6:.0f} MB at once; the most is {MOST_BYTES / 1e6:.0f}. Bring them in several times, or build "
            "from the command line: tawatur build PAGES -o NAME.tawatur",
        )


def asked(request: Request) -> Asked:
    """Gather what a request asks; opens its story. Raises MissingError, ShelfError."""
    shelf: Shelf = request.app.state.shelf
    name = request.path_params.get("story")
    return Asked(
        shelf=shelf,
        story=shelf.open(name) if name is not None else None,
        path=request.path_params,
        query=request.query_params.multi_items(),
        settings=settings_of(request.cookies),
    )


def answered(answer: Callable[[], Response]) -> Response:
    """Turn what can go wrong with a request into its status: 404 for what is not there, 409 for what cannot be done."""
    try:
        return answer()
    except MissingError as wrong:
        raise HTTPException(404, str(wrong.args[0])) from wrong
    except (JudgementError, ShelfError, FormError) as wrong:
        raise HTTPException(409, str(wrong)) from wrong


def speaking_for(request: Request) -> AbstractContextManager[None]:
    """Speak the reader's language."""
    chosen = settings_of(request.cookies)
    return speaking(chosen.language, chosen.digits)


def page_of(request: Request, screen: Screen) -> Response:
    """Write the page of a screen."""

    def show() -> Response:
        with speaking_for(request):
            wanted = asked(request)
            shown = dict(screen.show(wanted))
            return HTMLResponse(pages.write(screen, wanted, request.app.state.token.value, request.url.path, shown))

    return answered(show)


async def refused(request: Request, wrong: HTTPException) -> Response:
    """Show what is wrong on a page that leads back."""
    with speaking_for(request):
        chosen = settings_of(request.cookies)
        text = pages.plain(
            "wrong.html.j2",
            chosen,
            request.app.state.token.value,
            request.url.path,
            status=wrong.status_code,
            said=wrong.detail,
        )
    return HTMLResponse(text, wrong.status_code)


async def settings(request: Request) -> Response:
    """Keep a reader's choices and go back to where they were chosen."""
    async with request.form() as form:
        fields = {f: v for f, v in form.multi_items() if isinstance(v, str)}
    back = fields.get("back", "/")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))  # never to another site
    return with_settings(RedirectResponse(back if inside else "/", 303), fields)


def listen(shelf: Shelf, port: int, ready: Callable[[str], None]) -> None:
    """Serve a shelf until it is stopped. ``port`` 0 takes a free one; ``ready`` is told the address."""
    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOME, port))
        port = sock.getsockname()[1]
        made = app(shelf, [f"{HOME}:{port}", f"localhost:{port}"], Token())
        shelf.warm()
        server = uvicorn.Server(
            uvicorn.Config(made, log_level="warning", access_log=False, server_header=False, date_header=False)
        )
        ready(f"http://{HOME}:{port}/")
        try:
            server.run(sockets=[sock])
        finally:
            shelf.verbs.end_jobs()
