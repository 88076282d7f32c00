"""What operations are answered with: the same for all of them."""

from dataclasses import dataclass, field
from typing import Any

from auth.database import Database
from auth.uploads import Uploads
from auth.webhooks.desk import Desk
from schema.documents import Documents, Recent
from schema.limits import Limits
from schema.replies import Replies

__all__ = ["Means"]

MOST_STATEMENTS = 2000


@dataclass(slots=True)
class Means:
    """The database, what bounds an operation, and what was made of earlier ones."""

    database: Database
    limits: Limits
    documents: Documents
    replies: Replies
    uploads: Uploads | None = None
    webhooks: Desk | None = None
    is_sandbox: bool = False
    statements: Recent[Any, Any] = field(default_factory=lambda: Recent(MOST_STATEMENTS))
    """What was made of operations: of each for every shape of its variables."""
