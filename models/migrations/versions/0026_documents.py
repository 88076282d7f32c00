"""The client by which a caller asks, and documents by their hash.

Revision: 0026, after 0025
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let policies know the client, and keep answers to retries and documents for each."""
    run_script("0026_clients.sql")
    run_script("0026_documents.sql")


def downgrade() -> None:
    """Know no clients."""
    op.execute("DROP SCHEMA clients CASCADE")
    run_script("0026_no_clients.sql")
