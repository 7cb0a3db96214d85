"""Text to AST; the only room that knows lark."""

from guiju.syntax.parse import Parsed, parse

__all__ = ["Parsed", "parse"]
