"""Causal networks: written whole, by the numbers of their variables, corrected and published.

Links never run in a circle. The database holds that; here the circle is told, so that whoever
draws a network sees where it closes.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.base import Base, new_id
from models.innovation import (
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
)
from models.innovation_rules import Drawing, refuse_misdrawn, refuse_undrawn
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at
from schema.mutations.records import ID, author_of, deletes, updates, versioned
from schema.mutations.taken import Taken, many, takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work
from schema.shapes import list_of

__all__: list[str] = []

Given = Mapping[str, Any]
BY, PUBLISHED = "author_id", "published_on"
MINE = "district_id = $1 AND network_id = $2"

HEAD = takes(CausalNetwork, without=(BY, PUBLISHED))
HEAD_AGAIN = tuple(member.optional() for member in takes(CausalNetwork, "title", "account"))
(NUMBER,) = takes(CausalVariable, "position")
VARIABLE = (
    Taken(NUMBER.name, int, "Its number in the network, 1 to 99.", True, NUMBER.column),
    *takes(CausalVariable, without=("network_id", "position")),
)
LINK = takes(CausalLink, without=("network_id", "cause_id", "effect_id"))
STREAM = takes(CausalStream, "name", "description")
TREE = (
    many("variables", "CausalVariableInput", "What varies, by number.", *VARIABLE),
    many(
        "links",
        "CausalLinkInput",
        "What leads to what; each pair once, and never in a circle.",
        Taken("cause", int, "The number of the variable that it starts from.", is_required=True),
        Taken("effect", int, "The number of the variable that it leads to.", is_required=True),
        *LINK,
        is_required=False,
    ),
    many(
        "streams",
        "CausalStreamInput",
        "The courses through the network that its authors name, in order.",
        *STREAM,
        Taken(
            "variables",
            list_of(int),
            "The numbers of the variables that it passes through, in order.",
            is_required=True,
        ),
        is_required=False,
    ),
)


async def _draw(work: Work, given: Given) -> Done:
    values = work.values(HEAD, given)
    values["author_id"] = await author_of(work, CausalNetwork, values)
    network = CausalNetwork(id=new_id(), **values)
    key = await work.create(network)
    await _Drawer(work, network).draw(given)
    return Done({"causalNetwork": key})


async def _redraw(work: Work, given: Given) -> Done:
    network = await work.find(CausalNetwork, given["id"], "id", action="replace")
    work.refuse_stale(network, given["version"])
    for name, value in work.values(HEAD_AGAIN, given, network.district_id).items():
        setattr(network, name, value)
    await clear(work, network)
    await _Drawer(work, network).draw(given)
    return Done({"causalNetwork": await work.touch(network)})


class _Drawer:
    """Writes what is given of a network that is empty."""

    def __init__(self, work: Work, network: CausalNetwork) -> None:
        self._work = work
        self._part = {"district_id": network.district_id, "network_id": network.id}
        self._variables: dict[int, UUID] = {}

    async def draw(self, given: Given) -> None:
        """Store variables, then the links between them, then the streams through them."""
        links, streams = given.get("links") or (), given.get("streams") or ()
        refuse_misdrawn(
            Drawing(
                [variable["position"] for variable in given["variables"]],
                [(link["cause"], link["effect"]) for link in links],
                [stream["variables"] for stream in streams],
            )
        )
        variables = self._rows(CausalVariable, "variables", VARIABLE, given["variables"])
        self._variables = {row.position: row.id for row in variables}
        await self._work.create_all(variables, ("variables",))
        drawn = self._rows(CausalLink, "links", LINK, links)
        for row, link in zip(drawn, links, strict=True):
            row.cause_id = self._variables[link["cause"]]
            row.effect_id = self._variables[link["effect"]]
        await self._work.create_all(drawn, ("links",))
        await self._name(streams)

    async def _name(self, streams: Sequence[Given]) -> None:
        rows = self._rows(CausalStream, "streams", STREAM, streams)
        for place, row in enumerate(rows, 1):
            row.position = place
        await self._work.create_all(rows, ("streams",))
        steps = [
            CausalStreamStep(
                id=new_id(),
                **self._part,
                stream_id=row.id,
                position=place,
                variable_id=self._variables[number],
            )
            for row, stream in zip(rows, streams, strict=True)
            for place, number in enumerate(stream["variables"], 1)
        ]
        await self._work.create_all(steps, ("streams",))

    def _rows(
        self, model: type[Base], name: str, taken: tuple[Taken, ...], given: Sequence[Given]
    ) -> list[Any]:
        rows = []
        for place, each in enumerate(given):
            with at(name, place):
                values = self._work.values(taken, each)
            rows.append(model(id=new_id(), **self._part, **values))
        return rows


async def clear(work: Work, network: CausalNetwork) -> None:
    """Take everything out of a network, from the leaves up."""
    for model in (CausalStreamStep, CausalStream, CausalLink, CausalVariable):
        await work.delete_all(await work.found(model, MINE, network.district_id, network.id))


GIVES = {"causalNetwork": Gives("CausalNetwork", "The causal network as it is now.")}
mutations.add(
    Mutation(
        "createCausalNetwork",
        "Draw what led to what at a site: variables, and the signed links between them, which"
        " never run in a circle; all that is wrong is told at once.",
        (*HEAD, *TREE),
        GIVES,
        _draw,
    )
)
mutations.add(
    Mutation(
        "replaceCausalNetwork",
        "Draw a network anew that was never published: all that is in it is replaced by what is"
        " given; of its title and account, only what is given changes.",
        (ID, versioned(is_required=True), *HEAD_AGAIN, *TREE),
        GIVES,
        _redraw,
        action=("causal_network", "replace"),
    )
)
updates(
    CausalNetwork,
    "Change the title or account of a network.",
    without=("site_id", BY, PUBLISHED),
)
deletes(CausalNetwork, "Give up a network that was never published, with all in it.", clear=clear)


@verb(CausalNetwork, "publish")
async def publish(work: Work, network: CausalNetwork, _given: Given) -> None:
    """Publish a network with all in it. It needs variables and links between them."""
    keys = (network.district_id, network.id)
    variables = await work.found(CausalVariable, MINE, *keys)
    links = await work.found(CausalLink, MINE, *keys)
    refuse_undrawn(len(variables), len(links))
    network.published_on = await work.today()
