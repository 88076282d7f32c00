"""Published statistics, the state's staff retention, and the questions asked of both.

Revision: 0007, after 0006
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, what guards them, and the functions that answer questions."""
    for part in ("tables", "triggers", "policies", "mobility", "retention"):
        run_script(f"0007_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION ask.{function}")
    for table in ("statistic_cell", "statistics_release", "statewide_retention"):
        op.execute(f"DROP TABLE {table}")


FUNCTIONS = (
    "mobility_statistics",
    "turnover_comparison",
    "retention_statistics",
    "retention_rows",
)
