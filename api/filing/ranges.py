"""Parts of a file, as RFC 9110 asks for them: one range of bytes, or all of it."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers

__all__ = ["Part", "wanted"]

RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `start` to before `end` of `total`."""

    start: int
    end: int
    total: int

    @property
    def is_whole(self) -> bool:
        return self.start == 0 and self.end == self.total

    def headers(self) -> dict[str, str]:
        """What tells a client which part it gets."""
        length = {"content-length": str(self.end - self.start)}
        if self.is_whole:
            return length
        return {**length, "content-range": f"bytes {self.start}-{self.end - 1}/{self.total}"}


def wanted(headers: Headers, total: int, tag: str) -> Part | None:
    """The part of `total` bytes that a request asks for; None where there is no such part.

    What is not one range of bytes is not understood, and so gives the whole: the specification
    leaves that open. So does a range of an older file than this one.
    """
    whole = Part(0, total, total)
    asked = RANGE.fullmatch(headers.get("range", "").strip())
    if asked is None or headers.get("if-range", tag) != tag:
        return whole
    first, last = asked.groups()
    if not first and not last:
        return whole
    if not first:
        start = max(0, total - int(last))
        return Part(start, total, total) if int(last) and total else None
    start, end = int(first), min(total, int(last) + 1) if last else total
    if last and int(last) < start:
        return whole
    return Part(start, end, total) if start < total else None
