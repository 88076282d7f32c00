"""The districts, schools and firms of the demo. Only Mill City is the study's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.base import Base
from models.organizations import District, Firm, FirmKind, School
from models.people import Engagement, Funding
from seeds.demo.ids import (
    MILL_CITY,
    OTHER_DISTRICT,
    OTHER_FIRM,
    OUR_FIRM,
    district_id,
    engagement_id,
    firm_id,
    school_id,
)
from seeds.demo.paper import ILLUSTRATION, told

__all__ = ["DISTRICTS", "district_records", "engagement_records", "firm_records"]

THIRD_FIRM = "Demonstration Education Group"
FORMER_FIRM = "Placeholder School Advisers"


@dataclass(frozen=True, slots=True)
class _District:
    profile: str
    schools: tuple[tuple[str, str], ...]
    """Names and grades, youngest pupils first."""


DISTRICTS: dict[str, _District] = {
    MILL_CITY: _District(
        "An old mill city whose mills now stand empty: poor, with many first-generation"
        " Americans and households that speak another language than English. One of the first"
        " five districts of the network.",
        (
            ("Riverside Early Childhood Center", "PK,K"),
            ("Bobbin Street Elementary School", "K,01,02,03,04,05"),
            ("Canal Street Elementary School", "K,01,02,03,04,05"),
            ("Weaver Elementary School", "K,01,02,03,04,05"),
            ("Shuttle Hill Middle School", "06,07,08"),
            ("Mill City High School", "09,10,11,12"),
        ),
    ),
    OTHER_DISTRICT: _District(
        "Invented: a small city of three schools, one of which the state has placed at level 4.",
        (
            ("Treadle Elementary School", "K,01,02,03,04,05"),
            ("Loomfield Middle School", "06,07,08"),
            ("Loomfield High School", "09,10,11,12"),
        ),
    ),
    "Spindle Falls": _District(
        "Invented: a river town placed at level 4 after a review of its central office.",
        (
            ("Upper Falls Elementary School", "K,01,02,03,04,05,06"),
            ("Spindle Falls Junior-Senior High School", "07,08,09,10,11,12"),
        ),
    ),
    "Quarry Landing": _District(
        "Invented: a former quarry town with falling enrollment.",
        (
            ("Granite Elementary School", "PK,K,01,02,03,04,05"),
            ("Quarry Landing Regional School", "06,07,08,09,10,11,12"),
        ),
    ),
    "Weirbridge": _District(
        "Invented: a district that has carried out one plan and has the next accepted.",
        (
            ("Weirbridge Elementary School", "K,01,02,03,04,05"),
            ("Weirbridge Secondary School", "06,07,08,09,10,11,12"),
        ),
    ),
}

FIRMS: tuple[tuple[str, FirmKind, str | None, str | None], ...] = (
    (OUR_FIRM, FirmKind.COMPANY, "2010-11-15", None),
    (OTHER_FIRM, FirmKind.NETWORK, "2010-11-15", None),
    (THIRD_FIRM, FirmKind.COMPANY, "2011-03-01", None),
    (FORMER_FIRM, FirmKind.COMPANY, "2008-05-01", "2010-09-30"),
)

# The study names it as the state's partner in making the process, not as any district's firm.
CAMBRIDGE = "Cambridge Education"

ENGAGEMENTS: tuple[tuple[str, str, str, str | None, Funding, str], ...] = (
    (
        MILL_CITY,
        FORMER_FIRM,
        "2008-09-01",
        "2010-06-30",
        Funding.DISTRICT,
        "Write a recovery plan.",
    ),
    (
        MILL_CITY,
        OUR_FIRM,
        "2011-02-01",
        None,
        Funding.STATE,
        "Help to write the plan and to carry it out; give structure to the monthly DILT.",
    ),
    (OTHER_DISTRICT, OTHER_FIRM, "2011-09-01", None, Funding.STATE, "Help to write the plan."),
    ("Spindle Falls", THIRD_FIRM, "2011-08-15", None, Funding.STATE, "Help to write the plan."),
    ("Quarry Landing", THIRD_FIRM, "2011-10-01", None, Funding.STATE, "Help to write the plan."),
)


def firm_records() -> Iterator[Base]:
    """The firms that the state has vetted, and the one that the study names."""
    for name, kind, vetted, withdrawn in FIRMS:
        yield Firm(
            id=firm_id(name),
            name=name,
            kind=kind,
            vetted_on=vetted and date.fromisoformat(vetted),
            vetting_withdrawn_on=withdrawn and date.fromisoformat(withdrawn),
            **ILLUSTRATION,
        )
    yield Firm(
        id=firm_id(CAMBRIDGE), name=CAMBRIDGE, kind=FirmKind.COMPANY, **told("Cambridge Education")
    )


def district_records(name: str) -> Iterator[Base]:
    """A district and its schools; none has a state code, for none is or may pass for a real one."""
    district = DISTRICTS[name]
    yield District(
        id=district_id(name),
        name=name,
        is_pseudonym=True,
        profile=district.profile,
        **(told("Mill City") if name == MILL_CITY else ILLUSTRATION),
    )
    for school, grades in district.schools:
        yield School(
            district_id=district_id(name),
            id=school_id(name, school),
            name=school,
            town=name,
            grades=grades,
            **ILLUSTRATION,
        )


def engagement_records(name: str) -> Iterator[Base]:
    """The firms that a district has hired."""
    for district, firm, starts, ends, funding, scope in ENGAGEMENTS:
        if district == name:
            yield Engagement(
                district_id=district_id(district),
                id=engagement_id(district, firm),
                firm_id=firm_id(firm),
                scope=scope,
                funding=funding,
                starts_on=date.fromisoformat(starts),
                ends_on=ends and date.fromisoformat(ends),
                **ILLUSTRATION,
            )
