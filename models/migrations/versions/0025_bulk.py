"""Exports that run beside requests.

Revision: 0025, after 0024
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table in its slice, and what workers are told."""
    run_script("0025_bulk.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP FUNCTION jobs.bulk_operations")
    op.execute("DROP TABLE bulk_operation")
