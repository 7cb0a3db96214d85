"""What the data of a rulebook must look like: their schema, and forms to fill in."""
