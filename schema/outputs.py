"""The object types of every entity: the record, its connection, its groups."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument

from schema.entities import ColumnField, Entity, words
from schema.inputs import InputTypes, is_groupable, is_number
from schema.permissions import may_field
from schema.questions import AskedOf, Question, questions
from schema.scalars import python_type
from schema.searches import Search
from schema.shapes import argument, define, list_of, member, placeholder

__all__ = ["Node", "OutputTypes", "Record"]

Node = define(
    placeholder("Node"),
    "Anything that can be asked for by its id.",
    {"id": member(strawberry.ID, "The opaque, globally unique id.")},
    interface=True,
)

Provenance = placeholder("Provenance")

PageInfo = define(
    placeholder("PageInfo"),
    "Where a page lies in its list.",
    {
        "hasNextPage": member(bool, "Whether records follow the page."),
        "hasPreviousPage": member(bool, "Whether records precede the page."),
        "startCursor": member(str | None, "The cursor of the page's first record."),
        "endCursor": member(str | None, "The cursor of the page's last record."),
    },
)

Record = placeholder("Record", Node)


def _bookkeeping(made: Entity) -> None:
    """The provenance type and the interface of all records, after the columns of any entity."""
    if not hasattr(Provenance, "__strawberry_definition__"):
        define(Provenance, "Where a record comes from.", _plain(made.provenance))
        define(
            Record,
            "What every record has.",
            {
                "createdAt": member(datetime, made.columns["createdAt"].description),
                "updatedAt": member(datetime, made.columns["updatedAt"].description),
                "version": member(int, made.columns["version"].description),
                "provenance": member(Provenance, "Where the record comes from."),
                "externalId": member(
                    str | None,
                    "The id that the caller's client has hung on the record; null where it has"
                    " none, and for who asks by no registered client.",
                ),
            },
            interface=True,
        )


def _plain(fields: dict[str, ColumnField]) -> dict[str, tuple[Any, Any]]:
    return {
        field.name: member(
            _annotation(python_type(field.column), nullable=field.is_nullable), field.description
        )
        for field in fields.values()
    }


def _annotation(kind: Any, *, nullable: bool) -> Any:
    return kind | None if nullable else kind


class OutputTypes:
    """The object types of every entity, made together because they refer to each other."""

    def __init__(self, entities: dict[str, Entity], inputs: InputTypes) -> None:
        self.inputs = inputs
        _bookkeeping(next(iter(entities.values())))
        self.objects = {name: placeholder(name, Record) for name in entities}
        self.connections = {name: placeholder(f"{name}Connection") for name in entities}
        self.answers = {name: placeholder(name) for name in questions.types}
        for made in entities.values():
            self._object(made)
            self._connection(made)
        for asked in questions.types.values():
            self._answer(asked)

    def _answer(self, made: Question) -> None:
        members = _plain(made.columns)
        for relation in made.to_one.values():
            kind = _annotation(self.objects[relation.target], nullable=relation.is_nullable)
            members[relation.name] = member(kind, relation.description)
        members |= {asked.name: self.asking(asked) for asked in made.asks.values()}
        define(self.answers[made.name], made.description, members)

    def asking(self, asked: AskedOf) -> tuple[Any, Any]:
        """The field that asks a question."""
        answer = self.answers[asked.question.name]
        kind = list_of(answer) if asked.is_list else _annotation(answer, nullable=asked.is_nullable)
        given = [each.as_argument() for each in asked.given]
        return member(kind, asked.description, arguments=given)

    def searching(self, search: Search) -> tuple[Any, Any]:
        """The field that searches."""
        given = [each.as_argument() for each in search.given]
        arguments = [*given, *self.list_arguments(search.entity)]
        return member(self.connections[search.entity], search.description, arguments=arguments)

    def _object(self, made: Entity) -> None:
        members: dict[str, tuple[Any, Any]] = {}
        for field in made.values.values():
            column = field.column if isinstance(field, ColumnField) else field.like
            kind = _annotation(python_type(column), nullable=field.is_nullable)
            members[field.name] = member(kind, field.description)
        for relation in (*made.to_one.values(), *made.then.values()):
            kind = _annotation(self.objects[relation.target], nullable=relation.is_nullable)
            members[relation.name] = member(kind, relation.description)
        for many in made.to_many.values():
            members[many.name] = member(
                self.connections[many.target],
                many.description,
                arguments=self.list_arguments(many.target),
            )
        for asked in questions.of_entities.get(made.name, {}).values():
            members[asked.name] = self.asking(asked)
        members |= may_field(made)
        define(self.objects[made.name], made.description, members)

    def list_arguments(self, name: str) -> list[StrawberryArgument]:
        """The arguments of every list of an entity."""
        return [
            argument(
                "first",
                int | None,
                "How many records from the start; 50 unless told, 1,000 at most.",
            ),
            argument("last", int | None, "How many records from the end, instead of `first`."),
            argument("after", str | None, "Only records after this cursor."),
            argument("before", str | None, "Only records before this cursor."),
            argument("where", self.inputs.filters[name] | None, "Which records."),
            argument(
                "orderBy",
                list_of(self.inputs.orders[name]) | None,
                "In which order; the id breaks ties.",
            ),
        ]

    def _connection(self, made: Entity) -> None:
        what = words(made.plural)
        edge = define(
            placeholder(f"{made.name}Edge"),
            f"One of the {what} of a page, with its cursor.",
            {
                "cursor": member(str, "Where the record stands in the list."),
                "node": member(self.objects[made.name], "The record."),
            },
        )
        by = argument(
            "by", list_of(self.inputs.groupings[made.name]), "What to group by; one to five fields."
        )
        define(
            self.connections[made.name],
            f"A page of {what}, and what can be said of all of them.",
            {
                "edges": member(list_of(edge), "The page's records with their cursors."),
                "nodes": member(list_of(self.objects[made.name]), "The page's records."),
                "pageInfo": member(PageInfo, "Where the page lies in the list."),
                "totalCount": member(int, "How many records the whole list has."),
                "groups": member(
                    list_of(self._group(made)),
                    "The whole list, counted by group; the largest 1,000 groups, largest first.",
                    arguments=[by],
                ),
            },
        )

    def _group(self, made: Entity) -> type:
        what = words(made.plural)
        members = {
            "key": member(self._group_key(made), "What the group has in common."),
            "count": member(int, f"How many {what} are in the group."),
            "share": member(float, "The group's share of the whole list, 0 to 1."),
        }
        numbers = [field for field in made.scalars.values() if is_number(field)]
        if numbers:
            fields = {
                field.name: member(Decimal | None, f"Of: {field.description}") for field in numbers
            }
            totals = define(
                placeholder(f"{made.name}Numbers"),
                f"A figure for each number that {what} have; null where no record has a value.",
                fields,
            )
            members["sum"] = member(totals, "The sums over the group.")
            members["average"] = member(totals, "The averages over the group, to four decimals.")
        return define(
            placeholder(f"{made.name}Group"), f"Some {what} that have something in common.", members
        )

    def _group_key(self, made: Entity) -> type:
        members: dict[str, tuple[Any, Any]] = {}
        for field in made.scalars.values():
            if is_groupable(field):
                column = field.column if isinstance(field, ColumnField) else field.like
                members[field.name] = member(python_type(column) | None, field.description)
        for relation in made.to_one.values():
            if relation.choice is None and set(relation.ours) <= set(made.table.columns.keys()):
                members[relation.name] = member(
                    self.objects[relation.target] | None, relation.description
                )
        return define(
            placeholder(f"{made.name}GroupKey"),
            f"What a group of {words(made.plural)} has in common; null for what was not asked"
            " to group by, for no value, and for a record that the caller may not see.",
            members,
        )
