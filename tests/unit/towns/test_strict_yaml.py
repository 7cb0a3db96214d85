"""What YAML may say in a data file, and what is said of everything else."""

from __future__ import annotations

import time

import pytest

from guiju.source import Source
from guiju.towns.strict_yaml import load
from guiju.towns.tree import Mapping, Node, Scalar, Sequence

BAD = (
    # text, code, line, column
    ("", "I814", 1, 1),
    ("# 只有注释\n", "I814", 1, 1),
    ("a: 1\nb: 2\na: 3\n", "I813", 3, 1),
    ("a: {b: 1, b: 2}\n", "I813", 1, 11),
    ("a: &x 1\n", "I810", 1, 4),
    ("a: 1\nb: *x\n", "I810", 2, 4),
    ("a: &x [*x]\n", "I810", 1, 4),
    ("<<: {a: 1}\n", "I811", 1, 1),
    ("a: !!python/object:os.system x\n", "I812", 1, 4),
    ("a: !!binary aGk=\n", "I812", 1, 4),
    ("a: !!set {x}\n", "I812", 1, 4),
    ("a: ! x\n", "I812", 1, 4),
    ("a: 1\n---\nb: 2\n", "I809", 2, 1),
    ("a:\n\tb: 1\n", "I805", 2, 1),
    ("a: 1\n\tb: 1\n", "I805", 2, 1),
    ("数据:\n\u3000\u3000人口: 3\n", "I806", 2, 1),
    ("数据:\n  甲: 1\n\u3000\u3000人口: 3\n", "I806", 3, 1),
    ("\u00a0a: 1\n", "I806", 1, 1),
    ("镇: 甲\n人口：3\n", "I807", 2, 1),
    ("数据：\n  人口: 3\n", "I807", 1, 1),
    ("数据:\n  人口：3\n  产值: 4\n", "I807", 2, 3),
    ("a: 1\nb:2\nc: 3\n", "I808", 2, 1),
    ("a: {b: 1，c: 2}\n", "I804", 1, 9),
    ("a: 1\n  b: 2\n", "I804", 2, 4),
    ("a:\n    b: 1\n  c: 2\n", "I804", 3, 3),
    ("a: b: c\n", "I804", 1, 5),
    ("a: @x\n", "I804", 1, 4),
    ('a: "\\q"\n', "I804", 1, 6),
    ('a: "\\UFFFFFFFF"\n', "I804", 1, 7),
    ('a: "x\nb: 1\n', "I817", 1, 4),
    ("a: 'x\n", "I817", 1, 4),
    ("a: [1, 2\n", "I817", 1, 4),
    ("a: {b: 1\n", "I817", 1, 4),
    ("a: b\u202ec\n", "I803", 1, 5),
    ("a: b\u200bc\n", "I803", 1, 5),
    ("a: \x1b[2J\n", "I803", 1, 4),
    ("a: \x00\n", "I803", 1, 4),
    ("a: x\ufeff\n", "I803", 1, 5),
    ("a: \ue000\n", "I803", 1, 4),
    ("a: x\u2028b: 1\n", "I803", 1, 5),
    ('a: "\\e[2J"\n', "I803", 1, 4),
    ('a: "\\u202e"\n', "I803", 1, 4),
    ('a: "\\ud83d"\n', "I803", 1, 4),
    ("? [a]\n: 1\n", "I816", 1, 3),
    (": 1\n", "I804", 1, 1),
    ('"": 1\n', "I816", 1, 1),
    ("[" * 33, "I821", 1, 33),
    ("- " * 33 + "x", "I821", 1, 65),
)


@pytest.mark.parametrize(("text", "code", "line", "column"), BAD, ids=lambda x: repr(x)[:30])
def test_bad_texts_are_findings_at_their_place(text: str, code: str, line: int, column: int) -> None:
    _, found = load(Source("town.yaml", text))
    first = found[0]
    assert first.place is not None
    at = first.place.position
    assert (first.code.id, at.line, at.column) == (code, line, column)


def test_a_duplicate_key_shows_both_places_and_the_first_value_stays() -> None:
    root, (finding,) = load(Source("town.yaml", "a: 1\nb: 2\na: 3\n"))
    assert [label.place.position.line for label in finding.labels] == [1]
    assert isinstance(root, Mapping)
    assert _plain(root) == {"a": "1", "b": "2"}


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{a: ", "[\n"])
def test_deep_nesting_is_answered_at_once(opening: str) -> None:
    start = time.perf_counter()
    root, found = load(Source("town.yaml", opening * 30_000))
    assert root is None
    assert {finding.code.id for finding in found} <= {"I821", "I804"}
    assert time.perf_counter() - start < 10  # a hang would take for ever


def test_an_alias_bomb_is_answered_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 300)]
    start = time.perf_counter()
    root, found = load(Source("town.yaml", "\n".join(lines)))
    assert root is None
    assert found[0].code.id == "I810"
    assert time.perf_counter() - start < 10  # a hang would take for ever


def test_size_is_limited() -> None:
    _, (finding,) = load(Source("town.yaml", "a: " + "x" * 5_000_000))
    assert finding.code.id == "I820"


def test_the_number_of_values_is_limited() -> None:
    _, (finding,) = load(Source("town.json", "[" + "1," * 200_001 + "1]"))
    assert finding.code.id == "I822"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1.10\n", "1.10"),
        ("a: no\n", "no"),
        ("a: 1:30\n", "1:30"),
        ("a: 010\n", "010"),
        ("a: 2024-02-30\n", "2024-02-30"),
        ("a: .nan\n", ".nan"),
        ("a: 0.82 吨标准煤/万元\n", "0.82 吨标准煤/万元"),
        ("a: 6.1%\n", "6.1%"),
        ('a: "7"\n', "7"),
        ("a: 'it''s'\n", "it's"),
        ("a: |\n  \u3000\u3000第一段\n  \u3000\u3000第二段\n", "\u3000\u3000第一段\n\u3000\u3000第二段\n"),
        ("a: 说明：见附件\n", "说明：见附件"),
        ("a: x # 注\n", "x"),
        ("a:\n", ""),
    ],
)
def test_scalars_stay_text(text: str, expected: str) -> None:
    root, found = load(Source("town.yaml", text))
    assert not found
    assert isinstance(root, Mapping)
    assert _plain(root) == {"a": expected}


def test_json_is_read_the_same_way() -> None:
    text = '{\n\t"a": [1, -2.5, true, null],\t"b": {"c": "\\u5fbd\\ud83d\\ude00\\/"}\n}\n'
    root, found = load(Source("town.JSON", text))
    assert not found
    assert root is not None
    assert _plain(root) == {"a": ["1", "-2.5", "true", "null"], "b": {"c": "徽😀/"}}
    _, (finding,) = load(Source("town.json", '{"a": 1,\n "a": 2}'))
    assert finding.code.id == "I813"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: bytes) -> None:
    source = Source.of_bytes("town.yaml", mark + end.join(["a: 1", "b:", "  c: 2"]).encode())
    root, found = load(source)
    assert not found
    assert isinstance(root, Mapping)
    assert _plain(root) == {"a": "1", "b": {"c": "2"}}
    inner = root.get("b")
    assert isinstance(inner, Mapping)
    place = inner.entries[0][1].place
    assert place is not None
    assert (place.position.line, place.position.column) == (3, 6)
    assert source.fingerprint == Source("x", "a: 1\nb:\n  c: 2\n").fingerprint


def test_places_are_those_of_the_text() -> None:
    text = '镇: 甲\n数据:\n  人口: {值: "3 万人", 合成: true} # 注\n'
    root, _ = load(Source("town.yaml", text))
    assert root is not None
    seen = [node.place.text for node in _walk(root) if isinstance(node, Scalar) and node.place]
    assert seen == ["镇", "甲", "数据", "人口", "值", '"3 万人"', "合成", "true"]


def test_a_wrong_colon_comes_with_its_fix() -> None:
    _, (finding,) = load(Source("town.yaml", "镇: 甲\n人口：3\n"))
    (edit,) = finding.fixes[0].edits
    assert (edit.place.text, edit.text) == ("：", ": ")


def _plain(node: Node) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: _plain(item) for key, item in entries}


def _walk(node: Node) -> list[Node]:
    match node:
        case Scalar():
            return [node]
        case Sequence(items=items):
            return [node, *(found for item in items for found in _walk(item))]
        case Mapping(entries=entries):
            return [node, *(found for key, item in entries for found in (key, *_walk(item)))]
