"""What studies ask of what is written: ranges inside their texts, themes that rest on something."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

from models.failures import BadUserInput, Conflict, Incomplete
from models.inquiry import Code
from models.inquiry_material import Transcript

__all__ = [
    "Range",
    "refuse_ranges",
    "refuse_uncodable",
    "refuse_unfounded",
    "refuse_unreadable",
]

Range = tuple[int, int]


def refuse_ranges(ranges: Sequence[Range], length: int) -> None:
    """Raise with all that is wrong of ranges in a text of so many code points.

    A range has its place in the list as its path. None is empty, and none is there twice.
    """
    wrong = [*_outside(ranges, length), *_repeated(ranges)]
    if wrong:
        _raise(wrong)


def _outside(ranges: Sequence[Range], length: int) -> Iterator[BadUserInput]:
    for place, (starts_at, ends_at) in enumerate(ranges):
        if starts_at < 0:
            yield BadUserInput("A range starts at 0 at the earliest.", path=(place, "startsAt"))
        if ends_at <= starts_at:
            yield BadUserInput("A range ends after it starts.", path=(place, "endsAt"))
        elif ends_at > length:
            message = f"The text ends after {length} code points."
            yield BadUserInput(message, path=(place, "endsAt"))


def _repeated(ranges: Sequence[Range]) -> Iterator[BadUserInput]:
    seen: set[Range] = set()
    for place, each in enumerate(ranges):
        if each in seen:
            yield BadUserInput("The same range is given twice.", path=(place,))
        seen.add(each)


def refuse_unreadable(transcript: Transcript, *, is_author: bool) -> None:
    """Raise Conflict where a coder can't have read the text: its author has not shown it yet."""
    if not is_author and transcript.deidentified_on is None:
        raise Conflict("Its author has not declared it to be de-identified.")


def refuse_uncodable(code: Code) -> None:
    """Raise Conflict for a code that is a heading only."""
    if not code.is_codable:
        raise Conflict("The code is a heading, and not meant for passages of text.")


def refuse_unfounded(codes: Iterable[object], groundings: Iterable[object]) -> None:
    """Raise Incomplete with all that a theme lacks to be published."""
    lacking = []
    if not [*codes]:
        lacking.append(Incomplete("No code is named that went into it.", path=("codes",)))
    if not [*groundings]:
        lacking.append(Incomplete("No coding is named that grounds it.", path=("groundings",)))
    if lacking:
        message = "The theme is not ready to be published."
        raise Incomplete(message, path=("id",), others=lacking)


def _raise(wrong: Sequence[BadUserInput]) -> NoReturn:
    first, *others = wrong
    raise BadUserInput(first.message, path=first.path, others=others)
