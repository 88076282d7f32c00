"""Reads that took too long: the through-line, and districts of some levels by their names.

Revision: 0016, after 0015
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, and have the through-line's functions hand on what they have read."""
    op.create_index("ix_district_name_level_id", "district", ["name", "level", "id"])
    run_script("0016_through_line.sql")


def downgrade() -> None:
    """Back to functions that read anew for each level."""
    op.drop_index("ix_district_name_level_id", "district")
    for name in ("of_objective", "of_plan", "gaps", "evidence", "measures", "acts", "levels"):
        op.execute(f"DROP FUNCTION ask.through_line_{name}")
    op.execute("DROP FUNCTION ask.through_line, ask.marks, ask.acts, ask.rolled_up")
    op.execute("DROP TYPE ask.mark, ask.act, ask.step")
    run_script("0006_through_line.sql")
