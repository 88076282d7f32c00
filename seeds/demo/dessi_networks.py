"""The two causal networks of the DESSI field study, as far as its prose gives them.

The figures themselves are missing from the text at hand. Numbers, names and signs are those of
the prose; which variables of the two stand for one concept is ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.base import Base
from models.innovation import (
    CausalConcept,
    CausalLink,
    CausalNetwork,
    CausalSign,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    ClaimBasis,
    Outcome,
    SiteRating,
)
from seeds.demo.dessi_sites import PUBLISHED_ON
from seeds.demo.field_study import AUTHOR, FIGURE_1, FIGURE_2, at_site, site_id, stated
from seeds.store import stable_id

__all__ = ["FIGURES", "Figure", "Link", "Variable", "concept_id", "network_records"]

HIGH, LOW = SiteRating.HIGH, SiteRating.LOW
MORE, LESS = CausalSign.POSITIVE, CausalSign.NEGATIVE
STATED, OF_FAMILY, INFERRED = ClaimBasis.STATED, ClaimBasis.STATED_OF_FAMILY, ClaimBasis.INFERRED


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable by its name, which is its concept's too."""

    name: str
    rating: SiteRating | None = None
    word: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """From one number to another, with the words that say so and their line."""

    cause: int
    effect: int
    sign: CausalSign
    line: int
    words: str
    basis: ClaimBasis = STATED
    time: str | None = None
    strength: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A causal network: variables in the order of their numbers, links, and streams if named."""

    site: str
    title: str
    line: int
    account: str
    variables: tuple[Variable, ...]
    links: tuple[Link, ...]
    streams: tuple[tuple[str, int, tuple[int, ...]], ...] = ()


OUTCOMES = {
    "Stabilized use": Outcome.STABILIZATION_OF_USE,
    "Percentage of use": Outcome.PERCENTAGE_OF_USE,
    "User capacity change": Outcome.USER_CAPACITY_CHANGE,
    "Student impact": Outcome.STUDENT_IMPACT,
    "Institutionalization": Outcome.INSTITUTIONALIZATION,
    "Job mobility": Outcome.JOB_MOBILITY,
}

SAME = "User mastery and commitment, along with stability of program staff (6), led to it"

FIGURES: tuple[Figure, ...] = (
    Figure(
        FIGURE_1,
        "Figure 1",
        118,
        "Administrative decisiveness, with enough assistance to increase user skill, ownership and"
        " stable use in the context of a stable system.",
        (
            Variable("Assistance", HIGH, "substantial"),
            Variable(
                "Powerful central office administrator",
                note="The director of curriculum and special projects.",
            ),
            Variable("Centralized power base"),
            Variable("User practice mastery"),
            Variable("Administrative pressure on users", HIGH, "considerable"),
            Variable("Stability of program staff"),
            Variable("Stability of program leadership"),
            Variable("User commitment"),
            Variable(
                "Organizational rearrangements",
                note="Scheduling, pupil rotation and teacher teaming.",
            ),
            Variable("Stabilized use"),
            Variable("Student impact"),
            Variable("Percentage of use"),
            Variable("Institutionalization"),
        ),
        (
            Link(3, 2, MORE, 118, "working from a centralized power base (3)", INFERRED),
            Link(2, 5, MORE, 118, "put considerable pressure on users (5)"),
            Link(
                5,
                8,
                LESS,
                118,
                "Initially, this lowered users' commitment (8); they resented and feared the"
                " pressure",
                time="initially",
            ),
            Link(
                2,
                1,
                MORE,
                118,
                "substantial assistance (1) was supplied; by whom is not said of this site",
                INFERRED,
            ),
            Link(1, 4, MORE, 118, "increased users' practice mastery (4)", strength="a good deal"),
            Link(4, 8, MORE, 123, "As that level of mastery rose, user commitment (8) increased"),
            Link(9, 11, MORE, 118, "organizational rearrangements (9), increasing student impact"),
            Link(
                4, 11, MORE, 123, "heightened practice mastery (4) led to stronger student impact"
            ),
            Link(4, 10, MORE, 118, SAME),
            Link(8, 10, MORE, 118, SAME),
            Link(6, 10, MORE, 118, SAME),
            Link(10, 12, MORE, 118, "which both increased percentage of use (12)"),
            Link(10, 13, MORE, 118, "and led to institutionalization (13)"),
            Link(
                7,
                13,
                MORE,
                118,
                "Stability of program leadership (7) also aided institutionalization",
            ),
            Link(
                5,
                4,
                MORE,
                123,
                "a serious attempt to get on top of the new practice, in part owing to the"
                " pressure",
                OF_FAMILY,
            ),
            Link(
                2,
                9,
                MORE,
                120,
                "made the necessary procedural and structural changes",
                OF_FAMILY,
            ),
        ),
    ),
    Figure(
        FIGURE_2,
        "Figure 2",
        162,
        "Two streams lead to job mobility: people were casualties of budget cuts, and people used"
        " what they had learned elsewhere. Both made the project's continuation uncertain.",
        (
            Variable("Career advancement motivation"),
            Variable("Internal funds", LOW, "low"),
            Variable("Environmental turbulence", note="Unexpected budget cuts."),
            Variable("Dissemination effort"),
            Variable("Job insecurity"),
            Variable("User practice mastery"),
            Variable("Job mobility"),
            Variable("User capacity change"),
            Variable("External network development"),
            Variable("Institutionalization"),
        ),
        (
            Link(
                2,
                3,
                LESS,
                164,
                "it goes from low internal funds (2) to environmental turbulence (3)",
            ),
            Link(3, 5, MORE, 164, "in the form of unexpected budget cuts to job insecurity (5)"),
            Link(5, 7, MORE, 164, "and to job mobility (7) for two of three core staff"),
            Link(
                6, 8, MORE, 167, "from user practice mastery (6) through user capacity change (8)"
            ),
            Link(8, 7, MORE, 167, "through user capacity change (8) to job mobility"),
            Link(
                7,
                10,
                LESS,
                167,
                "triggered mobility and, in so doing, lowered its institutionalization (10)",
            ),
            Link(
                1,
                4,
                MORE,
                167,
                "from career advancement motivation (1) through dissemination effort (4)",
            ),
            Link(4, 9, MORE, 167, "dissemination effort (4) and external network development (9)"),
            Link(9, 8, MORE, 167, "then up to user capacity change and job mobility"),
        ),
        (
            ("Casualty", 164, (2, 3, 5, 7)),
            ("Mastery and capacity", 167, (6, 8, 7, 10)),
            ("Dissemination and network", 167, (1, 4, 9, 8, 7, 10)),
        ),
    ),
)


def concept_id(name: str) -> UUID:
    """A concept by its name."""
    return stable_id("causal concept", name)


def network_records() -> Iterator[Base]:
    """The concepts, and the networks with their variables, links and streams."""
    lines = {variable.name: f.line for f in reversed(FIGURES) for variable in f.variables}
    for name, line in lines.items():
        yield CausalConcept(
            id=concept_id(name),
            name=name,
            outcome=OUTCOMES.get(name),
            author_id=AUTHOR,
            published_on=PUBLISHED_ON,
            **stated(line),
        )
    for figure in FIGURES:
        yield from _network(figure)


def _network(figure: Figure) -> Iterator[Base]:
    network = CausalNetwork(
        **at_site("causal network", figure.site, figure.title, line=figure.line),
        site_id=site_id(figure.site),
        title=figure.title,
        account=figure.account,
        author_id=AUTHOR,
        published_on=PUBLISHED_ON,
    )
    yield network

    def part(kind: str, *names: object, line: int) -> dict[str, Any]:
        key = at_site(kind, figure.site, figure.title, *map(str, names), line=line)
        return key | {"network_id": network.id, "author_id": AUTHOR, "public_from": PUBLISHED_ON}

    variables: dict[int, UUID] = {}
    for number, variable in enumerate(figure.variables, 1):
        record = CausalVariable(
            **part("causal variable", number, line=figure.line),
            position=number,
            name=variable.name,
            concept_id=concept_id(variable.name),
            rating=variable.rating,
            rating_note=variable.word,
            note=variable.note,
        )
        variables[number] = record.id
        yield record
    for link in figure.links:
        yield CausalLink(
            **part("causal link", link.cause, link.effect, line=link.line),
            cause_id=variables[link.cause],
            effect_id=variables[link.effect],
            sign=link.sign,
            strength_note=link.strength,
            time_note=link.time,
            basis=link.basis,
            citation=link.words,
        )
    for place, (name, line, numbers) in enumerate(figure.streams, 1):
        stream = CausalStream(**part("causal stream", name, line=line), position=place, name=name)
        yield stream
        for step, number in enumerate(numbers, 1):
            yield CausalStreamStep(
                **part("causal stream step", name, step, line=line),
                stream_id=stream.id,
                position=step,
                variable_id=variables[number],
            )
