"""Whoever waits for changes is told of them.

Revision: 0022, after 0021
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell, once a transaction, that there are events."""
    run_script("0022_telling.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP FUNCTION recording.tell CASCADE")
