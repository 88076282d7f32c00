"""Webhooks: endpoints, deliveries, and what they work with.

Revision: 0024, after 0023
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the functions that write what owners don't."""
    run_script("0024_webhooks.sql")
    run_script("0024_hooks.sql")


def downgrade() -> None:
    """Leave nothing behind; every endpoint has to be registered again."""
    op.execute("DROP SCHEMA hooks CASCADE")
    op.execute("DROP TABLE webhook_delivery, webhook_endpoint")
