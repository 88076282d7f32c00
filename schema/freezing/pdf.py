"""A document as PDF, typeset by Typst: with its own fonts, off the network, the same each time.

It is tagged for who can't see it (PDF/UA-1), unless a letter in it is in none of the fonts: then it
is printed with a box in that letter's place, and the HTML has it.
"""

from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from schema.freezing.printed import Printed

if TYPE_CHECKING:
    from typst import Fonts

__all__ = ["pdf_file"]

LAYOUT: Final = Path(__file__).with_name("layout.typ")
ACCESSIBLE: Final = "ua-1"


def pdf_file(printed: Printed) -> bytes:
    """The file; the same bytes for the same document and version of Typst."""
    import typst

    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in printed.blocks]
    data = orjson.dumps({**asdict(printed), "blocks": blocks}).decode()
    given: dict[str, Any] = {
        "format": "pdf",
        "font_paths": _fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": {"printed": data},
        "timestamp": datetime.combine(printed.frozen_on, time(), UTC),
    }
    layout = LAYOUT.read_bytes()
    try:
        made = typst.compile(layout, pdf_standards=ACCESSIBLE, **given)
    except typst.TypstError as error:
        if "could not be displayed with font" not in error.message:
            raise
        made = typst.compile(layout, **given)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False)
