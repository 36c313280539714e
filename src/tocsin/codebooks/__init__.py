"""Reports as rows of published coding schemes."""
