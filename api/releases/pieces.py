"""The bytes of released files in the database, a piece at a time: none has to fit into memory."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final
from uuid import UUID

from auth.callers import Caller
from auth.database import Database
from models.failures import Fault
from seeds.store import Connection

__all__ = ["read_pieces", "store_pieces", "write_released"]

PIECE: Final = 1024 * 1024
STORE: Final = "INSERT INTO released.piece (file_id, place, content) VALUES ($1, $2, $3)"
READ: Final = "SELECT released.content($1, $2, $3, $4)"


async def store_pieces(connection: Connection, file: UUID, path: Path) -> None:
    """Store a file's bytes, as the owner, in the transaction of the connection."""
    with path.open("rb") as opened:
        place = 0
        while content := opened.read(PIECE):
            await connection.execute(STORE, file, place, content)
            place += 1


async def read_pieces(
    database: Database, caller: Caller, file: UUID, start: int, end: int
) -> AsyncIterator[bytes]:
    """The bytes of a file from `start` to before `end`; each piece in a transaction of its own."""
    while start < end:
        place, first = divmod(start, PIECE)
        size = min(end - start, PIECE - first)
        async with database.read(caller) as transaction:
            content = await transaction.value(READ, (file, place, first, size))
        if content is None or len(content) != size:
            raise Fault("A piece of a released file is not there.")
        yield content
        start += size


async def write_released(connection: Connection, file: UUID, path: Path) -> None:
    """Write a released file to a path, as the owner."""
    with path.open("wb") as opened:
        place = 0
        while content := await connection.fetchval(READ, file, place, 0, PIECE):
            opened.write(content)
            place += 1
