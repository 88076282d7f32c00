"""Questions asked of coded interviews: words in texts, codes together, coders in agreement.

Revision: 0009, after 0008
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the functions, and keep the words of every text beside it."""
    for part in ("spelling", "search", "codings"):
        run_script(f"0009_{part}.sql")


def downgrade() -> None:
    """Leave the texts as they were."""
    op.execute("ALTER TABLE transcript DROP COLUMN masked_words")
    op.execute("ALTER TABLE transcript_original DROP COLUMN words")
    op.execute(f"DROP FUNCTION {', '.join(FUNCTIONS)}")


FUNCTIONS = (
    "slice.transcripts_with",
    "ask.spelled",
    "ask.words_in",
    "ask.words_of",
    "ask.words_sought",
    "ask.transcripts_with",
    "ask.excerpts",
    "ask.excerpt_parts",
    "ask.codes_within",
    "ask.codes_counted",
    "ask.code_points",
    "ask.coded_ranges",
    "ask.code_cooccurrences",
    "ask.kappa",
    "ask.alpha",
    "ask.coders",
    "ask.coder_pairs",
    "ask.coder_pair_agreement",
    "ask.coder_agreement",
)
