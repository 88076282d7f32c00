"""Our own signing keys, as one process knows them: which signs now, and which have signed.

`auth/key_store.py` keeps them in the database, where all processes find the same.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from auth.claims import TakenApart, verified_claims
from models.failures import Fault, Unauthenticated

__all__ = ["ALGORITHM", "LONGEST_TOKEN", "KeyRing", "KeysUnusable", "StoredKey", "retired"]

ALGORITHM = "ES256"
CURVE = "P-256"

LONGEST_TOKEN = timedelta(days=7)
"""No token of ours lives longer, so a key that has not signed for this long has no live token."""

RETIRED_AFTER = LONGEST_TOKEN.total_seconds() + 3600


class KeysUnusable(Fault):
    """There is no key to sign with."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key pair; `kid` is the RFC 7638 thumbprint.

    Without its private half, where that is sealed under a secret that is not ours, it only
    verifies.
    """

    kid: str
    key: ECKey
    made_at: float
    signs_from: float

    @classmethod
    def new(cls, made_at: float, signs_from: float) -> "StoredKey":
        """A key that nobody has seen."""
        key = ECKey.generate_key(CURVE)
        return cls(key.thumbprint(), key, made_at, signs_from)

    @property
    def signs(self) -> bool:
        """Whether its private half is here."""
        return self.key.is_private

    def public(self) -> dict[str, Any]:
        """Its public half, as a JSON Web Key."""
        told = self.key.as_dict(private=False)
        return {**told, "kid": self.kid, "use": "sig", "alg": ALGORITHM}


def retired(keys: Sequence[StoredKey], now: float) -> set[str]:
    """The `kid`s of those whose successor has signed for longer than any token lives."""
    order = sorted(keys, key=lambda held: (held.signs_from, held.kid))
    return {old.kid for old, new in pairwise(order) if new.signs_from < now - RETIRED_AFTER}


class KeyRing:
    """The key that signs, those whose tokens may still live, and those published beforehand."""

    def __init__(
        self, keys: Sequence[StoredKey] = (), clock: Callable[[], float] = time.time
    ) -> None:
        self.clock = clock
        self._keys: dict[str, StoredKey] = {}
        self.hold(keys)

    def hold(self, keys: Sequence[StoredKey]) -> None:
        """Know these keys from now on, and no others."""
        self._keys = {held.kid: held for held in keys}

    def known(self, kid: str) -> StoredKey | None:
        """The key of that `kid`, whatever it is good for."""
        return self._keys.get(kid)

    def signing(self) -> StoredKey:
        """The key to sign with now; raises KeysUnusable when there is none."""
        held = self._signing()
        if held is None:
            raise KeysUnusable("There is no key to sign tokens with.")
        return held

    def can_sign(self) -> bool:
        """Whether there is a key to sign with now."""
        return self._signing() is not None

    def verifying(self, kid: str) -> ECKey | None:
        """The key of that `kid`, if a live token may bear it."""
        held = self._keys.get(kid)
        if held is None or kid in retired(list(self._keys.values()), self.clock()):
            return None
        return held.key

    def held(self) -> list[StoredKey]:
        """The keys that a live token may be signed with, the newest first."""
        gone = retired(list(self._keys.values()), self.clock())
        order = sorted(self._keys.values(), key=lambda held: (-held.signs_from, held.kid))
        return [held for held in order if held.kid not in gone]

    def sign(self, claims: Mapping[str, Any], typ: str) -> str:
        """A token of that type, signed with the key of now."""
        key = self.signing()
        header = {"alg": ALGORITHM, "typ": typ, "kid": key.kid}
        return jwt.encode(header, dict(claims), key.key, algorithms=[ALGORITHM])

    def verified(self, parts: TakenApart) -> dict[str, Any]:
        """The claims of a token that one of these keys has signed; raises Unauthenticated."""
        key = self.verifying(parts.kid) if parts.kid else None
        if key is None:
            raise Unauthenticated("the token is signed with a key that this API does not know")
        return verified_claims(parts, key, [ALGORITHM])

    def public(self) -> list[dict[str, Any]]:
        """The same keys as public JWKs."""
        return [held.public() for held in self.held()]

    def _signing(self) -> StoredKey | None:
        """The newest in force of those whose private half is here."""
        now = self.clock()
        return next((held for held in self.held() if held.signs and held.signs_from <= now), None)
