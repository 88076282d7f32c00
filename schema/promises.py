"""What clients are promised: the schema as committed, and which changes would break one."""

import strawberry
from graphql import build_schema
from graphql.utilities import find_breaking_changes

from schema.build import build

__all__ = ["breaking_changes", "sdl"]


def sdl(schema: strawberry.Schema | None = None) -> str:
    """The schema in the definition language, as `schema.graphql` holds it."""
    return (schema or build()).as_str().rstrip() + "\n"


def breaking_changes(before: str, after: str) -> list[str]:
    """What in one schema breaks clients of another, a line each, in a stable order."""
    found = find_breaking_changes(build_schema(before), build_schema(after))
    return sorted(f"{change.type.name}: {change.description}" for change in found)
