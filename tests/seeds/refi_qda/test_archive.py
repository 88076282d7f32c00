"""Archives that nobody's program writes, refused as wholes and within bounds."""

import io
import stat
import struct
from dataclasses import replace
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from seeds.refi_qda.archive import LIMITS
from seeds.refi_qda.reader import read_project
from seeds.refi_qda.refusals import FileRefused
from seeds.refi_qda.telling import Telling
from tests.seeds.refi_qda.files import archive, guid, project_xml, read

PROJECT = project_xml("")
SOURCE = f'<Sources><TextSource guid="{guid(1)}" name="One" {{}}/></Sources>'


def refusal(file: io.BytesIO | dict[str, bytes | str]) -> str:
    with pytest.raises(FileRefused) as caught:
        read(file)
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no zip archive"),
        (b"<Project/>", "no zip archive"),
        (b"PK\x05\x06", "no zip archive"),
        (b"PK\x05\x06" + b"\0" * 18, "no entry project.qde"),
        (b"x" * 70_000, "no zip archive"),
    ],
)
def test_what_is_no_archive_is_refused(content: bytes, reason: str) -> None:
    assert reason in refusal(io.BytesIO(content))


def test_an_archive_without_a_project_is_refused() -> None:
    assert "no entry project.qde" in refusal({"sources/a.txt": "a"})


@pytest.mark.parametrize(
    "name",
    ["../project.txt", "/etc/passwd", "sources/../../x", "a\\..\\b", "C:/x", "sources/a\0.txt"],
)
def test_a_path_that_climbs_is_refused(name: str) -> None:
    file = archive({"project.qde": PROJECT, "sources/aaaaaaaaaaaaaa.txt": "a"})
    padded = name.encode().ljust(len(b"sources/aaaaaaaaaaaaaa.txt"), b"z")
    content = file.getvalue().replace(b"sources/aaaaaaaaaaaaaa.txt", padded)
    assert "leads out of the archive" in refusal(io.BytesIO(content))


@pytest.mark.parametrize("second", ["project.qde", "PROJECT.QDE"])
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_entries_of_a_name_are_refused(second: str) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as opened:
        opened.writestr("project.qde", PROJECT)
        opened.writestr(second, PROJECT)
    assert "two entries" in refusal(file)


def test_a_symbolic_link_is_refused() -> None:
    link = ZipInfo("sources/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with ZipFile(file, "w") as opened:
        opened.writestr("project.qde", PROJECT)
        opened.writestr(link, "/etc/passwd")
    assert "symbolic link" in refusal(file)


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(archive({"project.qde": PROJECT}).getvalue())
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    assert "encrypted" in refusal(io.BytesIO(bytes(content)))


def test_another_way_of_packing_is_refused() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as opened:
        opened.writestr("project.qde", PROJECT)
    assert "packed in a way" in refusal(file)


def test_an_archive_of_zip64_is_refused() -> None:
    content = archive({"project.qde": PROJECT}).getvalue()
    at = content.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + b"\0" * 16
    assert "Zip64" in refusal(io.BytesIO(content[:at] + locator + content[at:]))


def test_a_damaged_entry_is_refused() -> None:
    content = bytearray(archive({"project.qde": PROJECT * 9}).getvalue())
    content[60:64] = b"\xff\xff\xff\xff"
    assert "damaged" in refusal(io.BytesIO(bytes(content)))


def test_too_many_entries_are_refused_before_they_are_listed() -> None:
    entries: dict[str, bytes | str] = {f"sources/{number}": "" for number in range(10_001)}
    assert "10,001 entries; at most 10,000" in refusal(entries)


def test_a_list_of_entries_beyond_its_bounds_is_refused_unread() -> None:
    content = bytearray(archive({"project.qde": PROJECT}).getvalue())
    at = content.rindex(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<I", 4_000_001)
    assert "bytes in its list of entries" in refusal(io.BytesIO(bytes(content)))


def test_an_archive_that_claims_to_unpack_beyond_all_measure_is_refused() -> None:
    bomb: dict[str, bytes | str] = {"project.qde": PROJECT, "sources/zeros.txt": b"0" * 30_000_000}
    assert "more than 100 times what it takes packed" in refusal(bomb)


def test_an_archive_that_claims_too_much_is_refused() -> None:
    limits = replace(LIMITS, unpacked_bytes=1_000)
    with pytest.raises(FileRefused, match="bytes when it is unpacked"):
        read_project(
            archive({"project.qde": PROJECT, "a": "0" * 1_000}), Telling("a"), limits=limits
        )


def test_an_entry_that_claims_less_than_it_unpacks_to_is_not_read_further() -> None:
    """What it says of its size is believed for its sum and never for its memory."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as opened:
        opened.writestr("project.qde", project_xml(" " * 200_000))
    content = file.getvalue()
    size = struct.pack("<I", len(project_xml(" " * 200_000)))
    assert content.count(size) == 2
    lying = content.replace(size, struct.pack("<I", 200))
    assert "damaged" in refusal(io.BytesIO(lying))


def test_texts_are_bounded_one_by_one() -> None:
    limits = replace(LIMITS, text_bytes=10)
    xml = project_xml(SOURCE.format('plainTextPath="internal://a.txt"'))
    with pytest.raises(FileRefused, match="unpacks to more than 10 bytes"):
        read_project(
            archive({"project.qde": xml, "sources/a.txt": "0" * 11}), Telling("a"), limits=limits
        )


@pytest.mark.parametrize("attribute", ["plainTextPath", "richTextPath", "path"])
@pytest.mark.parametrize(
    "path",
    [
        "absolute:///etc/passwd",
        "relative://../secret.txt",
        "internal://../project.qde",
        "internal://a/../../b.txt",
        "internal://a\\b.txt",
        "internal://",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://example.org/a.txt",
    ],
)
def test_a_path_out_of_the_archive_refuses_all_of_it(path: str, attribute: str) -> None:
    xml = project_xml(SOURCE.format(f'{attribute}="{path}"'))
    message = refusal({"project.qde": xml, "sources/a.txt": "a"})
    assert message.startswith("Line 2: the path")
    assert "leads out of the archive" in message


def test_where_a_source_once_was_is_never_looked_at() -> None:
    xml = project_xml(
        f'<Sources><AudioSource guid="{guid(1)}" name="A" path="internal://a.mp3"'
        f' currentPath="absolute:///C:/interviews/a.mp3"/></Sources>'
    )
    project, findings = read({"project.qde": xml})
    assert not project.sources
    assert [finding.column for finding in findings] == ["AudioSource"]


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ('<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa">]><Project/>', "a document type is declared"),
        ('<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>', "a document type is declared"),
        ("<Project>&xxe;</Project>", "namespace"),
        ('<Project xmlns="urn:QDA-XML:project:1.0">&xxe;</Project>', "not well-formed"),
        ('<Project xmlns="urn:QDA-XML:project:1.0"><Users></Project>', "not well-formed"),
        ('<Project xmlns="urn:QDA-XML:project:2.0" name="a"/>', "The root is <Project>"),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "The root is <CodeBook>"),
        ("", "not well-formed"),
        ('<?xml version="1.0" encoding="klingon"?><Project/>', "not well-formed"),
    ],
)
def test_xml_that_is_no_project_is_refused(xml: str, reason: str) -> None:
    assert reason in refusal({"project.qde": xml})


def test_elements_are_bounded_in_depth() -> None:
    deep = "<Code>" * 300 + "</Code>" * 300
    assert "nested more than 200 deep" in refusal({"project.qde": project_xml(deep)})


def test_elements_of_other_vocabularies_are_bounded_too() -> None:
    deep = '<x:a xmlns:x="urn:else">' + "<x:b>" * 300 + "</x:b>" * 300 + "</x:a>"
    assert "nested more than 200 deep" in refusal({"project.qde": project_xml(deep)})


def test_a_tag_is_bounded_however_many_attributes_it_has() -> None:
    attributes = " ".join(f'a{number}=""' for number in range(150_000))
    assert "a tag has more than" in refusal({"project.qde": project_xml(f"<Users {attributes}/>")})
