"""SQL laid out so that a diff reads; nothing but white space changes."""

import re
from dataclasses import dataclass, field

__all__ = ["laid_out"]

TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[(),]|\s+|[^\s'\"(),]+")
CLAUSES = {"FROM", "WHERE", "ORDER", "GROUP", "LIMIT", "LEFT", "JOIN", "AND", "OR"}
OPENS_A_BLOCK = {"json_object"}


@dataclass(slots=True)
class _Layout:
    """What has been written, and which of the open parentheses stand on lines of their own."""

    out: list[str] = field(default_factory=list)
    blocks: list[bool] = field(default_factory=list)

    def line(self) -> None:
        while self.out and self.out[-1].isspace():
            self.out.pop()
        self.out.append("\n" + "  " * sum(self.blocks))

    def open(self, *, is_block: bool) -> None:
        self.out.append("(")
        self.blocks.append(is_block)
        if is_block:
            self.line()

    def close(self) -> None:
        if self.blocks.pop():
            self.line()
        self.out.append(")")

    @property
    def in_block(self) -> bool:
        return not self.blocks or self.blocks[-1]


def laid_out(sql: str) -> str:
    """A statement with a line for each clause and each member of an object."""
    tokens = [" " if token.isspace() else token for token in TOKEN.findall(sql)]
    layout = _Layout()
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token == "(":
            layout.open(is_block=before in OPENS_A_BLOCK or after == "SELECT")
        elif token == ")":
            layout.close()
        elif token == "," and layout.in_block:
            layout.out.append(",")
            layout.line()
        elif token in CLAUSES and layout.in_block:
            layout.line()
            layout.out.append(token)
        elif token != " " or not layout.out[-1].isspace():
            layout.out.append(token)
    return "".join(layout.out).strip() + "\n"
