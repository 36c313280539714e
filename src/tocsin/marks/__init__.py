"""Which words matter: readers that mark acts and the words that belong to them."""
