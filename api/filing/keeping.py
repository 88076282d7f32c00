"""What files need beside the database: the store, the signed addresses, the scanner."""

from dataclasses import dataclass
from datetime import timedelta

from api.filing.antivirus import Scan, ask_nobody, clamd
from api.filing.stores import FileStore, open_store
from api.settings import Settings
from auth.keys import KeyRing
from auth.uploads import FilePolicy, Uploads

__all__ = ["Filing", "open_filing"]


@dataclass(frozen=True, slots=True)
class Filing:
    """What the endpoints of files work with."""

    store: FileStore
    uploads: Uploads
    scan: Scan = ask_nobody


def open_filing(settings: Settings, keys: KeyRing) -> Filing:
    """By the settings; raises Fault where the store can't be had."""
    policy = FilePolicy(
        largest=settings.max_file_bytes,
        media_types=settings.file_types,
        lifetime=timedelta(minutes=settings.upload_minutes),
    )
    return Filing(
        store=open_store(settings),
        uploads=Uploads(keys, settings.token_issuer, policy),
        scan=ask_nobody if settings.clamd_address is None else clamd(settings.clamd_address),
    )
