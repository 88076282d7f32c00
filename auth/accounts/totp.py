"""One-time codes by the clock (RFC 6238), as authenticator apps make them."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

__all__ = ["as_typed", "code_at", "matching_step", "new_secret", "provisioning_uri", "step_of"]

PERIOD_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""How many steps a phone's clock may be before or behind ours."""

SECRET_BYTES = 20


def new_secret() -> bytes:
    """A secret to share with an app."""
    return secrets.token_bytes(SECRET_BYTES)


def step_of(moment: datetime) -> int:
    """The number of the period that a moment is in."""
    return int(moment.timestamp()) // PERIOD_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """The code of that period (RFC 4226)."""
    # SHA-1 is what every app knows; as an HMAC it is not broken.
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(
    secret: bytes, given: str, *, moment: datetime, after: int | None = None
) -> int | None:
    """The period whose code it is, if that is near and later than the last one used."""
    typed = "".join(given.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    found = None
    now = step_of(moment)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step), typed):
            found = step
    return found if found is not None and (after is None or found > after) else None


def as_typed(secret: bytes) -> str:
    """The secret for those who can't scan it, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def provisioning_uri(secret: bytes, *, account: str, issuer: str) -> str:
    """What the picture says that an app scans."""
    label = f"{quote(issuer)}:{quote(account)}"
    # Six digits every thirty seconds by SHA-1 is what apps suppose unless they are told otherwise.
    query = {"secret": base64.b32encode(secret).decode(), "issuer": issuer}
    return f"otpauth://totp/{label}?{urlencode(query, quote_via=quote)}"
