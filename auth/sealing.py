"""What is kept secret at rest: sealed under a key that stands outside of the database.

AES-256-GCM. What a sealed value is about is bound to it, so that one put in another's place does
not open.
"""

import base64
import binascii
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.failures import Fault

__all__ = ["SealBroken", "Sealer", "SecretUnusable", "read_secret"]

KEY_BYTES = 32
NONCE_BYTES = 12


class SecretUnusable(Fault):
    """The file with the secret can't be made or read, or does not hold one."""


class SealBroken(Exception):  # noqa: N818 - named by what happened, as models.failures are
    """It was sealed under another key, as something else, or altered."""


class Sealer:
    """Seals under the first of its keys, and opens what was sealed under any of them."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """ValueError unless each key has 32 bytes."""
        if not keys:
            raise ValueError("a sealer needs a key")
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._keys = [AESGCM(key) for key in keys]

    @classmethod
    def open(cls, secret_key: str | None, file: Path) -> "Sealer":
        """By the setting; without it by the file, which is made if it is not there.

        Raises SecretUnusable.
        """
        return cls(read_secret(secret_key) if secret_key is not None else [_secret_in(file)])

    def seal(self, plain: bytes, about: str) -> bytes:
        """What only `unseal` makes readable, and only as being about the same."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._keys[0].encrypt(nonce, plain, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """What was sealed; raises SealBroken."""
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        for key in self._keys:
            try:
                return key.decrypt(nonce, content, about.encode())
            except (InvalidTag, ValueError):
                continue
        raise SealBroken


def read_secret(text: str) -> list[bytes]:
    """Keys in base64, separated by commas; ValueError unless each has 32 bytes."""
    try:
        keys = [
            base64.b64decode(part.strip(), altchars=b"-_" if set(part) & set("-_") else None)
            for part in text.split(",")
        ]
    except binascii.Error as error:
        raise ValueError("a secret key is 32 bytes in base64") from error
    if any(len(key) != KEY_BYTES for key in keys):
        raise ValueError("a secret key is 32 bytes in base64")
    return keys


def _secret_in(file: Path) -> bytes:
    try:
        if not file.exists():
            _make(file)
        if file.stat().st_mode & stat.S_IRWXO:
            raise SecretUnusable(f"the file {file} is open to everybody: chmod 600 it")
        [key] = read_secret(file.read_text())
    except OSError as error:
        raise SecretUnusable(f"the secret can't be kept in {file}: {error.strerror}") from error
    except ValueError as error:
        raise SecretUnusable(f"the file {file} does not hold a secret: it is damaged") from error
    return key


def _make(file: Path) -> None:
    """Of several processes that do this at once, one makes the file and all read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")  # of mode 0600
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        os.link(temporary, file)
    except FileExistsError:
        pass
    finally:
        Path(temporary).unlink()
