"""What is asked: the same questions, in each server's words, and their answers made alike.

Ours and the Strawberry peer speak the same GraphQL. PostGraphile derives its names from the
database; aliases in its documents make the shapes equal, all but those of groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any

__all__ = ["DEEP_PAGE", "OPERATIONS", "Operation", "Size", "alike", "document"]

DOCUMENTS = Path(__file__).parent / "documents"
PAGE, DEEP = 50, 1500


class Size(Enum):
    """How much a question asks for."""

    FEW = "one record, or one page of 50"
    TREE = "what hangs on one record"
    MANY = "a thousand records, or over all there are"


@dataclass(frozen=True, slots=True)
class Operation:
    """One question; its size says which bars it is held to."""

    name: str
    title: str
    size: Size
    has_peers: bool = True
    """Whether the peers can be asked it too: a question that no list answers is ours alone."""


OPERATIONS = (
    Operation("district", "one district, by key", Size.FEW),
    Operation("plan", "one plan, whole tree", Size.TREE),
    Operation("portal", "100 districts × 12 schools", Size.MANY),
    Operation("benchmarks", "1,000 benchmarks, filtered and ordered, with parents", Size.MANY),
    Operation("groups", "performance indices grouped by year and group", Size.MANY),
    Operation("deep_page", f"50 benchmarks behind the first {DEEP:,}", Size.FEW),
    Operation("measurements", "1,000 measurements with benchmark and district", Size.MANY),
    Operation("through_line", "one plan's through-line, with its gaps", Size.TREE, has_peers=False),
    Operation("retention", "staff retention summed by district", Size.MANY, has_peers=False),
)
DEEP_PAGE = {"first": PAGE, "skipped": DEEP, "at_once": 500}


def document(operation: Operation, dialect: str | None) -> str:
    """The operation's document; a dialect is a server's own folder of documents."""
    folder = DOCUMENTS / dialect if dialect else DOCUMENTS
    return (folder / f"{operation.name}.graphql").read_text()


def alike(data: Any) -> Any:
    """An answer without what may differ: how numbers are written, groups' shapes and order."""
    if isinstance(data, Mapping):
        if "keys" in data:
            year, group = data["keys"]
            data = {**data, "key": {"schoolYear": year, "group": group}}
        return {
            name: _in_any_order(alike(value)) if name == "groups" else alike(value)
            for name, value in data.items()
            if name not in {"keys", "endCursor"}
        }
    if isinstance(data, list):
        return [alike(each) for each in data]
    return _number(data)


def _in_any_order(groups: list[Any]) -> list[Any]:
    return sorted(groups, key=lambda group: str(group["key"]))


def _number(value: Any) -> Any:
    """Numbers to four decimals, however written; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    try:
        return round(Decimal(value), 4).normalize()
    except InvalidOperation:
        return value
