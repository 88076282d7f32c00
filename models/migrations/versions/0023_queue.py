"""The queue of jobs: PgQueuer's own tables, and the one way to leave work in them.

Revision: 0023, after 0022
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what the installed PgQueuer would make, and close it."""
    run_script("0023_queue.sql")
    run_script("0023_enqueue.sql")


def downgrade() -> None:
    """Leave nothing behind; what was still to be done is not done any more."""
    op.execute("DROP SCHEMA jobs CASCADE")
