"""Secrets of ours that stand in the database or go through a browser: sealed with AES-256-GCM.

The key stands outside of the database. From it comes another for each purpose: what was sealed for
one purpose opens for no other.
"""

import base64
import binascii
import hmac
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auth.files import write_once
from models.failures import Fault

__all__ = ["Sealing", "SecretUnusable", "Unsealable", "read_secret"]

FILE = "secret"
SECRET_BYTES = 32
NONCE_BYTES = 12


class SecretUnusable(Fault):
    """The file with the secret can't be read or made, or does not hold one."""


class Unsealable(Exception):  # noqa: N818 - named by what happened, like the failures
    """It was not sealed with our secret for this purpose, or was altered since."""


class Sealing:
    """Seals under the first of its secrets, and opens what was sealed under any of them."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        """ValueError unless each secret has 32 bytes."""
        if not secrets or any(len(secret) != SECRET_BYTES for secret in secrets):
            raise ValueError(f"a secret has {SECRET_BYTES} bytes")
        self._secrets = tuple(secrets)

    @classmethod
    def open(cls, given: str | None, directory: Path) -> "Sealing":
        """With the secrets that are given, or else the one kept in `directory`, made if need be.

        Raises SecretUnusable.
        """
        return cls(read_secret(given) if given is not None else [_kept(directory)])

    def seal(self, content: bytes, purpose: str) -> bytes:
        """The content as nobody without the secret can read or alter it."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(_key(self._secrets[0], purpose)).encrypt(nonce, content, None)

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """The content again; raises Unsealable."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        for secret in self._secrets:
            try:
                return AESGCM(_key(secret, purpose)).decrypt(nonce, rest, None)
            except (InvalidTag, ValueError):
                continue
        raise Unsealable(f"not sealed here: {purpose}")

    def seal_text(self, content: bytes, purpose: str) -> str:
        """Sealed, as text that fits a cookie."""
        return base64.urlsafe_b64encode(self.seal(content, purpose)).decode().rstrip("=")

    def unseal_text(self, sealed: str, purpose: str) -> bytes:
        """The content of sealed text; raises Unsealable."""
        try:
            content = base64.urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
        except ValueError as error:
            raise Unsealable(f"not sealed here: {purpose}") from error
        return self.unseal(content, purpose)

    def tag(self, content: bytes, purpose: str) -> bytes:
        """What only a holder of the secret can say of the content (HMAC-SHA-256)."""
        return hmac.digest(_key(self._secrets[0], purpose), content, "sha256")


def read_secret(text: str) -> list[bytes]:
    """Secrets in base64, separated by commas; ValueError unless each has 32 bytes."""
    try:
        secrets = [
            base64.b64decode(part.strip(), altchars=b"-_" if set(part) & set("-_") else None)
            for part in text.split(",")
        ]
    except binascii.Error as error:
        raise ValueError("a secret key is 32 bytes in base64") from error
    if any(len(secret) != SECRET_BYTES for secret in secrets):
        raise ValueError("a secret key is 32 bytes in base64")
    return secrets


def _key(secret: bytes, purpose: str) -> bytes:
    info = f"throughline/{purpose}".encode()
    return HKDF(SHA256(), length=SECRET_BYTES, salt=None, info=info).derive(secret)


def _kept(directory: Path) -> bytes:
    path = directory / FILE
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            write_once(path, base64.b64encode(os.urandom(SECRET_BYTES)) + b"\n")
        if path.stat().st_mode & stat.S_IRWXO:
            raise SecretUnusable(f"the file {path} is open to everybody: chmod 600 it")
        [secret] = read_secret(path.read_text())
    except OSError as error:
        raise SecretUnusable(f"the secret can't be kept in {path}: {error.strerror}") from error
    except ValueError as error:
        raise SecretUnusable(f"the file {path} does not hold a secret: it is damaged") from error
    return secret
