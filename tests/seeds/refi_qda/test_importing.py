"""What a file adds to a study, by whom it may be added, and that nothing else ever changes."""

import itertools
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from models.failures import BadUserInput, Conflict, Forbidden, NotFound
from seeds.demo.ids import MILL_CITY, OTHER_DISTRICT, district_id
from seeds.demo.personas import PERSONAS
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
from tests.seeds.refi_qda.conftest import Network
from tests.seeds.refi_qda.files import packed, read

TEXTS = ["🙂 Ada said: yes", "e\u0301 🙂\r\nAda", "\ufeffAda 👩‍👩‍👧 Ada", "Ada"]
HERE = district_id(MILL_CITY)
ids = (UUID(int=number, version=4) for number in itertools.count(1))


def project(text: str = "🙂 Ada said: yes", **more: Any) -> Project:
    """What another program might export: two users, a codebook, a coded text, a memo."""
    one, two, code, part, memo, source = itertools.islice(ids, 6)
    at = text.rindex("Ada")
    coding = Coding(next(ids), part, two, notes=(memo,))
    passage = Selection(next(ids), at, at + 3, codings=(coding, Coding(next(ids), code, one)))
    made = Project(
        "From elsewhere",
        "To see whether it fits",
        users=(User(one, "One", line=3), User(two, "Two")),
        codes=(Code(code, "Heading", is_codable=False, color="#fff"), Code(part, "Part", code)),
        sources=(Source(source, "Talk with Ada.docx", text, one, selections=(passage,), line=9),),
        notes=(Note(memo, "A memo", "thought", two),),
        creator=one,
    )
    return replace(made, **more)


async def seen(network: Network, who: str, sql: str, *parameters: object) -> Any:
    async with network.database.read(PERSONAS[who].caller) as transaction:
        return await transaction.value(sql, parameters)


async def test_a_second_import_changes_nothing(network: Network) -> None:
    before = await network.everything()
    for who in ("monitor", "research-office"):
        imported = await network.imported(who, await network.exported(who))
        assert imported.summary.total.created == 0
        assert imported.summary.total.unchanged > 200
        assert await network.everything() == before
        assert not network.findings


async def test_a_second_import_of_another_programs_file_changes_nothing(network: Network) -> None:
    given = project()
    first = await network.imported("research-office", given, district=HERE)
    after = await network.everything()
    second = await network.imported("research-office", given, district=HERE)
    assert first.summary.total.created == second.summary.total.unchanged + 1  # its original
    assert second.summary.total.created == 0
    assert second.study == first.study
    assert await network.everything() == after


async def test_a_study_goes_into_another_network_and_comes_out_as_it_was(
    network: Network, elsewhere: Network
) -> None:
    sites = await network.owner.fetch("SELECT id, name FROM innovation")
    await elsewhere.owner.executemany("INSERT INTO innovation (id, name) VALUES ($1, $2)", sites)
    first, findings = read(packed(await network.exported("monitor")))
    imported = await elsewhere.imported("research-office", first)
    assert not findings
    assert not network.findings
    assert imported.study != await network.study()
    second = await elsewhere.exported("research-office")
    assert second == first
    again, _ = read(packed(second))
    assert again == first


async def test_what_is_imported_says_from_where(network: Network) -> None:
    given = project()
    imported = await network.imported("research-office", given, district=HERE)
    for table, count in imported.summary.tables.items():
        rows = await network.owner.fetch(
            f"SELECT provenance_kind, provenance_file FROM {table}"
            " WHERE provenance_file = 'made.qdpx' AND provenance_row >= 1"
        )
        assert len(rows) == count.created
        assert {row["provenance_kind"] for row in rows} == {"IMPORTED"}
    row = await network.owner.fetchval(
        "SELECT provenance_row FROM source_document WHERE provenance_file = 'made.qdpx'"
    )
    assert row == 9


@pytest.mark.parametrize("text", TEXTS)
async def test_the_database_finds_the_passage_that_was_coded(network: Network, text: str) -> None:
    given, _ = read(packed(project(text)))
    imported = await network.imported("research-office", given, district=HERE)
    passages = await network.owner.fetch(
        "SELECT DISTINCT substr(o.text, c.starts_at + 1, c.ends_at - c.starts_at) AS passage,"
        " o.text AS whole FROM coding c"
        " JOIN transcript t ON (t.district_id, t.id) = (c.district_id, c.transcript_id)"
        " JOIN transcript_original o ON (o.district_id, o.id) = (t.district_id, t.original_id)"
        " WHERE c.study_id = $1",
        imported.study,
    )
    assert [tuple(row) for row in passages] == [("Ada", text)]


async def test_another_programs_project_becomes_a_study_of_its_importers(
    network: Network,
) -> None:
    imported = await network.imported("research-office", project(), district=HERE)
    of_study = (imported.study,)
    members = await seen(
        network,
        "research-office",
        "SELECT json_object_agg(label, person_id) FROM study_member WHERE study_id = $1",
        *of_study,
    )
    researcher = PERSONAS["research-office"].caller.person
    assert orjson.loads(members) == {"One": str(researcher), "Two": None}
    kinds = "SELECT json_object_agg(name, kind) FROM code WHERE study_id = $1"
    kinds = await seen(network, "research-office", kinds, *of_study)
    assert orjson.loads(kinds) == {"Heading": "CATEGORY", "Part": "CODE"}
    file_name = "SELECT file_name FROM transcript_original WHERE study_id = $1"
    assert await seen(network, "research-office", file_name, *of_study) == "Talk with Ada.docx"
    assert await seen(network, "monitor", file_name, *of_study) is None
    # Its author has not declared that it names nobody, so nobody else reads any of it.
    masked = "SELECT masked_text FROM transcript WHERE study_id = $1"
    assert await seen(network, "research-office", masked, *of_study) is None
    about = "SELECT count(coding_id) FROM memo_reference WHERE study_id = $1"
    assert await seen(network, "research-office", about, *of_study) == 1


async def test_who_a_case_is_of_stays_with_the_importer(network: Network) -> None:
    given = project()
    case = Case(next(ids), "Ada Example", sources=(given.sources[0].guid,))
    await network.imported("research-office", replace(given, cases=(case,)), district=HERE)
    named = "SELECT count(*) FROM informant WHERE name = 'Ada Example'"
    assert await seen(network, "research-office", named) == 1
    for who in ("monitor", "state-office", "superintendent"):
        assert await seen(network, who, named) == 0
    again = await network.exported("research-office", "From elsewhere")
    assert "Ada Example" in {each.name for each in again.cases}


async def test_a_source_that_says_what_it_is_becomes_that(network: Network) -> None:
    given = project()
    met = {
        words.KIND: words.INTERVIEW,
        words.OFFICE: "Central office administrator",
        words.PART: "administrator",
        words.DATE: "2014-02-03",
        words.MINUTES: "50",
        words.PSEUDONYM: "C-1",
        words.DISTRICT: "Loomfield",
    }
    watched = {words.KIND: words.OBSERVATION, words.WHAT: "full day"}
    vague = {words.KIND: words.INTERVIEW}
    lost = {words.DISTRICT: "Atlantis"}
    sources = [
        Source(next(ids), str(number), "", values=values)
        for number, values in enumerate((met, watched, vague, lost))
    ]
    imported = await network.imported(
        "research-office", replace(given, sources=tuple(sources)), district=HERE
    )
    row = await network.owner.fetchrow(
        "SELECT district_id, held_on::text, informant_role, informant_kind, minutes, pseudonym"
        " FROM interview WHERE study_id = $1",
        imported.study,
    )
    where = district_id(OTHER_DISTRICT)
    office = "CENTRAL_OFFICE_ADMINISTRATOR"
    assert tuple(row or ()) == (where, "2014-02-03", office, "ADMINISTRATOR", 50, "C-1")
    created = {name: counts.created for name, counts in imported.summary.tables.items()}
    assert (created["observation"], created["source_document"]) == (1, 1)
    assert set(network.told()) == {
        "Source is of no district that is known, so it and its codings are lost",
        "Source does not say all that an interview has to, and is kept as a document",
    }


def coded_anew(given: Project, user: User, place: int = 0) -> Project:
    """The project after somebody has put its last code to one more passage."""
    text = next(each for each in given.sources if len(each.text) > place + 5)
    coding = Coding(next(ids), given.codes[-1].guid, user.guid)
    passage = Selection(next(ids), place, place + 5, codings=(coding,))
    changed = replace(text, selections=(*text.selections, passage))
    sources = tuple(changed if each is text else each for each in given.sources)
    users = given.users if user in given.users else (*given.users, user)
    return replace(given, sources=sources, users=users)


async def test_the_research_office_codes_a_text_that_it_sees_masked(network: Network) -> None:
    given = await network.exported("research-office")
    before = await network.count("transcript_original")
    changed = coded_anew(given, User(next(ids), "In NVivo"))
    imported = await network.imported("research-office", changed, user="In NVivo")
    created = {name: each.created for name, each in imported.summary.tables.items() if each.created}
    assert created == {"coding": 1}
    author = await network.owner.fetchval(
        "SELECT author_id FROM coding WHERE provenance_file = 'made.qdpx'"
    )
    assert author == PERSONAS["research-office"].caller.person
    assert await network.count("transcript_original") == before
    assert not network.findings


async def test_nobodys_codings_are_given_to_the_importer_by_a_guess(network: Network) -> None:
    given = coded_anew(await network.exported("research-office"), User(next(ids), "In NVivo"))
    await network.imported("research-office", given)
    row = await network.owner.fetchrow(
        "SELECT label, author_id FROM coding JOIN study_member ON study_member.id = coder_id"
        " WHERE coding.provenance_file = 'made.qdpx'"
    )
    assert tuple(row or ()) == ("In NVivo", None)


async def test_nobody_claims_to_be_another_member(network: Network) -> None:
    given = await network.exported("research-office")
    before = await network.everything()
    for name in ("Plan Monitor", "Somebody else"):
        with pytest.raises(BadUserInput, match="no user of that name"):
            await network.imported("research-office", given, user=name)
    assert await network.everything() == before


async def test_a_study_of_the_same_name_is_not_taken_for_the_projects(network: Network) -> None:
    await network.imported("research-office", project(), district=HERE)
    before = await network.everything()
    with pytest.raises(Conflict, match="another study of that name"):
        await network.imported("research-office", project(), district=HERE)
    assert await network.everything() == before
    study = await network.study("From elsewhere")
    imported = await network.imported(
        "research-office", project(codes=()), district=HERE, study=study
    )
    assert imported.study == study


async def test_a_monitor_adds_the_own_codings_and_nobody_elses(network: Network) -> None:
    given = await network.exported("monitor")
    [own] = [user for user in given.users if user.guid == given.creator]
    others = [user for user in given.users if user is not own]
    imported = await network.imported("monitor", coded_anew(given, own))
    assert imported.summary.tables["coding"].created == 1
    assert not network.findings
    for user in (*others, *(User(next(ids), f"Somebody {number}") for number in range(2))):
        before = await network.everything()
        strangers = replace(given, users=(*given.users, User(next(ids), "Another")))
        await network.imported("monitor", coded_anew(strangers, user, 1))
        assert network.told() == ["Coding is another person's, who has to import it"]
        assert await network.everything() == before


async def test_a_text_that_has_changed_keeps_its_codings_out(network: Network) -> None:
    given = await network.exported("monitor")
    [own] = [user for user in given.users if user.guid == given.creator]
    changed = coded_anew(given, own)
    sources = [
        replace(each, text=f"Well. {each.text}") if each.text else each for each in changed.sources
    ]
    before = await network.everything()
    await network.imported("monitor", replace(changed, sources=tuple(sources)))
    texts = [each for each in given.sources if each.text]
    reason = "Source has another text in the network, so its codings are lost"
    assert network.told().count(reason) == len(texts)
    assert await network.everything() == before


async def test_what_the_network_has_otherwise_stays_as_it_is(network: Network) -> None:
    given = project()
    await network.imported("research-office", given, district=HERE)
    before = await network.everything()
    renamed = (replace(given.codes[0], name="Renamed", color="#000"), *given.codes[1:])
    await network.imported("research-office", replace(given, codes=renamed), district=HERE)
    assert network.told() == ["Code the network has it otherwise (name, color), and keeps that"]
    assert await network.everything() == before


async def test_a_code_is_known_again_by_its_name_and_place(network: Network) -> None:
    given = await network.exported("research-office")
    codes = (
        Code(next(ids), given.codes[0].name),
        Code(next(ids), "New"),
        Code(next(ids), "New", line=5),
    )
    study = await network.study()
    imported = await network.imported("research-office", Project("", codes=codes), study=study)
    assert imported.summary.tables["code"].created == 1
    assert network.told() == ["Code has the name of another code there, and is taken for that one"]
    assert "study_member" not in {
        name for name, each in imported.summary.tables.items() if each.created
    }


async def test_sets_become_themes_if_they_say_what_was_found(network: Network) -> None:
    given = project()
    codes = (given.codes[0].guid, given.codes[1].guid, next(ids))
    sets = (
        ThemeSet(next(ids), "Found", "That it fits", codes),
        ThemeSet(next(ids), "A set", None, codes),
        ThemeSet(next(ids), "Found", "Twice", ()),
    )
    coding = given.sources[0].selections[0].codings[0].guid
    links = (
        Link(next(ids), words.GROUNDS, coding, sets[0].guid),
        Link(next(ids), words.GROUNDS, coding, sets[1].guid),
        Link(next(ids), "see also", coding, given.codes[0].guid),
    )
    imported = await network.imported(
        "research-office", replace(given, sets=sets, links=links), district=HERE
    )
    created = {name: counts.created for name, counts in imported.summary.tables.items()}
    assert (created["theme"], created["theme_code"], created["theme_grounding"]) == (1, 2, 1)
    assert sorted(network.told()) == [
        "Link has an end that was not taken",
        "Link links are not kept",
        "MemberCode leads to no code that was taken",
        "Set has no description, which would say what was found",
        "Set has the title of another theme of the study",
    ]


def drawn(*edges: Edge, vertices: tuple[Vertex, ...]) -> Project:
    site, graph = next(ids), next(ids)
    values = {
        words.KIND: words.SITE,
        words.DISTRICT: MILL_CITY,
        words.INNOVATION: "District Instructional Leadership Team",
    }
    return project(
        cases=(Case(site, "Mill City", values=values),),
        graphs=(Graph(graph, "Drawn elsewhere", vertices, edges),),
        links=(Link(next(ids), words.STANDS_ON, graph, site),),
    )


async def test_a_drawing_becomes_a_causal_network(network: Network) -> None:
    one, two = Vertex(next(ids), "pressure"), Vertex(next(ids), "commitment")
    edge = Edge(next(ids), "- a good deal", one.guid, two.guid, style="dashed")
    await network.imported("research-office", drawn(edge, vertices=(one, two)), district=HERE)
    assert not network.findings
    row = await network.owner.fetchrow(
        "SELECT sign, basis FROM causal_link WHERE provenance_file = 'made.qdpx'"
    )
    assert tuple(row or ()) == ("NEGATIVE", "STATED_OF_FAMILY")


async def test_a_drawing_that_tells_no_causes_is_left_out(network: Network) -> None:
    one, two = Vertex(next(ids), "one"), Vertex(next(ids), "two")
    ends, back = (one.guid, two.guid), (two.guid, one.guid)
    wrong = {
        "has an edge without a sign": (Edge(next(ids), "leads to", *ends),),
        "or without one direction": (Edge(next(ids), "+", *ends, is_one_way=False),),
        "runs in a circle": (Edge(next(ids), "+", *ends), Edge(next(ids), "+", *back)),
        "ends nowhere": (Edge(next(ids), "+", one.guid, next(ids)),),
    }
    for reason, edges in wrong.items():
        given = drawn(*edges, vertices=(one, two))
        await network.imported("research-office", given, district=HERE, dry_run=True)
        [finding] = network.findings
        assert finding.column == "Graph"
        assert reason in finding.reason


async def test_a_trial_changes_nothing_and_tells_the_same(network: Network) -> None:
    before = await network.everything()
    given = project()
    tried = await network.imported("research-office", given, district=HERE, dry_run=True)
    assert await network.everything() == before
    done = await network.imported("research-office", given, district=HERE)
    assert tried.summary == done.summary


WRONG = {
    "state-office": Forbidden,
    "state-board": NotFound,
    "superintendent": NotFound,
    "manager": NotFound,
    "other-monitor": NotFound,
    "firm": NotFound,
    "teacher": NotFound,
}


@pytest.mark.parametrize(("who", "refusal"), WRONG.items())
async def test_who_may_not_write_to_a_study_changes_nothing(
    network: Network, who: str, refusal: type[Exception]
) -> None:
    given, study = project(), await network.study()
    before = await network.everything()
    with pytest.raises(refusal):
        await network.imported(who, given, study=study, district=HERE)
    assert await network.everything() == before


@pytest.mark.parametrize("who", ["monitor", *WRONG])
async def test_who_may_not_found_a_study_changes_nothing(network: Network, who: str) -> None:
    before = await network.everything()
    with pytest.raises(Forbidden):
        await network.imported(who, project(), district=HERE)
    assert await network.everything() == before


async def test_a_monitor_adds_nothing_in_another_district(network: Network) -> None:
    given, study = project(users=()), await network.study()
    before = await network.everything()
    with pytest.raises(Forbidden):
        await network.imported("monitor", given, study=study, district=district_id(OTHER_DISTRICT))
    assert await network.everything() == before
    await network.imported("monitor", given, study=study, district=HERE)
    assert await network.everything() != before


async def test_a_guid_of_a_record_that_is_hidden_is_a_conflict_that_tells_nothing(
    network: Network,
) -> None:
    study = await network.study()
    second = await network.owner.fetchval(
        "SELECT id FROM study_member WHERE study_id = $1 AND label = 'Second coder'", study
    )
    hidden = uuid4()
    await network.owner.execute(
        "INSERT INTO memo (id, study_id, researcher_id, title, text, written_on)"
        " VALUES ($1, $2, $3, 'Hidden', 'text', '2013-01-01')",
        hidden,
        study,
        second,
    )
    before = await network.everything()
    note = Note(Guids(study).of(hidden), "Mine", "text")
    with pytest.raises(Conflict) as caught:
        await network.imported("monitor", Project("", notes=(note,)), study=study)
    assert caught.value.message == "This does not agree with what the network holds."
    assert await network.everything() == before
