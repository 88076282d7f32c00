"""From a query of one list to what is exported: the compiler's plan of it, without page limits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.failures import BadUserInput
from schema.compiler.confidences import Disclosing, disclosing
from schema.compiler.plan import (
    Answer,
    Connection,
    Constant,
    EdgePart,
    GroupKey,
    Groups,
    Link,
    Object,
    Permitted,
)
from schema.compiler.planner import Planner
from schema.compiler.selection import Document
from schema.documents import Operation
from schema.exporting.formats import Format

__all__ = ["EVERYTHING", "Exported", "planned_export"]

EVERYTHING: Final = 1_000_000_000
"""A page of so many records is all of them."""

NOT_FLAT: Final = (
    "{} holds single values alone, and the query asks for a list in each record: ask for JSON"
    " Lines, or leave the list out."
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What is exported: a list, what is read of each of its records, and for what values."""

    connection: Connection
    record: Object
    variables: Mapping[str, Any]
    discloses: Disclosing | None

    @property
    def type(self) -> str:
        """The name of the type of the records."""
        return self.connection.entity.name

    @property
    def plural(self) -> str:
        """What a list of such records is called."""
        return self.connection.entity.plural

    @property
    def most(self) -> int | None:
        """How many records it may be; None for all."""
        size = int(self.connection.page.size.source.read(self.variables))  # type: ignore[arg-type]
        return None if size == EVERYTHING else size

    @property
    def is_flat(self) -> bool:
        """Whether a record of it is a row of single values."""
        return _is_flat(self.record)

    def check(self, format_: Format) -> None:
        """Raise BadUserInput where a format can't hold its records."""
        if format_.is_flat and not self.is_flat:
            raise BadUserInput(NOT_FLAT.format(format_.name))

    @property
    def types(self) -> frozenset[str]:
        """The names of the types of all records that are read."""
        return frozenset(_types(self.record))


def planned_export(operation: Operation, given: Mapping[str, Any] | None) -> Exported:
    """What a query exports; raises BadUserInput, or RequestErrors where a variable does not fit."""
    if operation.type != "query":
        raise BadUserInput(f"A {operation.type} can't be exported; a query of one list can.")
    variables = operation.variables(given).coerced
    roots = operation.roots(variables)
    if len(roots) != 1:
        raise BadUserInput("An export is of one list: ask for one root field.")
    [selected] = roots
    if selected.name.startswith("__") or selected.name in NO_LISTS:
        raise BadUserInput(NO_LIST.format(selected.name), path=(selected.key,))
    document = Document(operation.schema, operation.fragments, variables)
    planner = Planner(document, EVERYTHING, usual_page=EVERYTHING)
    planned = planner.root(selected, (selected.key,))
    if not isinstance(planned, Connection):
        raise BadUserInput(NO_LIST.format(selected.name), path=(selected.key,))
    if planned.page.backward or planned.page.after or planned.page.before:
        message = "An export is of a whole list, or of its first: leave out the cursors and `last`."
        raise BadUserInput(message, path=(selected.key,))
    return Exported(planned, _record(planned, selected.key), variables, disclosing([planned]))


NO_LISTS: Final = frozenset({"viewer"})
NO_LIST: Final = "`{}` is no list of records, so it can't be exported."


def _record(planned: Connection, key: str) -> Object:
    """What is read of each record: under `nodes`, or `node` of `edges`."""
    told = [part for _, part in planned.parts if not isinstance(part, Constant)]
    match told:
        case [Object() as record]:
            return record
        case [EdgePart(members)]:
            nodes = [member for _, member in members if not isinstance(member, Constant)]
            if len(nodes) == 1 and isinstance(nodes[0], Object):
                return nodes[0]
    raise BadUserInput("An export is of records: select `nodes { … }` and no more.", path=(key,))


def _types(planned: Any) -> Iterator[str]:
    """The types of the records that a part of a plan reads."""
    match planned:
        case Object(entity, members):
            yield entity.name
            yield from _types_of(members)
        case Link(object=inner):
            yield from _types(inner)
        case Connection():
            yield from _types_of(planned.parts)
        case EdgePart() | Groups() | GroupKey() | Answer():
            yield from _types_of(planned.members)


def _types_of(members: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for _, member in members:
        yield from _types(member)


def _is_flat(planned: Any) -> bool:
    if isinstance(planned, Connection | Answer | Permitted):
        return False
    inner = getattr(planned, "members", ()) or ()
    below = [member for _, member in inner]
    if linked := getattr(planned, "object", None):
        below.append(linked)
    return all(_is_flat(each) for each in below)
