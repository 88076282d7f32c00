"""The cookies of a log-in. Both are `__Host-`: of this host alone, over TLS, out of scripts' reach.

Chromium and Firefox take such cookies from loopback over plain http as well; elsewhere a log-in
needs https, and the pages say so.
"""

from typing import Final

from starlette.responses import Response

__all__ = ["ATTEMPT", "SESSION", "clear_cookie", "set_cookie"]

SESSION: Final = "__Host-throughline-session"
ATTEMPT: Final = "__Host-throughline-log-in"


def set_cookie(response: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    """Set a cookie; without `seconds` it goes with the browser's own session.

    `Lax`, because portals and providers lead here by links and redirects of theirs.
    """
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )


def clear_cookie(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
