"""Our own signing keys in the database: made, published before they sign, rotated, retired.

Every process does this by itself, behind one lock, so that it does not matter which. A private half
leaves the process sealed; one that was sealed under another secret than ours still verifies.
"""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from joserfc.jwk import ECKey

from auth.database import Database
from auth.keys import KeyRing, StoredKey, retired
from auth.sealing import Sealing, Unsealable
from auth.transactions import WriteTransaction

__all__ = ["PUBLISHED_BEFORE", "SOUGHT_AGAIN_SECONDS", "KeyStore"]

PUBLISHED_BEFORE = timedelta(days=1)
"""How long a key is published before it signs, so that whoever keeps those has it by then."""

SOUGHT_AGAIN_SECONDS = 1.0
"""How often an unknown key is asked for at most, whatever callers send."""

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('throughline signing keys', 0))"
KEYS = "SELECT kid, jwk, sealed, made_at, signs_from FROM oauth.signing_key"
ADD = """
INSERT INTO oauth.signing_key (kid, jwk, sealed, made_at, signs_from) VALUES ($1, $2, $3, $4, $5)
"""
REMOVE = "DELETE FROM oauth.signing_key WHERE kid = ANY ($1) RETURNING kid"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class KeyStore:
    """The keys of one database, and the ring of this process that holds them."""

    database: Database
    sealing: Sealing
    ring: KeyRing
    rotated_after: timedelta
    _sought_at: float = field(default=float("-inf"), init=False)

    @classmethod
    async def open(
        cls, database: Database, sealing: Sealing, rotated_after: timedelta, ring: KeyRing
    ) -> "KeyStore":
        """Fill the ring, and make the first key if there is none."""
        store = cls(database, sealing, ring, rotated_after)
        await store.keep_up()
        return store

    async def look(self) -> None:
        """Know the keys as they now are."""
        async with self.database.authorizing() as transaction:
            keys = await self._keys(transaction)
        self.ring.hold(keys)

    async def seek(self, kid: str) -> None:
        """Look again if the key of that `kid` is not known, but not at everybody's beck."""
        now = self.ring.clock()
        if self.ring.known(kid) is None and now - self._sought_at >= SOUGHT_AGAIN_SECONDS:
            self._sought_at = now
            await self.look()

    async def keep_up(self) -> None:
        """Make the next key if it is time, and let go of those without a live token."""
        await self.look()
        if not self._is_due(self.ring):
            return
        async with self.database.authorizing() as transaction:
            await transaction.rows(LOCK)
            # Another process may have done it meanwhile.
            found = KeyRing(await self._keys(transaction), self.ring.clock)
            if self._is_due(found):
                await self._add(transaction, self._new(at_once=not found.can_sign()))
                await self._retire(transaction)
        await self.look()

    async def rotate(self, *, at_once: bool = False) -> StoredKey:
        """Make a new key, which signs once it has been published long enough, or at once."""
        made = self._new(at_once=at_once)
        async with self.database.authorizing() as transaction:
            await transaction.rows(LOCK)
            await self._add(transaction, made)
            await self._retire(transaction)
        await self.look()
        return made

    async def remove(self, kid: str) -> bool:
        """End a key and all that it signed, at once; another signs from now on.

        False where there is no such key.
        """
        async with self.database.authorizing() as transaction:
            await transaction.rows(LOCK)
            gone = await transaction.rows(REMOVE, ([kid],))
            if not KeyRing(await self._keys(transaction), self.ring.clock).can_sign():
                await self._add(transaction, self._new(at_once=True))
        await self.look()
        return bool(gone)

    def _is_due(self, ring: KeyRing) -> bool:
        """Whether there is nothing to sign with, or the newest is soon to be replaced."""
        if not ring.can_sign():
            return True
        newest = max(held.signs_from for held in ring.held())
        ends = newest + self.rotated_after.total_seconds()
        return ring.clock() >= ends - PUBLISHED_BEFORE.total_seconds()

    def _new(self, *, at_once: bool) -> StoredKey:
        now = self.ring.clock()
        return StoredKey.new(now, now if at_once else now + PUBLISHED_BEFORE.total_seconds())

    async def _add(self, transaction: WriteTransaction, made: StoredKey) -> None:
        private = orjson.dumps(made.key.as_dict(private=True))
        await transaction.rows(
            ADD,
            (
                made.kid,
                orjson.dumps(made.key.as_dict(private=False)).decode(),
                self.sealing.seal(private, _about(made.kid)),
                _moment(made.made_at),
                _moment(made.signs_from),
            ),
        )

    async def _retire(self, transaction: WriteTransaction) -> None:
        gone = retired(await self._keys(transaction), self.ring.clock())
        if gone:
            await transaction.rows(REMOVE, (sorted(gone),))

    async def _keys(self, transaction: WriteTransaction) -> list[StoredKey]:
        return [self._held(row) for row in await transaction.rows(KEYS)]

    def _held(self, row: Any) -> StoredKey:
        known = self.ring.known(row["kid"])
        if known is not None:
            return known
        key = self._private(row) or ECKey.import_key(orjson.loads(row["jwk"]))
        return StoredKey(row["kid"], key, row["made_at"].timestamp(), row["signs_from"].timestamp())

    def _private(self, row: Any) -> ECKey | None:
        try:
            opened = self.sealing.unseal(row["sealed"], _about(row["kid"]))
        except Unsealable:
            log.warning("a signing key is sealed under another SECRET_KEY: it verifies only")
            return None
        return ECKey.import_key(orjson.loads(opened))


def _about(kid: str) -> str:
    return f"signing key {kid}"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
