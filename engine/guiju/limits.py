"""Limits on size and depth, each with the code of the finding that names it.

They are far above what a standard needs and low enough that hostile input is answered in milliseconds.
"""

from __future__ import annotations

from typing import Final

RULE_FILE_BYTES: Final = 1_000_000  # S120
EXPRESSION_DEPTH: Final = 64  # S121
EVALUATION_DEPTH: Final = 150  # N211: levels of a formula with the definitions it needs
OPERANDS: Final = 500  # S122
STATEMENT_TOKENS: Final = 5_000  # S122: words of one statement, before it is even parsed
NAME_CHARACTERS: Final = 64  # S123
INTEGER_DIGITS: Final = 18  # S124
FRACTION_DIGITS: Final = 18  # S124
EXPONENT: Final = 12  # S125
BLOCK_DEPTH: Final = 32  # S126
LOOKED_UP_CELLS: Final = (
    100_000  # S128: cells of all declared tables, counted at each place that looks them up
)
AMENDMENT_DEPTH: Final = 16  # V813: amendments of amendments
BASE_CANDIDATES: Final = 1_000  # rule files beside an amendment that are looked at for its base
SYNTAX_ERRORS: Final = 20  # findings of one file before the parser gives up
NUMBER_BITS: Final = 50_000  # a value that would be longer is undefined
DATA_FILE_BYTES: Final = 5_000_000  # I820
DATA_DEPTH: Final = 32  # I821
DATA_NODES: Final = 200_000  # I822
TABLE_FILE_BYTES: Final = 20_000_000  # I820: a table (CSV) or workbook, packed
WORKBOOK_BYTES: Final = 50_000_000  # I903: all parts of a workbook, unpacked
WORKBOOK_RATIO: Final = 200  # I903: unpacked to packed size, of parts above a megabyte
WORKBOOK_PARTS: Final = 5_000  # I903
SHEET_ROWS: Final = 200_000  # I905
SHEET_COLUMNS: Final = 512  # I905
CELL_CHARACTERS: Final = 32_767  # I905: as in a workbook
SHARED_FILES: Final = 64  # I882
RECORDS: Final = 10_000  # I823
EVALUATED_RECORDS: Final = (
    100_000  # E908: records met while one town is evaluated, lists inside lists counted out
)
FINDINGS_PRINTED: Final = 100
SUGGESTIONS: Final = 50  # misspelled names of one file that get a suggestion
