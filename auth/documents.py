"""Documents by their hash: those that clients send once, and those registered before they do.

A document that was sent with its hash is kept for all (Apollo's automatic persisted queries). One
that was registered is its client's own (trusted documents), and where a server or a client is
restricted to those, nothing else runs. What is kept is in PostgreSQL, and in memory before it.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.transactions import SelfContained
from models.failures import BadUserInput, DocumentNotFound, DocumentsNotKept, Forbidden

__all__ = ["DocumentPolicy", "DocumentReference", "KeptDocuments", "hash_of"]

REGISTERED: Final = SelfContained.of("SELECT clients.registered($1, $2, $3)", 3)
KEPT: Final = SelfContained.of("SELECT clients.document($1)", 1)
IS_RESTRICTED: Final = SelfContained.of("SELECT clients.is_restricted($1)", 1)
KEEP: Final = "SELECT clients.keep_document($1, $2, $3)"
USED: Final = "SELECT clients.use_documents($1)"

MOST_IN_MEMORY: Final = 2_000
MOST_BYTES_IN_MEMORY: Final = 20_000_000
MOST_CLIENTS: Final = 10_000

NOT_REGISTERED: Final = "Only registered documents run here, and this is none."

Name = tuple[UUID | None, bytes | str]


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """What a request names its document by: its SHA-256, or an id that its client has for it."""

    hash: bytes | None = None
    name: str | None = None

    def check(self, text: str) -> None:
        """Raise BadUserInput unless this is the document's name."""
        if self.hash is None:
            raise BadUserInput("A document is sent with its SHA-256, or named, not both.")
        if hash_of(text) != self.hash:
            raise BadUserInput("provided sha does not match query")


@dataclass(frozen=True, slots=True)
class DocumentPolicy:
    """Which documents run and are kept; `most` and `most_bytes` are of those sent with a hash."""

    most: int = 10_000
    most_bytes: int = 50_000_000
    only_registered: bool = False


def hash_of(text: str) -> bytes:
    """What a document is known by."""
    return sha256(text.encode(errors="replace")).digest()


class _Texts:
    """The texts used last, up to a number and so many characters."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Name, str] = OrderedDict()
        self._length = 0

    def get(self, name: Name) -> str | None:
        text = self._kept.get(name)
        if text is not None:
            self._kept.move_to_end(name)
        return text

    def put(self, name: Name, text: str) -> None:
        self._length += len(text) - len(self._kept.get(name, ""))
        self._kept[name] = text
        self._kept.move_to_end(name)
        while len(self._kept) > MOST_IN_MEMORY or self._length > MOST_BYTES_IN_MEMORY:
            _, dropped = self._kept.popitem(last=False)
            self._length -= len(dropped)

    def clear(self) -> None:
        self._kept.clear()
        self._length = 0


class KeptDocuments:
    """Knows documents by what a request calls them; shared by all processes over a database.

    What is registered is remembered while `hears` says that a change of it would be told, by
    `forget`.
    """

    def __init__(
        self,
        database: Database,
        policy: DocumentPolicy | None = None,
        *,
        hears: Callable[[], bool] = lambda: False,
    ) -> None:
        self._database = database
        self._policy = policy or DocumentPolicy()
        self._hears = hears
        self._sent = _Texts()
        self._registered = _Texts()
        self._restricted: dict[UUID, bool] = {}
        self._used: set[bytes] = set()
        self._forgotten = 0

    def forget(self) -> None:
        """Ask anew which documents are registered, and who is restricted to those."""
        self._registered.clear()
        self._restricted.clear()
        self._forgotten += 1

    async def is_restricted(self, caller: Caller) -> bool:
        """Whether the caller may run registered documents alone."""
        if self._policy.only_registered:
            return True
        if caller.client is None:
            return False
        if self._hears() and (known := self._restricted.get(caller.client)) is not None:
            return known
        before = self._forgotten
        told: bool = await self._database.answer(PUBLIC, IS_RESTRICTED, (caller.client,))
        if before == self._forgotten and len(self._restricted) < MOST_CLIENTS:
            self._restricted[caller.client] = told
        return told

    async def text(self, named: DocumentReference, caller: Caller) -> str:
        """The document that a request names; raises DocumentNotFound."""
        sent = None if await self.is_restricted(caller) else named.hash
        if sent is not None and (known := self._sent.get((None, sent))) is not None:
            self._used.add(sent)
            return known
        found = await self._find_registered(named, caller)
        if found is None and sent is not None:
            found = await self._find_sent(sent)
        if found is None:
            raise DocumentNotFound
        return found

    async def refuse_unregistered(self, text: str, caller: Caller) -> None:
        """Raise Forbidden where the caller may run registered documents alone and this is none."""
        if await self.is_restricted(caller):
            named = DocumentReference(hash_of(text))
            if await self._find_registered(named, caller) is None:
                raise Forbidden(NOT_REGISTERED)

    async def keep(self, named: DocumentReference, text: str, caller: Caller) -> None:
        """Keep a document that was sent with its hash, once it is known to be a valid one."""
        assert named.hash is not None
        if self._sent.get((None, named.hash)) is not None or not self._policy.most:
            return
        if await self.is_restricted(caller):
            return
        async with self._database.authorizing() as transaction:
            given = (text, self._policy.most, self._policy.most_bytes)
            await transaction.value(KEEP, given)
        self._sent.put((None, named.hash), text)

    async def tell_used(self) -> None:
        """Have the database know which documents were used since this was last told."""
        used, self._used = self._used, set()
        if used:
            async with self._database.authorizing() as transaction:
                await transaction.value(USED, (list(used),))

    async def _find_registered(self, named: DocumentReference, caller: Caller) -> str | None:
        name: Name = (caller.client, named.hash or named.name or b"")
        if self._hears() and (known := self._registered.get(name)) is not None:
            return known
        before = self._forgotten
        given = (caller.client, named.hash, named.name)
        found: str | None = await self._database.answer(PUBLIC, REGISTERED, given)
        if found is not None and before == self._forgotten:
            self._registered.put(name, found)
        return found

    async def _find_sent(self, digest: bytes) -> str | None:
        if not self._policy.most:
            raise DocumentsNotKept
        found: str | None = await self._database.answer(PUBLIC, KEPT, (digest,))
        if found is not None:
            self._sent.put((None, digest), found)
        return found
