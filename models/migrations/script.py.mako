"""${message}: step ${up_revision} of the tables${"" if down_revision is None else f", after {down_revision}"}.

Drafted ${create_date.date()}. There is no way down: going back means restoring a backup.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Take the step."""
    ${upgrades if upgrades else "pass"}
