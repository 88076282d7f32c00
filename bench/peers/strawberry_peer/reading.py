"""One request's way to the database: a read-only transaction that first states who is asking.

Loaders of one request run at the same time and share its session, which runs one statement at
once; the lock lines them up.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, load_only
from strawberry.dataloader import DataLoader

from models.base import Base

__all__ = ["Columns", "Reading", "children_of", "fetched", "found_by"]

Columns = Sequence[InstrumentedAttribute[Any]]

STATE_CALLER = text(
    "SELECT set_config('throughline.person', :person, true),"
    " set_config('throughline.firm', '', true)"
)


@dataclass(slots=True)
class Reading:
    """A session in its transaction, and the loaders made over it so far."""

    session: AsyncSession
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    loaders: dict[object, DataLoader[Any, Any]] = field(default_factory=dict)

    async def begin(self, person: str) -> None:
        """Open the transaction and state the caller in it."""
        await self.session.execute(text("SET TRANSACTION READ ONLY"))
        await self.session.execute(STATE_CALLER, {"person": person})

    async def all(self, statement: Select[Any]) -> list[Any]:
        """The rows of a statement."""
        async with self.lock:
            return list((await self.session.execute(statement)).all())

    async def records(self, statement: Select[Any]) -> list[Any]:
        """The records of a statement."""
        async with self.lock:
            return list((await self.session.scalars(statement)).all())

    def loader(self, name: object, load: Callable[[list[Any]], Any]) -> DataLoader[Any, Any]:
        """The request's loader of that name."""
        if name not in self.loaders:
            self.loaders[name] = DataLoader(load_fn=load)
        return self.loaders[name]


def fetched(model: type[Base], columns: Columns) -> Select[Any]:
    """Records with no more of their columns than the schema shows."""
    return select(model).options(load_only(*columns, raiseload=True))


def found_by(
    reading: Reading, model: type[Base], columns: Columns, key: Columns
) -> DataLoader[Any, Any]:
    """One record for each key; keys of several columns are tuples."""

    async def load(keys: list[Any]) -> list[Base | None]:
        found = await reading.records(fetched(model, columns).where(_among(key, keys)))
        by_key = {_key_of(record, key): record for record in found}
        return [by_key.get(each) for each in keys]

    return reading.loader((model, "one"), load)


def children_of(
    reading: Reading, model: type[Base], columns: Columns, parent: Columns, order: Columns
) -> DataLoader[Any, Any]:
    """All records under each parent, in order; parents of several columns are tuples."""

    async def load(keys: list[Any]) -> list[list[Base]]:
        found = await reading.records(
            fetched(model, columns).where(_among(parent, keys)).order_by(*order)
        )
        by_parent: dict[Any, list[Base]] = defaultdict(list)
        for record in found:
            by_parent[_key_of(record, parent)].append(record)
        return [by_parent[each] for each in keys]

    return reading.loader((model, "many"), load)


def _among(columns: Columns, keys: list[Any]) -> Any:
    return columns[0].in_(keys) if len(columns) == 1 else tuple_(*columns).in_(keys)


def _key_of(record: Base, columns: Columns) -> Any:
    values = tuple(getattr(record, column.key) for column in columns)
    return values[0] if len(values) == 1 else values
