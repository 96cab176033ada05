"""From cases to people: routing and digest (pure), render, and one file a channel."""
