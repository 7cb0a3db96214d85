"""The built-in vocabulary."""

from guiju.functions.table import FUNCTIONS, Function, Shape, function_named

__all__ = ["FUNCTIONS", "Function", "Shape", "function_named"]
