"""Where the pictures of records stand, as a field of each; `api/pictures/` draws them."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, literal_column

from models.tables import metadata
from schema.compiler.rows import global_id
from schema.entities import Alias, expression, registry

__all__ = ["BENCHMARKS", "CAUSAL_NETWORKS", "PLANS", "RELEASES", "picture_url"]

BENCHMARKS: Final = "benchmarks"
CAUSAL_NETWORKS: Final = "causal-networks"
PLANS: Final = "plans"
RELEASES: Final = "statistics-releases"

ANY_TEXT: Final = metadata.tables["firm"].c.name
WHERE: Final = (
    " It never changes, and is relative to the address of `/graphql`. It answers with SVG for who"
    " sees the record, by the same bearer token."
)


def picture_url(entity: str, folder: str, says: str) -> Any:
    """The field `pictureUrl` of an entity, whose pictures stand in a folder."""

    def address(row: Alias) -> ColumnElement[Any]:
        start: ColumnElement[Any] = literal_column(f"'pictures/{folder}/'", Text)
        return start.concat(global_id(registry[entity], row)).concat(literal_column("'.svg'", Text))

    return expression(address, ANY_TEXT, says + WHERE)
