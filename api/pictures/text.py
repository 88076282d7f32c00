"""Text as it fits into a picture: what may stand in it, how wide it runs, where it breaks.

The fonts are the reader's, so widths are estimates by the metrics of Helvetica, which Arial and
Liberation Sans share, with some room to spare for wider ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Wrapped", "clean", "shortened", "width_of", "wrapped"]

SPARE: Final = 1.06
BOLD: Final = 1.08
WIDE, CAPITAL, OTHER = 1.0, 0.74, 0.6
ELLIPSIS: Final = "…"
BASIC: Final = 0xFFFF

_WIDTHS: Final = {
    character: thousandths / 1000
    for characters, thousandths in (
        ("'ijl", 222), ("|", 260), (" !,./:;I[\\]ft", 278), ("()-`r", 333), ("{}", 334),
        ('"', 355), ("*", 389), ("^", 469), ("Jcksvxyz", 500),
        ("#$0123456789?L_abdeghnopqu", 556), ("+<=>~", 584), ("FTZ", 611),
        ("&ABEKPSVXY", 667), ("CDHNRUw", 722), ("GOQ", 778), ("Mm", 833), ("%", 889),
        ("W", 944), ("@", 1015),
    )
    for character in characters
}  # fmt: skip

_UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GLUED: Final = frozenset({"Mn", "Me", "Mc", "Cf", "Sk"})
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines, and whether some of it had to be left out."""

    lines: tuple[str, ...]
    is_cut: bool


def clean(text: str) -> str:
    """The text on one line, without what XML can't hold or what would turn its neighbours round.

    Control characters and halves of surrogate pairs become U+FFFD.
    """
    return " ".join(_TURNS.sub("", _UNSHOWABLE.sub("\ufffd", text)).split())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text runs at a font size, in pixels, rather too much than too little."""
    ems = sum(map(_ems, text))
    return ems * size * SPARE * (BOLD if bold else 1)


def wrapped(text: str, width: float, size: float, *, most: int = 3, bold: bool = False) -> Wrapped:
    """A text broken into at most so many lines; words that are too long are broken too."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(clean(text), width, size, bold=bold):
        tried = f"{line} {piece.text}" if line and piece.is_word else line + piece.text
        if line and width_of(tried, size, bold=bold) > width:
            lines.append(line)
            tried = piece.text
        line = tried
    lines.append(line)
    if len(lines) <= most:
        return Wrapped(tuple(lines), is_cut=False)
    last = _ended(lines[most - 1], width, size, bold=bold)
    return Wrapped((*lines[: most - 1], last), is_cut=True)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text on one line, ending in an ellipsis where it would be too long."""
    return wrapped(text, width, size, most=1, bold=bold).lines[0]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    is_word: bool


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[_Piece]:
    """The words; those wider than a line in parts, of which all but the first follow closely."""
    for word in text.split(" "):
        if width_of(word, size, bold=bold) <= width:
            yield _Piece(word, is_word=True)
            continue
        part, is_word = "", True
        for cluster in _clusters(word):
            if part and width_of(part + cluster, size, bold=bold) > width:
                yield _Piece(part, is_word)
                part, is_word = "", False
            part += cluster
        yield _Piece(part, is_word)


def _ended(line: str, width: float, size: float, *, bold: bool) -> str:
    clusters = list(_clusters(line))
    while clusters and width_of("".join(clusters) + ELLIPSIS, size, bold=bold) > width:
        clusters.pop()
    return "".join(clusters).rstrip() + ELLIPSIS


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character: a base with its marks, emoji that are joined."""
    cluster = ""
    for character in text:
        is_glued = unicodedata.category(character) in _GLUED or cluster.endswith(_JOINER)
        if cluster and not is_glued:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return WIDE
    if ord(character) > BASIC or character == ELLIPSIS:
        return WIDE
    return CAPITAL if character.isupper() else OTHER
