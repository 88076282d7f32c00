"""A project that is written is valid, and reads as it was, to the last code point."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seeds.refi_qda import words
from seeds.refi_qda.guids import Guids
from seeds.refi_qda.project import (
    Case,
    Code,
    Coding,
    Edge,
    Graph,
    Link,
    Note,
    Project,
    Selection,
    Source,
    ThemeSet,
    User,
    Vertex,
)
from tests.seeds.refi_qda.files import packed, read

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

AT = datetime(2013, 5, 2, 8, 30, 0, 123456, tzinfo=UTC)
guids = st.uuids()

# All that a text in the network can hold; PostgreSQL has no NUL, and UTF-8 no surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
# What XML can hold in an attribute or element and gives back as it was.
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(
    lambda name: name.strip().translate({0xFFFE: "", 0xFFFF: ""}) or "name"
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    pairs = st.tuples(places, places).filter(lambda pair: pair[0] != pair[1])
    ranges = draw(st.lists(pairs.map(lambda pair: (min(pair), max(pair))), max_size=5))
    return text, ranges


@unhurried
@given(passages(), guids, names)
def test_a_range_of_any_text_means_the_same_passage(
    made: tuple[str, list[tuple[int, int]]], code: UUID, name: str
) -> None:
    text, ranges = made
    selections = tuple(
        Selection(
            UUID(int=number),
            *place,
            codings=(Coding(UUID(int=number + 1_000), code, at=AT),),
        )
        for number, place in enumerate(ranges)
    )
    source = Source(UUID(int=7), name, text, selections=selections)
    project = Project(name, codes=(Code(code, name),), sources=(source,))
    again, findings = read(packed(project))
    assert again == project
    assert not findings
    assert [text[each.starts_at : each.ends_at] for each in again.sources[0].selections] == [
        text[starts_at:ends_at] for starts_at, ends_at in ranges
    ]


def test_everything_that_a_project_can_have_comes_back() -> None:
    ids = [UUID(int=number) for number in range(1, 30)]
    project = Project(
        'A study <&> "more" 🙂',
        "Why & how",
        creator=ids[0],
        users=(User(ids[0], "One"), User(ids[1], "Two")),
        codes=(
            Code(ids[2], "Heading", None, "Of all", is_codable=False, color="#0aF"),
            Code(ids[3], "Part", ids[2], None, notes=(ids[10],)),
            Code(ids[4], "Last"),
        ),
        cases=(
            Case(ids[5], "Site", "What happened", {words.KIND: words.SITE}, (ids[6],)),
            Case(ids[7], "P-07"),
        ),
        sources=(
            Source(
                ids[6],
                "Interview",
                "\ufeff🙂\r\ne\u0301nd",
                ids[0],
                AT,
                {words.DATE: "2013-05-02", words.MINUTES: "45", words.DISTRICT: "Mill City"},
                (
                    Selection(ids[8], 0, 2, "masked:PERSON"),
                    Selection(
                        ids[9],
                        1,
                        7,
                        None,
                        (Coding(ids[11], ids[3], ids[1], AT, (ids[10],)),),
                        (ids[12],),
                    ),
                ),
                (ids[10],),
            ),
            Source(ids[13], "Nothing said", ""),
        ),
        notes=(Note(ids[10], "A memo", "On\r\ntwo lines", ids[1], AT), Note(ids[12], "B", "")),
        links=(Link(ids[14], "grounds", ids[11], ids[15], (ids[12],)),),
        sets=(ThemeSet(ids[15], "A theme", "What was found", (ids[3], ids[4]), (ids[10],)),),
        graphs=(
            Graph(
                ids[16],
                "Figure 1",
                (Vertex(ids[17], "pressure", 240, -5), Vertex(ids[18], "commitment")),
                (Edge(ids[19], "−", ids[17], ids[18], style="dotted"),),
            ),
        ),
        about=(ids[12],),
    )
    again, findings = read(packed(project))
    assert again == project
    assert not findings


def test_the_same_project_gives_the_same_bytes() -> None:
    project = Project("A study", notes=(Note(UUID(int=1), "A memo", "text"),))
    assert packed(project).getvalue() == packed(project).getvalue()


def test_what_xml_can_not_hold_is_replaced_and_the_file_stays_valid() -> None:
    project = Project("bell\x07", "vertical\x0btab and\rreturn")
    again, _ = read(packed(project))
    assert again.name == "bell\N{REPLACEMENT CHARACTER}"
    assert "vertical\N{REPLACEMENT CHARACTER}tab" in str(again.description)


@unhurried
@given(guids, guids, guids)
def test_a_guid_names_one_record_of_one_study(study: UUID, other: UUID, record: UUID) -> None:
    here, there = Guids(study), Guids(other)
    assert here.of(here.of(record)) == record
    assert (here.of(record) == there.of(record)) == (study == other)


@unhurried
@given(st.dictionaries(names.filter(lambda name: ": " not in name), texts, max_size=4))
def test_details_read_as_they_were_written(details: dict[str, str]) -> None:
    plain = {
        name: text.replace("\r", "")
        for name, text in details.items()
        if "\n" not in name and not name.startswith(words.INDENT)
    }
    assert words.details_of(words.detail_text(plain)) == {
        name: text for name, text in plain.items() if text
    }
