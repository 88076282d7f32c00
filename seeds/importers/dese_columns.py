"""The columns of the state's file of schools, by what they hold.

The file brings several of the state's reports together, and they are not of one school year: the
accountability reports are a year older than the directory and the enrollment.
"""

from collections.abc import Mapping
from typing import NamedTuple

from models.accountability_terms import EnrolledGroup, PupilGroup

__all__ = [
    "COLUMNS",
    "DISTRICT_CODE",
    "DISTRICT_DESCRIPTION",
    "DISTRICT_INDICES",
    "DISTRICT_LEVEL",
    "DISTRICT_NAME",
    "ENROLLMENT_YEARS_LATER",
    "GRADE",
    "GRADE_COUNTS",
    "GROUPS",
    "RACES",
    "SCHOOL_CODE",
    "SCHOOL_DESCRIPTION",
    "SCHOOL_INDICES",
    "SCHOOL_LEVEL",
    "SCHOOL_NAME",
    "SCHOOL_PERCENTILE",
    "SCHOOL_TYPE",
    "SEXES",
    "STATE",
    "TABLES",
    "TOTAL",
    "TOWN",
    "ZIP",
    "Group",
]

ENROLLMENT_YEARS_LATER = 1
"""The enrollment reports are of the school year after that of the accountability reports."""

SCHOOL_CODE, SCHOOL_NAME, SCHOOL_TYPE = "School Code", "School Name", "School Type"
TOWN, STATE, ZIP, GRADE = "Town", "State", "Zip", "Grade"
DISTRICT_CODE, DISTRICT_NAME = "District Code", "District Name"

TOTAL = "TOTAL_Enrollment"
GRADE_COUNTS = tuple(
    f"{grade}_Enrollment" for grade in ("PK", "K", *(str(n) for n in range(1, 13)), "SP")
)

LEVEL = "Accountability and Assistance Level"
DESCRIPTION = "Accountability and Assistance Description"
INDEX = "Progress and Performance Index (PPI)"
SCHOOL_PERCENTILE = "School Accountability Percentile (1-99)"
SCHOOL_LEVEL, DISTRICT_LEVEL = LEVEL, f"District_{LEVEL}"
SCHOOL_DESCRIPTION, DISTRICT_DESCRIPTION = DESCRIPTION, f"District_{DESCRIPTION}"
SCHOOL_INDICES = {
    PupilGroup.ALL_STUDENTS: f"{INDEX} - All Students",
    PupilGroup.HIGH_NEEDS: f"{INDEX} - High Needs Students",
}
DISTRICT_INDICES = {group: f"District_{column}" for group, column in SCHOOL_INDICES.items()}


class Group(NamedTuple):
    """Where a group's enrollment stands: its number of pupils, its share, or both."""

    pupils: str | None
    share: str


def _both(name: str) -> Group:
    return Group(name, f"% {name}")


def _share(name: str) -> Group:
    return Group(None, f"% {name}")


RACES = {
    EnrolledGroup.AFRICAN_AMERICAN_OR_BLACK: _share("African American"),
    EnrolledGroup.ASIAN: _share("Asian"),
    EnrolledGroup.HISPANIC_OR_LATINO: _share("Hispanic"),
    EnrolledGroup.WHITE: _share("White"),
    EnrolledGroup.AMERICAN_INDIAN_OR_ALASKA_NATIVE: _share("Native American"),
    EnrolledGroup.NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER: _share("Native Hawaiian, Pacific Islander"),
    EnrolledGroup.MULTI_RACE: _share("Multi-Race, Non-Hispanic"),
}
SEXES = {
    EnrolledGroup.MALE: _share("Males"),
    EnrolledGroup.FEMALE: _share("Females"),
}
GROUPS: Mapping[EnrolledGroup, Group] = {
    EnrolledGroup.FIRST_LANGUAGE_NOT_ENGLISH: _both("First Language Not English"),
    EnrolledGroup.ENGLISH_LEARNER: _both("English Language Learner"),
    EnrolledGroup.SPECIAL_EDUCATION: _both("Students With Disabilities"),
    EnrolledGroup.HIGH_NEEDS: _both("High Needs"),
    EnrolledGroup.ECONOMICALLY_DISADVANTAGED: _both("Economically Disadvantaged"),
    **RACES,
    **SEXES,
}

_BY_TABLE = {
    "school": (SCHOOL_CODE, SCHOOL_NAME, SCHOOL_TYPE, TOWN, STATE, ZIP, GRADE),
    "district": (DISTRICT_CODE, DISTRICT_NAME),
    "enrollment": (
        TOTAL,
        *GRADE_COUNTS,
        *(column for group in GROUPS.values() for column in group if column),
    ),
    "accountability_rating": (
        SCHOOL_LEVEL,
        SCHOOL_DESCRIPTION,
        SCHOOL_PERCENTILE,
        DISTRICT_LEVEL,
        DISTRICT_DESCRIPTION,
    ),
    "performance_index": (*SCHOOL_INDICES.values(), *DISTRICT_INDICES.values()),
}
TABLES = {"": "school"} | {
    column: table for table, columns in _BY_TABLE.items() for column in columns
}
COLUMNS = tuple(column for columns in _BY_TABLE.values() for column in columns)
