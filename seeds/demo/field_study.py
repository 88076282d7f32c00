"""The DESSI field study: how records of the demo cite it, and what its sites are called.

The study names nine of its twelve sites. The other three have names that say so, and so have the
two networks that it draws of sites it does not name: that they stand on two of the three is ours.
"""

from typing import Any
from uuid import UUID

from models.base import ProvenanceKind
from seeds.demo.ids import STATE, district_id, person_id
from seeds.demo.paper import ILLUSTRATION, Provenance
from seeds.store import stable_id

__all__ = [
    "AUTHOR",
    "FIELD_STUDY",
    "FIGURE_1",
    "FIGURE_2",
    "NAMED",
    "UNNAMED",
    "actor_id",
    "at_site",
    "innovation_id",
    "site_id",
    "stated",
]

FIELD_STUDY = (
    "Rethinking the Quest for School Improvement: Some Findings from the DESSI Study (1984)"
)

NAMED: dict[str, int] = {
    "Astoria": 143,
    "Banestown": 69,
    "Burton": 145,
    "Carson": 87,
    "Dun Hollow": 87,
    "Lido": 87,
    "Masepa": 87,
    "Proville": 85,
    "Tindale": 87,
}
"""The sites that the study names, each with a line that does."""

FIGURE_1 = "Unnamed DESSI site 1"
FIGURE_2 = "Unnamed DESSI site 2"
UNNAMED = (FIGURE_1, FIGURE_2, "Unnamed DESSI site 3")

AUTHOR = person_id(STATE, "researcher")
"""Who coded the published study for the network; invented."""


def stated(line: int) -> Provenance:
    """The mark of a record that the field study states."""
    return {
        "provenance_kind": ProvenanceKind.REPORTED,
        "provenance_source": FIELD_STUDY,
        "provenance_line": line,
    }


def innovation_id(name: str) -> UUID:
    """An innovation by its name."""
    return stable_id("innovation", name)


def site_id(district: str) -> UUID:
    """A site by its district's name, as in `at_site`: each district is one site at most."""
    return stable_id("site", district)


def actor_id(district: str, pseudonym: str) -> UUID:
    """A key actor by district and pseudonym, as in `at_site`."""
    return stable_id("key actor", district, pseudonym)


def at_site(kind: str, district: str, *names: str, line: int | None) -> dict[str, Any]:
    """Key and provenance of a record at a site; without a line it is an illustration."""
    return {
        "district_id": district_id(district),
        "id": stable_id(kind, district, *names),
        **(ILLUSTRATION if line is None else stated(line)),
    }
