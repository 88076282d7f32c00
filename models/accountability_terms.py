"""The words of the state's accountability framework, which several rooms share."""

from models.vocabulary import Vocabulary

__all__ = [
    "Determination",
    "EnrolledGroup",
    "Framework",
    "LevelSource",
    "PupilGroup",
    "SchoolCondition",
    "StaffRole",
]


class Determination(Vocabulary):
    """Whether the state rated an organization in a school year."""

    RATED = "The state gave a level."
    INSUFFICIENT_DATA = "The state had too little data to give a level."
    NOT_REPORTED = "No report on the organization is known."
    NO_ASSISTANCE_REQUIRED = (
        "Since 2018: the state found that the organization requires no assistance or intervention."
    )
    ASSISTANCE_REQUIRED = (
        "Since 2018: the state found that the organization requires assistance or intervention."
    )


class LevelSource(Vocabulary):
    """What an accountability level rests on."""

    DERIVED_FROM_SCHOOLS = "The level of the district's lowest-rated school."
    OWN_RESULTS = "The organization's own results."
    PLACED_BY_STATE = "The state placed it there; the rating says why."
    HELD_HARMLESS = "The level of an earlier year was kept."
    NOT_STATED = "The source does not say."


class Framework(Vocabulary):
    """The accountability framework that a rating was given under; two can't be compared."""

    LEVELS_2012 = "Levels 1 to 5, in force from the school year 2011-12 to 2016-17."
    REQUIREMENTS_2018 = (
        "Since 2018: no numbered levels; organizations require assistance or intervention or not."
    )


class PupilGroup(Vocabulary):
    """The groups of pupils that the state reports a Progress and Performance Index for."""

    ALL_STUDENTS = "All pupils."
    HIGH_NEEDS = (
        "Pupils who are in at least one of: low income, special education, English learner."
    )
    LOW_INCOME = "Pupils from low-income families; economically disadvantaged in later years."
    SPECIAL_EDUCATION = "Pupils with disabilities."
    ENGLISH_LEARNER = "Pupils who are, or were recently, learning English."
    AMERICAN_INDIAN_OR_ALASKA_NATIVE = "American Indian or Alaska Native pupils."
    ASIAN = "Asian pupils."
    AFRICAN_AMERICAN_OR_BLACK = "African American or Black pupils."
    HISPANIC_OR_LATINO = "Hispanic or Latino pupils."
    MULTI_RACE = "Pupils of more than one race who are not Hispanic or Latino."
    NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER = "Native Hawaiian or Pacific Islander pupils."
    WHITE = "White pupils."


class EnrolledGroup(Vocabulary):
    """The groups that enrollment is counted by."""

    ALL_STUDENTS = "All pupils enrolled."
    HIGH_NEEDS = (
        "Pupils who are in at least one of: low income, special education, English learner."
    )
    ECONOMICALLY_DISADVANTAGED = "Pupils whose families take part in a state assistance programme."
    SPECIAL_EDUCATION = "Pupils with disabilities."
    ENGLISH_LEARNER = "Pupils learning English."
    FIRST_LANGUAGE_NOT_ENGLISH = "Pupils whose first language is not English."
    AMERICAN_INDIAN_OR_ALASKA_NATIVE = "American Indian or Alaska Native pupils."
    ASIAN = "Asian pupils."
    AFRICAN_AMERICAN_OR_BLACK = "African American or Black pupils."
    HISPANIC_OR_LATINO = "Hispanic or Latino pupils."
    MULTI_RACE = "Pupils of more than one race who are not Hispanic or Latino."
    NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER = "Native Hawaiian or Pacific Islander pupils."
    WHITE = "White pupils."
    FEMALE = "Girls."
    MALE = "Boys."


class StaffRole(Vocabulary):
    """The staff whose retention the state reports."""

    PRINCIPAL = "Principals."
    TEACHER = "Teachers."


class SchoolCondition(Vocabulary):
    """The state's eleven conditions for school effectiveness, aligned with its standards."""

    DISTRICT_SYSTEMS = "The district has effective systems for school support and intervention."
    SCHOOL_LEADERSHIP = "The school is led effectively."
    ALIGNED_CURRICULUM = "The taught curriculum is aligned with the state's."
    EFFECTIVE_INSTRUCTION = "Instruction is effective."
    STUDENT_ASSESSMENT = "Pupils are assessed, and what is found guides instruction."
    STAFFING_AUTHORITY = "The principal has the authority to staff the school."
    COLLABORATION = "There are professional development and structures for collaboration."
    TIERED_INSTRUCTION = "Instruction comes in tiers, and there is adequate time to learn."
    STUDENT_NEEDS = "Pupils' social, emotional and health needs are met."
    FAMILY_ENGAGEMENT = "Families and the school work together."
    STRATEGIC_RESOURCES = "Resources are used strategically, with adequate budget authority."
