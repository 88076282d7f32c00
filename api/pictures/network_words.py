"""A causal network in words, for whoever does not see its picture."""

from collections.abc import Iterator

from api.pictures.networks import Choice, Link, Network, Variable

__all__ = ["BASES", "described"]

BASES = {
    "STATED": "stated of this site",
    "STATED_OF_FAMILY": "stated of the site’s family",
    "INFERRED": "inferred by the reader",
}


def described(network: Network, choice: Choice) -> str:
    """Everything that the picture shows."""
    return " ".join(_sentences(network, choice))


def _sentences(network: Network, choice: Choice) -> Iterator[str]:
    if network.account:
        yield network.account
    yield f"Variables: {'; '.join(map(_variable, network.variables)) or 'none'}."
    yield f"Links, + for more and − for less: {'; '.join(map(_link, network.links)) or 'none'}."
    for stream in network.streams:
        yield f"Stream {stream.number}, {stream.name}: {' → '.join(map(str, stream.steps))}."
    if network.left_out:
        yield left_out(network)
    if choice.heading:
        yield f"{choice.heading.rstrip('.')}."
    if choice.paths:
        yield f"{'; '.join(map(str, choice.paths))}."
    if choice.more:
        yield more_paths(choice)


def left_out(network: Network) -> str:
    """How much of a large network is not drawn."""
    return f"{network.left_out} variables and links more are not drawn."


def more_paths(choice: Choice) -> str:
    """How many paths are in colour without being listed."""
    return f"And {choice.more} paths more."


def _variable(variable: Variable) -> str:
    rated = f" ({variable.rated})" if variable.rated else ""
    return f"{variable.number} {variable.name}{rated}"


def _link(link: Link) -> str:
    said = [*link.notes, *([] if link.basis == "STATED" else [BASES[link.basis]])]
    return f"{link.cause} → {link.effect} {link.sign}" + (f" ({', '.join(said)})" if said else "")
