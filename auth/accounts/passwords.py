"""Passwords: what may be one, and hashes of them by Argon2id (RFC 9106, its second choice).

A hash takes 64 MiB and some 50 ms of several cores: it is worked out in a thread, for a few at a
time.
"""

import base64
import os
import unicodedata

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from models.failures import BadUserInput

__all__ = ["LONGEST", "SHORTEST", "Passwords", "require_good"]

SHORTEST = 12
LONGEST = 256
FEWEST_DIFFERENT = 6
AT_ONCE = 2


def require_good(password: str, email: str) -> None:
    """Raise BadUserInput with what is wrong with a new password.

    Length decides, as NIST SP 800-63B has it; no kinds of characters are demanded.
    """
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise BadUserInput(f"A password has {SHORTEST} to {LONGEST} characters.")
    if len(set(text)) < FEWEST_DIFFERENT:
        raise BadUserInput(f"A password has at least {FEWEST_DIFFERENT} different characters.")
    if email.partition("@")[0].lower() in text.lower():
        raise BadUserInput("A password does not contain the name of its e-mail address.")


class Passwords:
    """Makes hashes and compares with them."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._limiter = CapacityLimiter(AT_ONCE)
        self._nobodys = _made_up(self._hasher)

    async def hashed(self, password: str) -> str:
        """The hash to keep."""
        return await run_sync(self._hasher.hash, _normal(password), limiter=self._limiter)

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether the password is that hash's; without a hash it takes as long to say no."""
        hashed = self._nobodys if kept is None else kept
        right = await run_sync(self._verified, hashed, _normal(password), limiter=self._limiter)
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether it was made by other parameters, so that it should be made anew."""
        return self._hasher.check_needs_rehash(kept)

    def _verified(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """As other keyboards would have typed it; cut where no password of ours goes on."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def _made_up(hasher: PasswordHasher) -> str:
    """A hash of no password, which takes as long to be compared with as a real one."""
    salt, tail = (
        base64.b64encode(os.urandom(length)).decode().rstrip("=")
        for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${tail}"
