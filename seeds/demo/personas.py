"""The demo's personas: one caller for each role, and a second district's for comparison.

They are invented. What each may see follows from the appointments and engagements that the
demo network gives them, as it does for everyone.
"""

from dataclasses import dataclass

from auth.callers import Caller
from seeds.demo.ids import (
    MILL_CITY,
    OTHER_DISTRICT,
    OTHER_FIRM,
    OUR_FIRM,
    STATE,
    firm_id,
    person_id,
)

__all__ = ["PERSONAS", "Persona"]


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone whose token the demo hands out."""

    name: str
    label: str
    description: str
    caller: Caller


def _person(name: str, place: str, part: str, label: str, description: str) -> Persona:
    return Persona(name, label, description, Caller(person=person_id(place, part)))


def _firm(name: str, firm: str, description: str) -> Persona:
    return Persona(name, firm, description, Caller(firm=firm_id(firm)))


_ALL = (
    _person(
        "state-office",
        STATE,
        "associate-commissioner",
        "Associate Commissioner, state department",
        "Runs the network: sees every district, and plans once they have been submitted.",
    ),
    _person(
        "state-board",
        STATE,
        "board-member",
        "Member, state board of education",
        "Sees what the public sees, and the reports that are made to the state board.",
    ),
    _person(
        "research-office",
        STATE,
        "researcher",
        "Researcher, state research office",
        "Sees every district's measurements and evidence, beside what the public sees.",
    ),
    _person(
        "monitor",
        MILL_CITY,
        "plan-monitor",
        "Plan Monitor, Mill City",
        "Sees Mill City's records, and the submitted plans of all districts.",
    ),
    _person(
        "manager",
        MILL_CITY,
        "plan-manager",
        "Plan Manager, Mill City",
        "Works for Mill City: sees its records and its plan in preparation.",
    ),
    _firm(
        "firm",
        OUR_FIRM,
        "The service account of the firm behind Mill City's plan manager.",
    ),
    _person(
        "superintendent",
        MILL_CITY,
        "superintendent",
        "Superintendent, Mill City",
        "Leads Mill City: sees its records, its plan in preparation and reviews of the district.",
    ),
    _person(
        "administrator",
        MILL_CITY,
        "director-of-data",
        "Director of Data and Accountability, Mill City",
        "Works in Mill City's central office and owns activities of its plan.",
    ),
    _person(
        "principal",
        MILL_CITY,
        "principal-bobbin",
        "Principal, Bobbin Street Elementary School, Mill City",
        "Leads one school of Mill City: sees that school's records and the district's plan.",
    ),
    _person(
        "teacher",
        MILL_CITY,
        "teacher-bobbin-1",
        "Teacher, Bobbin Street Elementary School, Mill City",
        "Teaches at the same school: sees colleagues, and what the public sees.",
    ),
    _person(
        "school-board",
        MILL_CITY,
        "board-chair",
        "Chair, School Board, Mill City",
        "Sees Mill City's plan in preparation and what is measured for its plan.",
    ),
    _person(
        "other-monitor",
        OTHER_DISTRICT,
        "plan-monitor",
        "Plan Monitor, Loomfield",
        "As monitor, of another district.",
    ),
    _person(
        "other-manager",
        OTHER_DISTRICT,
        "plan-manager",
        "Plan Manager, Loomfield",
        "As manager, of another district.",
    ),
    _firm(
        "other-firm",
        OTHER_FIRM,
        "As firm, engaged by another district.",
    ),
    _person(
        "other-superintendent",
        OTHER_DISTRICT,
        "superintendent",
        "Superintendent, Loomfield",
        "As superintendent, of another district.",
    ),
)

PERSONAS: dict[str, Persona] = {persona.name: persona for persona in _ALL}
