"""Who changed jobs around innovations, in numbers: free for research, published for all others."""

from typing import Any

import strawberry
from sqlalchemy import ARRAY, Numeric, Text, Uuid

from models.careers_terms import MobilityCause, MobilityPhase
from models.innovation_terms import ActorGroup
from models.people import Role
from models.releases_terms import Agreement, MobilityDimension, StatisticMeasure, WithheldReason
from models.vocabulary import Word
from schema.entities import registry
from schema.ids import decode_id
from schema.questions import asked_of, column_of, given, question, questions, record
from schema.scalars import vocabulary_enum
from schema.shapes import list_of

__all__ = ["MobilityStatistic"]

MOST_NUMBERS = 2000


@question(
    "mobility_statistics",
    "site_district_id",
    "as_of_id",
    "reported_id",
    reads=("job_mobility_key_actor", "key_actor", "mobility_assessment"),
    reads_as=Role.RESEARCH_OFFICE.name,
)
class MobilityStatistic:
    """A number about changes of job around innovations, or why there is none.

    The research office's numbers are counted from the rows that it sees, in any combination. All
    others read them in the latest release, where small numbers are withheld. Where a study
    reports the same number, it stands beside.
    """

    site_district = record(
        "District", "site_district_id", says="The site's district; null for all sites together."
    )
    phase = column_of(
        Word(MobilityPhase), "The phase; null for all, and where it is not known.", is_nullable=True
    )
    cause = column_of(
        Word(MobilityCause), "The cause; null for all, and where it is not known.", is_nullable=True
    )
    group = column_of(Word(ActorGroup), "The group; null for both together.", is_nullable=True)
    measure = column_of(Word(StatisticMeasure), "What is counted.")
    value = column_of(Numeric(12, 1), "The number; null where it is missing.", is_nullable=True)
    missing = column_of(
        Word(WithheldReason),
        "Why there is no number; null where there is one.",
        is_nullable=True,
    )
    as_of = record(
        "StatisticsRelease",
        "as_of_id",
        says="The release that the number is of; null where it is counted now.",
    )
    reported = record(
        "ReportedStatistic", "reported_id", says="The same number as a study reports it."
    )
    agreement = column_of(
        Word(Agreement),
        "Whether the reported number and this one agree; null where none is reported.",
        is_nullable=True,
    )


def _districts(raws: Any) -> Any:
    return None if raws is None else [decode_id(raw, registry["District"])[0] for raw in raws]


questions.ask(
    "mobilityStatistics",
    asked_of(
        MobilityStatistic,
        says="Changes of job of key actors around innovations: how many, of how many people, and"
        " how many were related to the innovation, upward or unwanted. All callers but the"
        " research office can tell them apart by one thing at most, and filter by nothing else.",
        given=(
            given(
                "by",
                list_of(vocabulary_enum(MobilityDimension)),
                "What they are told apart by.",
                ARRAY(Text()),
                default=[],
            ),
            given(
                "sites",
                list_of(strawberry.ID),
                "The ids of districts: only of sites there.",
                ARRAY(Uuid()),
                convert=_districts,
            ),
            given(
                "phases",
                list_of(vocabulary_enum(MobilityPhase)),
                "Only moves in these phases.",
                ARRAY(Text()),
            ),
            given(
                "causes",
                list_of(vocabulary_enum(MobilityCause)),
                "Only moves for these causes.",
                ARRAY(Text()),
            ),
            given(
                "groups",
                list_of(vocabulary_enum(ActorGroup)),
                "Only these groups.",
                ARRAY(Text()),
            ),
        ),
        at_most=MOST_NUMBERS,
    ),
)
