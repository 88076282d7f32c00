"""Word and Excel files: archives, which are looked through without trusting what they say.

Each part is unpacked once and thrown away, up to a total, so that a directory that lies about sizes
is found out. Macros, controls and embedded programs are refused; so is anything before the archive,
behind it, or twice in it.
"""

import re
import zipfile
import zlib
from os import SEEK_END
from pathlib import Path
from typing import Final

from api.filing.refusals import refused

__all__ = ["check_office"]

END: Final = b"PK\x05\x06"
LENGTH_OF_END: Final = 22
CHUNK: Final = 1 << 20
MOST_PARTS: Final = 10_000
MOST_UNPACKED: Final = 300_000_000
TYPES: Final = "[Content_Types].xml"
MAIN: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "word/",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (
        "xl/",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
}
ACTIVE: Final = re.compile(
    r"(^|/)(vbaProject|vbaData|activeX|macrosheets|oleObject|attachedToolbars)", re.IGNORECASE
)
UNSAFE: Final = re.compile(r"^/|\\|(^|/)\.\.(/|$)|^[A-Za-z]:")
DECLARES: Final = re.compile(rb"<!(DOCTYPE|ENTITY)")
BROKEN: Final = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError)
DAMAGED: Final = (*BROKEN, EOFError, OSError, ValueError, zlib.error)


def check_office(file: Path, media_type: str) -> None:
    """Raise BadUserInput unless a file is one of Word or Excel, and nothing else besides."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_directory(archive, file, media_type)
            _check_parts(archive)
            _check_types(archive, media_type)
    except DAMAGED:
        raise refused(f"The content is not {media_type}: the archive is damaged.") from None


def _check_directory(archive: zipfile.ZipFile, file: Path, media_type: str) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    folder, _ = MAIN[media_type]
    if TYPES not in names or not any(name.startswith(folder) for name in names):
        raise refused(f"The content is not {media_type}: it is another kind of archive.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refused("The archive swells beyond measure when it is unpacked.")
    if len(set(names)) < len(names) or any(UNSAFE.search(name) for name in names):
        raise refused("The archive has parts whose names are not safe.")
    if any(ACTIVE.search(name) for name in names):
        raise refused("The file carries macros, controls or embedded programs.")
    _check_ends(archive, parts, file)


def _check_ends(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file: Path) -> None:
    """Nothing before the archive, nothing behind it, and no byte that serves two parts."""
    with file.open("rb") as opened:
        size = opened.seek(0, SEEK_END)
        opened.seek(max(0, size - LENGTH_OF_END))
        ends_there = opened.read(len(END)) == END and not archive.comment
    packed = sum(part.compress_size for part in parts)
    first = min(part.header_offset for part in parts)
    if first or packed > size or not ends_there or any(part.flag_bits & 1 for part in parts):
        raise refused("The archive is encrypted, or is not one from its first byte to its last.")


def _check_parts(archive: zipfile.ZipFile) -> None:
    left = MOST_UNPACKED
    for part in archive.infolist():
        is_text = part.filename.endswith((".xml", ".rels"))
        with archive.open(part) as opened:
            while chunk := opened.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise refused("The archive swells beyond measure when it is unpacked.")
                if is_text and DECLARES.search(chunk):
                    raise refused("The file declares entities, which its format does not allow.")


def _check_types(archive: zipfile.ZipFile, media_type: str) -> None:
    with archive.open(TYPES) as opened:
        types = opened.read(CHUNK)
    _, main = MAIN[media_type]
    if b"macroEnabled" in types or main not in types:
        raise refused(f"The content is not {media_type}.")
