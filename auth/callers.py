"""Who is calling: a person, a firm's service account, or the public.

A caller is only a name. What it may see follows from appointments and engagements in the
database, read anew in every transaction. The scopes of a token narrow that, and never widen it.
The program that asks on its behalf opens nothing: what it keeps here is its own, and no other's.
"""

from dataclasses import dataclass
from uuid import UUID

from models.failures import Forbidden

__all__ = ["PUBLIC", "READ", "RESEARCH", "WRITE", "Caller", "require"]

READ = "read"
WRITE = "write"
RESEARCH = "research"


@dataclass(frozen=True, slots=True)
class Caller:
    """A subject as the database will be told it; with neither set, the public.

    `scopes` are what a token leaves of the subject; None leaves all. `client` is the registered
    client that the token was given to; None where none was, as on the command line, or where it
    is not ours to know, as for the tokens of the state's provider.
    """

    person: UUID | None = None
    firm: UUID | None = None
    scopes: frozenset[str] | None = None
    client: UUID | None = None

    @property
    def is_public(self) -> bool:
        """Whether nobody in particular is asking."""
        return self.person is None and self.firm is None

    def may(self, scope: str) -> bool:
        """Whether the token leaves its subject that."""
        return self.scopes is None or scope in self.scopes


PUBLIC = Caller()


def require(caller: Caller, scope: str) -> None:
    """Raise Forbidden unless the token leaves its subject that."""
    if not caller.may(scope):
        raise Forbidden(f"The token lacks the scope '{scope}'.", details={"scope": scope})
