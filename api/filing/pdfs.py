"""Whether a PDF does more than show pages.

Names are looked for as bytes, with escapes undone and packed objects unpacked: that finds what
programs write. What somebody hides on purpose, by encryption or a rare filter, is for a virus
scanner to find.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from typing import Final

from api.filing.refusals import refused

__all__ = ["check_pdf"]

BEGINNING: Final = b"%PDF-"
END: Final = b"%%EOF"
CHUNK: Final = 1 << 20
OVERLAP: Final = 128
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)[\s/<>\[\]()]"
)
PACKED: Final = re.compile(rb"/ObjStm\b.{0,512}?stream\r?\n", re.DOTALL)
MOST_UNPACKED: Final = 100_000_000

Bytes = bytes | mmap.mmap


def check_pdf(seen: mmap.mmap) -> None:
    """Raise BadUserInput unless it is a PDF from end to end that only shows pages."""
    if seen[: len(BEGINNING)] != BEGINNING or END not in seen[-1024:]:
        raise refused("The content is not application/pdf from its first byte to its last.")
    if _acts(seen) or any(_acts(part) for part in _unpacked(seen)):
        raise refused("The PDF carries scripts, other files, or forms that send what is filled in.")


def _acts(part: Bytes) -> bool:
    """Whether something is named that acts; in time that grows with the length alone."""
    for start in range(0, len(part), CHUNK):
        chunk = part[start : start + CHUNK + OVERLAP]
        plain = ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), chunk)
        if ACTIVE.search(plain):
            return True
    return False


def _unpacked(seen: mmap.mmap) -> Iterator[bytes]:
    """The objects that are kept packed; raises BadUserInput where they swell beyond measure."""
    left = MOST_UNPACKED
    for found in PACKED.finditer(seen):
        unpacking = zlib.decompressobj()
        at = found.end()
        while at < len(seen) and not unpacking.eof:
            try:
                part = unpacking.decompress(seen[at : at + CHUNK], left + 1)
            except zlib.error:
                break
            left -= len(part)
            if left < 0:
                raise refused("The PDF swells beyond measure when it is unpacked.")
            yield part
            at += CHUNK
