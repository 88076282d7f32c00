"""What a token's scopes leave of its caller.

Revision: 0021, after 0019
"""

from models.migrations.scripts import run_script

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have the slices heed scopes."""
    run_script("0021_scopes.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    run_script("0021_no_scopes.sql")
