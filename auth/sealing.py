"""Secrets of ours that stand in the database or go through a browser: sealed with AES-GCM.

All keys come from one secret, by purpose: what was sealed for one purpose opens for no other.
"""

import hmac
import os
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auth.files import write_once
from models.failures import Fault

__all__ = ["Sealing", "SecretUnusable", "Unsealable"]

FILE = "secret"
SECRET_BYTES = 32
NONCE_BYTES = 12


class SecretUnusable(Fault):
    """The file with the secret can't be read or made, or is open to others."""


class Unsealable(Exception):  # noqa: N818 - named by what happened, like the failures
    """It was not sealed with this secret for this purpose, or was altered since."""


class Sealing:
    """Seals and opens; everything of one installation has the same secret."""

    def __init__(self, secret: bytes) -> None:
        """ValueError for a secret that is too short to be one."""
        if len(secret) < SECRET_BYTES:
            raise ValueError(f"the secret needs {SECRET_BYTES} bytes at least")
        self._secret = secret

    @classmethod
    def open(cls, given: str | None, directory: Path) -> "Sealing":
        """With the secret that is given, or else the one kept in `directory`, made if need be.

        Raises SecretUnusable.
        """
        return cls(given.encode() if given is not None else _kept(directory))

    def seal(self, content: bytes, purpose: str) -> bytes:
        """The content as nobody without the secret can read or alter it."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher(purpose).encrypt(nonce, content, None)

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """The content again; raises Unsealable."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher(purpose).decrypt(nonce, rest, None)
        except (InvalidTag, ValueError) as error:
            raise Unsealable(f"not sealed here: {purpose}") from error

    def seal_text(self, content: bytes, purpose: str) -> str:
        """Sealed, as text that fits a cookie."""
        return urlsafe_b64encode(self.seal(content, purpose)).decode().rstrip("=")

    def unseal_text(self, sealed: str, purpose: str) -> bytes:
        """The content of sealed text; raises Unsealable."""
        try:
            content = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
        except ValueError as error:
            raise Unsealable(f"not sealed here: {purpose}") from error
        return self.unseal(content, purpose)

    def tag(self, content: bytes, purpose: str) -> bytes:
        """What only a holder of the secret can say of the content (HMAC-SHA-256)."""
        return hmac.digest(self._key(purpose), content, "sha256")

    def _cipher(self, purpose: str) -> AESGCM:
        return AESGCM(self._key(purpose))

    def _key(self, purpose: str) -> bytes:
        info = f"throughline/{purpose}".encode()
        return HKDF(SHA256(), length=SECRET_BYTES, salt=None, info=info).derive(self._secret)


def _kept(directory: Path) -> bytes:
    path = directory / FILE
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            write_once(path, os.urandom(SECRET_BYTES))
        mode, secret = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise SecretUnusable(f"the secret can't be kept in {path}: {error.strerror}") from error
    if mode & stat.S_IRWXO:
        raise SecretUnusable(f"the file {path} is open to everybody: chmod 600 it")
    if len(secret) < SECRET_BYTES:
        raise SecretUnusable(f"the file {path} is damaged: it has fewer than {SECRET_BYTES} bytes")
    return secret
