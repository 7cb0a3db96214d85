"""A standard's own tables, printed from its rules and compared with what is printed."""
