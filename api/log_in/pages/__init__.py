"""The pages of a log-in: plain HTML without a script, which say what they want and why.

Their policy lets nothing in from elsewhere, and a form lead nowhere but here and to the client
that asked.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.log_in.goals import form_targets, place, targets_of
from auth.accounts.sessions import SignedIn

__all__ = ["consent_page", "error_page", "page", "qr_code", "signed_out_page"]

HERE: Final = Path(__file__).parent
STYLE: Final = (HERE / "style.css").read_text("utf-8")
STYLE_HASH: Final = base64.b64encode(sha256(STYLE.encode()).digest()).decode()

SCOPES: Final[Mapping[str, str]] = {
    "openid": "Know that it is you, by an identifier.",
    "profile": "Read what you are called in the network, and your name.",
    "email": "Read your e-mail address.",
    "offline_access": "Stay connected when you have left, until you or the state end it.",
    "read": "Read all that you may see.",
    "write": "Change and record what you may.",
    "research": "Read what you see as a member of the research office.",
}
"""What each scope lets an application do, as the person is told."""

templates = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals["style"] = STYLE


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    targets: Iterable[str] = (),
    **values: Any,
) -> Response:
    """A page from its template; `targets` are where its form may lead beside here."""
    html = templates.get_template(f"{template}.html").render(
        at=lambda path: place(request, path), **values
    )
    headers = {
        "content-security-policy": _policy(targets),
        "cache-control": "no-store",
        # Under no-referrer a browser says of a form only that it comes from nowhere.
        "referrer-policy": "same-origin",
    }
    return HTMLResponse(html, status, headers)


def error_page(request: Request, status: int, title: str, message: str) -> Response:
    """What went wrong, in words for whoever looks at it; the texts are escaped."""
    return page(request, "message", status=status, title=title, message=message, link=None)


def signed_out_page(request: Request) -> Response:
    """That nobody is logged in here any more."""
    return page(
        request,
        "message",
        title="You are logged out",
        message="Your session has ended. You can close this page.",
        link=("/log-in", "Log in again"),
    )


def consent_page(
    request: Request,
    *,
    client_name: str,
    scopes: Sequence[str],
    hidden: Mapping[str, str],
) -> Response:
    """Whether an application may act for the person: POSTs to /oauth/authorize with `decision`.

    `hidden` goes with it, and has to hold the session's CSRF token.
    """
    signed_in: SignedIn | None = getattr(request.state, "signed_in", None)
    told = [(scope, SCOPES.get(scope, f"Use the scope {scope}.")) for scope in scopes]
    return page(
        request,
        "consent",
        targets=form_targets(str(request.url)) + targets_of(hidden.get("redirect_uri")),
        client_name=client_name,
        scopes=told,
        hidden=hidden,
        label=signed_in.label if signed_in is not None else None,
    )


def qr_code(content: str) -> str:
    """A picture for a phone's camera, as SVG that stands in a page; dark on light in any theme."""
    return segno.make(content, error="l").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )


def _policy(targets: Iterable[str]) -> str:
    allowed = " ".join(dict.fromkeys(("'self'", *targets)))
    return (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action {allowed}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
