"""The twelve sites of the DESSI field study: districts, innovations, families and outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.base import Base
from models.innovation import (
    ClaimBasis,
    Innovation,
    Outcome,
    OutcomeRating,
    Site,
    SiteFamily,
    SiteFamilyMembership,
    SiteRating,
    Sponsorship,
)
from models.organizations import District
from seeds.demo.field_study import (
    AUTHOR,
    FIGURE_1,
    FIGURE_2,
    NAMED,
    UNNAMED,
    at_site,
    innovation_id,
    site_id,
    stated,
)
from seeds.demo.ids import district_id
from seeds.demo.paper import ILLUSTRATION

__all__ = ["PUBLISHED_ON", "site_records"]

PUBLISHED_ON = date(1984, 9, 1)
"""The article's year; month and day are invented."""

STATED, OF_FAMILY, INFERRED = ClaimBasis.STATED, ClaimBasis.STATED_OF_FAMILY, ClaimBasis.INFERRED
LOW, HIGH = SiteRating.LOW, SiteRating.HIGH


@dataclass(frozen=True, slots=True)
class _Innovation:
    name: str
    line: int
    sponsorship: Sponsorship | None
    description: str


# Where the study says what a site took up. Of the other sites it says only that they took up one.
INNOVATIONS: dict[str, _Innovation] = {
    "Astoria": _Innovation(
        "Early childhood screening and skill-development program",
        143,
        None,
        "Screens kindergarten children and develops their skills; mandated in the whole district.",
    ),
    "Burton": _Innovation(
        "Program of community experience and student-directed learning",
        145,
        None,
        "Among its demanding parts: activist community experience, student-directed learning.",
    ),
    FIGURE_1: _Innovation(
        "Locally developed reading program",
        118,
        Sponsorship.TITLE_IV_C,
        "New and locally developed, from which the sponsorship follows (line 31).",
    ),
}

ACCOUNTS: dict[str, str] = {
    "Astoria": (
        "A districtwide mandate put stiff demands on the kindergartens and fitted the buildings"
        " poorly. Wide latitude to adapt the project restored harmony, and pupils gained less than"
        " its developers had expected."
    ),
    "Banestown": "Intense jockeying for jobs took its toll on the execution of the program.",
    "Burton": (
        "In what counted as a pilot year teachers picked and chose, and shied away from the more"
        " demanding parts, which were central to the program's success."
    ),
    "Carson": "Administrative careerism was low, and implementation smoother for it.",
    "Dun Hollow": "It seemed to suffer from a lack of investment by the central office.",
    "Lido": "It seemed to suffer from a lack of investment by the central office.",
    "Masepa": (
        "Highly effective supported enforcement. People moved on, nobody left the district because"
        " of the innovation, and a principal's visibility was aided."
    ),
    "Proville": "Intense jockeying for jobs took its toll on the execution of the program.",
    "Tindale": (
        "Highly effective supported enforcement. Moves were seen as a legitimate payoff, and the"
        " key staff stayed and kept leading the innovation."
    ),
    FIGURE_1: (
        "A powerful central office administrator put pressure on users to implement the program;"
        " substantial assistance brought mastery, and mastery commitment."
    ),
    FIGURE_2: (
        "Budget cuts cost two of three core staff their jobs; skills gained and contacts made drew"
        " others away. The project's continuation became uncertain."
    ),
}

LINES = {"Banestown": 85, "Masepa": 169, "Tindale": 169}
"""Where an account stands on another line than the first that names the site."""

FAMILIES: tuple[tuple[str, SiteFamily, int, str], ...] = (
    ("Tindale", SiteFamily.SUPPORTED_ENFORCEMENT, 169, "highly effective supported-enforcement"),
    ("Masepa", SiteFamily.SUPPORTED_ENFORCEMENT, 169, "highly effective supported-enforcement"),
    (FIGURE_1, SiteFamily.SUPPORTED_ENFORCEMENT, 116, "one of the cases in that family"),
    ("Astoria", SiteFamily.BLUNTING_DOWNSIZING, 143, "an example of the scenarios"),
    ("Burton", SiteFamily.BLUNTING_DOWNSIZING, 145, "The scenario at other sites was similar"),
    ("Tindale", SiteFamily.MOBILITY_NONDISRUPTIVE, 169, "nondisruptive cases of job mobility"),
    ("Masepa", SiteFamily.MOBILITY_NONDISRUPTIVE, 169, "nondisruptive cases of job mobility"),
    (FIGURE_2, SiteFamily.MOBILITY_CASUALTY, 164, "similar casualty scenarios"),
    (FIGURE_2, SiteFamily.MOBILITY_BY_SUCCESS, 167, "another, more upbeat stream"),
)

WELL = "The first family performed well on all the main outcome variables"
MOVED = "nondisruptive cases of job mobility did exist at two of our eight high-mobility sites"
NORMATIVE = [outcome for outcome in Outcome if outcome is not Outcome.JOB_MOBILITY]

OUTCOMES: tuple[tuple[str, Outcome, SiteRating, ClaimBasis, int, str], ...] = (
    *(
        (site, outcome, HIGH, OF_FAMILY, 116, WELL)
        for site in ("Tindale", "Masepa", FIGURE_1)
        for outcome in NORMATIVE
    ),
    ("Tindale", Outcome.JOB_MOBILITY, HIGH, STATED, 169, MOVED),
    ("Masepa", Outcome.JOB_MOBILITY, HIGH, STATED, 169, MOVED),
    (
        "Astoria",
        Outcome.STUDENT_IMPACT,
        LOW,
        INFERRED,
        143,
        "resulting in less impact on pupils than its developers expected",
    ),
    ("Burton", Outcome.STUDENT_IMPACT, LOW, STATED, 145, "the impact on pupils was minimal"),
    (
        FIGURE_2,
        Outcome.USER_CAPACITY_CHANGE,
        HIGH,
        INFERRED,
        167,
        "users and administrators developed new skills they were interested in using elsewhere",
    ),
    (
        FIGURE_2,
        Outcome.INSTITUTIONALIZATION,
        LOW,
        INFERRED,
        167,
        "lowered its institutionalization (10) at the local level",
    ),
    (
        FIGURE_2,
        Outcome.JOB_MOBILITY,
        HIGH,
        STATED,
        162,
        "accounts for five of the eight high-mobility cases",
    ),
)


def site_records() -> Iterator[Base]:
    """Districts under their pseudonyms, what they took up, and what became of it."""
    for name in (*NAMED, *UNNAMED):
        yield _district(name)
        innovation = _innovation(name)
        yield innovation
        yield Site(
            **at_site("site", name, line=LINES.get(name, NAMED.get(name))),
            innovation_id=innovation.id,
            account=ACCOUNTS.get(name),
            author_id=AUTHOR,
            published_on=PUBLISHED_ON,
        )
    for site, family, line, words in FAMILIES:
        yield SiteFamilyMembership(
            **at_site("site family", site, family.name, line=line),
            site_id=site_id(site),
            family=family,
            basis=STATED,
            note=words,
            author_id=AUTHOR,
            public_from=PUBLISHED_ON,
        )
    for site, outcome, rating, basis, line, words in OUTCOMES:
        yield OutcomeRating(
            **at_site("outcome rating", site, outcome.name, line=line),
            site_id=site_id(site),
            outcome=outcome,
            rating=rating,
            basis=basis,
            evidence=words,
            author_id=AUTHOR,
            published_on=PUBLISHED_ON,
        )


def _district(name: str) -> District:
    line = NAMED.get(name)
    return District(
        id=district_id(name),
        name=name,
        is_pseudonym=True,
        profile=(
            "One of the twelve sites of the DESSI field study; the study does not name it."
            if line is None
            else "One of the twelve sites of the DESSI field study, under the study's pseudonym."
        ),
        **(ILLUSTRATION if line is None else stated(line)),
    )


def _innovation(site: str) -> Innovation:
    told = INNOVATIONS.get(site)
    if told is None:
        name = f"Innovation at {site}"
        return Innovation(
            id=innovation_id(name),
            name=name,
            description="One of the NDN and Title IV-C programs studied; which, is not said.",
            **stated(31),
        )
    return Innovation(
        id=innovation_id(told.name),
        name=told.name,
        sponsorship=told.sponsorship,
        description=told.description,
        **stated(told.line),
    )
