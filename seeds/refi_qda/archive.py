"""The archive that a project comes in, bounded before anything of it is unpacked.

Whoever sends an archive decides what it claims to hold and what unpacking it costs. So sizes are
looked at before the list of entries is, the list before the entries, and what is unpacked is
counted as it comes; nothing is ever written to a path that an archive names.
"""

import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from struct import unpack_from
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from seeds.refi_qda.refusals import FileRefused

__all__ = ["LIMITS", "Archive", "Limits", "opened"]

CHUNK = 64 * 1024
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
ZIP64_LOCATOR, ZIP64_LOCATOR_SIZE = b"PK\x06\x07", 20
ENCRYPTED = 0x1
DRIVE = re.compile(r"[A-Za-z]:")
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold; the unpacked sizes are in bytes."""

    entries: int = 10_000
    directory_bytes: int = 4_000_000
    unpacked_bytes: int = 500_000_000
    project_bytes: int = 64_000_000
    text_bytes: int = 20_000_000
    ratio: int = 100
    ratio_from_bytes: int = 20_000_000
    """An archive that unpacks to less than this may be packed as tightly as it can."""


LIMITS = Limits()


@dataclass(slots=True)
class Archive:
    """An archive whose list of entries is in order."""

    zipped: ZipFile
    limits: Limits
    entries: dict[str, ZipInfo]
    """By the name in lower case: programs disagree about `Sources` and `sources`."""

    def project(self) -> bytes:
        """The project's XML; raises FileRefused without one."""
        entry = self.entries.get("project.qde")
        if entry is None:
            raise FileRefused("The archive has no entry project.qde, so it is no REFI-QDA project.")
        return self._unpacked(entry, self.limits.project_bytes)

    def text(self, name: str) -> bytes | None:
        """What an internal path leads to; None where the archive lacks it."""
        for folder in ("sources/", ""):
            entry = self.entries.get(folder + name.lower())
            if entry is not None:
                return self._unpacked(entry, self.limits.text_bytes)
        return None

    def _unpacked(self, entry: ZipInfo, most: int) -> bytes:
        """An entry, read no further than it may be long, whatever it claims."""
        content = bytearray()
        try:
            with self.zipped.open(entry) as packed:
                while chunk := packed.read(CHUNK):
                    content += chunk
                    if len(content) > most:
                        raise FileRefused(
                            f"The entry {_shown(entry.filename)} unpacks to more than"
                            f" {most:,} bytes."
                        )
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise FileRefused(f"The entry {_shown(entry.filename)} is damaged: {error}.") from error
        return bytes(content)


@contextmanager
def opened(file: IO[bytes], limits: Limits = LIMITS) -> Iterator[Archive]:
    """The archive in a file, for as long as it is read; raises FileRefused."""
    _check_directory(file, limits)
    try:
        zipped = ZipFile(file)
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused(f"The file is no zip archive: {error}.") from error
    with zipped:
        yield Archive(zipped, limits, _checked(zipped.infolist(), limits))


def _check_directory(file: IO[bytes], limits: Limits) -> None:
    """Refuse a list of entries that would fill the memory only by being read."""
    size = file.seek(0, 2)
    tail_size = min(size, END_SIZE + LONGEST_COMMENT + ZIP64_LOCATOR_SIZE)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    file.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise FileRefused("The file is no zip archive, so it is no REFI-QDA project.")
    if tail[max(at - ZIP64_LOCATOR_SIZE, 0) : at].startswith(ZIP64_LOCATOR):
        raise FileRefused("The archive is a Zip64 one, which is for more than is taken here.")
    count, directory = unpack_from("<HI", tail, at + 10)
    _at_most("entries", count, limits.entries)
    _at_most("bytes in its list of entries", directory, limits.directory_bytes)


def _checked(entries: list[ZipInfo], limits: Limits) -> dict[str, ZipInfo]:
    _at_most("entries", len(entries), limits.entries)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    _at_most("bytes when it is unpacked", unpacked, limits.unpacked_bytes)
    if unpacked > max(limits.ratio_from_bytes, limits.ratio * packed):
        raise FileRefused(
            f"The archive claims to unpack to {unpacked:,} bytes, more than {limits.ratio} times"
            " what it takes packed."
        )
    by_name: dict[str, ZipInfo] = {}
    for entry in entries:
        _check_entry(entry)
        if by_name.setdefault(entry.filename.lower(), entry) is not entry:
            raise FileRefused(f"The archive has two entries {_shown(entry.filename)}.")
    return by_name


def _check_entry(entry: ZipInfo) -> None:
    name = _shown(entry.filename)
    # `filename` is cut at a NUL and has its separators made into slashes.
    raw = entry.orig_filename
    climbs = ".." in PurePosixPath(entry.filename).parts
    if climbs or raw.startswith("/") or "\\" in raw or "\0" in raw or DRIVE.match(raw):
        raise FileRefused(f"The entry {name} has a path that leads out of the archive.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefused(f"The entry {name} is a symbolic link.")
    if entry.flag_bits & ENCRYPTED:
        raise FileRefused(f"The entry {name} is encrypted.")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise FileRefused(f"The entry {name} is packed in a way that is not taken.")


def _at_most(what: str, found: int, most: int) -> None:
    if found > most:
        raise FileRefused(f"The archive has {found:,} {what}; at most {most:,} are taken.")


def _shown(name: str) -> str:
    return repr(name[:LONGEST_SHOWN])
