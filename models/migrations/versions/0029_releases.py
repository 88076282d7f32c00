"""Releases of the network's tables, and the two frameworks of accountability kept apart.

Revision: 0029, after 0028
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, what guards them, and what tells the frameworks apart."""
    for part in ("tables", "triggers", "policies", "frameworks"):
        run_script(f"0029_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    run_script("0029_no_frameworks.sql")
    op.execute("DROP FUNCTION released.content")
    op.execute("DROP SCHEMA released CASCADE")
    op.execute("DROP TABLE research_release_file, research_release")
