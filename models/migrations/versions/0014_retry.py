"""Answers kept for 24 hours, so that a mutation can be sent again without being done again.

Revision: 0014, after 0013
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its two functions."""
    run_script("0014_retry.sql")


def downgrade() -> None:
    """Forget the answers."""
    op.execute("DROP SCHEMA retry CASCADE")
