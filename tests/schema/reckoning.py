"""What a filter means, reckoned in Python over all records that a caller sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from schema.compiler.rows import kind_of
from schema.entities import Entity, ToMany, ToOne, registry
from tests.schema.graphs import Graph

__all__ = ["ENTITIES", "World", "world"]

ENTITIES = (
    "District",
    "School",
    "AccountabilityRating",
    "Person",
    "PersonName",
    "Appointment",
    "AcceleratedImprovementPlan",
    "StrategicObjective",
    "Initiative",
    "Benchmark",
    "Activity",
)
READ: dict[type, Callable[[str], Any]] = {Decimal: Decimal, datetime: datetime.fromisoformat}

Record = dict[str, Any]

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, given: value == given,
    "ne": lambda value, given: value != given,
    "in": lambda value, given: value is not None and value in given,
    "isNull": lambda value, given: (value is None) == given,
    "gt": lambda value, given: value is not None and value > given,
    "gte": lambda value, given: value is not None and value >= given,
    "lt": lambda value, given: value is not None and value < given,
    "lte": lambda value, given: value is not None and value <= given,
    "contains": lambda value, given: value is not None and lower(given) in lower(value),
    "startsWith": lambda value, given: value is not None and lower(value).startswith(lower(given)),
}


def lower(text: str) -> str:
    """Each character by itself, as PostgreSQL's `C.UTF-8` has it."""
    return "".join(small if len(small := char.lower()) == 1 else small[0] for char in text)


@dataclass(frozen=True, slots=True)
class World:
    """All records of some types, by type and id, as one caller sees them."""

    records: dict[str, dict[str, Record]]

    def matching(self, name: str, where: Record) -> set[str]:
        """The ids of the records that a filter asks for."""
        made = registry[name]
        return {key for key, one in self.records[name].items() if self._holds(made, one, where)}

    def _holds(self, made: Entity, record: Record | None, where: Record) -> bool:
        if record is None:
            return False
        return all(self._member(made, record, name, given) for name, given in where.items())

    def _member(self, made: Entity, record: Record, name: str, given: Any) -> bool:
        match name:
            case "and":
                return all(self._holds(made, record, inner) for inner in given)
            case "or":
                return any(self._holds(made, record, inner) for inner in given)
            case "not":
                return not self._holds(made, record, given)
        if name in made.to_one:
            relation = made.to_one[name]
            target = self.records[relation.target].get(record[name])
            return self._holds(registry[relation.target], target, given)
        if name in made.to_many:
            return self._quantified(made.to_many[name], record, given)
        read = reader(made, name)
        return all(OPERATORS[op](record[name], _read(read, value)) for op, value in given.items())

    def _quantified(self, relation: ToMany, record: Record, given: Record) -> bool:
        target = registry[relation.target]
        back = back_of(target, relation)
        of_it = [one for one in self.records[target.name].values() if one[back] == record["id"]]
        found = {
            "some": lambda where: any(self._holds(target, one, where) for one in of_it),
            "none": lambda where: not any(self._holds(target, one, where) for one in of_it),
            "every": lambda where: all(self._holds(target, one, where) for one in of_it),
        }
        return all(found[quantifier](where) for quantifier, where in given.items())


def reader(made: Entity, name: str) -> Callable[[Any], Any]:
    """What makes a field's value comparable."""
    if name in {"id", "provenanceKind"}:
        return str
    return READ.get(kind_of(made.scalars[name]).python_type, lambda value: value)


def _read(read: Callable[[Any], Any], value: Any) -> Any:
    if isinstance(value, list):
        return [_read(read, item) for item in value]
    return value if value is None or isinstance(value, bool) else read(value)


def back_of(target: Entity, relation: ToMany) -> str:
    """The field that is the other side of a list."""
    return next(one.name for one in target.to_one.values() if is_back(one, relation))


def is_back(one: ToOne, relation: ToMany) -> bool:
    return (one.ours, one.theirs) == (relation.theirs, relation.ours) and not one.choice


async def world(graph: Graph, **asked: Any) -> World:
    """Ask for all that a caller sees."""
    return World({name: await _records(graph, registry[name], **asked) for name in ENTITIES})


async def _records(graph: Graph, made: Entity, **asked: Any) -> dict[str, Record]:
    links = [one.name for one in made.to_one.values() if one.target in ENTITIES]
    below = " ".join([*made.scalars, *(f"{name} {{ id }}" for name in links)])
    query = f"{{ all: {made.plural}(first: 1000) {{ totalCount nodes {{ id {below}"
    query += " provenance { kind } } } }"
    answer = await graph.ask(query, **asked)
    nodes = answer.data["all"]["nodes"]
    assert len(nodes) == answer.data["all"]["totalCount"]
    return {node["id"]: _plain(made, node, links) for node in nodes}


def _plain(made: Entity, node: Record, links: list[str]) -> Record:
    linked = {name: node[name] and node[name]["id"] for name in links}
    values = {name: _read(reader(made, name), node[name]) for name in made.scalars}
    return {"id": node["id"], "provenanceKind": node["provenance"]["kind"], **values, **linked}
