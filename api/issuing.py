"""Tokens of this API's own, for the demo, the command line and whoever serves."""

from datetime import timedelta

from api.settings import Settings
from auth.callers import Caller
from auth.database import Database
from auth.key_store import KeyStore
from auth.keys import KeyRing
from auth.sealing import Sealing
from auth.tokens import OwnTokens

__all__ = ["issued", "key_store", "own_tokens"]


async def key_store(settings: Settings, database: Database, ring: KeyRing) -> KeyStore:
    """The signing keys of a database, by these settings; the first is made if there is none."""
    sealing = Sealing.open(settings.secret_key, settings.data_dir)
    rotated_after = timedelta(days=settings.signing_key_days)
    return await KeyStore.open(database, sealing, rotated_after, ring)


def own_tokens(settings: Settings, ring: KeyRing) -> OwnTokens:
    """What issues and verifies our own tokens, by these settings."""
    return OwnTokens(ring, settings.token_issuer, settings.token_audience, ring.clock)


async def issued(settings: Settings, caller: Caller, lifetime: timedelta, client_id: str) -> str:
    """One token, signed with the keys of DATABASE_URL, for who does not serve."""
    assert settings.database_url is not None
    database = await Database.open(settings.database_url, pool_size=1)
    try:
        ring = KeyRing()
        await key_store(settings, database, ring)
        return own_tokens(settings, ring).issue(caller, lifetime=lifetime, client_id=client_id)
    finally:
        await database.close()
