"""Who is calling: a person, a firm's service account, or the public.

A caller is only a name. What it may see follows from appointments and engagements in the
database, read anew in every transaction.
"""

from dataclasses import dataclass
from uuid import UUID

__all__ = ["PUBLIC", "Caller"]


@dataclass(frozen=True, slots=True)
class Caller:
    """A subject as the database will be told it; with neither field set, the public."""

    person: UUID | None = None
    firm: UUID | None = None

    @property
    def is_public(self) -> bool:
        """Whether nobody in particular is asking."""
        return self.person is None and self.firm is None


PUBLIC = Caller()
