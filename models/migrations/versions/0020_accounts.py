"""Accounts with a password, second factors, sessions.

Revision: 0020, after 0019
"""

from alembic import op

from models.migrations.scripts import run_script

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and what a log-in asks of a person."""
    run_script("0020_accounts.sql")


def downgrade() -> None:
    """Leave nothing behind."""
    op.execute("DROP FUNCTION oauth.person_of_email(text)")
    op.execute("DROP FUNCTION oauth.standing(uuid)")
    op.execute("DROP TABLE oauth.session, oauth.second_factor, oauth.account")
    op.execute("DROP FUNCTION oauth.end_sessions(), oauth.end_families_of_session()")
