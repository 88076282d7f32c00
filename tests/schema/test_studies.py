"""The demo's studies: who reads what of them, and what they report beside what is there."""

import pytest

from models.inquiry import Code, Study, StudyFigure
from models.inquiry_material import Coding, Interview, Transcript, TranscriptOriginal
from seeds.demo.loader import studies
from seeds.demo.study_notation import spoken
from tests.schema.graphs import EVERYONE, Graph

RECORDS = list(studies())

READERS = {"monitor", "research-office"}

TEXTS = "{ transcripts { nodes { text deidentifiedOn original { text } spans { totalCount } } } }"
CONFIDENCES = """{
  interviews { totalCount } observations { totalCount } sourceDocuments { totalCount }
  transcripts { totalCount } transcriptSpans { totalCount } codings { totalCount }
  memos { totalCount } memoReferences { totalCount } themeGroundings { totalCount }
}"""
TO_THE_AUTHOR = "{ informants { totalCount } transcriptOriginals { totalCount } }"


def records(model: type) -> list[object]:
    return [record for record in RECORDS if isinstance(record, model)]


def test_marks_become_spans_in_code_points() -> None:
    text, spans = spoken("🙂 {person|Ms Żółć} met {school|𝔐ill} {person|him}.")
    assert text == "🙂 Ms Żółć met 𝔐ill him."
    assert [text[span.starts_at : span.ends_at] for span in spans] == ["Ms Żółć", "𝔐ill", "him"]


@pytest.mark.parametrize("who", EVERYONE)
async def test_confidences_are_the_authors_and_the_research_offices(
    graph: Graph, who: str | None
) -> None:
    shown = (await graph(CONFIDENCES, as_=who)).data
    assert {bool(each["totalCount"]) for each in shown.values()} == {who in READERS}
    alone = (await graph(TO_THE_AUTHOR, as_=who)).data
    assert {bool(each["totalCount"]) for each in alone.values()} == {who == "monitor"}


async def test_the_research_office_reads_masked_what_the_author_reads_whole(graph: Graph) -> None:
    whole = (await graph(TEXTS, as_="monitor")).data["transcripts"]["nodes"]
    masked = (await graph(TEXTS, as_="research-office")).data["transcripts"]["nodes"]
    assert len(whole) == len(masked) == len(records(Transcript)) == 9
    names = {"Odalys", "Nightingale-Obi", "Florian", "Clotilde", "Leopold", "Bartholomew"}
    for ours, theirs in zip(whole, masked, strict=True):
        assert ours["text"] == ours["original"]["text"]
        assert theirs["original"] is None
        if theirs["deidentifiedOn"] is None:
            assert theirs["text"] is None
            continue
        assert len(theirs["text"]) == len(ours["text"])
        assert not any(name in theirs["text"] for name in names)
        assert ("█" in theirs["text"]) == bool(theirs["spans"]["totalCount"])
    assert sum(each["text"] is None for each in masked) == 1
    assert any(name in each["text"] for each in whole for name in names)


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_theme_gives_away_nothing_of_what_grounds_it(graph: Graph, who: str | None) -> None:
    query = """{ themes { nodes {
        title publishedOn study { name } codes { totalCount }
        groundings { totalCount nodes { coding { excerpt } } }
    } } }"""
    themes = (await graph(query, as_=who)).data["themes"]["nodes"]
    studying = who in READERS | {"state-office"}
    assert any(theme["publishedOn"] is None for theme in themes) == studying
    assert len([theme for theme in themes if theme["publishedOn"]]) == 10
    grounded = [theme for theme in themes if theme["groundings"]["totalCount"]]
    assert bool(grounded) == (who in READERS)
    if not studying:
        assert all(theme["study"] is None and not theme["codes"]["totalCount"] for theme in themes)


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_study_is_for_those_who_do_or_oversee_research(
    graph: Graph, who: str | None
) -> None:
    answer = await graph("{ studies { nodes { name codes { totalCount } } } }", as_=who)
    names = {study["name"][:5] for study in answer.data["studies"]["nodes"]}
    both = {"One d", "DESSI"}
    assert names == {"monitor": {"One d"}, "research-office": both, "state-office": both}.get(
        who or "", set()
    )


async def test_reported_figures_stand_beside_what_is_on_record(graph: Graph) -> None:
    query = """query($name: String!) { study(by: {name: $name}) { figures { nodes {
        measure atLeast atMost isApproximate counted
    } } } }"""
    (study,) = [each for each in RECORDS if isinstance(each, Study) and each.name[:3] == "One"]
    for who, persons in (("research-office", "34"), ("monitor", "34"), ("state-office", "0")):
        answer = await graph(query, {"name": study.name}, as_=who)
        figures = {each.pop("measure"): each for each in answer.data["study"]["figures"]["nodes"]}
        assert figures["PERSONS_INTERVIEWED"] == {
            "atLeast": "30",
            "atMost": None,
            "isApproximate": True,
            "counted": persons,
        }
        assert figures["DAYS_PER_QUARTER"]["counted"] is None


def test_texts_are_coded_by_several_who_do_not_always_agree() -> None:
    codings = [each for each in RECORDS if isinstance(each, Coding)]
    by_coder: dict[object, set[tuple[object, ...]]] = {}
    for coding in codings:
        place = (coding.transcript_id, coding.starts_at, coding.ends_at, coding.code_id)
        by_coder.setdefault(coding.coder_id, set()).add(place)
    one, other, third = by_coder.values()
    assert one & other & third
    for places, others in ((one, other), (other, one), (third, one)):
        assert places - others
    assert {text for text, *_ in third} < {text for text, *_ in one}
    assert {text for text, *_ in other} == {text for text, *_ in one}


def test_the_studies_have_what_they_say_they_have() -> None:
    interviews = [each for each in RECORDS if isinstance(each, Interview)]
    persons = {each.pseudonym for each in interviews}
    assert len(interviews) > len(persons) > 30
    assert len({each.kind for each in RECORDS if isinstance(each, Code)}) == 3
    assert len(records(StudyFigure)) == 16
    assert any("🙂" in each.text for each in RECORDS if isinstance(each, TranscriptOriginal))
