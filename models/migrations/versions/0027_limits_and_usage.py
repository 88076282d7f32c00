"""Points a minute for each caller, and what each client has used.

Revision: 0027, after 0026
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep budgets and usage."""
    run_script("0027_budgets.sql")
    run_script("0027_usage.sql")


def downgrade() -> None:
    """Keep neither."""
    op.execute("DROP FUNCTION ask.client_usage(date, date)")
    op.execute("DROP FUNCTION ask.client_usage(uuid, date, date)")
    op.execute("DROP FUNCTION clients.add_usage, clients.take_points, clients.return_points")
    op.execute("DROP FUNCTION clients.credited, clients.locked_budget, clients.refilled")
    op.execute("DROP TABLE clients.usage, clients.budget")
