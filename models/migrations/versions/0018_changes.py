"""The change feed: what moves into a caller's view, changes there, and leaves it.

Revision: 0018, after 0017
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the feed; models/migrations/following.py tells it of the slices that there are."""
    for part in ("cursors", "moments", "following", "events", "slices", "changes", "asking"):
        run_script(f"0018_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind; cursors that were given out are of no use again."""
    op.execute("DROP SCHEMA slice_then CASCADE")
    op.execute("DROP SCHEMA feed CASCADE")
