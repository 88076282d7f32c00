"""What a token's scopes leave of its caller; the keys that sign it, and how it ends at once.

Revision: 0021, after 0020
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have the slices heed scopes, keep the keys, and tell of what ends."""
    run_script("0021_scopes.sql")
    run_script("0021_keys.sql")


def downgrade() -> None:
    """Leave nothing behind; what was signed is of no use again."""
    op.execute("DROP TABLE oauth.signing_key")
    op.execute("DROP FUNCTION oauth.has_ended")
    op.execute("DROP FUNCTION oauth.tell CASCADE")
    run_script("0021_no_scopes.sql")
