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

__all__ = ["FileStore", "Kept", "Objects", "Stored", "open_store"]

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


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as the store lists it."""

    name: str
    bytes: int
    written_at: datetime


class Objects:
    """What is kept under names of ours; raises Fault where the store does not answer."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        """`folder` is where a store that is a directory lies."""
        self._store = store
        self._folder = folder

    async def keep_as(self, name: str, source: Path) -> None:
        """Keep what lies at a path, so that nobody ever sees a part of it."""
        try:
            await obstore.put_async(self._store, name, source, chunk_size=PART)
            if self._folder is not None:
                await asyncio.to_thread(_flush, self._folder, name)
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be kept: {type(error).__name__}") from error

    async def read_of(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, a chunk at a time; begun when this returns."""
        try:
            found = await obstore.get_async(self._store, name, options={"range": (start, end)})
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be read: {type(error).__name__}") from error
        return _chunks(found)

    async def remove_named(self, name: str) -> None:
        """Remove what is kept under a name, if it is there."""
        try:
            await obstore.delete_async(self._store, name)
        except FileNotFoundError:
            return
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"A file can't be removed: {type(error).__name__}") from error

    async def listed_in(self, folder: str) -> AsyncIterator[Stored]:
        """Everything in a folder, whatever the order."""
        try:
            async for page in obstore.list(self._store, prefix=folder):
                for found in page:
                    yield Stored(found["path"], found["size"], found["last_modified"])
        except (OSError, obstore.exceptions.BaseError) as error:
            raise Fault(f"Files can't be listed: {type(error).__name__}") from error


class FileStore(Objects):
    """The files of evidence, each by its row's key."""

    async def keep(self, district: UUID, file: UUID, source: Path) -> None:
        """Keep what lies at a path, so that nobody ever sees a part of it."""
        await self.keep_as(_key(district, file), source)

    async def read(self, district: UUID, file: UUID, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, a chunk at a time; begun when this returns."""
        return await self.read_of(_key(district, file), start, end)

    async def remove(self, district: UUID, file: UUID) -> None:
        """Remove a file, if it is there."""
        await self.remove_named(_key(district, file))

    async def listed(self) -> AsyncIterator[Kept]:
        """Every file that is kept, whatever the order; what is not ours is left out."""
        async for found in self.listed_in(FOLDER):
            key = _read_key(found.name)
            if key is not None:
                yield Kept(*key, bytes=found.bytes, written_at=found.written_at)


async def _chunks(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    async for chunk in found.stream(min_chunk_size=CHUNK):
        yield bytes(chunk)


def _flush(folder: Path, name: str) -> None:
    """Have a file and its name outlast a loss of power: its row is about to tell of it."""
    path = folder / name
    for each in (path, *(above for above in path.parents if above.is_relative_to(folder))):
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
