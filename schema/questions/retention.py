"""Staff who stayed and who left: by district, year and role, and the network beside the state."""

from typing import Any

import strawberry
from sqlalchemy import ARRAY, Integer, Numeric, Text, Uuid

from models.accountability_terms import StaffRole
from models.releases_terms import RetentionDimension
from models.vocabulary import Word
from schema.entities import registry
from schema.ids import decode_id
from schema.questions import asked_of, column_of, given, question, questions, record
from schema.scalars import vocabulary_enum
from schema.shapes import list_of

__all__ = ["RetentionStatistic", "TurnoverComparison"]

MOST_NUMBERS = 10_000
MOST_YEARS = 100

YEARS = given(
    "schoolYears",
    list_of(int),
    "Only these school years, by the year in which each ends.",
    ARRAY(Integer()),
)
ROLES = given("roles", list_of(vocabulary_enum(StaffRole)), "Only these staff.", ARRAY(Text()))


@question("retention_statistics", "district_id")
class RetentionStatistic:
    """How many staff stayed and left, summed over what is asked for."""

    district = record(
        "District", "district_id", says="The district; null for all districts together."
    )
    school_year = column_of(
        Integer(), "The school year, by the year in which it ends; null for all.", is_nullable=True
    )
    role = column_of(Word(StaffRole), "The staff; null for both together.", is_nullable=True)
    districts = column_of(Integer(), "How many districts are counted.")
    schools = column_of(Integer(), "How many schools' figures are counted.")
    staff = column_of(Integer(), "How many staff there were.")
    stayed = column_of(Integer(), "How many of them stayed.")
    left_staff = column_of(Integer(), "How many of them left.")
    turnover = column_of(
        Numeric(4, 1), "How many left, in per cent; null where there were none.", is_nullable=True
    )


@question("turnover_comparison")
class TurnoverComparison:
    """The network's turnover of staff beside the whole state's, in a school year."""

    school_year = column_of(Integer(), "The school year, by the year in which it ends.")
    role = column_of(Word(StaffRole), "The staff.")
    network_districts = column_of(
        Integer(),
        "The districts in turnaround that are counted: those with figures that the state has rated"
        " last at level 4 or 5 or, since 2018, as requiring assistance.",
        is_nullable=True,
    )
    network_schools = column_of(Integer(), "How many of their schools' figures.", is_nullable=True)
    network_staff = column_of(Integer(), "Their staff.", is_nullable=True)
    network_left = column_of(Integer(), "How many of them left.", is_nullable=True)
    network_turnover = column_of(Numeric(4, 1), "The same in per cent.", is_nullable=True)
    state_schools = column_of(Integer(), "How many schools of the whole state.", is_nullable=True)
    state_staff = column_of(Integer(), "Their staff.", is_nullable=True)
    state_left = column_of(Integer(), "How many of them left.", is_nullable=True)
    state_turnover = column_of(Numeric(4, 1), "The same in per cent.", is_nullable=True)
    difference = column_of(
        Numeric(4, 1),
        "The network's turnover less the state's, in points; null where either is not known.",
        is_nullable=True,
    )


def _districts(raws: Any) -> Any:
    return None if raws is None else [decode_id(raw, registry["District"])[0] for raw in raws]


questions.ask(
    "retentionStatistics",
    asked_of(
        RetentionStatistic,
        says="Staff who stayed and left, from figures that the state has published itself.",
        given=(
            given(
                "by",
                list_of(vocabulary_enum(RetentionDimension)),
                "What they are told apart by.",
                ARRAY(Text()),
                default=[],
            ),
            given(
                "districts",
                list_of(strawberry.ID),
                "The ids of districts: only of these.",
                ARRAY(Uuid()),
                convert=_districts,
            ),
            YEARS,
            ROLES,
        ),
        at_most=MOST_NUMBERS,
    ),
)
questions.ask(
    "turnoverComparison",
    asked_of(
        TurnoverComparison,
        says="The turnover of staff in the network's districts in turnaround beside the state's,"
        " year by year.",
        given=(YEARS, ROLES),
        at_most=MOST_YEARS,
    ),
)
