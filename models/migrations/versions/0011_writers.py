"""Who writes every table, what of a row stays, and which state follows which.

Revision: 0011, after 0010
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let rows be written by those whom the slices name, as far as they may change."""
    op.execute(NO_WRITERS)
    for part in ("functions", "amendments", "policies", "triggers"):
        run_script(f"0011_{part}.sql")


def downgrade() -> None:
    """Leave writing to the research office and to monitors, as it was."""
    op.execute(NO_WRITERS)
    run_script("0008_writers.sql")
    op.execute(NO_TRIGGERS)
    run_script("0011_undone.sql")
    op.execute(f"DROP FUNCTION {', '.join(FUNCTIONS)}")


NO_WRITERS = """
DO $$
DECLARE
    policy record;
BEGIN
    FOR policy IN
        SELECT policyname, tablename FROM pg_policies
        WHERE schemaname = 'public' AND policyname IN ('inserts', 'updates', 'deletes')
    LOOP
        EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
    END LOOP;
END $$
"""

NO_TRIGGERS = """
DO $$
DECLARE
    held record;
BEGIN
    FOR held IN
        SELECT tgname, tgrelid::regclass AS held_on FROM pg_trigger
        WHERE tgname = 'moves' OR tgname = 'packet_filled' OR tgname ~ '^unchanged_[0-9]+$'
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', held.tgname, held.held_on);
    END LOOP;
END $$
"""

FUNCTIONS = (
    "slice.stage_of_initiative",
    "slice.stage_of_objective",
    "slice.stage_of_plan",
    "slice.may_be_appointed",
    "keep.refuse",
    "keep.packet_filled",
)
