"""A project: a folder with its settings, what came in, and the dataset made of it."""
