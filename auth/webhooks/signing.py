"""What proves that a delivery is ours, by Standard Webhooks: HMAC-SHA-256 with a shared secret."""

import base64
import hmac
import os
from collections.abc import Sequence
from datetime import datetime

__all__ = ["SECRET_BYTES", "new_secret", "signed_headers", "told_secret"]

SECRET_BYTES = 32
PREFIX = "whsec_"


def new_secret() -> bytes:
    """A secret that nobody guesses."""
    return os.urandom(SECRET_BYTES)


def told_secret(secret: bytes) -> str:
    """A secret as its holder is told it, and libraries take it."""
    return PREFIX + base64.b64encode(secret).decode()


def signed_headers(
    secrets: Sequence[bytes], delivery: str, moment: datetime, body: bytes
) -> dict[str, str]:
    """The headers that a receiver verifies; each of the secrets signs, so that they can rotate."""
    timestamp = str(int(moment.timestamp()))
    said = b".".join([delivery.encode(), timestamp.encode(), body])
    signatures = (base64.b64encode(hmac.digest(secret, said, "sha256")) for secret in secrets)
    return {
        "webhook-id": delivery,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature.decode()}" for signature in signatures),
    }
