"""The memory of every stage, on SQLite or PostgreSQL through SQLAlchemy."""
