"""Serving the page on this machine only."""

from __future__ import annotations

import getpass
import socket
from typing import TYPE_CHECKING

from pipeline.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

HOST = "127.0.0.1"


def user_name() -> str:
    """The name of the account, for those who give no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "无名"


def serve(app: Starlette, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is called with the address once it can be opened. Raises UserError where the port is taken."""
    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise UserError(
                f"port {port} is taken ({error.strerror}); choose another with --port, or --port 0"
            ) from error
        listening.listen()
        ready(f"http://{HOST}:{listening.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        server.run(sockets=[listening])
