"""Data files and plain mappings to a Town: typed values with their provenance."""
