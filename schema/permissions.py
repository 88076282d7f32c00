"""`viewerCan`: what the caller may do to a record, and why not now where its state forbids it.

The same rules as the mutations ask (`auth.slices.ACTIONS`), worked out with the record in its
own statement. What the caller may not do in any state is not listed.
"""

from enum import Enum

import strawberry

from auth.slices import ACTIONS
from auth.slices.writing import Action
from schema.entities import Entity, words
from schema.inputs import constant
from schema.scalars import enumeration
from schema.shapes import define, list_of, member, placeholder

__all__ = ["PermittedAction", "actions_of", "may_field"]

NAMES = sorted({action.name for action in ACTIONS.values()})

ActionName: type[Enum] = enumeration(
    "Action",
    "What can be done to a record; the mutation of that name and the record's does it.",
    {
        constant(name): strawberry.enum_value(constant(name), description=f"To {words(name)} it.")
        for name in NAMES
    },
)

PermittedAction = define(
    placeholder("PermittedAction"),
    "Something that the caller may do to a record.",
    {
        "action": member(ActionName, "What may be done."),
        "allowed": member(bool, "Whether it may be done as the record stands now."),
        "reason": member(str | None, "Why it may not be done now, to be shown to people."),
    },
)


def actions_of(entity: Entity) -> tuple[Action, ...]:
    """What can be done to an entity's records, in the order of the rules."""
    return tuple(rule for (table, _), rule in ACTIONS.items() if table == entity.table.name)


def may_field(entity: Entity) -> dict[str, tuple[type, object]]:
    """The field that says what the caller may do, where anything can be done."""
    if not actions_of(entity):
        return {}
    says = (
        "What the caller may do to it; a portal draws its buttons from this. Empty for those who"
        " only read, and in the past."
    )
    return {"viewerCan": member(list_of(PermittedAction), says)}
