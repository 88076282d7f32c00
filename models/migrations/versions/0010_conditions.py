"""What schools find about themselves under the conditions for school effectiveness.

Revision: 0010, after 0009
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table in its slice."""
    run_script("0010_conditions.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP TABLE school_condition_review")
