"""How many were killed, injured or arrested, as the text gives it."""
