"""Amendments with the changes that they ask for.

Revision: 0018, after 0017
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table in its slice."""
    run_script("0018_amendments.sql")


def downgrade() -> None:
    """Leave amendments as sentences."""
    op.execute("DROP FUNCTION ask.amendment_differences")
    op.execute("DROP TABLE plan_amendment_change")
    op.execute(
        "ALTER TABLE plan_amendment"
        " DROP CONSTRAINT uq_plan_amendment_district_id_id_visibility_status"
    )
