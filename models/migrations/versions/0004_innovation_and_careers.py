"""Innovations, their sites and causal networks; key actors, motives, careers, changes of job.

Revision: 0004, after 0003
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what guards and keeps them."""
    for part in ("tables", "triggers", "policies"):
        run_script(f"0004_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    for table in TABLES:
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION keep.no_causal_circle, keep.one_mover")


TABLES = (
    "causal_stream_step",
    "causal_link",
    "career_trajectory_step",
    "mobility_assessment",
    "key_actor_identity",
    "job_mobility_person",
    "job_mobility_key_actor",
    "causal_variable",
    "causal_stream",
    "career_trajectory",
    "adoption_motive",
    "site_family_membership",
    "outcome_rating",
    "key_actor",
    "job_mobility_event",
    "causal_network",
    "site",
    "causal_concept",
    "reported_statistic",
    "innovation",
)
