"""Organizations, people, accountability and plans, in slices.

Revision: 0001, the first
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what guards and keeps them."""
    for part in ("types", "tables", "functions", "triggers", "policies"):
        run_script(f"0001_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP POLICY reads ON alembic_version")
    op.execute("DROP POLICY owner ON alembic_version")
    op.execute("ALTER TABLE alembic_version DISABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE alembic_version NO FORCE ROW LEVEL SECURITY")
    for table in TABLES:
        op.execute(f"DROP TABLE {table} CASCADE")
    op.execute("DROP SCHEMA slice CASCADE")
    op.execute("DROP SCHEMA keep CASCADE")
    op.execute("DROP TYPE uuidrange, wordrange")


TABLES = (
    "evidence",
    "measurement",
    "benchmark",
    "activity",
    "plan_review_rating",
    "plan_monitor",
    "plan_manager",
    "initiative",
    "strategic_objective",
    "standard_review",
    "staff_retention",
    "plan_review",
    "plan_amendment",
    "performance_index",
    "key_issue",
    "enrollment",
    "appointment",
    "accountability_rating",
    "state_appointment",
    "standard_indicator",
    "school",
    "person_name",
    "person_login",
    "person_contact",
    "engagement",
    "accelerated_improvement_plan",
    "person",
    "firm",
    "district_standard",
    "district",
)
