"""Our own signing keys: files that several processes make, read and rotate without a lock.

A key is one file, `key-<number>.json`, written whole and then linked into place. The link fails
when the name is taken, so of several processes that start at once one makes the key and the
others read it; the numbers are the order of the keys, without trusting clocks.
"""

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from auth.files import write_once
from models.failures import Fault

__all__ = ["ALGORITHM", "LONGEST_TOKEN", "KeyRing", "KeysUnusable", "StoredKey"]

ALGORITHM = "ES256"
CURVE = "P-256"

LONGEST_TOKEN = timedelta(days=7)
"""No token of ours lives longer, so a key that has not signed for this long has no live token."""

LOOK_AGAIN_SECONDS = 60.0
"""A key that an operator takes away is honoured at most this much longer."""

_RETIRED_AFTER = LONGEST_TOKEN.total_seconds() + 3600
_FILE = re.compile(r"key-(\d{6})\.json")


class KeysUnusable(Fault):
    """The key directory can't be read, or a file in it is not a key of ours."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key pair as its file holds it; `kid` is the RFC 7638 thumbprint."""

    kid: str
    key: ECKey
    created_at: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """What tells one key file from another of the same name."""

    number: int
    inode: int
    modified_ns: int


class KeyRing:
    """One signing key, the newest, and the older ones whose tokens may still live."""

    def __init__(self, directory: Path, clock: Callable[[], float] = time.time) -> None:
        self._directory = directory
        self._clock = clock
        self._files: dict[_Seen, StoredKey] = {}
        self._verifying: dict[str, StoredKey] = {}
        self._looked_at = float("-inf")

    @classmethod
    def open(cls, directory: Path, clock: Callable[[], float] = time.time) -> "KeyRing":
        """Read the keys in `directory`, and make the first if there is none.

        Raises KeysUnusable when that can't be done.
        """
        ring = cls(directory, clock)
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(directory, error) from error
        ring.signing()
        return ring

    def signing(self) -> StoredKey:
        """The key to sign with now: the newest of any process."""
        self._look()
        if not self._files:
            self._make(1)
        return self._files[self._newest()]

    def verifying(self, kid: str) -> ECKey | None:
        """The key of that `kid`, if a live token may bear it; an unknown one is sought on disk."""
        if kid not in self._verifying or self._clock() - self._looked_at > LOOK_AGAIN_SECONDS:
            self._look()
        held = self._verifying.get(kid)
        return held.key if held else None

    def rotate(self) -> StoredKey:
        """Sign with a new key from now on, and delete the files of keys without a live token.

        When another process rotates in the same moment, its key is ours too.
        """
        self.signing()
        self._make(self._newest().number + 1)
        for seen in self._retired():
            _path(self._directory, seen.number).unlink(missing_ok=True)
        return self.signing()

    def held(self) -> list[StoredKey]:
        """The keys that a live token may be signed with, the newest first."""
        self._look()
        order = sorted(self._files, key=lambda seen: -seen.number)
        return [held for held in map(self._files.__getitem__, order) if held.kid in self._verifying]

    def public(self) -> list[dict[str, Any]]:
        """The same keys as public JWKs."""
        return [
            {**held.key.as_dict(private=False), "kid": held.kid, "use": "sig", "alg": ALGORITHM}
            for held in self.held()
        ]

    def _make(self, number: int) -> None:
        key = ECKey.generate_key(CURVE)
        content = orjson.dumps({"createdAt": self._clock(), "key": key.as_dict(private=True)})
        try:
            write_once(_path(self._directory, number), content)
        except OSError as error:
            raise _unusable(self._directory, error) from error
        self._look()

    def _look(self) -> None:
        """Take the directory as it is: listing costs microseconds, only new files are read."""
        files: dict[_Seen, StoredKey] = {}
        for seen in _listed(self._directory):
            known = self._files.get(seen) or _read(_path(self._directory, seen.number))
            if known is not None:
                files[seen] = known
        self._files = files
        retired = self._retired()
        self._verifying = {held.kid: held for seen, held in files.items() if seen not in retired}
        self._looked_at = self._clock()

    def _newest(self) -> _Seen:
        return max(self._files, key=lambda seen: seen.number)

    def _retired(self) -> set[_Seen]:
        """Those whose successor has signed for longer than any token lives."""
        horizon = self._clock() - _RETIRED_AFTER
        order = sorted(self._files, key=lambda seen: seen.number)
        return {old for old, new in pairwise(order) if self._files[new].created_at < horizon}


def _path(directory: Path, number: int) -> Path:
    return directory / f"key-{number:06d}.json"


def _unusable(path: Path, error: OSError) -> KeysUnusable:
    return KeysUnusable(f"the signing keys can't be kept in {path}: {error.strerror}")


def _listed(directory: Path) -> Iterator[_Seen]:
    try:
        entries = list(os.scandir(directory))
    except OSError as error:
        raise _unusable(directory, error) from error
    for entry in entries:
        if match := _FILE.fullmatch(entry.name):
            try:
                status = entry.stat()
            except FileNotFoundError:
                continue
            yield _Seen(int(match[1]), status.st_ino, status.st_mtime_ns)


def _read(path: Path) -> StoredKey | None:
    """The key in that file; None when another process has just deleted it."""
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, error) from error
    if mode & stat.S_IRWXO:
        raise KeysUnusable(f"the key file {path} is open to everybody: chmod 600 it, or delete it")
    try:
        return _stored(content)
    except (ValueError, KeyError, TypeError, JoseError) as error:
        message = f"the key file {path} is damaged: delete it, and its tokens end"
        raise KeysUnusable(message) from error


def _stored(content: bytes) -> StoredKey:
    held = orjson.loads(content)
    key = ECKey.import_key(held["key"])
    if not key.is_private or key.curve_name != CURVE:
        raise ValueError(f"not a private {CURVE} key")
    return StoredKey(key.thumbprint(), key, float(held["createdAt"]))
