"""What leaves a dataset: one format a file, each written whole or not at all."""
