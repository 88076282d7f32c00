"""Pages of a list by keyset: the last record's key is the cursor."""

# ruff: noqa: D101 - the names are the GraphQL contract's, described there

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
import strawberry
from sqlalchemy import Select, tuple_

from bench.peers.strawberry_peer.reading import Columns, Reading

__all__ = ["LONGEST_PAGE", "Page", "PageInfo", "page"]

LONGEST_PAGE = 1000
Node = TypeVar("Node")


@strawberry.type
class PageInfo:
    end_cursor: str | None
    has_next_page: bool


@strawberry.type
class Page(Generic[Node]):
    nodes: list[Node]
    page_info: PageInfo


async def page(
    reading: Reading,
    statement: Select[Any],
    key: Columns,
    *,
    first: int,
    after: str | None = None,
    descending: bool = False,
) -> Page[Any]:
    """The first records after a cursor, in the order of a key that ends in the primary key."""
    if not 0 < first <= LONGEST_PAGE:
        raise ValueError(f"first is between 1 and {LONGEST_PAGE}")
    if after is not None:
        behind = tuple_(*key) < _decoded(after) if descending else tuple_(*key) > _decoded(after)
        statement = statement.where(behind)
    ordered = [column.desc() if descending else column.asc() for column in key]
    records = await reading.records(statement.order_by(*ordered).limit(first + 1))
    return Page(nodes=records[:first], page_info=_page_info(records, key, first))


def _page_info(records: Sequence[Any], key: Columns, first: int) -> PageInfo:
    has_next = len(records) > first
    if not records:
        return PageInfo(end_cursor=None, has_next_page=False)
    last = records[min(first, len(records)) - 1]
    values = [str(getattr(last, column.key)) for column in key]
    return PageInfo(
        end_cursor=urlsafe_b64encode(orjson.dumps(values)).decode(), has_next_page=has_next
    )


def _decoded(cursor: str) -> tuple[Any, ...]:
    leading, *ids = orjson.loads(urlsafe_b64decode(cursor))
    return (_value(leading), *map(UUID, ids))


def _value(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
