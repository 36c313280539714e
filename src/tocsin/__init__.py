"""tocsin: news articles to a sourced event dataset."""
