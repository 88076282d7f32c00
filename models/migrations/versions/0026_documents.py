"""The client by which a caller asks.

Revision: 0026, after 0023
"""

from models.migrations.scripts import run_script

revision = "0026"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let policies know the client, and keep answers to retries for each."""
    run_script("0026_clients.sql")


def downgrade() -> None:
    """Know no clients."""
    run_script("0026_no_clients.sql")
