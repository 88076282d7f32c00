"""The inputs of every list: filters, orders, groupings, and the keys of single records."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from sqlalchemy import Column, Integer, Numeric

from models.vocabulary import Word
from schema.entities import ColumnField, Entity, ExpressionField, words
from schema.scalars import enumeration, python_type
from schema.shapes import define_input, list_of, member, placeholder

__all__ = ["OrderDirection", "constant", "input_types", "is_groupable", "is_number"]

OrderDirection = enumeration(
    "OrderDirection",
    "Which way a list runs. Records without a value come last either way.",
    {
        "ASC": strawberry.enum_value("ASC", description="From the smallest to the largest."),
        "DESC": strawberry.enum_value("DESC", description="From the largest to the smallest."),
    },
)

ExternalIdFilter = define_input(
    placeholder("ExternalIdFilter"),
    "Conditions on the id that the caller's client has hung on a record; all that are given must"
    " hold. For those who ask by a registered client.",
    {
        "eq": member(str | None, "It has this id.", default=strawberry.UNSET),
        "in": member(list_of(str) | None, "It has one of these.", default=strawberry.UNSET),
        "isNull": member(bool | None, "It has no id, or has one.", default=strawberry.UNSET),
    },
)

COMPARABLE = (int, Decimal, date, datetime)


def constant(name: str) -> str:
    """A field's name as the name of an enumeration's value: `dueOn` becomes `DUE_ON`."""
    return words(name).upper().replace(" ", "_")


def is_number(field: ColumnField | ExpressionField) -> bool:
    """Whether sums and averages of the field make sense: numbers, but not years and places."""
    column = field.column if isinstance(field, ColumnField) else field.like
    is_numeric = isinstance(column.type, Numeric | Integer) and not isinstance(column.type, Word)
    return is_numeric and field.name not in {"version", "position", "schoolYear", "levelSchoolYear"}


def is_groupable(field: ColumnField | ExpressionField) -> bool:
    """Whether records can be grouped by the field: words, flags, small numbers and days."""
    column = field.column if isinstance(field, ColumnField) else field.like
    kind = python_type(column)
    return kind in (bool, int, date) or issubclass(kind, Enum)


@cache
def scalar_filter(kind: Any) -> type:
    """The filter on values of one type."""
    name = getattr(kind, "__name__", str(kind))
    names = {str: "String", int: "Int", bool: "Boolean", date: "Date", datetime: "DateTime"}
    name = "ID" if kind is strawberry.ID else names.get(kind, name)
    members = {
        "eq": member(
            kind | None,
            "Is this value; null asks for records without one.",
            default=strawberry.UNSET,
        ),
        "ne": member(
            kind | None,
            "Is not this value; null asks for records with one.",
            default=strawberry.UNSET,
        ),
        "in": member(list_of(kind) | None, "Is one of these values.", default=strawberry.UNSET),
        "isNull": member(bool | None, "Has no value, or has one.", default=strawberry.UNSET),
    }
    if kind in COMPARABLE:
        for key, says in (
            ("gt", "Is greater than this."),
            ("gte", "Is this or greater."),
            ("lt", "Is less than this."),
            ("lte", "Is this or less."),
        ):
            members[key] = member(kind | None, says, default=strawberry.UNSET)
    if kind is str:
        members["contains"] = member(
            str | None, "Contains this text, upper and lower case alike.", default=strawberry.UNSET
        )
        members["startsWith"] = member(
            str | None,
            "Starts with this text, upper and lower case alike.",
            default=strawberry.UNSET,
        )
    if kind is bool:
        del members["in"]
    return define_input(
        placeholder(f"{name}Filter"),
        f"Conditions on a value of type {name}; all that are given must hold.",
        members,
    )


class InputTypes:
    """The input types of every entity, made together because they refer to each other."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self.entities = entities
        self.filters = {name: placeholder(f"{name}Filter") for name in entities}
        self.lists = {name: placeholder(f"{name}ListFilter") for name in entities}
        self.orders = {name: placeholder(f"{name}Order") for name in entities}
        self.order_fields = {name: self._order_field(made) for name, made in entities.items()}
        self.groupings = {name: self._grouping(made) for name, made in entities.items()}
        self.keys = {name: self._key(made) for name, made in entities.items() if made.keys}
        for made in entities.values():
            self._filter(made)
            self._list_filter(made)
            self._order(made)

    def _filter(self, made: Entity) -> None:
        cls = self.filters[made.name]
        optional = strawberry.UNSET
        members: dict[str, tuple[Any, Any]] = {
            "id": member(scalar_filter(strawberry.ID) | None, "By the id.", default=optional)
        }
        for field in made.scalars.values():
            kind = scalar_filter(python_type(_column(field)))
            members[field.name] = member(kind | None, f"By: {field.description}", default=optional)
        for relation in made.to_one.values():
            kind = self.filters[relation.target]
            members[relation.name] = member(
                kind | None, f"By the record there: {relation.description}", default=optional
            )
        for many in made.to_many.values():
            kind = self.lists[many.target]
            members[many.name] = member(
                kind | None, f"By the records there: {many.description}", default=optional
            )
        members["provenanceKind"] = member(
            scalar_filter(python_type(made.provenance["kind"].column)) | None,
            "By where the record comes from.",
            default=optional,
        )
        members["externalId"] = member(
            ExternalIdFilter | None,
            "By the id that the caller's client has hung on the record.",
            default=optional,
        )
        members["and"] = member(list_of(cls) | None, "All of these must hold.", default=optional)
        members["or"] = member(
            list_of(cls) | None, "At least one of these must hold.", default=optional
        )
        members["not"] = member(cls | None, "This must not hold.", default=optional)
        says = f"Which {words(made.plural)} to list; all conditions that are given must hold."
        define_input(cls, says, members)

    def _list_filter(self, made: Entity) -> None:
        target, optional = self.filters[made.name], strawberry.UNSET
        members = {
            "some": member(target | None, "At least one of the records is so.", default=optional),
            "none": member(target | None, "None of the records is so.", default=optional),
            "every": member(target | None, "All of the records, if any, are so.", default=optional),
        }
        says = f"Conditions on a record's {words(made.plural)} that the caller sees."
        define_input(self.lists[made.name], says, members)

    def _order_field(self, made: Entity) -> type[Enum]:
        values = {
            constant(field.name): strawberry.enum_value(
                field.name, description=f"By: {field.description}"
            )
            for field in made.scalars.values()
        }
        values["ID"] = strawberry.enum_value("id", description="By the id: in order of creation.")
        return enumeration(
            f"{made.name}OrderField", f"What {words(made.plural)} can be ordered by.", values
        )

    def _order(self, made: Entity) -> None:
        optional = strawberry.UNSET
        members: dict[str, tuple[Any, Any]] = {
            "field": member(
                self.order_fields[made.name] | None,
                "The field to order by; this or one of the relations.",
                default=optional,
            ),
            "direction": member(
                OrderDirection, "Which way to order by the field.", default=OrderDirection["ASC"]
            ),
        }
        for relation in made.to_one.values():
            if relation.choice is None:
                members[relation.name] = member(
                    self.orders[relation.target] | None,
                    f"Order by the record there: {relation.description}",
                    default=optional,
                )
        says = f"One key to order {words(made.plural)} by; ties are broken by the id."
        define_input(self.orders[made.name], says, members)

    def _grouping(self, made: Entity) -> type[Enum]:
        values = {
            constant(field.name): strawberry.enum_value(
                field.name, description=f"By: {field.description}"
            )
            for field in made.scalars.values()
            if is_groupable(field)
        }
        for relation in made.to_one.values():
            if relation.choice is None and set(relation.ours) <= set(made.table.columns.keys()):
                values[constant(relation.name)] = strawberry.enum_value(
                    relation.name, description=f"By the record there: {relation.description}"
                )
        return enumeration(
            f"{made.name}GroupBy", f"What {words(made.plural)} can be grouped by.", values
        )

    def _key(self, made: Entity) -> type:
        optional = strawberry.UNSET
        members = {"id": member(strawberry.ID | None, "By the id.", default=optional)}
        for column in made.keys:
            field = next(f for f in made.columns.values() if f.column.name == column)
            members[field.name] = member(str | None, f"By: {field.description}", default=optional)
        return define_input(
            placeholder(f"{made.name}Key"),
            f"What one {words(made.singular)} is asked for by: exactly one of these.",
            members,
            one_of=True,
        )


def input_types(entities: dict[str, Entity]) -> InputTypes:
    """The input types of all entities."""
    return InputTypes(entities)


def _column(field: ColumnField | ExpressionField) -> Column[Any]:
    return field.column if isinstance(field, ColumnField) else field.like
