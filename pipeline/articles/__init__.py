"""From entries to articles with readable text: identity (pure) and extract."""
