"""Characters and what stands on them: bytes to articles, articles to parsed documents."""
