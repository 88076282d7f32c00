"""What a picture's address may say after the question mark, and how it is refused."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NoReturn
from urllib.parse import parse_qsl

from api.requests import Rejected, error_body
from models.failures import ErrorCode

__all__ = ["Parameters", "refused"]

WHOLE: Final = re.compile(r"[0-9]{1,6}", re.ASCII)

NARROWEST, USUAL, WIDEST = 320, 720.0, 1600


def refused(place: str | None, message: str) -> Rejected:
    """A request that names its record or a parameter wrongly, with the place in the address."""
    rejected = Rejected(400, message, code=ErrorCode.BAD_USER_INPUT)
    rejected.body = error_body(ErrorCode.BAD_USER_INPUT, message, path=[place] if place else ())
    return rejected


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one request, as they stand in its address."""

    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, query_string: bytes, known: Collection[str]) -> "Parameters":
        """Those in a query string, of which all must be known; raises Rejected."""
        try:
            pairs = parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
        except ValueError:
            raise refused(None, "The query string is not URL-encoded UTF-8.") from None
        given: dict[str, str] = {}
        for name, value in pairs:
            if name not in known:
                says = ", ".join(sorted(known)) or "none"
                raise refused(name[:80], f"This picture's parameters are: {says}.")
            if name in given:
                raise refused(name, f"'{name}' is given more than once.")
            given[name] = value
        return cls(tuple(sorted(given.items())))

    def whole(self, name: str) -> int | None:
        """A whole number; None where it is not given. Raises Rejected."""
        value = dict(self.given).get(name)
        if value is None:
            return None
        if not WHOLE.fullmatch(value):
            self.refuse(name, "is a whole number")
        return int(value)

    def width(self) -> float:
        """How wide the picture is to be, in pixels; raises Rejected."""
        width = self.whole("width")
        if width is None:
            return USUAL
        if not NARROWEST <= width <= WIDEST:
            self.refuse("width", f"is from {NARROWEST} to {WIDEST}")
        return float(width)

    def refuse(self, name: str, says: str) -> NoReturn:
        """Raise Rejected: the parameter must be given as it says."""
        raise refused(name, f"'{name}' {says}.")

    def refuse_beside(self, name: str, *others: str) -> None:
        """Raise Rejected where a parameter is given besides others that it can't stand with."""
        given = {each for each, _ in self.given}
        for other in others:
            if {name, other} <= given:
                raise refused(other, f"Give either '{name}' or '{other}'.")
