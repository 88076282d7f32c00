"""Sites and causal networks: drawn whole, corrected, published, and seen by everyone from then."""

from typing import Any

import pytest

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.research_inputs import Known, known


@pytest.fixture
async def demo_known(doing: Doing) -> Known:
    return await known(doing)


def links(*ends: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        {"cause": cause, "effect": effect, "sign": "NEGATIVE", "basis": "INFERRED"}
        for cause, effect in ends
    ]


def drawn(k: Known, *ends: tuple[int, int], **more: Any) -> dict[str, Any]:
    return {
        "siteId": k.site,
        "title": "Figure 9",
        "variables": [{"position": n, "name": f"Variable {n}"} for n in range(1, 5)],
        "links": links(*ends),
        "streams": [{"name": "Main", "variables": [1, 2, 4]}],
        **more,
    }


NETWORK = (
    "causalNetwork { id version title publishedOn variables { nodes { id position } }"
    " links { nodes { id version cause { position } effect { position } sign } }"
    " streams { nodes { name steps { nodes { position variable { position } } } } } }"
)


async def test_a_network_is_drawn_whole_and_its_circle_is_told(
    doing: Doing, demo_known: Known
) -> None:
    round_trip = drawn(demo_known, (1, 2), (2, 3), (3, 4), (4, 2))
    refused = await doing("createCausalNetwork", round_trip, NETWORK, as_="monitor")
    assert refused.errors == [
        {
            "code": "BAD_USER_INPUT",
            "message": "It runs in a circle: 2 → 3 → 4 → 2.",
            "path": ["input", "links", "3"],
        }
    ]
    made = await doing.done(
        "createCausalNetwork", drawn(demo_known, (1, 2), (2, 4), (1, 4)), NETWORK, as_="monitor"
    )
    network = made["causalNetwork"]
    assert [each["position"] for each in network["variables"]["nodes"]] == [1, 2, 3, 4]
    assert ends_of(network) == {(1, 2), (2, 4), (1, 4)}
    (stream,) = network["streams"]["nodes"]
    assert [s["variable"]["position"] for s in stream["steps"]["nodes"]] == [1, 2, 4]

    ids = {each["position"]: each["id"] for each in network["variables"]["nodes"]}
    told = {"networkId": network["id"], "sign": "POSITIVE", "basis": "STATED"}
    closing = {**told, "causeId": ids[4], "effectId": ids[1]}
    refused = await doing("createCausalLink", closing, as_="monitor")
    assert refused.errors[0]["message"].startswith("It runs in a circle: ")
    assert refused.paths == ["input.effectId"]
    await doing.done("createCausalLink", {**closing, "causeId": ids[3]}, as_="research-office")
    turned = next(e for e in network["links"]["nodes"] if e["cause"]["position"] == 2)
    given = {"id": turned["id"], "version": turned["version"], "effectId": ids[3]}
    refused = await doing("updateCausalLink", given, as_="monitor")
    assert "3 → 1 → 2 → 3" in rotations(refused.errors[0]["message"])
    await doing.done(
        "updateCausalLink", {**given, "effectId": ids[4], "sign": "POSITIVE"}, as_="monitor"
    )

    assert (await doing("replaceCausalNetwork", stale(network), as_="superintendent")).codes == [
        "NOT_FOUND"
    ]
    given = {**stale(network), "links": links((2, 1)), "title": "Figure 10"}
    redrawn = await doing.done("replaceCausalNetwork", given, NETWORK, as_="monitor")
    assert ends_of(redrawn["causalNetwork"]) == {(2, 1)}
    assert redrawn["causalNetwork"]["title"] == "Figure 10"
    assert redrawn["causalNetwork"]["streams"]["nodes"] == []
    assert (await doing("replaceCausalNetwork", given, as_="monitor")).codes == ["CONFLICT"]


def stale(network: Any) -> dict[str, Any]:
    variables = [{"position": n, "name": "Again"} for n in (1, 2)]
    return {"id": network["id"], "version": network["version"], "variables": variables}


def ends_of(network: Any) -> set[tuple[int, int]]:
    return {
        (each["cause"]["position"], each["effect"]["position"])
        for each in network["links"]["nodes"]
    }


def rotations(message: str) -> set[str]:
    """A circle told from each of its variables."""
    way = message.removeprefix("It runs in a circle: ").removesuffix(".").split(" → ")[:-1]
    turned = [way[place:] + way[:place] for place in range(len(way))]
    return {" → ".join([*each, each[0]]) for each in turned}


async def test_a_network_is_public_once_it_is_published_and_not_redrawn_then(
    doing: Doing, demo_known: Known
) -> None:
    empty = drawn(demo_known, variables=[], streams=[])
    made = await doing.done("createCausalNetwork", empty, NETWORK, as_="research-office")
    network = made["causalNetwork"]
    bare = await doing("publishCausalNetwork", {"id": network["id"]}, as_="research-office")
    assert bare.paths == ["input.id", "input.variables", "input.links"]
    read = f"query ($id: ID!) {{ {NETWORK.replace('causalNetwork', 'causalNetwork(id: $id)')} }}"
    given = {**stale(network), "links": links((1, 2))}
    network = (
        await doing.done("replaceCausalNetwork", given, NETWORK, as_="research-office")
    )["causalNetwork"]  # fmt: skip
    for who in (None, "superintendent"):
        assert (await doing.ask(read, as_=who, id=network["id"]))["causalNetwork"] is None
        refused = await doing("publishCausalNetwork", {"id": network["id"]}, as_=who)
        assert refused.codes == ["NOT_FOUND"]
    assert (await doing("publishCausalNetwork", {"id": network["id"]}, as_="monitor")).codes == [
        "NOT_FOUND"
    ]
    await doing.done("publishCausalNetwork", {"id": network["id"]}, as_="research-office")
    public = (await doing.ask(read, id=network["id"]))["causalNetwork"]
    assert ends_of(public) == {(1, 2)}
    for name, given in (
        ("replaceCausalNetwork", {**stale(public), "links": []}),
        ("deleteCausalNetwork", {"id": public["id"]}),
        ("deleteCausalLink", {"id": public["links"]["nodes"][0]["id"]}),
    ):
        assert (await doing(name, given, as_="research-office")).codes == ["CONFLICT"], name
        assert (await doing(name, given, as_="superintendent")).codes == ["FORBIDDEN"], name
    assert (await doing.ask(read, id=network["id"]))["causalNetwork"] == public


SITE = "site { id account publishedOn families { totalCount } }"


async def test_a_site_is_rated_given_a_family_and_published(
    doing: Doing, demo_known: Known
) -> None:
    k = demo_known
    new = await doing.done("createInnovation", {"name": "A new practice"}, "innovation { id }",
                           as_="research-office")  # fmt: skip
    given = {"districtId": k.district, "innovationId": new["innovation"]["id"]}
    assert (await doing("createSite", given, as_="other-monitor")).codes == ["FORBIDDEN"]
    made = await doing.done("createSite", given, "site { id version }", as_="monitor")
    site = made["site"]
    family = {"siteId": site["id"], "family": "FAILURE", "basis": "INFERRED"}
    await doing.done("createSiteFamilyMembership", family, as_="monitor")
    bare = await doing("publishSite", {"id": site["id"]}, as_="monitor")
    assert (bare.codes, bare.paths) == (["INCOMPLETE"] * 2, ["input.id", "input.account"])
    told = {"id": site["id"], "version": site["version"], "account": "It was given up."}
    await doing.done("updateSite", told, as_="monitor")
    read = f"query ($id: ID!) {{ {SITE.replace('site', 'site(id: $id)')} }}"
    assert (await doing.ask(read, id=site["id"]))["site"] is None
    await doing.done("publishSite", {"id": site["id"]}, as_="monitor")
    public = (await doing.ask(read, id=site["id"]))["site"]
    assert (public["account"], public["families"]) == ("It was given up.", {"totalCount": 1})
    assert (await doing("publishSite", {"id": site["id"]}, as_="monitor")).codes == ["CONFLICT"]
    assert (await doing("deleteSite", {"id": site["id"]}, as_="monitor")).codes == ["CONFLICT"]
    rating = {
        "siteId": site["id"],
        "outcome": "STUDENT_IMPACT",
        "rating": "LOW",
        "evidence": "None is told.",
        "basis": "STATED",
    }
    assert (await doing("createOutcomeRating", rating, as_="superintendent")).codes == ["FORBIDDEN"]
    rated = await doing.done("createOutcomeRating", rating, "outcomeRating { id }", as_="monitor")
    unseen = "query ($id: ID!) { outcomeRating(id: $id) { rating } }"
    key = rated["outcomeRating"]["id"]
    assert (await doing.ask(unseen, id=key))["outcomeRating"] is None
    await doing.done("publishOutcomeRating", {"id": key}, as_="monitor")
    assert (await doing.ask(unseen, id=key))["outcomeRating"] == {"rating": "LOW"}
