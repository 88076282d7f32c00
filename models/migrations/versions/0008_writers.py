"""Who may write: policies for the research office and for monitors.

Revision: 0008, after 0007
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let rows be written by those whom the slices name."""
    run_script("0008_writers.sql")


def downgrade() -> None:
    """Leave writing to the owner."""
    op.execute(NO_WRITERS)


NO_WRITERS = """
DO $$
DECLARE
    policy record;
BEGIN
    FOR policy IN
        SELECT policyname, tablename FROM pg_policies
        WHERE schemaname = 'public' AND policyname IN ('inserts', 'updates')
    LOOP
        EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
    END LOOP;
END $$
"""
