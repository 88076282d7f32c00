"""One variable, link or stream of a causal network, where drawing it anew would be too much."""

from models.failures import BadUserInput
from models.innovation import CausalLink, CausalStream, CausalStreamStep, CausalVariable
from models.innovation_rules import Drawing, refuse_misdrawn
from schema.mutations.records import creates, deletes, updates
from schema.mutations.work import Work

__all__: list[str] = []

OF_NETWORK = "district_id = $1 AND network_id = $2"

creates(CausalVariable, "Add a variable to a network.")
updates(CausalVariable, "Correct a variable of a network.", without=("network_id",))
deletes(
    CausalVariable,
    "Take a variable out of a network that was never published, where no link or stream has it.",
)


async def refuse_misfit(work: Work, link: CausalLink) -> None:
    """Refuse a link that does not fit the others, by the numbers of the network's variables."""
    keys = (link.district_id, link.network_id)
    variables = await work.found(CausalVariable, OF_NETWORK, *keys)
    numbers = {variable.id: variable.position for variable in variables}
    there = await work.found(CausalLink, OF_NETWORK, *keys)
    others = [(each.cause_id, each.effect_id) for each in there if each.id != link.id]
    ends = [*others, (link.cause_id, link.effect_id)]
    if not {link.cause_id, link.effect_id} <= numbers.keys():
        return  # told by the database, as what is not there
    try:
        refuse_misdrawn(
            Drawing([*numbers.values()], [(numbers[one], numbers[other]) for one, other in ends])
        )
    except BadUserInput as failure:
        raise BadUserInput(failure.message, path=("effectId",)) from failure


creates(
    CausalLink,
    "Say that one variable of a network leads to another; refused if it closes a circle.",
    also=refuse_misfit,
)
updates(
    CausalLink,
    "Correct a link of a network; refused if it closes a circle.",
    without=("network_id",),
    also=refuse_misfit,
)
deletes(CausalLink, "Take a link out of a network that was never published.")

updates(
    CausalStream,
    "Correct what a stream is called and what happens along it.",
    without=("network_id",),
)


async def clear(work: Work, stream: CausalStream) -> None:
    """Take away through which variables a stream passes."""
    mine = "district_id = $1 AND stream_id = $2"
    await work.delete_all(await work.found(CausalStreamStep, mine, stream.district_id, stream.id))


deletes(CausalStream, "Take a stream out of a network that was never published.", clear=clear)
