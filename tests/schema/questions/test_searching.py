"""A search finds what its caller reads: all of it, and nothing that is masked or not theirs."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.callers import PUBLIC, Caller
from auth.database import Database
from tests.rows import Owner
from tests.schema.graphs import EVERYONE, Desk, Graph
from tests.schema.questions.coded import BLOCK, CodedStudy, masked, researcher

SEARCH = """query (
  $query: String!, $first: Int = 1000, $after: String, $before: String, $last: Int
) {
  searchTranscripts(query: $query, first: $first, after: $after, before: $before, last: $last) {
    totalCount
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""
SHOWN = """query ($query: String!, $most: Int = 10) {
  searchTranscripts(query: $query) {
    nodes {
      id text
      excerpts(query: $query, first: $most) { startsAt endsAt text parts { text isMatch } }
    }
  }
}"""
TEXTS = "{ transcripts(first: 1000) { nodes { id text } } }"

MASKED = ("Odalys", "Nightingale", "Florian", "Clotilde", "Bobbin", "Leopold", "director")
OPEN = ("memo", "plan", "packet", "television", "calendar", "classrooms")
QUERIES = (*OPEN, "memo classrooms", "plan or television", "plan -memo", '"our children"')


async def found(graph: Graph, query: str, who: str | None) -> set[str]:
    answer = await graph(SEARCH, {"query": query}, as_=who)
    nodes = {edge["node"]["id"] for edge in answer.data["searchTranscripts"]["edges"]}
    assert answer.data["searchTranscripts"]["totalCount"] == len(nodes)
    return nodes


@pytest.mark.parametrize("who", EVERYONE)
async def test_whoever_reads_a_text_finds_it_and_nobody_else_does(
    graph: Graph, who: str | None
) -> None:
    texts = (await graph(TEXTS, as_=who)).data["transcripts"]["nodes"]
    for word in OPEN:
        having = {each["id"] for each in texts if each["text"] and word in each["text"]}
        assert await found(graph, word, who) == having, word
        assert bool(having) == (who in {"monitor", "research-office"})


@pytest.mark.parametrize("name", MASKED)
async def test_what_is_masked_is_found_by_the_author_alone(graph: Graph, name: str) -> None:
    for who in EVERYONE:
        assert len(await found(graph, name, who)) == (who == "monitor"), who


async def test_a_text_that_may_still_give_someone_away_is_found_by_its_author_alone(
    graph: Graph,
) -> None:
    assert len(await found(graph, "keep this between us transfer", "monitor")) == 1
    assert not await found(graph, "keep this between us transfer", "research-office")


async def test_not_to_find_a_masked_word_is_no_way_to_find_it(graph: Graph) -> None:
    """Masked, the text does not have the word: so to leave those with it out leaves none out."""
    assert await found(graph, "plan -Odalys", "research-office") == await found(
        graph, "plan", "research-office"
    )
    assert await found(graph, "plan -Odalys", "monitor") < await found(graph, "plan", "monitor")


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("MEMO", "memo"),
        ("walkthrough", "walkthroughs"),
        ("“our children”", '"our children"'),
        ("memo, classrooms!", "memo classrooms"),
        ("plan OR television", "plan or television"),
        ("the memo", "memo"),
        ("self-assessment -", "self assessment"),
    ],
)
async def test_a_query_is_read_as_on_the_web(graph: Graph, query: str, same: str) -> None:
    assert await found(graph, query, "monitor") == await found(graph, same, "monitor")


async def test_words_in_a_row_are_closer_than_words(graph: Graph) -> None:
    in_a_row = await found(graph, '"filmed lesson"', "monitor")
    assert len(in_a_row) == 1
    assert in_a_row == await found(graph, "lesson filmed", "monitor")
    assert not await found(graph, '"lesson filmed"', "monitor")
    assert await found(graph, "plan", "monitor") | await found(
        graph, "television", "monitor"
    ) == await found(graph, "plan or television", "monitor")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "no word"),
        ("  \n", "no word"),
        ('"', "no word"),
        ("🙂 — …", "no word"),
        ("the", "no word"),
        ("-memo", "what not to find"),
        ("memo " * 101, "505 characters; 500"),
    ],
)
@pytest.mark.parametrize("who", ["research-office", None])
async def test_a_query_with_nothing_to_look_for_is_refused(
    graph: Graph, query: str, says: str, who: str | None
) -> None:
    for operation in (SEARCH, SHOWN):
        answer = await graph.ask(operation, {"query": query}, as_=who)
        assert answer.codes == {"BAD_USER_INPUT"}
        assert says in answer.errors[0]["message"]
        assert not answer.data
    walked = await graph.ask(SEARCH, {"query": query}, as_=who, through_python=True)
    assert walked.codes == {"BAD_USER_INPUT"}
    assert walked.errors[0]["path"] == ["searchTranscripts"]


async def test_what_no_text_can_hold_and_too_many_excerpts_are_refused_unasked(
    graph: Graph,
) -> None:
    await graph.refusal(SEARCH, {"query": "a\0b"})
    for most in (0, 11, -1):
        (error,) = await graph.refusal(SHOWN, {"query": "memo", "most": most})
        assert "1 to 10 are allowed" in error["message"]


@pytest.mark.parametrize("who", ["monitor", "research-office"])
@pytest.mark.parametrize("query", QUERIES)
async def test_excerpts_are_pieces_of_the_text_that_the_caller_reads(
    graph: Graph, who: str, query: str
) -> None:
    nodes = (await graph(SHOWN, {"query": query}, as_=who)).data["searchTranscripts"]["nodes"]
    assert nodes
    for node in nodes:
        assert node["excerpts"]
        held(node["text"], node["excerpts"])


def held(text: str, excerpts: list[Any]) -> None:
    """Excerpts lie in the text one after the other, and their parts make them up."""
    ends_at = 0
    for each in excerpts:
        assert ends_at <= each["startsAt"] < each["endsAt"] <= len(text)
        ends_at = each["endsAt"]
        assert each["text"] == text[each["startsAt"] : each["endsAt"]]
        assert "".join(part["text"] for part in each["parts"]) == each["text"]
        assert all(part["text"] for part in each["parts"])
        matches = [part["text"] for part in each["parts"] if part["isMatch"]]
        assert matches
        assert not any(BLOCK in match for match in matches)


async def test_an_excerpt_marks_what_was_found(graph: Graph) -> None:
    answer = await graph(SHOWN, {"query": "filmed ratings -bus"}, as_="research-office")
    (node,) = answer.data["searchTranscripts"]["nodes"]
    (excerpt,) = node["excerpts"]
    assert [part["text"] for part in excerpt["parts"] if part["isMatch"]] == ["ratings", "filmed"]


async def test_a_text_without_the_words_has_no_excerpts(graph: Graph) -> None:
    query = '{ transcripts { nodes { text excerpts(query: "television") { text } } } }'
    for who in ("monitor", "research-office"):
        for node in (await graph(query, as_=who)).data["transcripts"]["nodes"]:
            assert bool(node["excerpts"]) == ("television" in (node["text"] or ""))


@pytest.mark.parametrize("who", ["monitor", "research-office"])
@pytest.mark.parametrize("size", [1, 2, 3])
async def test_pages_lose_nothing_in_either_direction(graph: Graph, who: str, size: int) -> None:
    whole = await graph(SEARCH, {"query": "plan or memo or classrooms"}, as_=who)
    edges = whole.data["searchTranscripts"]["edges"]
    assert len(edges) > 3
    for forward in (True, False):
        assert await walked(graph, who, size, forward=forward) == edges


async def walked(graph: Graph, who: str, size: int, *, forward: bool) -> list[Any]:
    """All pages of a search, one after the other or from the last to the first."""
    edges: list[Any] = []
    while True:
        end = edges[-1 if forward else 0]["cursor"] if edges else None
        part = {"first": size, "after": end} if forward else {"last": size, "before": end}
        asked = {"query": "plan or memo or classrooms", "first": None, **part}
        page = (await graph(SEARCH, asked, as_=who)).data["searchTranscripts"]
        edges = edges + page["edges"] if forward else page["edges"] + edges
        assert page["pageInfo"]["hasPreviousPage" if forward else "hasNextPage"] == (
            end is not None
        )
        if not page["pageInfo"]["hasNextPage" if forward else "hasPreviousPage"]:
            return edges


async def test_what_is_found_is_a_list_like_any_other(graph: Graph) -> None:
    query = """{
      best: searchTranscripts(query: "plan or memo") { nodes { interview { heldOn } } }
      latest: searchTranscripts(
        query: "plan or memo"
        where: {interview: {informantRole: {eq: PRINCIPAL}}}
        orderBy: [{interview: {field: HELD_ON}}]
      ) {
        nodes { interview { heldOn informantRole } }
        groups(by: [DISTRICT]) { key { district { name } } count }
        totalCount
      }
    }"""
    shown = (await graph(query, as_="research-office")).data
    latest = shown["latest"]
    days = [node["interview"]["heldOn"] for node in latest["nodes"]]
    assert days == sorted(days)
    assert {node["interview"]["informantRole"] for node in latest["nodes"]} == {"PRINCIPAL"}
    assert latest["totalCount"] == len(days) < len(shown["best"]["nodes"])
    (group,) = latest["groups"]
    assert group == {"key": {"district": {"name": "Mill City"}}, "count": len(days)}


async def test_the_words_of_a_better_text_are_more_and_closer(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author")
    filler = "and so on " * 20
    close, far, once, none = [
        await study.text(text)
        for text in (
            f"feedback on feedback works {filler}",
            f"feedback {filler} works on feedback",
            f"works {filler} feedback",
            filler,
        )
    ]
    graph = desk.over(fresh_database)
    ids = await order(graph, "feedback works", study.caller("author"))
    assert ids == [close, far, once]
    assert none not in ids


async def order(graph: Graph, query: str, caller: Caller) -> list[Any]:
    """The keys of what is found, best first."""
    answer = await graph.ask(SEARCH, {"query": query}, caller=caller)
    assert answer.statements == 1
    nodes = [edge["node"]["id"] for edge in answer.data["searchTranscripts"]["edges"]]
    return [UUID(node.split("_")[1][32:]) for node in nodes]


async def test_nothing_that_others_wrote_changes_what_is_found_or_its_order(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author", "other")
    for text in ("feedback", "feedback feedback", "some feedback and more"):
        await study.text(text)
    graph = desk.over(fresh_database)
    author, other = study.caller("author"), study.caller("other")
    before = await graph.ask(SEARCH, {"query": "feedback"}, caller=author)
    for text in ("feedback " * 9, "feedback", "no such word"):
        await study.text(text, by="other", deidentified=text != "feedback")
    after = await graph.ask(SEARCH, {"query": "feedback"}, caller=author)
    assert after.body == before.body
    assert len(await order(graph, "feedback", other)) == 2
    assert len(await order(graph, "feedback", await researcher(owner))) == 4
    for nobody in (PUBLIC, Caller(study.district)):
        assert not await order(graph, "feedback", nobody)


async def test_a_researcher_who_is_an_author_finds_each_text_as_it_is_read(
    desk: Desk, owner: Owner, fresh_database: Database
) -> None:
    study = await CodedStudy.found(owner, "Study")
    await study.join("author")
    theirs = await study.text("Ruth said it", spans=[(0, 4)])
    await study.join("second")
    office = await researcher(owner)
    await owner.execute("UPDATE state_appointment SET person_id = $1", study.people["second"])
    own = await study.text("Ruth said it", by="second", spans=[(0, 4)])
    graph = desk.over(fresh_database)
    assert set(await order(graph, "said", study.caller("second"))) == {theirs, own}
    assert await order(graph, "Ruth", study.caller("second")) == [own]
    assert await order(graph, "Ruth", office) == []


async def test_the_index_serves_who_reads_every_masked_text(owner: Owner) -> None:
    await owner.execute("SET enable_seqscan = off")
    plan = await owner.fetch(
        "EXPLAIN SELECT FROM transcript WHERE masked_words @@ ask.words_sought('feedback')"
    )
    assert any("ix_transcript_masked_words" in line[0] for line in plan)


PIECES = (
    *("Żółć", "ß", "𝔐ill", "e\u0301tude", "🙂", "👩‍👩‍👦", "—", "“", "”", "’", "\u00a0", "\u2028"),
    *("\n", "\r\n", "\t", "-", " ", "İ", "ﬁ", "中文", "½", "a", "teacher", "x1", "2.5e3"),
    *("<b>", "&amp;", "http://a.example/b?c", "a@b.example", "\ue000", "\u00ad", "\\", "'", '"'),
    *("\x01", "\x02", "%s", BLOCK),
)


@st.composite
def secrets(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text with a secret word under every span, spans that may overlap, and an open word."""
    text, spans = "", []
    for _ in range(draw(st.integers(1, 4))):
        text += "".join(draw(st.lists(st.sampled_from(PIECES), max_size=12)))
        if draw(st.booleans()):
            text += " openly "
            continue
        before, after = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        text += " "
        at = len(text)
        text += "Quillfeather "
        spans.append((at - draw(st.integers(0, min(before, at))), at + 12))
        if after:
            spans.append((at + draw(st.integers(0, 11)), at + 12))
    return text or ".", sorted(set(spans))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=secrets())
async def test_any_text_shows_its_open_words_and_nothing_under_any_span(
    desk: Desk, owner: Owner, fresh_database: Database, told: tuple[str, list[tuple[int, int]]]
) -> None:
    text, spans = told
    study = await CodedStudy.found(owner, str(await owner.fetchval("SELECT gen_random_uuid()")))
    await study.join("author")
    transcript = await study.text(text, spans=spans)
    office = await researcher(owner)
    graph = desk.over(fresh_database)
    shown = masked(text, spans)
    for caller, reads in ((study.caller("author"), text), (office, shown)):
        for word in ("openly", "quillfeather"):
            answer = await graph.ask(SHOWN, {"query": word}, caller=caller)
            nodes = {
                node["id"].split("_")[1][32:]: node
                for node in answer.data["searchTranscripts"]["nodes"]
            }
            node = nodes.get(transcript.hex)
            assert (node is not None) == (word in reads.lower()), (word, reads)
            if node:
                assert node["text"] == reads
                held(reads, node["excerpts"])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
async def test_a_text_is_spelled_in_as_many_code_points_as_it_has(owner: Owner, text: str) -> None:
    """Or a place in what is searched would be another place in the text."""
    spelled = await owner.fetchval("SELECT ask.spelled($1)", text)
    assert len(spelled) == len(text)
    assert not set(spelled) & set("“”█—\u200d\x01\n\t.,")


async def test_of_a_text_with_too_many_words_the_first_are_found(owner: Owner) -> None:
    words = [f"{number:07}" for number in range(150_000)]
    has = "SELECT ask.words_in($1) @@ ask.words_of($2)"
    text = " ".join(words)
    assert await owner.fetchval(has, text, words[1000])
    assert not await owner.fetchval(has, text, words[-1])
