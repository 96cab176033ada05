"""Reports say beside them whether they name somebody, and have a key for it; cases tell outlets."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BATCH = 1000


def upgrade() -> None:
    with op.batch_alter_table("incident_articles") as table:
        table.add_column(sa.Column("names", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("outlets", sa.JSON(), nullable=False, server_default="[]"))
    links = sa.table(
        "incident_articles", sa.column("article_id"), sa.column("names"), sa.column("report", sa.JSON)
    )
    keys = sa.table("report_keys", sa.column("key", sa.String), sa.column("article_id", sa.String))
    connection = op.get_bind()
    told = connection.execute(sa.select(links.c.article_id, links.c.report)).all()
    nameless = [row.article_id for row in told if row.report and not _names(row.report)]
    for start in range(0, len(nameless), BATCH):
        some = nameless[start : start + BATCH]
        connection.execute(sa.update(links).where(links.c.article_id.in_(some)).values(names=False))
        days = connection.execute(
            sa.select(keys).where(
                keys.c.article_id.in_(some), keys.c.key.like("%/d%"), ~keys.c.key.like("%:%")
            )
        ).all()
        rows = [{"key": row.key.replace("/d", "/n"), "article_id": row.article_id} for row in days]
        if rows:
            connection.execute(sa.insert(keys), rows)


def _names(report: str | dict[str, Any]) -> bool:
    told = json.loads(report) if isinstance(report, str) else report
    return any(one["role"] in {"target", "co_accused"} for one in told["mentions"])


def downgrade() -> None:
    op.execute("DELETE FROM report_keys WHERE key LIKE '%/n%' AND key NOT LIKE '%:%'")
    with op.batch_alter_table("incident_articles") as table:
        table.drop_column("names")
    with op.batch_alter_table("cases") as table:
        table.drop_column("outlets")
