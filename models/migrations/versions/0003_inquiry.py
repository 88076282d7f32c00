"""Studies, what they gather in districts, and how it is coded.

Revision: 0003, after 0002
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what guards and keeps them."""
    for part in ("tables", "functions", "keeping", "versions", "policies"):
        run_script(f"0003_{part}.sql")


def downgrade() -> None:
    """Leave the rooms before as they were."""
    for table in TABLES:
        op.execute(f"DROP TABLE {table} CASCADE")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")


TABLES = (
    "memo_reference",
    "memo",
    "theme_grounding",
    "coding",
    "transcript_span",
    "transcript",
    "transcript_original",
    "informant",
    "source_document",
    "observation",
    "interview",
    "theme_code",
    "theme",
    "code",
    "study_figure",
    "research_question",
    "study_member",
    "study",
)

FUNCTIONS = (
    "slice.studies(text[])",
    "keep.author()",
    "keep.coder()",
    "keep.member()",
    "keep.masked_text()",
    "keep.spans()",
    "keep.spans_updated()",
    "keep.original_text()",
    "keep.code_tree()",
)
