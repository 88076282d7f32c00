"""What has changed, and what was there before.

Revision: 0012, after 0011
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what recording stands on; models/migrations/recording.py puts it on every table."""
    run_script("0012_events.sql")
    run_script("0012_history.sql")


def downgrade() -> None:
    """Forget what was, with the triggers that recorded it."""
    for statement in NOT_RECORDED:
        op.execute(statement)
    op.execute(DATED_BY_VERSION)


NOT_RECORDED = (
    "DROP FUNCTION IF EXISTS slice.sees_record CASCADE",
    "DROP FUNCTION ask.report_moment, ask.plan_differences, ask.plan_at",
    "DROP FUNCTION ask.unpacked_changes, ask.changes, ask.said, ask.global_id",
    "DROP SCHEMA recording CASCADE",
    "DROP SCHEMA at CASCADE",
    "DROP SCHEMA deleted CASCADE",
    "DROP SCHEMA past CASCADE",
    "DROP FUNCTION keep.dated CASCADE",
)

DATED_BY_VERSION = """
CREATE OR REPLACE FUNCTION keep.version() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
END $$
"""
