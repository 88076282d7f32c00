"""Reading line by line: a bad line costs no other, and another file is refused."""

from pathlib import Path

import pytest

from seeds.importers.findings import Findings, Outcome
from seeds.importers.lines import Expected, NotThisFile, lines_of

EXPECTED = Expected("the file of places", ("code", "name"), "place")


def read(folder: Path, content: bytes) -> tuple[list[tuple[int, dict[str, str]]], Findings]:
    file = folder / "places.csv"
    file.write_bytes(content)
    findings = Findings()
    return list(lines_of(file, EXPECTED, findings)), findings


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_with_its_line_numbers(tmp_path: Path, mark: bytes, end: bytes) -> None:
    content = mark + end.join([b"name,more,code", b'"Abington, MA",,1', b"", b"Acushnet,x,2"])
    rows, findings = read(tmp_path, content)
    assert rows == [
        (2, {"name": "Abington, MA", "more": "", "code": "1"}),
        (4, {"name": "Acushnet", "more": "x", "code": "2"}),
    ]
    assert not list(findings)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1", "has 1 cells, the header 2"),
        (b"1,a,b", "has 3 cells, the header 2"),
        (b"1,Ab\x92ington", "is not UTF-8: byte 0x92 at position 5"),
        (b'1,"Abington', "is not a CSV line: unexpected end of data"),
        (b"1,a\rb", "is not a CSV line: new-line character seen"),
    ],
)
def test_a_line_that_is_none_is_refused_alone(tmp_path: Path, line: bytes, reason: str) -> None:
    rows, findings = read(tmp_path, b"code,name\n0,before\n" + line + b"\n2,after\n")
    assert [(number, row["name"]) for number, row in rows] == [(2, "before"), (4, "after")]
    [refused] = findings
    assert (refused.outcome, refused.file, refused.line) == (
        Outcome.ROW_REFUSED,
        "places.csv",
        3,
    )
    assert refused.reason.startswith(reason)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "Found: an empty file"),
        (b"\xff\xfec\x00o\x00", "Found: no line of text"),
        (b"code,title\n1,a\n", "Found: 2 columns ('code', 'title'); missing are 1 column ('name')"),
        (b"code,name,code\n", "Found: columns that occur twice: 1 column ('code')"),
        (b'"code,name\n', "Found: no line of text"),
    ],
)
def test_another_file_is_refused_with_what_was_expected(
    tmp_path: Path, content: bytes, found: str
) -> None:
    with pytest.raises(NotThisFile) as refused:
        read(tmp_path, content)
    assert "this is not the file of places" in str(refused.value)
    assert "Expected: a CSV file in UTF-8 with a header of 2 columns ('code', 'name')" in str(
        refused.value
    )
    assert found in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotThisFile, match=r"nowhere\.csv can't be read: No such file"):
        list(lines_of(tmp_path / "nowhere.csv", EXPECTED, Findings()))
