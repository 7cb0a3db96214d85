"""Problems as data: the model, the table of codes, and the formats they are printed in."""
