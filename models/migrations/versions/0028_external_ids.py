"""The ids that clients have for records.

Revision: 0028, after 0027
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let clients hang ids of their own on records."""
    run_script("0028_external_ids.sql")


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TRIGGER forgets_external_ids ON past.event")
    op.execute("DROP FUNCTION clients.forget_record, clients.set_external_ids")
    op.execute("DROP FUNCTION clients.records_by_external_id")
    op.execute("DROP TABLE clients.external_id")
    op.execute("DROP FUNCTION clients.sees")
