"""Districts in turnaround are those of both frameworks, beside the state in what staff leave.

Revision: 0031, after 0030
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count a district too that the state has found, since 2018, to require assistance."""
    run_script("0031_turnover.sql")


def downgrade() -> None:
    """Back to levels alone."""
    for name in ("turnover_comparison", "retention_statistics", "retention_rows"):
        op.execute(f"DROP FUNCTION ask.{name}")
    run_script("0007_retention.sql")
