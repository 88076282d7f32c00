"""Files of evidence, frozen documents, what is due and reminders of it.

Revision: 0017, after 0016
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, what guards them, and the calendar."""
    for part in ("tables", "triggers", "frozen", "policies", "calendar"):
        run_script(f"0017_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION ask.{function}")
    for table in ("evidence_file", "frozen_document", "reminder"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION keep.frozen")


FUNCTIONS = (
    "calendar",
    "days_of_calendar",
    "record_due",
    "due",
    "due_of_monitors",
    "due_of_schools",
    "due_of_leaders",
    "due_of_highlights",
    "due_of_plans",
    "months_followed",
    "running_plans",
)
