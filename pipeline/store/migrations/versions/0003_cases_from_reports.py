"""Cases are computed from their reports; what people merged, split, noted and set is kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("place", sa.Text()))
        for name, value in (("family", "unknown"), ("complainant", "unknown"), ("cross_border", "unknown")):
            size = 8 if name == "cross_border" else 16
            table.add_column(sa.Column(name, sa.String(size), nullable=False, server_default=value))
        for name in ("privacy", "platforms", "topics", "axes", "flags", "external_ids", "facts"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("accused", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("status", sa.String(20), nullable=False, server_default="unknown"))
        table.add_column(sa.Column("next_hearing", sa.Date()))
        table.add_column(sa.Column("merged_into", sa.String(32)))
        table.create_foreign_key(op.f("fk_cases_merged_into"), "cases", ["merged_into"], ["id"])
        table.create_index(op.f("ix_cases_status"), ["status"])
        table.create_index(op.f("ix_cases_merged_into"), ["merged_into"])
    with op.batch_alter_table("persons") as table:
        table.add_column(sa.Column("gender", sa.String(8), nullable=False, server_default="unknown"))
        table.add_column(sa.Column("aliases", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("incidents") as table:
        table.add_column(sa.Column("hearing", sa.Date()))
    with op.batch_alter_table("incident_articles") as table:
        table.add_column(sa.Column("kind", sa.String(10), nullable=False, server_default="opened"))
        table.add_column(sa.Column("score", sa.Float(), nullable=False, server_default="0"))
        table.add_column(sa.Column("to_article", sa.String(200)))
        table.add_column(sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("report", sa.JSON()))
    _new_tables()
    op.drop_table("case_keys")  # reports have keys now; `overreach db upgrade` makes them


def _new_tables() -> None:
    op.create_table(
        "report_keys",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("article_id", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_report_keys_article_id")),
        sa.PrimaryKeyConstraint("key", "article_id", name=op.f("pk_report_keys")),
    )
    op.create_index(op.f("ix_report_keys_article_id"), "report_keys", ["article_id"])
    op.create_table(
        "doubts",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_doubts_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_doubts_other_id")),
        sa.PrimaryKeyConstraint("case_id", "other_id", name=op.f("pk_doubts")),
    )
    op.create_index(op.f("ix_doubts_other_id"), "doubts", ["other_id"])
    op.create_index(op.f("ix_doubts_state"), "doubts", ["state"])
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("other_id", sa.String(32)),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_changes_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_changes_other_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_case_id"), "changes", ["case_id"])
    op.create_index(op.f("ix_changes_other_id"), "changes", ["other_id"])
    op.create_table(
        "case_fields",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_fields_case_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_case_fields")),
    )
    op.create_index(op.f("ix_case_fields_case_id"), "case_fields", ["case_id"])


def downgrade() -> None:
    for name in ("case_fields", "changes", "doubts", "report_keys"):
        op.drop_table(name)
    op.create_table(
        "case_keys",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_keys_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_keys")),
    )
    op.create_index(op.f("ix_case_keys_key"), "case_keys", ["key"])
    with op.batch_alter_table("incident_articles") as table:
        for name in ("kind", "score", "to_article", "pinned", "report"):
            table.drop_column(name)
    with op.batch_alter_table("incidents") as table:
        table.drop_column("hearing")
    with op.batch_alter_table("persons") as table:
        table.drop_column("gender")
        table.drop_column("aliases")
    with op.batch_alter_table("cases") as table:
        table.drop_constraint(op.f("fk_cases_merged_into"), type_="foreignkey")
        table.drop_index(op.f("ix_cases_status"))
        table.drop_index(op.f("ix_cases_merged_into"))
        for name in ("place", "family", "complainant", "cross_border", "privacy", "platforms", "topics", "axes",
                     "flags", "external_ids", "facts", "accused", "status", "next_hearing", "merged_into"):  # fmt: skip
            table.drop_column(name)
