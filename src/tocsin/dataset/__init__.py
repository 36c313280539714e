"""The project file: what is kept of articles, reports and events."""
