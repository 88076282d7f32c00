"""Secrets that we make: told once, and kept only as what they can be recognized by.

What a client keeps for years is hashed with Argon2id. What lives for minutes or days and is looked
up by itself, codes and refresh tokens, is kept as SHA-256: all are 256 random bits, so that there
is nothing to guess.
"""

import asyncio
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

__all__ = ["digest", "hashed", "new_secret", "verified"]

BYTES = 32
AT_ONCE = 4
"""How many hashes are worked out at once: each takes memory."""

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
NOBODYS = HASHER.hash("nobody's")
"""Verified where there is nothing to verify, so that it takes as long."""

_hashing = ThreadPoolExecutor(AT_ONCE, "hashing")


def new_secret() -> str:
    """256 random bits, in characters that need no escaping."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> bytes:
    """What a code or a refresh token is kept as."""
    return sha256(secret.encode(errors="replace")).digest()


async def hashed(secret: str) -> str:
    """What a client's secret is kept as."""
    return await asyncio.get_running_loop().run_in_executor(_hashing, HASHER.hash, secret)


async def verified(secret: str, hashes: Sequence[str]) -> bool:
    """Whether a secret is one of those; it takes as long where there is none."""
    run = asyncio.get_running_loop().run_in_executor
    found = [await run(_hashing, _is, secret, each) for each in hashes or (NOBODYS,)]
    return bool(hashes) and any(found)


def _is(secret: str, kept: str) -> bool:
    try:
        return HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False
