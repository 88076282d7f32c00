"""Writing an operation down, in many ways that all mean the same."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
)

from tests.schema.operations import Argument, Field, Fragment, Selections

__all__ = ["Style", "Written", "literal", "restored", "write"]

RENAMED = "renamed_"


@dataclass(frozen=True, slots=True)
class Style:
    """How often what is done, in hundredths; `seed` decides where."""

    variables: int = 0
    defaults: int = 0
    parts: int = 0
    named_fragments: int = 0
    wrapped: int = 0
    split: int = 0
    shuffled: bool = False
    renamed: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A document and its variables."""

    query: str
    variables: dict[str, Any]
    types: dict[str, GraphQLInputType]


def literal(value: Any, kind: GraphQLInputType) -> str:
    """A value as a document has it."""
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if value is None:
        return "null"
    if isinstance(kind, GraphQLList):
        return "[" + ", ".join(literal(item, kind.of_type) for item in value) + "]"
    if isinstance(kind, GraphQLInputObjectType):
        members = (f"{name}: {literal(v, kind.fields[name].type)}" for name, v in value.items())
        return "{" + ", ".join(members) + "}"
    return str(value) if isinstance(kind, GraphQLEnumType) else json.dumps(value)


@dataclass(slots=True)
class _Writer:
    style: Style
    chance: Random
    variables: dict[str, Any] = field(default_factory=dict)
    types: dict[str, GraphQLInputType] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)

    def _happens(self, hundredths: int) -> bool:
        return self.chance.randrange(100) < hundredths

    def selections(self, chosen: Selections, on: str) -> str:
        parts: list[str] = []
        for selection in chosen:
            parts += self._selection(selection, on)
        if self.style.shuffled:
            self.chance.shuffle(parts)
        return "{ " + " ".join(parts) + " }"

    def _selection(self, selection: Field | Fragment, on: str) -> list[str]:
        if isinstance(selection, Fragment):
            return [self._fragment(selection.on, self.selections(selection.selections, on))]
        if len(selection.selections) > 1 and self._happens(self.style.split):
            cut = self.chance.randrange(1, len(selection.selections))
            head, tail = selection.selections[:cut], selection.selections[cut:]
            start = self._start(selection)
            return [f"{start} {self.selections(part, '')}" for part in (head, tail)]
        text = self._start(selection)
        if selection.selections:
            text += " " + self.selections(selection.selections, "")
        return [self._fragment(on, f"{{ {text} }}") if self._happens(self.style.wrapped) else text]

    def _fragment(self, on: str, body: str) -> str:
        if on and self._happens(self.style.named_fragments):
            name = f"Fragment{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {on} {body}")
            return f"...{name}"
        return f"... on {on} {body}" if on else f"... {body}"

    def _start(self, selection: Field) -> str:
        key = RENAMED + selection.key if self.style.renamed else selection.key
        given = ", ".join(f"{a.name}: {self._argument(a)}" for a in selection.arguments)
        return f"{key}: {selection.name}" + (f"({given})" if given else "")

    def _argument(self, given: Argument) -> str:
        return self._value(given.value, given.type, is_whole=True)

    def _value(self, value: Any, kind: GraphQLInputType, *, is_whole: bool = False) -> str:
        if self._happens(self.style.variables if is_whole else self.style.parts):
            return self._variable(value, kind)
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if isinstance(inner, GraphQLList) and isinstance(value, list):
            return "[" + ", ".join(self._value(item, inner.of_type) for item in value) + "]"
        if isinstance(inner, GraphQLInputObjectType) and isinstance(value, dict):
            members = (f"{name}: {self._member(v, inner, name)}" for name, v in value.items())
            return "{" + ", ".join(members) + "}"
        return literal(value, kind)

    def _member(self, value: Any, kind: GraphQLInputObjectType, name: str) -> str:
        inner = kind.fields[name].type
        return self._value(value, GraphQLNonNull(inner) if kind.is_one_of else inner)

    def _variable(self, value: Any, kind: GraphQLInputType) -> str:
        name = f"v{len(self.types)}"
        self.types[name] = kind
        if self._happens(self.style.defaults):
            self.declared.append(f"${name}: {kind} = {literal(value, kind)}")
        else:
            self.declared.append(f"${name}: {kind}")
            self.variables[name] = value
        return f"${name}"


def write(chosen: Selections, style: Style) -> Written:
    """The document of an operation, and its variables."""
    writer = _Writer(style, Random(style.seed))
    body = writer.selections(chosen, "Query")
    declared = f"({', '.join(writer.declared)})" if writer.declared else ""
    query = "\n".join([f"query {declared} {body}", *writer.fragments])
    return Written(query, writer.variables, writer.types)


def restored(data: Any) -> Any:
    """Data with the keys that a renaming style has changed as they were."""
    if isinstance(data, dict):
        return {key.removeprefix(RENAMED): restored(value) for key, value in data.items()}
    return [restored(item) for item in data] if isinstance(data, list) else data
