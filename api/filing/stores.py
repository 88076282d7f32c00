"""Where files are kept: a directory, or a bucket of anything that speaks S3.

A file is written whole or not at all, under a name that is its row's key, and never rewritten.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import obstore
from obstore.store import LocalStore, ObjectStore, S3Store

from api.settings import Settings
from models.failures import Fault

__all__ = ["FileStore", "Kept", "open_store"]

FOLDER: Final = "evidence"
CHUNK: Final = 256 * 1024
PART: Final = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the store lists it."""

    district: UUID
    file: UUID
    bytes: int
    written_at: datetime


class FileStore:
    """The files, each by its row's key; raises Fault where the store does not answer."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        """`folder` is where a store that is a directory lies."""
        self._store = store
        self._folder = folder

    async def keep(self, district: UUID, file: UUID, source: Path) -> None:
        """Keep what lies at a path, so that nobody ever sees a part of it."""
        try:
            await obstore.put_async(self._store, _key(district, file), source, chunk_size=PART)
            if self._folder is not None:
                await asyncio.to_thread(_flush, self._folder / _key(district, file))
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be kept: {type(error).__name__}") from error

    async def read(self, district: UUID, file: UUID, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, a chunk at a time; begun when this returns."""
        try:
            found = await obstore.get_async(
                self._store, _key(district, file), options={"range": (start, end)}
            )
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be read: {type(error).__name__}") from error
        return _chunks(found)

    async def remove(self, district: UUID, file: UUID) -> None:
        """Remove a file, if it is there."""
        try:
            await obstore.delete_async(self._store, _key(district, file))
        except FileNotFoundError:
            return
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be removed: {type(error).__name__}") from error

    async def listed(self) -> AsyncIterator[Kept]:
        """Every file that is kept, whatever the order; what is not ours is left out."""
        async for page in obstore.list(self._store, prefix=FOLDER):
            for found in page:
                key = _read_key(found["path"])
                if key is not None:
                    yield Kept(*key, bytes=found["size"], written_at=found["last_modified"])


async def _chunks(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    async for chunk in found.stream(min_chunk_size=CHUNK):
        yield bytes(chunk)


def _flush(path: Path) -> None:
    """Have a file and its name outlast a loss of power: its row is about to tell of it."""
    for each in (path, path.parent, path.parent.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _key(district: UUID, file: UUID) -> str:
    return f"{FOLDER}/{district}/{file}"


def _read_key(path: str) -> tuple[UUID, UUID] | None:
    match path.split("/"):
        case [folder, district, file] if folder == FOLDER:
            try:
                return UUID(district), UUID(file)
            except ValueError:
                return None
    return None


def open_store(settings: Settings) -> FileStore:
    """The store that the settings name; raises Fault where a directory can't be made."""
    if settings.files_url is None:
        folder = (settings.data_dir / "files").absolute()
        try:
            return FileStore(LocalStore(folder, mkdir=True), folder)
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"Files can't be kept in {folder}") from error
    return FileStore(_bucket(settings, settings.files_url))


def _bucket(settings: Settings, url: str) -> S3Store:
    """A bucket; what is not set here comes from AWS's own variables, or the machine's role."""
    named = urlsplit(url)
    options: dict[str, Any] = {"virtual_hosted_style_request": False}
    if settings.files_endpoint is not None:
        options["endpoint"] = settings.files_endpoint
        options["client_options"] = {
            "allow_http": urlsplit(settings.files_endpoint).scheme == "http"
        }
    if settings.files_region is not None:
        options["region"] = settings.files_region
    if settings.files_access_key_id is not None:
        options["access_key_id"] = settings.files_access_key_id
        options["secret_access_key"] = settings.files_secret_access_key
    return S3Store(named.netloc, prefix=named.path.strip("/") or None, **options)
