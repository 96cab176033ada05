"""Law watch: the register as last seen, the changes of laws, and the open cases that rely on them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_index(op.f("ix_articles_label_classified_at"), "articles", ["label", "classified_at"])
    op.create_table(
        "known_laws",
        sa.Column("law_id", sa.String(80), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("law_id", name=op.f("pk_known_laws")),
    )
    op.create_table(
        "law_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("looked_at", TIME),
        sa.Column("articles_until", TIME),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_looks")),
    )
    op.create_table(
        "law_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("law_id", sa.String(80), nullable=False),
        sa.Column("cause", sa.String(8), nullable=False),
        sa.Column("event", sa.String(12)),
        sa.Column("event_date", sa.String(10)),
        sa.Column("section", sa.Text()),
        sa.Column("other_law", sa.String(80)),
        sa.Column("article_id", sa.String(200)),
        sa.Column("noted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_law_changes_article_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_law_changes")),
        sa.UniqueConstraint("key", name=op.f("uq_law_changes_key")),
    )
    op.create_index(op.f("ix_law_changes_noted_at"), "law_changes", ["noted_at"])
    op.create_table(
        "law_change_cases",
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("fit", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["law_changes.number"], name=op.f("fk_law_change_cases_change")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_law_change_cases_case_id")),
        sa.PrimaryKeyConstraint("change", "case_id", name=op.f("pk_law_change_cases")),
    )
    op.create_index(op.f("ix_law_change_cases_case_id"), "law_change_cases", ["case_id"])


def downgrade() -> None:
    for name in ("law_change_cases", "law_changes", "law_looks", "known_laws"):
        op.drop_table(name)
    op.drop_index(op.f("ix_articles_label_classified_at"), "articles")
