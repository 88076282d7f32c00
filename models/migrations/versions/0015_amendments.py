"""Amendments with the changes that they ask for.

Revision: 0015, after 0014
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table in its slice."""
    run_script("0015_amendments.sql")


def downgrade() -> None:
    """Leave amendments as sentences."""
    op.execute("DROP FUNCTION ask.amendment_differences")
    op.execute("DROP TABLE plan_amendment_change")
    op.execute(
        "ALTER TABLE plan_amendment"
        " DROP CONSTRAINT uq_plan_amendment_district_id_id_visibility_status"
    )
