"""The page is for the person at this machine: foreign hosts and origins are refused, and nothing foreign is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"127.0.0.1", "localhost"})
MOST = 1 << 20  # bytes of a form
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: refuses what does not come from the page itself, and adds the headers that keep foreign code out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 400, 403 or 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(Headers(scope=scope), scope["method"])
        if refusal:
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


def _refusal(headers: Headers, method: str) -> tuple[int, str] | None:
    """Status and reason, None for a request that may pass."""
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return 400, "只在本机以 127.0.0.1 或 localhost 访问 / only 127.0.0.1 or localhost"
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return 403, "拒绝来自其他网页的请求 / refused: the request comes from another page"
    if method not in {"GET", "HEAD"}:
        if origin is None and headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "拒绝来自其他网页的请求 / refused: the request comes from another page"
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST:
            return 413, "表单过大 / the form is too large"
    return None
