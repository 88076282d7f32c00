"""Rows that a file adds to a study; what the network has already stays as it is there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

import orjson

from auth.transactions import WriteTransaction
from models.base import Base, ProvenanceKind
from models.tables import metadata
from seeds.importers.lines import Progress
from seeds.refi_qda.holdings import Held, Holdings
from seeds.refi_qda.telling import Telling
from seeds.store import Counts, Summary, table_of

__all__ = ["Adding"]

MOST_ROWS = 1_000
MOST_BYTES = 8_000_000

# Who wrote a row and where it stands among others may differ without anybody having meant it.
OF_NO_MATTER = {
    "researcher_id",
    "coder_id",
    "author_id",
    "public_from",
    "position",
    "coded_at",
    "text_length",
    "masked_text",
}


@dataclass(slots=True)
class Adding:
    """What is to be written, by model, and what is there already."""

    held: Holdings
    telling: Telling
    rows: dict[type[Base], dict[UUID, dict[str, Any]]] = field(default_factory=dict)
    unchanged: dict[type[Base], set[UUID]] = field(default_factory=dict)
    _held_by_id: dict[type[Base], dict[UUID, Held]] = field(default_factory=dict)
    _known: dict[tuple[type[Base], tuple[str, ...]], dict[tuple[object, ...], UUID]] = field(
        default_factory=dict
    )

    def add(self, model: type[Base], key: UUID, line: int, **values: object) -> UUID:
        """A row with its id, unless there is one; its line goes into its provenance."""
        there = self.find(model, key)
        if there is None:
            stored = {name: _stored(value) for name, value in values.items()}
            provenance = {
                "provenance_kind": ProvenanceKind.IMPORTED.name,
                "provenance_file": self.telling.file,
                "provenance_row": max(line, 1),
            }
            self.rows.setdefault(model, {})[key] = {"id": key, **stored, **provenance}
            for (indexed, columns), index in self._known.items():
                if indexed is model:
                    index[tuple(stored.get(name) for name in columns)] = key
        elif key not in self.rows.get(model, {}):
            self.keep(model, key)
            self._tell_difference(model, line, there, values)
        return key

    def keep(self, model: type[Base], key: UUID) -> UUID:
        """That the file has a row which is there already."""
        self.unchanged.setdefault(model, set()).add(key)
        return key

    def find(self, model: type[Base], key: UUID) -> Mapping[str, Any] | None:
        """The row of an id, there or added."""
        if model not in self._held_by_id:
            self._held_by_id[model] = self.held.by_id(model)
        return self.rows.get(model, {}).get(key) or self._held_by_id[model].get(key)

    def known(self, model: type[Base], *columns: str) -> dict[tuple[object, ...], UUID]:
        """The ids of all rows, there or added, by other columns than their id."""
        index = self._known.get((model, columns))
        if index is None:
            rows = [*self.held[model], *self.rows.get(model, {}).values()]
            index = {tuple(row.get(name) for name in columns): row["id"] for row in rows}
            self._known[model, columns] = index
        return index

    async def write(self, transaction: WriteTransaction, progress: Progress) -> Summary:
        """Write all rows, parents first; raises Forbidden and Conflict."""
        summary, done = Summary(), 0
        total = sum(map(len, self.rows.values()))
        for model in _parents_first({*self.rows, *self.unchanged}):
            rows = self.rows.get(model, {})
            for columns, count, records in _batches(rows.values()):
                await transaction.value(_insert(model, columns), (records,))
                done += count
                progress("Storing", done, total)
            kept = len(self.unchanged.get(model, ()))
            summary.add(model, Counts(created=len(rows), unchanged=kept))
        return summary

    def _tell_difference(
        self, model: type[Base], line: int, there: Mapping[str, Any], values: Mapping[str, object]
    ) -> None:
        different = [
            name
            for name, value in values.items()
            if name not in OF_NO_MATTER and there.get(name) != _stored(value)
        ]
        if different:
            reason = f"the network has it otherwise ({', '.join(different)}), and keeps that"
            self.telling.left_out(model.__name__, line, "", reason)


def _parents_first(models: Iterable[type[Base]]) -> list[type[Base]]:
    order = {table: place for place, table in enumerate(metadata.sorted_tables)}
    return sorted(models, key=lambda model: order[table_of(model)])


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, ...], int, bytes]]:
    """Rows of the same columns, how many and as JSON, in their order and of bounded size."""
    columns: tuple[str, ...] = ()
    records: list[bytes] = []
    size = 0
    for row in rows:
        record = orjson.dumps(row, default=str)  # the driver's UUIDs are a class of their own
        is_full = len(records) >= MOST_ROWS or size + len(record) > MOST_BYTES
        if records and (is_full or tuple(row) != columns):
            yield columns, len(records), _array(records)
            records, size = [], 0
        columns = tuple(row)
        records.append(record)
        size += len(record)
    if records:
        yield columns, len(records), _array(records)


def _array(records: list[bytes]) -> bytes:
    return b"[" + b",".join(records) + b"]"


def _insert(model: type[Base], columns: Iterable[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in columns)
    table = table_of(model).name
    return (
        f"INSERT INTO {table} ({listed}) SELECT {listed}"  # noqa: S608 - names of our own columns
        f" FROM json_populate_recordset(NULL::{table}, $1)"
    )


def _stored(value: object) -> object:
    return value.name if isinstance(value, Enum) else value
