"""Clients of the authorization server, and what it keeps.

Revision: 0019, after 0018
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the one way to them."""
    run_script("0019_clients.sql")
    run_script("0019_oauth.sql")


def downgrade() -> None:
    """Leave nothing behind; every client has to be registered again."""
    op.execute("DROP TABLE client_key, client CASCADE")
    op.execute("DROP SCHEMA oauth CASCADE")
