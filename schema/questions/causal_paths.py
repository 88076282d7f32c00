"""Ways through causal networks, and the sign of each: in one network, or across all of them."""

from typing import Any

import strawberry
from sqlalchemy import ARRAY, Integer, Uuid

from models.innovation import CausalSign
from models.vocabulary import Word
from schema.entities import registry
from schema.ids import decode_id
from schema.innovation import CausalNetwork
from schema.questions import asked_of, column_of, given, given_id, question, questions, record
from schema.shapes import list_of

__all__ = ["CausalPath", "CausalPathStep"]

MOST_PATHS = 1000


@question("path_steps", "district_id", "variable_id", "link_id")
class CausalPathStep:
    """A variable on a way through a causal network, and how the way came to it."""

    variable = record("CausalVariable", "district_id", "variable_id", says="The variable.")
    link = record(
        "CausalLink",
        "district_id",
        "link_id",
        says="The link that leads to it; null where the way starts.",
    )
    sign = column_of(
        Word(CausalSign), "The sign of the way so far: the product of the signs of its links."
    )


@question("concept_paths", "district_id", "network_id", "variable_ids", "link_ids")
class CausalPath:
    """A way through a causal network from one variable to another, along its links."""

    network = record("CausalNetwork", "district_id", "network_id", says="The network.")
    sign = column_of(
        Word(CausalSign),
        "What more of the first means for the last: the product of the signs of the links.",
    )
    length = column_of(Integer(), "How many links it has.")
    steps = asked_of(
        CausalPathStep,
        "district_id",
        "variable_ids",
        "link_ids",
        says="The variables that it passes through, the first and the last included.",
        at_most=20,
    )


def _concepts(raws: Any) -> Any:
    return [decode_id(raw, registry["CausalConcept"])[0] for raw in raws or []]


questions.ask(
    "causalPaths",
    asked_of(
        CausalPath,
        says="The ways from one concept to another through every causal network that the caller"
        " may see, the shortest first; 1,000 at most. A network's site says where it is.",
        given=(
            given_id("CausalConcept", "from", "The id of the concept that the ways start from."),
            given_id("CausalConcept", "to", "The id of the concept that they lead to."),
            given(
                "through",
                list_of(strawberry.ID),
                "The ids of concepts that they pass through, in any order.",
                ARRAY(Uuid()),
                convert=_concepts,
            ),
        ),
        at_most=MOST_PATHS,
    ),
)
questions.ask_of(
    CausalNetwork,
    "paths",
    asked_of(
        CausalPath,
        "district_id",
        "id",
        says="The ways through the network from one of its variables to another, the shortest"
        " first; 1,000 at most.",
        given=(
            given_id("CausalVariable", "from", "The id of the variable that they start from."),
            given_id("CausalVariable", "to", "The id of the variable that they lead to."),
        ),
        at_most=MOST_PATHS,
        function="network_paths",
    ),
)
