"""Projects as real programs write them: taken where it can be, and told where not."""

from uuid import UUID

import pytest

from seeds.refi_qda.codebook import read_codebook
from seeds.refi_qda.refusals import FileRefused
from seeds.refi_qda.telling import Telling
from tests.seeds.refi_qda.files import guid, project_xml, read, told

EMOJI = "🙂 Ada said: yes"


def source(inside: str = "", text: str = EMOJI) -> str:
    return (
        f'<Sources><TextSource guid="{guid(9)}" name="One"><PlainTextContent>{text}'
        f"</PlainTextContent>{inside}</TextSource></Sources>"
    )


def selection(start: object, end: object, inside: str = "", number: int = 20) -> str:
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}">'
        f"{inside}</PlainTextSelection>"
    )


CODES = f'<CodeBook><Codes><Code guid="{guid(1)}" name="Said" isCodable="true"/></Codes></CodeBook>'
CODING = f'<Coding guid="{guid(30)}"><CodeRef targetGUID="{guid(1)}"/></Coding>'


@pytest.mark.parametrize("name", ["project.qde", "PROJECT.QDE", "Project.qde"])
@pytest.mark.parametrize("folder", ["sources/", "Sources/", "SOURCES/", ""])
def test_names_of_entries_are_known_in_any_case(name: str, folder: str) -> None:
    xml = project_xml(
        f'<Sources><TextSource guid="{guid(9)}" plainTextPath="internal://Text.txt"/></Sources>'
    )
    project, findings = read({name: xml, f"{folder}TEXT.txt": "said"})
    assert [each.text for each in project.sources] == ["said"]
    assert not findings


@pytest.mark.parametrize(
    "written",
    [guid(0xABC), guid(0xABC).upper(), f"{{{guid(0xABC)}}}", f"{{{guid(0xABC).upper()}}}"],
)
def test_guids_are_known_with_and_without_braces_and_in_any_case(written: str) -> None:
    codes = CODES.replace(guid(1), written)
    coding = CODING.replace(guid(1), guid(0xABC))
    project, findings = read({"project.qde": project_xml(codes + source(selection(0, 1, coding)))})
    assert [code.guid for code in project.codes] == [UUID(guid(0xABC))]
    assert project.sources[0].selections[0].codings[0].code == project.codes[0].guid
    assert not findings


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_character(mark: bytes) -> None:
    xml = project_xml(
        f'<Sources><TextSource guid="{guid(9)}" plainTextPath="internal://a.txt">'
        f"{selection(0, 1)}</TextSource></Sources>"
    )
    project, _ = read({"project.qde": mark + xml.encode(), "sources/a.txt": mark + EMOJI.encode()})
    [one] = project.sources
    assert one.text[one.selections[0].starts_at : one.selections[0].ends_at] == "🙂"


def test_a_project_in_utf_16_is_read() -> None:
    xml = project_xml(source()).replace("utf-8", "utf-16")
    project, _ = read({"project.qde": xml.encode("utf-16")})
    assert project.sources[0].text == EMOJI


@pytest.mark.parametrize(("start", "end"), [(2, 5), ("2", " 5 ")])
def test_positions_count_code_points(start: object, end: object) -> None:
    project, findings = read({"project.qde": project_xml(source(selection(start, end, CODING)))})
    [one] = project.sources
    assert one.text[one.selections[0].starts_at : one.selections[0].ends_at] == "Ada"
    assert not findings


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 16), (5, 2), (3, 3), (-1, 3), ("", 3), ("one", 3), ("²", 3), (0, "9" * 5_000)],
)
def test_a_range_that_is_none_is_told_and_left_out(start: object, end: object) -> None:
    project, findings = read({"project.qde": project_xml(source(selection(start, end, CODING)))})
    assert not project.sources[0].selections
    assert told(findings) == [
        (
            "PlainTextSelection",
            "is no range of the text, which has 15 characters; its codings are lost too",
        )
    ]
    assert [finding.line for finding in findings] == [2]


def test_a_source_that_is_missing_costs_itself_alone() -> None:
    missing = f'<TextSource guid="{guid(8)}" name="Lost" plainTextPath="internal://b.txt"/>'
    xml = project_xml(source().replace("</Sources>", missing + "</Sources>"))
    project, findings = read({"project.qde": xml})
    assert [each.name for each in project.sources] == ["One"]
    reason = "is missing from the archive, so its codings are lost too"
    assert told(findings) == [("TextSource", reason)]
    assert [finding.value for finding in findings] == ["Lost"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"caf\xe9", "is not UTF-8 (byte 3), so its codings are lost too"),
        (b"a\0b", "contains a NUL character, so its codings are lost too"),
    ],
)
def test_a_text_that_can_not_be_kept_as_it_is_is_left_out(content: bytes, reason: str) -> None:
    xml = project_xml(
        f'<Sources><TextSource guid="{guid(9)}" plainTextPath="internal://a.txt"/></Sources>'
    )
    project, findings = read({"project.qde": xml, "sources/a.txt": content})
    assert not project.sources
    assert told(findings) == [("TextSource", reason)]


def test_what_is_seen_or_heard_is_left_out_but_for_its_text() -> None:
    xml = project_xml(
        f"""<Sources>
        <PictureSource guid="{guid(1)}" name="Photo" path="internal://a.png"/>
        <PDFSource guid="{guid(2)}" name="Scan" path="internal://b.pdf">
          <PDFSelection guid="{guid(3)}" page="0" firstX="0" firstY="0" secondX="1" secondY="1"/>
          <Representation guid="{guid(4)}"><PlainTextContent>Text of it</PlainTextContent>
            {selection(0, 4, CODING)}</Representation>
        </PDFSource>
        <AudioSource guid="{guid(5)}" name="Talk" path="internal://c.mp3">
          <Transcript guid="{guid(6)}"><PlainTextContent>Well. Yes.</PlainTextContent>
            <SyncPoint guid="{guid(7)}" timeStamp="0" position="6"/>
            <SyncPoint guid="{guid(8)}" timeStamp="900" position="10"/>
            <TranscriptSelection guid="{guid(21)}" fromSyncPoint="{guid(7)}"
              toSyncPoint="{guid(8)}">{CODING}</TranscriptSelection></Transcript>
        </AudioSource>
        <VideoSource guid="{guid(10)}" name="Film" path="internal://d.mp4"/>
        </Sources>"""
    )
    project, findings = read({"project.qde": xml})
    passages = [
        (each.name, each.text[range_.starts_at : range_.ends_at], len(range_.codings))
        for each in project.sources
        for range_ in each.selections
    ]
    assert passages == [("Scan", "Text", 1), ("Talk", "Yes.", 1)]
    assert [finding.column for finding in findings] == [
        "PictureSource",
        "PDFSelection",
        "VideoSource",
    ]


def test_a_source_that_is_coded_as_a_whole_is_coded_from_end_to_end() -> None:
    project, findings = read({"project.qde": project_xml(source(CODING))})
    [whole] = project.sources[0].selections
    assert (whole.starts_at, whole.ends_at, len(whole.codings)) == (0, len(EMOJI), 1)
    assert [finding.outcome.value for finding in findings] == ["repaired"]


def test_what_has_no_place_is_told() -> None:
    said = "<Description>Said</Description>"
    variable = f'<Variables><Variable guid="{guid(2)}" name="Age" typeOfVariable="Integer"/>'
    known = f'<Variable guid="{guid(3)}" name="Date" typeOfVariable="Date"/></Variables>'
    value = (
        f'<VariableValue><VariableRef targetGUID="{guid(number)}"/><TextValue>2013-05-02'
        "</TextValue></VariableValue>"
        for number in (2, 3)
    )
    text = source(selection(0, 1, said + CODING) + "".join(value)).replace(
        "<PlainTextContent>", f"{said}<PlainTextContent>"
    )
    project, findings = read({"project.qde": project_xml(variable + known + text)})
    assert project.sources[0].values == {"Date": "2013-05-02"}
    assert sorted(told(findings)) == [
        ("PlainTextSelection", "has a description, which is not kept; a note would be"),
        ("TextSource", "has a description, which is not kept; a note would be"),
        ("Variable", "is none of the variables that are kept"),
    ]


def test_empty_lists_are_nothing() -> None:
    empty = "<Users/><CodeBook><Codes/></CodeBook><Cases/><Sources/><Notes/><Sets/><Graphs/>"
    project, findings = read({"project.qde": project_xml(empty, name="")})
    assert project.name == "Untitled"
    assert not findings
    assert [*project.users, *project.codes, *project.sets, *project.graphs] == []


def test_what_other_vocabularies_add_is_passed_over() -> None:
    xml = project_xml('<x:Secret xmlns:x="urn:else"><Code/>text</x:Secret>' + CODES)
    project, findings = read({"project.qde": xml})
    assert [code.name for code in project.codes] == ["Said"]
    assert not findings


def test_a_guid_that_is_none_or_used_twice_costs_its_element() -> None:
    codes = (
        f'<CodeBook><Codes><Code guid="{guid(1)}" name="One"/><Code guid="{guid(1)}" name="Two">'
        f'<Code guid="{guid(2)}" name="Three"/></Code><Code guid="x" name="Four"/>'
        "</Codes></CodeBook>"
    )
    users = f'<Users><User guid="nobody" name="A"/><User guid="{guid(3)}"/></Users>'
    project, findings = read({"project.qde": project_xml(users + codes)})
    assert [code.name for code in project.codes] == ["One"]
    assert [user.name for user in project.users] == [f"User {guid(3)}"]
    assert [finding.value for finding in findings] == ["A", "Two", "Four"]


BOOK = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Elsewhere">{}</CodeBook>'
CODE = f'<Codes><Code guid="{guid(1)}" name="One" isCodable="false"/></Codes>'
SET = f'<Set guid="{guid(5)}" name="A set"><MemberCode guid="{guid(1)}"/></Set>'


@pytest.mark.parametrize(
    ("sets", "members"), [("", []), ("<Sets/>", []), (f"<Sets>{SET}</Sets>", [UUID(guid(1))])]
)
def test_a_codebook_is_read(sets: str, members: list[UUID]) -> None:
    telling = Telling("made.qdc")
    project = read_codebook(b"\xef\xbb\xbf" + BOOK.format(CODE + sets).encode(), telling)
    assert [(code.name, code.is_codable) for code in project.codes] == [("One", False)]
    assert [member for each in project.sets for member in each.codes] == members


def test_a_project_is_no_codebook() -> None:
    with pytest.raises(FileRefused, match="The root is <Project>"):
        read_codebook(project_xml("").encode(), Telling("made.qdc"))
