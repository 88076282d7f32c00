"""Whether a file is what it was said to be: by its content, whatever it is called.

A file that could be two things at once, that carries code, or that swells when it is unpacked is
refused. That is one of three walls: a file is also given out in a way that no browser runs it, and
a virus scanner can be asked (`api/filing/antivirus.py`).
"""

import codecs
import mmap
import re
from pathlib import Path
from typing import Final

import puremagic

from api.filing.archives import MAIN, check_office
from api.filing.pdfs import BEGINNING as BEGINNING_OF_PDF
from api.filing.pdfs import check_pdf
from api.filing.refusals import refused

__all__ = ["check_content"]

HEAD: Final = 4096
TAIL: Final = 65_557
"""How far from its end an archive's directory can begin."""

CHUNK: Final = 1 << 20
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
END_OF_ARCHIVE: Final = b"PK\x05\x06"
ENDS: Final = {"image/png": b"IEND\xaeB`\x82", "image/gif": b";"}


def check_content(file: Path, media_type: str) -> None:
    """Raise BadUserInput unless a file is, by its content, of the type that was declared."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as seen:
        if media_type.startswith("text/"):
            _check_text(seen, media_type)
        else:
            _check_beginning(seen, media_type)
        if media_type == "application/pdf":
            check_pdf(seen)
        if media_type not in MAIN:
            _check_nothing_else(seen, media_type)
    if media_type in MAIN:
        check_office(file, media_type)


def _check_beginning(seen: mmap.mmap, media_type: str) -> None:
    """By the marks that files begin with; puremagic keeps the list of them."""
    try:
        found = {each.mime_type for each in puremagic.magic_string(seen[:HEAD])}
    except puremagic.PureError:
        found = set()
    if media_type not in found:
        raise refused(f"The content is not {media_type}, whatever the file is called.")


def _check_text(seen: mmap.mmap, media_type: str) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(seen), CHUNK):
            chunk = seen[start : start + CHUNK]
            text = decoder.decode(chunk, final=start + CHUNK >= len(seen))
            if CONTROLS.search(text):
                raise refused(f"The content is not {media_type}: it has control characters.")
    except UnicodeDecodeError:
        raise refused(f"The content is not {media_type} in UTF-8.") from None


def _check_nothing_else(seen: mmap.mmap, media_type: str) -> None:
    """Raise where a file would also pass for an archive or a PDF, or goes on behind its end."""
    is_pdf_too = media_type != "application/pdf" and BEGINNING_OF_PDF in seen[:1024]
    if is_pdf_too or END_OF_ARCHIVE in seen[-TAIL:]:
        raise refused(f"The content is {media_type} and something else at once.")
    if not seen[-16:].endswith(ENDS.get(media_type, b"")):
        raise refused(f"The content goes on behind the end of {media_type}.")
    if media_type == "image/webp" and int.from_bytes(seen[4:8], "little") + 8 != len(seen):
        raise refused(f"The content goes on behind the end of {media_type}.")
