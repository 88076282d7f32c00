"""The clients by which exports beside requests were asked for.

Revision: 0030, after 0029
"""

from models.migrations.scripts import run_script

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let each keep its client, and tell workers of it."""
    run_script("0030_bulk_client.sql")


def downgrade() -> None:
    """Forget them."""
    run_script("0030_no_bulk_client.sql")
