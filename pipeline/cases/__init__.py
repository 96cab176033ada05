"""From findings to cases: who is meant, which case it is, and when it happened. All of it pure."""
