"""The six district standards, which the study names, and their indicators, which it does not.

The indicators of leadership and governance are worded as in the state's published toolkit; the
others follow the standards of 2010 to 2013 as best known, unverified. All are illustration here.
"""

from collections.abc import Iterator

from models.accountability import DistrictStandard, StandardCode, StandardIndicator
from models.base import Base
from seeds.demo.ids import indicator_id, standard_id
from seeds.demo.paper import ILLUSTRATION, told

__all__ = ["EDITION", "STANDARDS", "standard_records"]

EDITION = "2010"

STANDARDS: tuple[tuple[StandardCode, str, str, tuple[str, ...]], ...] = (
    (
        StandardCode.LEADERSHIP_AND_GOVERNANCE,
        "standard: leadership",
        "Leadership and governance",
        (
            "Focused school committee governance",
            "Effective district and school leadership",
            "District and school improvement planning",
            "Educationally sound budget development",
            "Effective district systems for school support and intervention",
        ),
    ),
    (
        StandardCode.CURRICULUM_AND_INSTRUCTION,
        "standard: curriculum",
        "Curriculum and instruction",
        (
            "Aligned, consistently delivered and continuously improving curriculum",
            "Strong instructional leadership and effective instruction",
            "Sufficient instructional time",
        ),
    ),
    (
        StandardCode.ASSESSMENT_AND_DATA_USE,
        "standard: assessment",
        "Assessment and data use",
        (
            "Data collection and dissemination",
            "Data-based decision-making",
            "Student assessment",
        ),
    ),
    (
        StandardCode.HUMAN_RESOURCES_AND_EDUCATOR_DEVELOPMENT,
        "standard: staff",
        "Human resources and educator development",
        (
            "Staff recruitment, selection and assignment",
            "Supervision and evaluation",
            "Professional development",
        ),
    ),
    (
        StandardCode.STUDENT_SUPPORT,
        "standard: support",
        "Student support",
        (
            "Academic support",
            "Access and equity",
            "Educational continuity and student participation",
            "Services and partnerships to support learning",
            "Safety",
        ),
    ),
    (
        StandardCode.FINANCIAL_AND_ASSET_MANAGEMENT,
        "standard: finance",
        "Financial and asset management",
        (
            "Comprehensive and transparent budget process",
            "Adequate budget",
            "Financial tracking, forecasting, controls and audits",
            "Cost-effective resource management",
            "Capital planning and facility maintenance",
        ),
    ),
)


def standard_records() -> Iterator[Base]:
    """The standards, each with its three to five indicators."""
    for code, fact, name, indicators in STANDARDS:
        yield DistrictStandard(
            id=standard_id(code.name), code=code, edition=EDITION, name=name, **told(fact)
        )
        for position, indicator in enumerate(indicators, 1):
            yield StandardIndicator(
                id=indicator_id(code.name, position),
                standard_id=standard_id(code.name),
                position=position,
                name=indicator,
                **ILLUSTRATION,
            )
