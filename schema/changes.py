"""The change feed: what a client has to do to a copy of what it sees to keep it true.

The feed is a function of the database, `feed.changes`; docs/changes.md says how it is used, and
docs/decisions/change-feed.md why it is so.
"""

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

import strawberry

from models.change_terms import ChangeKind
from models.disclosures import LOGS
from models.failures import BadUserInput
from schema.entities import Entity, camel, registry
from schema.outputs import Node, PageInfo
from schema.scalars import vocabulary_enum
from schema.shapes import argument, define, list_of, member, placeholder

__all__ = ["DEFAULT_CHANGES", "changes_field", "exceptional_names", "feed_mark", "tables_of"]

DEFAULT_CHANGES = 100

NaturalKeyPart = define(
    placeholder("NaturalKeyPart"),
    "One of the values by which a record is known outside of this API.",
    {
        "field": member(str, "The field of the record's type."),
        "value": member(str | None, "Its value as text; the id, where the field is a record."),
    },
)

Change = define(
    placeholder("Change"),
    "A record of which the caller's copy is no longer true. Of several changes to a record only"
    " what they come to is told.",
    {
        "cursor": member(str, "Where the change stands: a feed can go on after it."),
        "kind": member(vocabulary_enum(ChangeKind), "What to do with the record."),
        "type": member(str, "The record's type, as its `__typename`."),
        "id": member(strawberry.ID, "The record's id."),
        "version": member(
            int | None, "The record's version as it is now; null where there is no `node`."
        ),
        "changedFields": member(
            list_of(str), "Of UPDATED, the fields that changed since the copy was true."
        ),
        "happenedAt": member(
            datetime | None,
            "When the record last changed; null where only who sees it has changed.",
        ),
        "naturalKey": member(
            list_of(NaturalKeyPart),
            "Of DELETED, the values by which other systems may know the record.",
        ),
        "node": member(
            Node | None,
            "The record as it is now; null if the caller does not see it any more, by DELETED and"
            " LEFT_SLICE or, while a feed of several pages is read, since: a later change says so.",
        ),
    },
)

ChangePage = define(
    placeholder("ChangePage"),
    "Part of the change feed.",
    {
        "nodes": member(list_of(Change), "The changes, in the order to apply them."),
        "pageInfo": member(
            PageInfo,
            "How to go on. `endCursor` is always there: keep it, and ask after it. The copy is"
            " true once `hasNextPage` is false; a page can be empty before that.",
        ),
    },
)


def changes_field() -> tuple[Any, Any]:
    """The root field."""
    return member(
        ChangePage,
        "What has changed for the caller since a cursor: what to do to a copy of what the caller"
        " sees, to make it true. Without a cursor, everything that the caller sees. Records come"
        " and go as they are created, changed and deleted, and as appointments, engagements,"
        " publications and days move them into the caller's view and out of it.",
        arguments=[
            argument(
                "after",
                str | None,
                "The last page's `endCursor`, or `now` to begin from this moment on.",
            ),
            argument(
                "first",
                int | None,
                f"How many changes at most, 1 to 1,000; {DEFAULT_CHANGES} unless told.",
            ),
            argument(
                "types",
                list_of(str) | None,
                "Only records of these types, such as `Benchmark`; a feed keeps to the types that"
                " it began with.",
            ),
        ],
    )


def tables_of(types: list[str] | None) -> list[str]:
    """The tables that records of some types stand in, or of all that the feed tells of."""
    for name in types or ():
        if name not in registry.entities:
            raise BadUserInput(f"`{name[:80]}` is no type of record.")
        if registry[name].table.name in LOGS:
            plural = registry[name].plural
            raise BadUserInput(f"`{name}` is a log: page through `{plural}` instead.")
    return sorted(made.table.name for made in registry.entities.values() if _is_asked(made, types))


def feed_mark(types: list[str] | None) -> str:
    """What tells feeds of different types apart; that of all types stays when types are added."""
    if types is None:
        return "all"
    return sha256(" ".join(sorted(set(types))).encode()).hexdigest()[:16]


@cache
def exceptional_names() -> str:
    """The fields whose names don't follow from their columns', and columns without one, as JSON."""
    names: dict[str, str | None] = {}
    for made in registry.entities.values():
        fields = {field.column.name: field.name for field in made.columns.values()}
        fields |= {relation.ours[-1]: relation.name for relation in made.to_one.values()}
        for column in made.table.columns:
            if not column.name.startswith("provenance_") and column.name != "id":
                name = fields.get(column.name)
                if name != camel(column.name.removesuffix("_id")):
                    names[f"{made.table.name}.{column.name}"] = name
    return json.dumps(names, sort_keys=True)


def _is_asked(made: Entity, types: list[str] | None) -> bool:
    return made.table.name not in LOGS and (types is None or made.name in types)
