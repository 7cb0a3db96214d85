"""Steps to paragraphs, and those to terminal, Markdown and JSON. Reads what happened, never computes it again."""
