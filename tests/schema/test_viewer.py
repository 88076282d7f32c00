"""`viewer` tells who is asking and what follows from it."""

import pytest

from auth.callers import Caller
from schema.entities import registry
from schema.ids import encode_id
from seeds.demo.personas import PERSONAS
from tests.schema.graphs import EVERYONE, Graph

VIEWER = """{ viewer {
  kind roles
  person { id name }
  firm { id name }
  appointments { totalCount nodes { isCurrent role person { id } } }
  stateAppointments { totalCount nodes { role person { id } } }
  engagements { totalCount nodes { firm { id } district { name } } }
  districts { nodes { name } }
} }"""
ROLES = {
    "state-office": "STATE_OFFICE",
    "state-board": "STATE_BOARD",
    "research-office": "RESEARCH_OFFICE",
    "monitor": "PLAN_MONITOR",
    "manager": "PLAN_MANAGER",
    "firm": "FIRM_SERVICE",
    "superintendent": "DISTRICT_LEADER",
    "administrator": "DISTRICT_ADMINISTRATOR",
    "principal": "PRINCIPAL",
    "teacher": "TEACHER",
    "school-board": "SCHOOL_BOARD",
}


async def test_without_a_token_one_is_the_public(graph: Graph) -> None:
    answer = await graph.ask(VIEWER)
    assert not answer.errors
    viewer = answer.data["viewer"]
    assert (viewer["kind"], viewer["roles"]) == ("PUBLIC", ["PUBLIC"])
    assert viewer["person"] is viewer["firm"] is None
    for name in ("appointments", "stateAppointments", "engagements"):
        assert viewer[name] == {"totalCount": 0, "nodes": []}
    assert viewer["districts"] == {"nodes": []}


@pytest.mark.parametrize("who", PERSONAS)
async def test_everyone_has_the_roles_of_today_and_is_public_too(graph: Graph, who: str) -> None:
    answer = await graph.ask("{ viewer { roles } }", as_=who)
    assert sorted(answer.data["viewer"]["roles"]) == sorted(
        ["PUBLIC", ROLES[who.removeprefix("other-")]]
    )


@pytest.mark.parametrize("who", PERSONAS)
async def test_one_learns_who_one_is_and_nothing_of_others(graph: Graph, who: str) -> None:
    viewer = (await graph.ask(VIEWER, as_=who)).data["viewer"]
    caller = PERSONAS[who].caller
    if caller.person:
        assert viewer["kind"] == "PERSON"
        assert viewer["person"]["id"] == encode_id(registry["Person"], caller.person)
        assert viewer["firm"] is None
        held = [*viewer["appointments"]["nodes"], *viewer["stateAppointments"]["nodes"]]
        assert held
        assert {one["person"]["id"] for one in held} == {viewer["person"]["id"]}
        assert viewer["engagements"]["totalCount"] == 0
    else:
        assert caller.firm
        assert viewer["kind"] == "FIRM"
        assert viewer["firm"]["id"] == encode_id(registry["Firm"], caller.firm)
        assert viewer["person"] is None
        assert viewer["appointments"]["totalCount"] == 0
        assert {one["firm"]["id"] for one in viewer["engagements"]["nodes"]} == {
            viewer["firm"]["id"]
        }


@pytest.mark.parametrize("who", EVERYONE)
async def test_the_districts_are_those_of_the_appointments(graph: Graph, who: str | None) -> None:
    districts = (await graph.ask(VIEWER, as_=who)).data["viewer"]["districts"]["nodes"]
    expected = {
        None: [],
        "state-office": [],
        "state-board": [],
        "research-office": [],
    }.get(who, ["Loomfield"] if who and who.startswith("other-") else ["Mill City"])
    assert [district["name"] for district in districts] == expected


async def test_a_caller_of_whom_nothing_is_known_is_the_public(graph: Graph) -> None:
    public = (await graph.ask("{ benchmarks { totalCount } viewer { roles } }")).data
    person, firm = PERSONAS["manager"].caller.person, PERSONAS["firm"].caller.firm
    for caller in (Caller(firm=person), Caller(person=firm)):
        answer = await graph.ask("{ benchmarks { totalCount } viewer { roles } }", caller=caller)
        assert answer.data == public


async def test_lists_of_the_viewer_take_the_arguments_of_lists(graph: Graph) -> None:
    query = """query ($n: Int!, $way: OrderDirection!) { viewer {
      appointments(
        first: $n, where: {isCurrent: {eq: true}}, orderBy: {field: STARTS_ON, direction: $way}
      ) {
        totalCount pageInfo { hasNextPage } groups(by: ROLE) { key { role } count }
        edges { cursor node { district { name plans { totalCount } } } }
      }
      none: appointments(where: {role: {eq: TEACHER}}) { totalCount }
    } }"""
    viewer = (await graph.ask(query, {"n": 1, "way": "DESC"}, as_="manager")).data["viewer"]
    assert viewer["none"] == {"totalCount": 0}
    assert viewer["appointments"]["groups"] == [{"key": {"role": "PLAN_MANAGER"}, "count": 1}]
    (edge,) = viewer["appointments"]["edges"]
    assert edge["node"]["district"] == {"name": "Mill City", "plans": {"totalCount": 2}}


@pytest.mark.parametrize(
    "asked", ["appointments(first: 1001)", 'districts(after: "nonsense")', "engagements(first: -1)"]
)
async def test_what_is_wrong_below_the_viewer_is_told_with_its_place(
    graph: Graph, asked: str
) -> None:
    answer = await graph.ask(f"{{ viewer {{ {asked} {{ totalCount }} }} }}", as_="manager")
    assert answer.codes == {"BAD_USER_INPUT"}
    (error,) = answer.errors
    assert error["path"] == ["viewer", asked.partition("(")[0]]
    assert answer.statements == 0


async def test_the_viewer_is_asked_under_any_name_and_in_fragments(graph: Graph) -> None:
    query = """{ me: viewer { ...Me } ...Again __typename }
    fragment Me on Viewer { __typename kind }
    fragment Again on Query { viewer { person { name } p: person { id: label } } }"""
    data = (await graph.ask(query, as_="manager")).data
    assert data["me"] == {"__typename": "Viewer", "kind": "PERSON"}
    assert data["viewer"]["p"] == {"id": "Plan Manager, Mill City"}
    assert data["__typename"] == "Query"


async def test_all_of_one_operation_is_one_snapshot(graph: Graph) -> None:
    query = "{ viewer { roles } a: districts { totalCount } b: districts { totalCount } }"
    assert (await graph.ask(query)).statements == 3
