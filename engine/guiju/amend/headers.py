"""The header of the revision that an amendment makes."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.amend.splices import Amending, Splice
from guiju.amend.targets import block_indentation, extent
from guiju.source import Piece, Place, Span
from guiju.syntax import ast
from guiju.syntax.keywords import spelling


def header(amendment: ast.Amendment, amending: Amending) -> Iterator[Splice]:
    """The header of the revision: that of its base with the identifiers, status and dates of the amendment."""
    source, base = amending.source, amending.base
    standard = next(node for node in amending.file.statements if isinstance(node, ast.Standard))
    english = source.text[amendment.span.start : amendment.span.start + 1].isascii()
    place = Place(source, amendment.revision.span)

    def literal(text: str, node: ast.Node = amendment) -> Piece:
        return Piece(text, source, node.span.start, verbatim=False)

    def word(terminal: str) -> str:
        return spelling(terminal).en if english else spelling(terminal).zh

    above = source.cut(0, amendment.span.start)  # what is said above the base speaks of the base
    commented = any(piece.text.strip() for piece in above)
    yield Splice(
        Span(0 if commented else standard.span.start, standard.id.span.end),
        (
            *(above if commented else ()),
            literal(word("STANDARD")),
            literal(" "),
            *source.cut(amendment.standard.span.start, amendment.standard.span.end),
        ),
        place,
    )
    revision = [
        literal(word("REVISION")),
        literal(" "),
        *source.cut(amendment.revision.span.start, amendment.revision.span.end),
    ]
    if amendment.title is not None:
        title = amendment.title.span
        revision += [literal(" "), *source.cut(title.start, title.end)]
    given = {line.key: line for line in reversed(amendment.lines)}
    written = set()
    for line in standard.lines:
        written.add(line.key)
        if line.key == "REVISION":
            yield Splice(line.span, tuple(revision), place)
        elif line.key in given:
            span = given[line.key].span
            yield Splice(line.span, source.cut(span.start, span.end), Place(source, span))
        elif line.key not in ("STANDARD_NUMBER", "LANGUAGE"):
            yield Splice(extent(base.text, line.span), (), place)
    added = [] if "REVISION" in written else [literal("  "), *revision, literal("\n")]
    for line in amendment.lines:  # a second line of one kind too: the check says that it is one
        if line.key not in written or given[line.key] is not line:
            added += [literal("  ", line), *source.cut(line.span.start, line.span.end), literal("\n", line)]
    if added:
        end = standard.title.span.end if standard.title else standard.id.span.end
        after = extent(base.text, Span(standard.span.start, end)).end
        depth = block_indentation(base, standard)
        pieces = tuple(literal(" " * depth) if piece.text == "  " else piece for piece in added)
        yield Splice(Span(after, after), pieces, place)
