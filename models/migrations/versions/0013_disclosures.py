"""Who read confidential records, in a chain of hashes; consent, and its withdrawal.

Revision: 0013, after 0012
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables in their slices, and what alone writes them."""
    for part in ("tables", "functions", "policies", "chain", "about", "consent"):
        run_script(f"0013_{part}.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    run_script("0013_no_consent.sql")
    op.execute("DROP TABLE disclosed_record, disclosure")
    op.execute("DROP FUNCTION slice.disclosures")
    op.execute("DROP SCHEMA audit CASCADE")
