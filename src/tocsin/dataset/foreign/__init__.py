"""Event datasets of others, and our own exports, read as one kind of record and compared."""
