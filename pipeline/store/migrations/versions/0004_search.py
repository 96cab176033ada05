"""Search: a document of tokens a case, in the full-text index that each database has, and saved searches."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "case_search",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_search_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_search")),
        sa.UniqueConstraint("number", name=op.f("uq_case_search_number")),
    )
    op.create_table(
        "saved_searches",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_saved_searches")),
    )
    if op.get_bind().dialect.name == "sqlite":
        # `ascii` takes every sign beyond ASCII for a letter: tokens are cut by search_words, not here.
        op.execute("CREATE VIRTUAL TABLE case_words USING fts5(tokens, tokenize='ascii', detail=none)")
    else:
        op.execute("CREATE TABLE case_words (number bigint PRIMARY KEY, tokens tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_case_words_tokens ON case_words USING gin (tokens)")


def downgrade() -> None:
    for name in ("case_words", "saved_searches", "case_search"):
        op.drop_table(name)
