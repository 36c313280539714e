"""What is kept: records as JSON Lines with a published schema, and the dataset, one SQLite file."""
