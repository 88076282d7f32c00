"""What a mutation works with: records loaded, changed and stored as the caller, one transaction.

Whether the caller may do something is asked of the database together with the record, so that
what is not the caller's is not found, and what is and may not be done is forbidden.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table

from auth.callers import Caller
from auth.slices import ACTIONS
from auth.slices.writing import Action
from auth.transactions import WriteTransaction
from auth.uploads import Uploads
from auth.webhooks.desk import Desk
from models.base import Base, new_id
from models.failures import (
    BadUserInput,
    Conflict,
    Contended,
    Failure,
    Forbidden,
    NotFound,
)
from schema.documents import Documents
from schema.ids import encode_id
from schema.mutations import statements
from schema.mutations.referring import ABSENT, Key, key_of_id, values_given
from schema.mutations.rows import Unlike, Values, raw, read, values_of
from schema.mutations.taken import KEPT_BY_US, Path, Taken, entity_of, settable

__all__ = ["ABSENT", "Key", "Work", "key_of"]

Record = TypeVar("Record", bound=Base)

PART = "part"
"""The mark to which one of many records is undone."""

SEVERAL = 2


def key_of(record: Base) -> Key:
    """The primary key of a record, the district first where there is one."""
    held: Any = vars(record)  # as it was given or loaded: there may be very many
    return tuple([held.get(name) for name in entity_of(type(record)).key])


@dataclass(slots=True)
class Work:
    """One mutation at work."""

    transaction: WriteTransaction
    caller: Caller
    uploads: Uploads | None = None
    """Makes signed addresses for files; None where files are not kept."""
    webhooks: Desk | None = None
    """What stands behind webhooks; None where nothing is delivered."""
    documents: Documents | None = None
    """What reads documents, as requests are read."""
    is_kept: bool = False
    """Whether the answer is kept, for who sends the request again by its idempotency key."""
    start: str | None = None
    """The mark at which the mutation begins; None where the transaction begins with it."""
    current: Key | None = None
    """The record that the mutation is about, once it has been found."""
    gives: "dict[str, Key | list[Key | None] | None]" = field(default_factory=dict)
    """What a verb gives beside the record itself, by the payload's fields."""
    tells: dict[str, Any] = field(default_factory=dict)
    """What it tells that is no record, likewise."""
    _stored: dict[int, Values] = field(default_factory=dict)
    _loaded: list[Base] = field(default_factory=list)
    """Keeps what was loaded alive, since it is known by its identity."""
    _today: date | None = None
    _part: str | None = None
    _explains: bool = True
    _made_ids: set[UUID] = field(default_factory=set)
    """What this mutation has made itself, and need not look for when it is undone."""

    async def today(self) -> date:
        """The day in the network's time zone."""
        if self._today is None:
            self._today = await self.transaction.value("SELECT slice.today()")
        return self._today

    async def now(self) -> datetime:
        """The moment at which the transaction began."""
        moment: datetime = await self.transaction.value("SELECT now()")
        return moment

    def author(self) -> UUID:
        """The person who is calling; only a person can put a name to something."""
        if self.caller.person is None:
            raise Forbidden("Only a person can do this.")
        return self.caller.person

    # Finding

    async def find(
        self, model: type[Record], raw: str, *path: str | int, action: str | None = None
    ) -> Record:
        """The record of an id, to look at or to act on; raises with the path below the input."""
        entity = entity_of(model)
        key = self.key(raw, entity.name, *path)
        return await self.load(model, key, *path, action=action)

    def key(self, raw: str, entity: str, *path: str | int) -> Key:
        """The key that an id stands for."""
        return key_of_id(raw, entity, *path)

    async def load(
        self, model: type[Record], key: Key, *path: str | int, action: str | None = None
    ) -> Record:
        """The record of a key, if the caller sees it and may act on it as it stands."""
        table = entity_of(model).table
        rule = ACTIONS[table.name, action] if action else None
        rows = await self.transaction.rows(statements.load(table, rule), key)
        if not rows:
            raise NotFound(ABSENT, path=path)
        row = dict(rows[0])
        if row.get("may") and self.current is None:
            self.current = key
        return self._let(model, row, rule, path)

    async def find_all(
        self, model: type[Record], raws: Sequence[str], member: str, *, action: str | None = None
    ) -> list[Record]:
        """The record of each id, by one statement; what is named twice is one record.

        Raises with the id's place and the member of the input that it is given by.
        """
        entity = entity_of(model)
        table, rule = entity.table, ACTIONS[entity.table.name, action] if action else None
        first: dict[str, int] = {}
        for place, id_ in enumerate(raws):
            first.setdefault(id_, place)
        keys = {id_: self.key(id_, entity.name, place, member) for id_, place in first.items()}
        columns = [list(column) for column in zip(*keys.values(), strict=True)]
        sql = statements.load_all(table, rule)
        rows = await self.transaction.rows(sql, columns) if keys else []
        by_key = {tuple(row[name] for name in entity.key): dict(row) for row in rows}
        found: dict[str, Record] = {}
        for id_, place in first.items():
            if keys[id_] not in by_key:
                raise NotFound(ABSENT, path=(place, member))
            found[id_] = self._let(model, by_key[keys[id_]], rule, (place, member))
        return [found[id_] for id_ in raws]

    def _let(self, model: type[Record], row: Values, rule: Action | None, path: Path) -> Record:
        """A row as its record, unless the caller may not act on it, or not as it stands."""
        may, is_open = row.pop("may", True), row.pop("is_open", True)
        record = self._made(model, row)
        if rule and not may:
            raise Forbidden("You may not do this to it.", path=path)
        if rule and not is_open:
            raise Conflict(rule.unless or "Not as it stands now.", path=path)
        return record

    async def found(self, model: type[Record], where: str, *parameters: object) -> list[Record]:
        """The records that a condition holds of and that the caller sees, in order of their ids."""
        table = entity_of(model).table
        rows = await self.transaction.rows(statements.select(table, where), parameters)
        return [self._made(model, dict(row)) for row in rows]

    def _made(self, model: type[Record], row: Values) -> Record:
        table = entity_of(model).table
        values = read(table, row)
        record = model()
        vars(record).update(values)  # as a load does it: the constructor sets one by one
        self._stored[id(record)] = values
        self._loaded.append(record)
        return record

    # Parts

    @asynccontextmanager
    async def apart(self, *, explains: bool = True) -> AsyncIterator[None]:
        """A part of the work that is undone by itself if it fails.

        Without `explains`, what the database refuses is not looked into: the part is tried again
        piece by piece.
        """
        await self.transaction.mark(PART)
        self._part, self._explains = PART, explains
        try:
            yield
        except Exception:
            await self.transaction.undo(PART)
            raise
        finally:
            self._part, self._explains = None, True
            await self.transaction.settle(PART)

    async def forget(self) -> None:
        """Undo all that the mutation has done."""
        await self.transaction.undo(self.start)

    async def undo_part(self) -> None:
        """Undo what was done of this part of the work, or of the whole where there are no parts."""
        await self.transaction.undo(self._part or self.start)

    # Storing

    async def create(self, record: Base, path: Path = ()) -> Key:
        """Store a new record; what it repeats of its parents, and its place, are filled in."""
        entity = entity_of(type(record))
        record.id = getattr(record, "id", None) or new_id()  # type: ignore[attr-defined]
        values = values_of(record, entity.table)
        self._made_ids.add(values["id"])
        sql, parameters = statements.insert(entity.table, values)
        try:
            await self.transaction.rows(sql, parameters)
        except (Forbidden, BadUserInput, Conflict) as failure:
            raise await self._explained(failure, type(record), values, path) from failure
        return key_of(record)

    async def create_all(self, records: Sequence[Base], path: Path = ()) -> None:
        """Store new records of one model that name the same columns or fewer, as one statement."""
        if not records:
            return
        table = entity_of(type(records[0])).table
        rows = [values_of(record, table) for record in records]
        self._made_ids.update(row["id"] for row in rows)
        sql, parameters = statements.insert_all(table, rows)
        try:
            await self.transaction.rows(sql, parameters)
        except (Forbidden, BadUserInput, Conflict) as failure:
            raise await self._explained_all(failure, type(records[0]), rows, path) from failure

    async def delete_all(self, records: Sequence[Base]) -> None:
        """Delete records of one model; others must not refer to them."""
        if not records:
            return
        table = entity_of(type(records[0])).table
        keys = zip(*(key_of(record) for record in records), strict=True)
        try:
            gone = await self.transaction.rows(
                statements.delete_all(table), [list(column) for column in keys]
            )
        except Contended:
            raise
        except Conflict as failure:
            raise Conflict("Other records refer to what stands below it.") from failure
        if len(gone) != len(records):
            raise Forbidden("You may not delete what stands below it.")

    async def touch(self, record: Base) -> Key:
        """Store a record as changed, though it may be what lies below it that has."""
        table = entity_of(type(record)).table
        before = self._stored[id(record)]
        own = (column for column in settable(type(record)) if not column.primary_key)
        name = next(column.name for column in own)
        before[name] = Unlike()
        key = await self.save(record)
        assert self._stored[id(record)]["version"] > before["version"], table.name
        return key

    async def save(self, record: Base, path: Path = ()) -> Key:
        """Store what has changed of a record since it was loaded; refuses to overwrite others."""
        table = entity_of(type(record)).table
        before = self._stored[id(record)]
        changed = {
            name: value
            for name, value in values_of(record, table).items()
            if name not in KEPT_BY_US and value != raw(before.get(name))
        }
        key = key_of(record)
        if not changed:
            return key
        sql, parameters = statements.update(table, changed, key, before["version"])
        try:
            rows = await self.transaction.rows(sql, parameters)
        except (Forbidden, BadUserInput, Conflict) as failure:
            values = {**values_of(record, table), **changed}
            raise await self._explained(failure, type(record), values, path) from failure
        await self._refuse_unwritten(rows, table, key, before["version"])
        self._stored[id(record)] = {**before, **changed, "version": rows[0]["version"]}
        return key

    async def save_all(self, records: Sequence[Base], *names: str) -> None:
        """Store these columns of several records of one model, by one statement.

        They are done with: to store one again, it has to be loaded again.
        """
        if len(records) < SEVERAL:
            for record in records:
                await self.save(record)
            return
        table = entity_of(type(records[0])).table
        held = [values_of(record, table) for record in records]
        versions = [self._stored[id(record)]["version"] for record in records]
        keys = [list(column) for column in zip(*map(key_of, records), strict=True)]
        changed = [[values[name] for values in held] for name in names]
        sql = statements.update_all(table, names)
        rows = await self.transaction.rows(sql, [*keys, versions, *changed])
        if len(rows) != len(records):
            raise Forbidden("You may not write this.")

    async def delete(self, record: Base) -> None:
        """Delete a record as it was loaded."""
        table = entity_of(type(record)).table
        key, version = key_of(record), self._stored[id(record)]["version"]
        try:
            rows = await self.transaction.rows(statements.delete(table), [*key, version])
        except Contended:
            raise
        except Conflict as failure:
            raise Conflict("Other records refer to it.") from failure
        await self._refuse_unwritten(rows, table, key, version)

    async def _refuse_unwritten(
        self, rows: list[Any], table: Table, key: Key, version: int
    ) -> None:
        """Nothing was written: a policy refuses it, or somebody else was quicker."""
        if rows:
            return
        left = await self.transaction.rows(statements.select(table, statements.by_key(table)), key)
        if left and left[0]["version"] == version:
            raise Forbidden("You may not write this.")
        raise Contended("Somebody else wrote the same at once; try again.")

    def refuse_stale(self, record: Base, version: int | None) -> None:
        """Raise unless the record is of the version that the caller knows."""
        if version is not None and record.version != version:
            message = f"It has changed since: it is version {record.version} now."
            raise Conflict(message, path=("version",), details={"version": record.version})

    # Values

    def values(
        self, taken: tuple[Taken, ...], given: Mapping[str, Any], district: UUID | None = None
    ) -> Values:
        """The columns' values for what an input gives, of a record of some district."""
        return values_given(taken, given, district)

    def id_of(self, record: Base) -> str:
        """The global id of a record."""
        return encode_id(entity_of(type(record)), *key_of(record))

    async def refuse_unseen(self, model: type[Base], values: Values, path: Path) -> None:
        """Raise if values refer to a record that the caller doesn't see."""
        table = entity_of(model).table
        for name, sql, parameters in statements.references(table, values):
            is_ours = parameters[-1] in self._made_ids
            if not is_ours and not await self.transaction.rows(sql, parameters):
                raise NotFound(ABSENT, path=(*path, name))

    # Explaining

    async def _explained_all(
        self, failure: Failure, model: type[Base], rows: Sequence[Values], path: Path
    ) -> Failure:
        """The same for several rows of which at least one was refused: the first that can tell."""
        if not self._explains:
            return failure
        for place, values in enumerate(rows):
            told = await self._explained(failure, model, values, (*path, place))
            if isinstance(told, NotFound | Contended):
                return told
        return failure.below(*path)

    async def _explained(
        self, failure: Failure, model: type[Base], values: Values, path: Path
    ) -> Failure:
        """What to tell of a refused row: that something it refers to is not there, or as it is.

        Foreign keys look past the slice, so a reference that the caller doesn't see must be told
        as one that is not there.
        """
        if isinstance(failure, Contended) or not self._explains:
            return failure
        await self.undo_part()
        try:
            await self.refuse_unseen(model, values, path)
        except NotFound as absent:
            return absent
        return type(failure)(failure.message, path=failure.path or path, details=failure.details)
