"""What the marked words mean: one question a module; modules of fields never import one another."""
