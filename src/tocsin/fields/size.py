"""How many took part: crowd sizes as the text gives them."""
