"""School plans and their reviews, leadership meetings, walkthroughs, self-assessments.

Revision: 0005, after 0004
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what guards and keeps them."""
    for part in ("tables", "keeping", "versions", "policies"):
        run_script(f"0005_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    for table in TABLES:
        op.execute(f"DROP TABLE {table}")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION keep.{function}")


TABLES = (
    "walkthrough_comment",
    "walkthrough_tool_strategy",
    "strategy_count",
    "school_plan_review_item",
    "school_plan_item_strategy",
    "school_plan_memo",
    "school_plan_item",
    "instructional_strategy",
    "self_assessment_rating",
    "school_plan_review",
    "joint_walkthrough_memo",
    "walkthrough",
    "self_assessment",
    "school_improvement_plan",
    "leadership_segment",
    "leadership_packet",
    "leadership_committee_member",
    "walkthrough_tool",
    "walkthrough_target",
    "walkthrough_count",
    "leadership_meeting",
)

FUNCTIONS = (
    "released_packet",
    "released",
    "tool_strategy",
    "counts_of_comments_updated",
    "counts_of_comments",
    "counts_updated",
    "counts",
    "recount",
    "strategy_counts",
    "strategies_seen",
    "walkthrough_counts",
    "walkthroughs_done",
    "counted_id",
)
