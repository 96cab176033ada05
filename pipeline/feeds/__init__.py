"""From an address to entries: schedule (pure), fetch, guard, parse (pure)."""
