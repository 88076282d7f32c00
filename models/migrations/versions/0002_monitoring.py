"""Highlight meetings and reports, monitoring visits, quarterly reports, annual summaries.

Revision: 0002, after 0001
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what guards and keeps them."""
    for part in ("tables", "functions", "triggers", "policies"):
        run_script(f"0002_{part}.sql")


def downgrade() -> None:
    """Leave the first rooms as they were."""
    for table in TABLES:
        op.execute(f"DROP TABLE {table} CASCADE")
    op.execute("DROP FUNCTION slice.meetings()")


TABLES = (
    "quoted_benchmark",
    "quarterly_section",
    "quarterly_finding",
    "quarterly_progress_report",
    "annual_summary",
    "visit_note",
    "monitoring_visit",
    "highlight_report",
    "data_presentation",
    "obstacle",
    "progress_note",
    "highlight_attendance",
    "highlight_meeting",
)
