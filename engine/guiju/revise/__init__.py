"""What changed between two revisions of a standard, and what that does to towns."""
