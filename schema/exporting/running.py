"""Streams an export into a sink: as the caller, from one snapshot, what it discloses recorded.

A sink is waited for, so whoever reads slowly slows PostgreSQL down and fills nothing here.
"""

from dataclasses import dataclass
from typing import Final

from auth.callers import Caller
from auth.database import Database
from auth.exporting import Snapshot, snapshot
from schema.compiler.confidences import Disclosing
from schema.compiler.plan import Connection
from schema.exporting.formats import Format
from schema.exporting.planning import Exported
from schema.exporting.rows_sql import asked_statement, counted, flat_rows, lines, shown_statement
from schema.exporting.sinks import LITTLE, Sink, batched

__all__ = ["Exporter", "Sink"]

RECORDED_AT_ONCE: Final = 5_000
CHUNKS_AT_ONCE: Final = 16
"""Of what PostgreSQL sends, so many pieces are sent on at once where they are little ones."""


@dataclass(slots=True)
class Exporter:
    """One export on its way: what, as whom, and how; `rows` is how many records have gone out.

    `seconds` is how long one statement of it may take. Unless it `is_ordered`, records come as the
    database finds them. With `counts_first`, `total` is known before anything is sent.
    """

    database: Database
    caller: Caller
    exported: Exported
    format: Format
    seconds: float = 3_600
    is_ordered: bool = False
    counts_first: bool = False
    rows: int = 0
    total: int | None = None
    _is_checked: bool = False

    async def run(self, sink: Sink) -> int:
        """Send every record to the sink, and give how many there were.

        Nothing reaches the sink before what is disclosed has been recorded for good; what is sent
        is whole only once this returns. Raises BadUserInput where the format can't hold the
        records, TimedOut, Faults, and what the sink raises.
        """
        self.check()
        async with snapshot(self.database, self.caller, self.seconds) as seen:
            if self.counts_first:
                statement = counted(self.exported)
                values = statement.bind(self.exported.variables)
                self.total = int(await seen.value(statement.sql, values))
            if self.exported.discloses and not self.caller.is_public:
                await self._record(seen, self.exported.discloses)
            send = self._send_cells if self.exported.is_flat else self._send_lines
            await send(seen, sink)
        return self.rows

    def check(self) -> None:
        """Raise BadUserInput for values that are wrong, and where the format can't hold them."""
        if not self._is_checked:
            counted(self.exported).bind(self.exported.variables)
            self.exported.check(self.format)
            self._is_checked = True

    # What is disclosed

    async def _record(self, seen: Snapshot, discloses: Disclosing) -> None:
        """Record every confidential record of the snapshot, in transactions of their own.

        The chain of disclosures can't be appended to in a snapshot, which does not see its end.
        """
        variables = self.exported.variables
        if discloses.asked:
            asked = asked_statement(discloses.asked)
            told = await seen.value(asked.sql, asked.bind(variables))
            await self._disclose(discloses, told)
        for shown in discloses.shown:
            assert isinstance(shown, Connection)
            statement = shown_statement(self.exported, shown)
            values = statement.bind(variables)
            async for batch in seen.batches(statement.sql, values, RECORDED_AT_ONCE):
                await self._disclose(discloses, b"[" + b",".join(batch) + b"]")

    async def _disclose(self, discloses: Disclosing, told: bytes) -> None:
        async with self.database.disclose(self.caller) as transaction:
            given = [list(discloses.roles), told]
            await transaction.value("SELECT audit.disclose('EXPORT', $1, $2)", given)

    # What is sent

    async def _send_lines(self, seen: Snapshot, sink: Sink) -> None:
        """Records with lists in them, whose JSON PostgreSQL builds."""
        held: list[bytes] = []

        async def send() -> None:
            made = b"".join(held)
            held.clear()
            if made:
                await sink(made)
                self.rows += made.count(b"\n")

        async def take(chunk: bytes) -> None:
            held.append(chunk)
            if len(held) >= CHUNKS_AT_ONCE or len(chunk) >= LITTLE:
                await send()

        statement = lines(self.exported, is_ordered=self.is_ordered)
        await seen.copy_lines(statement.sql, statement.bind(self.exported.variables), take)
        await send()

    async def _send_cells(self, seen: Snapshot, sink: Sink) -> None:
        """Flat records, which are made of the cells of rows here."""
        statement, kinds, tree = flat_rows(self.exported, is_ordered=self.is_ordered)
        async with batched(self.format, sink, kinds, tree) as batches:

            async def take(chunk: bytes) -> None:
                await batches.take(chunk)
                self.rows = batches.rows

            values = statement.bind(self.exported.variables)
            await seen.copy_table(statement.sql, values, take)
            await batches.close()
            self.rows = batches.rows
