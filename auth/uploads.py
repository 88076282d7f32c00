"""Signed addresses to which a file is sent: who may send which file, and until when.

The address alone opens the way, so it says all that was promised of the file, down to its digest,
and lives for minutes. Whether its holder may still write the evidence is asked again once the file
is there.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from joserfc import jws, jwt
from joserfc.errors import JoseError

from auth.callers import Caller
from auth.keys import ALGORITHM, KeyRing
from auth.tokens import caller_of, client_of, scope_of, subject_of
from models.failures import BadUserInput, Forbidden
from models.filing import LONGEST_NAME
from models.filing_terms import MEDIA_TYPES

__all__ = ["FilePolicy", "Upload", "Uploads"]

TOKEN_TYPE: Final = "upload+jwt"  # noqa: S105 - a media type, no secret
AUDIENCE: Final = "urn:throughline:upload"
UNKNOWN: Final = "This is not an address that a file can be sent to, or it has expired."
HEX_OF_SHA256: Final = 64


@dataclass(frozen=True, slots=True)
class FilePolicy:
    """Which files are taken."""

    largest: int = 50_000_000
    media_types: tuple[str, ...] = MEDIA_TYPES
    lifetime: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody means to send, and what was said of it."""

    file: UUID
    district: UUID
    evidence: UUID
    file_name: str
    media_type: str
    bytes: int
    sha256: str


class Uploads:
    """Makes signed addresses, and reads them."""

    def __init__(
        self,
        keys: KeyRing,
        issuer: str,
        policy: FilePolicy | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._clock = clock
        self.policy = policy or FilePolicy()

    def check(self, upload: Upload) -> None:
        """Raise BadUserInput where such a file is not taken, with the input that says so."""
        if not 1 <= len(upload.file_name) <= LONGEST_NAME or not _is_plain(upload.file_name):
            says = f"A file's name has 1 to {LONGEST_NAME} characters, and no path."
            raise BadUserInput(says, path=["fileName"])
        if upload.media_type not in self.policy.media_types:
            known = ", ".join(self.policy.media_types)
            raise BadUserInput(f"A file is one of: {known}.", path=["mediaType"])
        if not 1 <= upload.bytes <= self.policy.largest:
            says = f"A file has 1 to {self.policy.largest:,} bytes."
            raise BadUserInput(says, path=["bytes"])
        if len(upload.sha256) != HEX_OF_SHA256 or set(upload.sha256) - set("0123456789abcdef"):
            says = "A SHA-256 digest has 64 digits of lower-case hexadecimal."
            raise BadUserInput(says, path=["sha256"])

    def sign(self, upload: Upload, caller: Caller) -> tuple[str, datetime]:
        """The last part of the address, and when it expires; raises what `check` does."""
        self.check(upload)
        now = int(self._clock())
        expires = now + int(self.policy.lifetime.total_seconds())
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": subject_of(caller),
            **scope_of(caller),
            **client_of(caller),
            "iat": now,
            "exp": expires,
            "upload": {name: _plain(value) for name, value in asdict(upload).items()},
        }
        key = self._keys.signing()
        header = {"alg": ALGORITHM, "typ": TOKEN_TYPE, "kid": key.kid}
        token = jwt.encode(header, claims, key.key, algorithms=[ALGORITHM])
        return token, datetime.fromtimestamp(expires, UTC)

    def read(self, token: str) -> tuple[Upload, Caller]:
        """What the address promises, and who asked for it; raises Forbidden."""
        claims = self._claims(token)
        told = claims.get("upload", {})
        in_time = self._clock() < claims.get("exp", 0)
        if claims.get("iss") != self._issuer or claims.get("aud") != AUDIENCE or not in_time:
            raise Forbidden(UNKNOWN)
        keys = {name: UUID(told[name]) for name in ("file", "district", "evidence")}
        return Upload(**{**told, **keys}), caller_of(claims)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            header = jws.extract_compact(token.encode()).headers()
            key = self._keys.verifying(str(header.get("kid")))
            if header.get("typ") != TOKEN_TYPE or key is None:
                raise Forbidden(UNKNOWN)
            taken = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
            claims: dict[str, Any] = orjson.loads(taken.payload or b"")
        except (JoseError, ValueError) as error:
            raise Forbidden(UNKNOWN) from error
        return claims


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value


def _is_plain(name: str) -> bool:
    """Whether a name is one: no path, and nothing that a header or a terminal would act on."""
    return name.isprintable() and not set(name) & set('/\\"') and name.strip(". ") != ""
