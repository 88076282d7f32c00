"""Where a log-in leads to: back to the authorization request that asked for it, or nowhere else.

Anything but a relative address of our own is dropped, so that nobody is sent elsewhere by a link
to our log-in.
"""

import re
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from starlette.requests import Request

__all__ = ["HOME", "form_targets", "place", "safe_goal", "targets_of", "without_hint"]

HOME: Final = "/"
HINT: Final = "login_hint"
LONGEST: Final = 4_000

# No backslash, no control character, no second slash: browsers read those as they like.
_GOAL = re.compile(r"/(?:oauth/authorize(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*)?)?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*")
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?")


def safe_goal(given: str | None, root: str = "") -> str:
    """The address to go on to: one of ours, or HOME; `root` is where the application stands."""
    goal = (given or HOME).removeprefix(root) if root else (given or HOME)
    return goal if len(goal) <= LONGEST and _GOAL.fullmatch(goal) else HOME


def without_hint(goal: str) -> tuple[str, str | None]:
    """An authorization request without its `login_hint`, and that; it is taken once."""
    path, _, query = goal.partition("?")
    said = parse_qsl(query)
    hint = dict(said).get(HINT)
    if hint is None:
        return goal, None
    return f"{path}?{urlencode([each for each in said if each[0] != HINT])}", hint


def place(request: Request, path: str) -> str:
    """A path of ours as the browser has to ask for it."""
    return f"{request.scope.get('root_path', '')}{path}"


def form_targets(address: str) -> list[str]:
    """What a page's policy has to let its form lead to, for a request with a `redirect_uri`.

    Browsers hold a form to `form-action` through all redirects that follow, and the last of them
    leads to the client.
    """
    try:
        values = parse_qs(urlsplit(address).query).get("redirect_uri", [])
    except ValueError:
        return []
    return [target for value in values for target in targets_of(value)]


def targets_of(redirect_uri: str | None) -> list[str]:
    """What a policy says of a client's address: its origin or, failing that, its scheme."""
    try:
        target = _target(redirect_uri or "")
    except ValueError:
        return []
    return [target] if target is not None else []


def _target(redirect_uri: str) -> str | None:
    parts = urlsplit(redirect_uri)
    if not _SCHEME.fullmatch(parts.scheme) or parts.scheme in {"javascript", "data"}:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return f"{parts.scheme}:"  # a policy has no words for an address of IPv6 either
    return f"{parts.scheme}://{parts.netloc}"
