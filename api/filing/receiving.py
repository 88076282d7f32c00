"""Taking a file in: read as it comes, checked, kept, and only then entered as a row.

The file is there first and its row second: a crash between the two leaves a file without a row,
which nobody can ask for and `throughline files sweep` removes. What was checked is what is kept: it
lies on disk meanwhile, so that memory does not grow with the file.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request

from api.filing.keeping import Filing
from api.filing.refusals import refused
from api.filing.scanning import check_content
from api.graphql import too_large
from api.requests import bad_request
from auth.callers import Caller
from auth.database import Database
from auth.transactions import WriteTransaction
from auth.uploads import Upload
from models.failures import NotFound

__all__ = ["Receiving"]

SCANNED_AT_ONCE: Final = 1
UNKNOWN_TYPES: Final = frozenset({"", "application/octet-stream"})

SEES: Final = "SELECT EXISTS (SELECT FROM evidence WHERE district_id = $1 AND id = $2)"
ENTER: Final = """
WITH entered AS (
    INSERT INTO evidence_file
        (district_id, id, evidence_id, file_name, media_type, bytes, sha256, uploaded_by_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (district_id, id) DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM entered
"""


@dataclass(slots=True)
class Receiving:
    """Takes files in, of which as many are looked through at once as processors are meant for."""

    limiter: CapacityLimiter

    @classmethod
    def begin(cls) -> "Receiving":
        return cls(CapacityLimiter(SCANNED_AT_ONCE))

    async def receive(
        self, request: Request, upload: Upload, caller: Caller, database: Database, filing: Filing
    ) -> bool:
        """Take one file in; False where it had been taken in before.

        Raises Rejected or a Failure where it is not taken, and then no row is there.
        """
        check_headers(request, upload)
        async with database.write(caller, keep=False) as transaction:
            if not await enter(transaction, upload, caller):
                return False
        async with spooled(request, upload) as file:
            await run_sync(check_content, file, upload.media_type, limiter=self.limiter)
            await filing.scan(file)
            await filing.store.keep(upload.district, upload.file, file)
        async with database.write(caller) as transaction:
            return await enter(transaction, upload, caller)


async def enter(transaction: WriteTransaction, upload: Upload, caller: Caller) -> bool:
    """Enter a file that is kept; False where it is entered already.

    Raises NotFound where the caller does not see the evidence, Forbidden where it may not be
    written.
    """
    if not await transaction.value(SEES, (upload.district, upload.evidence)):
        raise NotFound("There is no such evidence, or you may not see it.")
    entered = await transaction.value(
        ENTER,
        (
            upload.district,
            upload.file,
            upload.evidence,
            upload.file_name,
            upload.media_type,
            upload.bytes,
            upload.sha256,
            caller.person,
        ),
    )
    return bool(entered)


def check_headers(request: Request, upload: Upload) -> None:
    """Refuse before a byte is read what can't be what was promised."""
    named = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named not in UNKNOWN_TYPES and named != upload.media_type:
        raise bad_request(f"Send 'Content-Type: {upload.media_type}', as was said before.", 415)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise bad_request("Send the file uncompressed.", 415)
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) != upload.bytes:
        raise too_large(upload.bytes) if int(length) > upload.bytes else wrong_length(upload)


def wrong_length(upload: Upload) -> Exception:
    return refused(f"The file has not the {upload.bytes:,} bytes that were said before.")


@asynccontextmanager
async def spooled(request: Request, upload: Upload) -> AsyncIterator[Path]:
    """The body as a file while it is looked at; raises where it is not what was promised."""
    with NamedTemporaryFile(prefix="throughline-") as file:
        digest, received = sha256(), 0
        try:
            async for chunk in request.stream():
                received += len(chunk)
                if received > upload.bytes:
                    raise too_large(upload.bytes)
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
        except ClientDisconnect:
            raise bad_request("The body ends before its end.") from None
        if received != upload.bytes:
            raise wrong_length(upload)
        if digest.hexdigest() != upload.sha256:
            raise refused("The file has not the digest that was said before.")
        file.flush()
        await asyncio.to_thread(os.fsync, file.fileno())
        yield Path(file.name)
