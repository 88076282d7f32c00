"""Functions that answer questions: the through-line, ways through networks, sites.

Revision: 0006, after 0005
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the schema of questions and its functions."""
    for part in ("paths", "matrix", "through_line"):
        run_script(f"0006_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP SCHEMA ask CASCADE")
