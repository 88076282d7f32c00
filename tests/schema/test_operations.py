"""What holds for every valid operation, however it is written and whoever asks."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.documents import Documents
from schema.limits import Limits
from tests.schema.graphs import EVERYONE, SCHEMA, Graph
from tests.schema.operations import Selections, operations, values
from tests.schema.writing import Style, restored, write

HARMLESS = {"COST_LIMIT_EXCEEDED"}
WHO = st.sampled_from(EVERYONE)
PERCENT = st.sampled_from([0, 30, 100])
STYLES = st.builds(
    Style,
    variables=PERCENT,
    defaults=PERCENT,
    parts=PERCENT,
    named_fragments=PERCENT,
    wrapped=PERCENT,
    split=PERCENT,
    shuffled=st.booleans(),
    renamed=st.booleans(),
    seed=st.integers(0, 2**32),
)


@settings(max_examples=60)
@given(chosen=operations(SCHEMA), style=STYLES, who=WHO)
async def test_every_operation_is_answered_alike_on_both_ways_out(
    graph: Graph, chosen: Selections, style: Style, who: str | None
) -> None:
    written = write(chosen, style)
    direct = await graph.ask(written.query, written.variables, as_=who)
    walked = await graph.ask(written.query, written.variables, as_=who, through_python=True)
    assert direct.codes <= HARMLESS, (written, direct.errors)
    assert walked.codes <= HARMLESS, (written, walked.errors)
    if not direct.errors:
        assert direct.statements == 1
        assert walked.data == direct.data
        assert walked.cost == direct.cost


@settings(max_examples=60)
@given(chosen=operations(SCHEMA), style=STYLES, who=WHO)
async def test_how_an_operation_is_written_does_not_change_its_data(
    graph: Graph, chosen: Selections, style: Style, who: str | None
) -> None:
    plain, other = write(chosen, Style()), write(chosen, style)
    expected = await graph.ask(plain.query, as_=who)
    found = await graph.ask(other.query, other.variables, as_=who)
    assert found.codes == expected.codes <= HARMLESS, (other, found.errors)
    assert restored(found.data) == expected.data
    assert found.cost == expected.cost


@st.composite
def askings(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """One document, and several sets of variables for it."""
    style = Style(variables=50, parts=50, seed=draw(st.integers(0, 2**32)))
    written = write(draw(operations(SCHEMA)), style)
    others = [{name: draw(values(kind)) for name, kind in written.types.items()} for _ in range(3)]
    return written.query, [written.variables, *others, written.variables]


@given(asked=askings(), who=WHO)
async def test_what_was_asked_before_does_not_change_an_answer(
    graph: Graph, asked: tuple[str, list[dict[str, Any]]], who: str | None
) -> None:
    query, sets = asked
    for variables in sets:
        prepared = await graph.ask(query, variables, as_=who)
        kept, graph.engine.documents = (
            graph.engine.documents,
            Documents(graph.engine.schema, Limits()),
        )
        fresh = await graph.ask(query, variables, as_=who)
        graph.engine.documents = kept
        assert prepared.body == fresh.body
        assert "INTERNAL" not in prepared.codes, (query, variables, prepared.errors)
