"""Passages by code, and codes on the same passages: every coding that is seen, and no other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from tests.rows import Owner
from tests.schema.graphs import EVERYONE, Desk, Graph
from tests.schema.questions.coded import CodedStudy, masked, researcher

READERS = {"monitor", "research-office"}

CODINGS = """{
  codes(first: 1000) { nodes { id name parent { id } } }
  codings(first: 1000) { nodes {
    id startsAt endsAt code { id } coder { label } transcript { id } excerpt
  } }
}"""
SEGMENTS = """query ($id: ID!, $first: Int = 1000, $after: String) {
  code(id: $id) { segments(first: $first, after: $after) {
    totalCount
    nodes { id startsAt endsAt excerpt transcript { id } }
    pageInfo { hasNextPage endCursor }
  } }
}"""
TOGETHER = """query ($withParts: Boolean!) {
  studies { nodes { codeCooccurrences(withParts: $withParts) {
    code { id } otherCode { id }
    overlaps transcripts codePointsOfBoth codePointsOfEither overlapShare
  } } }
}"""
OF_A_CODE = """query ($id: ID!, $study: ID!) {
  code(id: $id) { cooccurrences(withParts: true) { ...pair } }
  study(by: {id: $study}) { codeCooccurrences(code: $id, withParts: true) { ...pair } }
}
fragment pair on CodeCooccurrence { code { id } otherCode { id } overlaps overlapShare }"""


class Seen:
    """The codes and codings that a caller sees, and what follows from them."""

    def __init__(self, data: Any) -> None:
        self.parents = {
            code["id"]: code["parent"] and code["parent"]["id"] for code in data["codes"]["nodes"]
        }
        self.names = {code["id"]: code["name"] for code in data["codes"]["nodes"]}
        self.codings = data["codings"]["nodes"]

    def applying(self, code: str | None, *, with_parts: bool = True) -> set[str]:
        """A code, and those that it is part of."""
        found: set[str] = set()
        while code and (with_parts or not found):
            found.add(code)
            code = self.parents[code]
        return found

    def segments(self, code: str) -> set[str]:
        return {each["id"] for each in self.codings if code in self.applying(each["code"]["id"])}

    def together(self, *, with_parts: bool) -> dict[frozenset[str], dict[str, Any]]:
        """Of each two codes: how often, where, and in how many code points, one by one."""
        marks: dict[Any, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for each in self.codings:
            for code in self.applying(each["code"]["id"], with_parts=with_parts):
                text = (each["coder"]["label"], each["transcript"]["id"])
                marks[text][code] |= set(range(each["startsAt"], each["endsAt"]))
        codes = {code for text in marks.values() for code in text}
        return {
            frozenset((one, other)): figures
            for one in codes
            for other in codes
            if one < other
            and one not in self.applying(other)
            and other not in self.applying(one)
            and (figures := self._figures(marks, one, other, with_parts=with_parts))
        }

    def _figures(
        self, marks: Any, one: str, other: str, *, with_parts: bool
    ) -> dict[str, Any] | None:
        both = sum(len(text[one] & text[other]) for text in marks.values())
        if not both:
            return None
        either = sum(len(text[one] | text[other]) for text in marks.values())
        mine, theirs = (
            [
                each
                for each in self.codings
                if code in self.applying(each["code"]["id"], with_parts=with_parts)
            ]
            for code in (one, other)
        )
        return {
            "overlaps": sum(overlap(a, b) for a in mine for b in theirs),
            "transcripts": len(
                {where for (_, where), text in marks.items() if text[one] & text[other]}
            ),
            "codePointsOfBoth": both,
            "codePointsOfEither": either,
            "overlapShare": pytest.approx(both / either, abs=0.00005),
        }


def overlap(one: Any, other: Any) -> bool:
    """Whether one coder put both to ranges that share a code point."""
    same = all(one[name] == other[name] for name in ("coder", "transcript"))
    return same and one["startsAt"] < other["endsAt"] and other["startsAt"] < one["endsAt"]


async def seen(graph: Graph, who: str | None) -> Seen:
    return Seen((await graph(CODINGS, as_=who)).data)


@pytest.mark.parametrize("who", ["monitor", "research-office"])
async def test_a_codes_segments_are_its_own_and_those_of_its_parts(graph: Graph, who: str) -> None:
    visible = await seen(graph, who)
    for code in visible.names:
        shown = (await graph(SEGMENTS, {"id": code}, as_=who)).data["code"]["segments"]
        ids = [each["id"] for each in shown["nodes"]]
        assert len(ids) == len(set(ids)) == shown["totalCount"]
        assert set(ids) == visible.segments(code)
    sizes = {visible.names[code]: len(visible.segments(code)) for code in visible.names}
    assert sizes["Making practices public"] > sizes["Self-reflection"] > 0


@pytest.mark.parametrize("who", EVERYONE)
async def test_segments_are_for_those_who_read_codings(graph: Graph, who: str | None) -> None:
    codes = (await seen(graph, "research-office")).names
    shown = 0
    for code in codes:
        found = (await graph(SEGMENTS, {"id": code}, as_=who)).data["code"]
        shown += len(found["segments"]["nodes"]) if found else 0
    assert bool(shown) == (who in READERS)


async def test_segments_come_text_by_text_and_no_page_loses_any(graph: Graph) -> None:
    visible = await seen(graph, "research-office")
    (code,) = [key for key, name in visible.names.items() if name == "Making practices public"]
    whole = (await graph(SEGMENTS, {"id": code}, as_="research-office")).data["code"]["segments"]
    places = [(each["transcript"]["id"], each["startsAt"]) for each in whole["nodes"]]
    texts = [text for text, _ in places]
    assert len(Counter(texts)) < len(texts)
    assert places == sorted(places)
    pages, after = [], None
    while True:
        asked = {"id": code, "first": 2, "after": after}
        page = (await graph(SEGMENTS, asked, as_="research-office")).data["code"]["segments"]
        pages += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert pages == whole["nodes"]


async def test_segments_can_be_filtered_grouped_and_asked_about(graph: Graph) -> None:
    query = """{
      codes(where: {
        name: {eq: "Making practices public"}
        segments: {some: {coder: {label: {eq: "Third coder"}}}}
      }) { nodes {
        segments(
          where: {coder: {label: {eq: "Third coder"}}, transcript: {
            interview: {informantRole: {eq: PRINCIPAL}}}}
        ) { nodes { coder { label } transcript { interview { informantRole } } }
            groups(by: [CODE]) { key { code { name } } count } }
      } }
      none: codes(where: {kind: {eq: CATEGORY}, segments: {none: {}}}) { totalCount }
    }"""
    shown = (await graph(query, as_="research-office")).data
    (code,) = shown["codes"]["nodes"]
    nodes = code["segments"]["nodes"]
    assert {each["coder"]["label"] for each in nodes} == {"Third coder"}
    assert {each["transcript"]["interview"]["informantRole"] for each in nodes} == {"PRINCIPAL"}
    counts = {each["key"]["code"]["name"]: each["count"] for each in code["segments"]["groups"]}
    assert counts == {"Talking openly about practice": 2, "Immediate feedback": 1}
    assert sum(counts.values()) == len(nodes)
    assert shown["none"]["totalCount"] > 0


TEXT = "🙂 Ruth 👩‍👩‍👦 told 𝔐𝔯 Ó’Hara openly."
SPANS = [(2, 6), (18, 20), (17, 27)]
RANGES = [(0, 4), (3, 20), (26, 35)]


async def test_a_segment_is_masked_where_its_reader_reads_the_text_masked(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author", "second")
    await study.code("top")
    await study.code("low", parent="top")
    transcript = await study.text(TEXT, spans=SPANS)
    hidden = await study.text(TEXT, deidentified=False)
    for place in (transcript, hidden):
        for starts_at, ends_at in RANGES:
            for coder in ("author", "second"):
                await study.mark(place, coder, "low", starts_at, ends_at)
    graph = desk.over(fresh_database)
    office = await researcher(owner)
    # Whoever codes without being the author reads the own codings, and not the text.
    read: list[tuple[Caller, list[str | None], int]] = [
        (study.caller("author"), [TEXT, TEXT], 1),
        (study.caller("second"), [None, None], 1),
        (office, [masked(TEXT, SPANS), None], 2),
        (PUBLIC, [], 0),
    ]
    query = "{ codings(first: 99) { nodes { startsAt endsAt excerpt } } }"
    for caller, texts, coders in read:
        nodes = (await graph.ask(query, caller=caller)).data["codings"]["nodes"]
        assert Counter(tuple(node.values()) for node in nodes) == Counter(
            (starts_at, ends_at, text and text[starts_at:ends_at])
            for starts_at, ends_at in RANGES
            for text in texts * coders
        )
    query = "{ codes { nodes { segments(first: 99) { nodes { startsAt endsAt excerpt } } } } }"
    for code in (await graph.ask(query, caller=office)).data["codes"]["nodes"]:
        assert {each["excerpt"] for each in code["segments"]["nodes"]} == {
            None,
            *(masked(TEXT, SPANS)[starts_at:ends_at] for starts_at, ends_at in RANGES),
        }


async def test_segments_reach_across_interviews_and_districts(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author")
    await study.code("top")
    await study.code("low", parent="top")
    here = await study.mark(await study.text("Said here."), "author", "low", 0, 4)
    elsewhere = await CodedStudy.found(owner, "Elsewhere")
    study.district = elsewhere.district
    there = await study.mark(await study.text("Said there."), "author", "top", 0, 4)
    graph = desk.over(fresh_database)
    query = """{ codes { nodes { name segments { nodes {
        id excerpt district { name } transcript { interview { id } } } } } } }"""
    answer = await graph.ask(query, caller=await researcher(owner))
    assert answer.statements == 1
    segments = {each["name"]: each["segments"]["nodes"] for each in answer.data["codes"]["nodes"]}
    assert ids(segments["top"]) == {here.hex, there.hex}
    assert ids(segments["low"]) == {here.hex}
    assert {each["district"]["name"] for each in segments["top"]} == {"Study", "Elsewhere"}
    assert len({each["transcript"]["interview"]["id"] for each in segments["top"]}) == 2


def ids(nodes: Iterable[Any]) -> set[str]:
    return {node["id"].split("_")[1][32:] for node in nodes}


@pytest.mark.parametrize("with_parts", [False, True])
@pytest.mark.parametrize("who", ["monitor", "research-office"])
async def test_codes_are_together_where_one_coder_put_both(
    graph: Graph, who: str, *, with_parts: bool
) -> None:
    expected = (await seen(graph, who)).together(with_parts=with_parts)
    answer = await graph(TOGETHER, {"withParts": with_parts}, as_=who)
    rows = [row for study in answer.data["studies"]["nodes"] for row in study["codeCooccurrences"]]
    shown = {
        frozenset((row.pop("code")["id"], row.pop("otherCode")["id"])): row
        | {"overlapShare": float(row["overlapShare"])}
        for row in map(dict, rows)
    }
    assert shown
    assert len(shown) == len(rows)
    assert shown == expected
    assert [row["overlaps"] for row in rows] == sorted(
        (row["overlaps"] for row in rows), reverse=True
    )


@pytest.mark.parametrize("who", EVERYONE)
async def test_codes_are_together_only_for_those_who_read_codings(
    graph: Graph, who: str | None
) -> None:
    answer = await graph(TOGETHER, {"withParts": False}, as_=who)
    rows = [row for study in answer.data["studies"]["nodes"] for row in study["codeCooccurrences"]]
    assert bool(rows) == (who in READERS)


async def test_with_a_code_it_is_the_first_of_each_pair(graph: Graph) -> None:
    visible = await seen(graph, "research-office")
    (code,) = [key for key, name in visible.names.items() if name == "Self-reflection"]
    (study,) = [
        each["id"]
        for each in (await graph("{ studies { nodes { id name } } }", as_="monitor")).data[
            "studies"
        ]["nodes"]
    ]
    shown = (await graph(OF_A_CODE, {"id": code, "study": study}, as_="research-office")).data
    rows = shown["code"]["cooccurrences"]
    assert rows == shown["study"]["codeCooccurrences"]
    assert {row["code"]["id"] for row in rows} == {code}
    pairs = visible.together(with_parts=True)
    assert {frozenset((code, row["otherCode"]["id"])) for row in rows} == {
        pair for pair in pairs if code in pair
    }


async def test_two_coders_who_mark_a_passage_do_not_put_codes_together(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author", "second")
    for name in ("a", "b", "c"):
        await study.code(name)
    transcript = await study.text("x" * 20)
    await study.mark(transcript, "author", "a", 0, 10)
    await study.mark(transcript, "author", "a", 4, 12)
    await study.mark(transcript, "second", "b", 0, 10)
    await study.mark(transcript, "author", "c", 9, 14)
    await study.mark(transcript, "second", "c", 10, 14)
    query = """{ studies { nodes { codeCooccurrences {
        code { name } otherCode { name } overlaps transcripts
        codePointsOfBoth codePointsOfEither overlapShare } } } }"""
    graph = desk.over(fresh_database)
    answer = await graph.ask(query, caller=await researcher(owner))
    ((row,),) = [each["codeCooccurrences"] for each in answer.data["studies"]["nodes"]]
    assert {row.pop("code")["name"], row.pop("otherCode")["name"]} == {"a", "c"}
    assert row == {
        "overlaps": 2,
        "transcripts": 1,
        "codePointsOfBoth": 3,
        "codePointsOfEither": 18,
        "overlapShare": "0.1667",
    }
