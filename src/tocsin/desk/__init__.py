"""Pages for people: articles with their evidence, reports and rejections."""
