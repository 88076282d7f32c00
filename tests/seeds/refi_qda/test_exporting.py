"""A study as a file: what the caller sees of it, and nothing else."""

from uuid import UUID

import orjson
import pytest

from auth.callers import PUBLIC
from auth.database import Database
from models.failures import NotFound
from seeds.demo.personas import PERSONAS
from seeds.refi_qda import words
from seeds.refi_qda.exporting import export_study
from seeds.refi_qda.project import Project
from tests.seeds.refi_qda.conftest import MILL_CITY_STUDY
from tests.seeds.refi_qda.files import packed, read

MILL, DESSI = MILL_CITY_STUDY, "DESSI field study"


@pytest.fixture
async def studies(database: Database) -> dict[str, UUID]:
    found = {}
    async with database.read(PERSONAS["research-office"].caller) as transaction:
        for name in (MILL, DESSI):
            sql = "SELECT id FROM study WHERE name = $1"
            found[name] = await transaction.value(sql, (name,))
    return found


async def exported(database: Database, who: str, study: UUID) -> Project:
    return await export_study(database, PERSONAS[who].caller, study)


SEEN_BY = {
    MILL: {"monitor", "research-office", "state-office"},
    DESSI: {"research-office", "state-office"},
}
COUNTS = """SELECT json_build_array(
    (SELECT count(*) FROM interview WHERE study_id = $1)
    + (SELECT count(*) FROM observation WHERE study_id = $1)
    + (SELECT count(*) FROM source_document WHERE study_id = $1),
    (SELECT count(*) FROM code WHERE study_id = $1),
    (SELECT count(*) FROM coding WHERE study_id = $1),
    (SELECT count(*) FROM memo WHERE study_id = $1)
)"""


@pytest.mark.parametrize("study", [MILL, DESSI])
@pytest.mark.parametrize("who", [*PERSONAS])
async def test_everyone_gets_what_the_slices_show_them_in_a_valid_file(
    database: Database, studies: dict[str, UUID], study: str, who: str
) -> None:
    if who not in SEEN_BY[study]:
        with pytest.raises(NotFound):
            await exported(database, who, studies[study])
        return
    project = await exported(database, who, studies[study])
    async with database.read(PERSONAS[who].caller) as transaction:
        counts = orjson.loads(await transaction.value(COUNTS, (studies[study],)))
    codings = [coding for each in project.sources for s in each.selections for coding in s.codings]
    memos = [note for note in project.notes if note.user is not None]
    assert [*map(len, (project.sources, project.codes, codings, memos))] == counts
    again, findings = read(packed(project))
    assert again == project
    assert not findings


@pytest.mark.parametrize(
    ("who", "study", "shown"),
    [
        ("monitor", MILL, ({"Site", "Key actor", "Pseudonym"}, 1)),
        ("research-office", MILL, ({"Site", "Key actor", "Pseudonym"}, 1)),
        ("state-office", MILL, (set(), 0)),
        ("research-office", DESSI, ({"Site", "Key actor"}, 2)),
        ("state-office", DESSI, ({"Site"}, 2)),
    ],
)
async def test_cases_and_graphs_are_those_that_the_caller_sees(
    database: Database,
    studies: dict[str, UUID],
    who: str,
    study: str,
    shown: tuple[set[str], int],
) -> None:
    project = await exported(database, who, studies[study])
    kinds = {case.values[words.KIND] for case in project.cases}
    assert (kinds, len(project.graphs)) == shown


async def test_the_public_has_no_study_to_export(
    database: Database, studies: dict[str, UUID]
) -> None:
    with pytest.raises(NotFound):
        await export_study(database, PUBLIC, studies[MILL])


async def test_the_author_reads_the_text_and_the_research_office_its_mask(
    database: Database, studies: dict[str, UUID]
) -> None:
    own = await exported(database, "monitor", studies[MILL])
    masked = await exported(database, "research-office", studies[MILL])
    seen = {source.guid: source for source in masked.sources}
    spans = 0
    for source in own.sources:
        theirs = seen[source.guid]
        assert words.BLOCK not in source.text
        assert len(theirs.text) == len(source.text)
        for selection in source.selections:
            if (selection.name or "").startswith(words.MASKED):
                spans += 1
                hidden = theirs.text[selection.starts_at : selection.ends_at]
                assert set(hidden) == {words.BLOCK}
        revealed = [
            (ours, shown)
            for ours, shown in zip(source.text, theirs.text, strict=True)
            if shown != words.BLOCK
        ]
        assert all(ours == shown for ours, shown in revealed)
    assert spans > 0


async def test_codings_lie_where_they_did_in_the_mask(
    database: Database, studies: dict[str, UUID]
) -> None:
    """One of the texts has a character outside of the basic plane before its passages."""
    masked = await exported(database, "research-office", studies[MILL])
    [source] = [each for each in masked.sources if "🙂" in each.text]
    after = [s for s in source.selections if s.codings and s.starts_at > source.text.index("🙂")]
    assert after
    for selection in after:
        passage = source.text[selection.starts_at : selection.ends_at]
        assert source.text[selection.starts_at - 1] == " "
        assert passage[-1] in ".,!?" or source.text[selection.ends_at] in " .,;"


async def test_a_text_that_is_not_declared_deidentified_is_nothing_but_its_length(
    database: Database, studies: dict[str, UUID]
) -> None:
    async with database.read(PERSONAS["monitor"].caller) as transaction:
        sql = "SELECT count(*) FROM transcript WHERE deidentified_on IS NULL"
        undeclared = await transaction.value(sql)
    masked = await exported(database, "research-office", studies[MILL])
    hidden = [source for source in masked.sources if set(source.text) == {words.BLOCK}]
    assert len(hidden) == undeclared > 0


async def test_nobody_of_the_network_is_named(database: Database, studies: dict[str, UUID]) -> None:
    project = await exported(database, "monitor", studies[MILL])
    async with database.read(PERSONAS["monitor"].caller) as transaction:
        assert await transaction.value("SELECT count(*) FROM informant WHERE person_id IS NOT NULL")
        names = await transaction.value("SELECT array_agg(DISTINCT family_name) FROM person_name")
    shown = [*(case.name for case in project.cases), *(user.name for user in project.users)]
    assert not [name for name in names if any(name in each for each in shown)]


async def test_a_sign_stands_in_the_name_of_an_edge(
    database: Database, studies: dict[str, UUID]
) -> None:
    project = await exported(database, "research-office", studies[DESSI])
    edges = {
        (vertices[edge.source].lower(), vertices[edge.target].lower()): (edge.name, edge.style)
        for graph in project.graphs
        for vertices in [{vertex.guid: vertex.name for vertex in graph.vertices}]
        for edge in graph.edges
    }
    assert {name for name, _ in edges.values()} == {words.POSITIVE, words.NEGATIVE}
    assert {style for _, style in edges.values()} == {"solid", "dotted", "dashed"}
    assert edges["administrative pressure on users", "user commitment"] == (words.NEGATIVE, "solid")
