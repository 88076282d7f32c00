"""The numbers that the DESSI field study reports, each with its line and a recalculation.

They do not all agree with each other. None is corrected here: what rows compute is set beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.base import Base
from models.innovation import ActorGroup, Precision, ReportedStatistic, StatisticSubject
from seeds.demo.field_study import stated
from seeds.store import stable_id

__all__ = ["NUMBERS", "statistic_records"]

JOB_MOBILITY = StatisticSubject.JOB_MOBILITY
MOTIVES = StatisticSubject.MOTIVES
SITE_FAMILIES = StatisticSubject.SITE_FAMILIES
FIELD_WORK = StatisticSubject.FIELD_WORK
WHOLE_STUDY = StatisticSubject.WHOLE_STUDY


@dataclass(frozen=True, slots=True)
class _Number:
    key: str
    subject: StatisticSubject
    line: int
    value: str
    unit: str
    words: str
    check: str | None = None
    precision: Precision = Precision.EXACT
    group: ActorGroup | None = None


NUMBERS: tuple[_Number, ...] = (
    _Number(
        "moves_total",
        JOB_MOBILITY,
        158,
        "63",
        "moves",
        "63 moves among 123 key actors",
        "ambiguous: total or related-only",
    ),
    _Number(
        "key_actors",
        JOB_MOBILITY,
        158,
        "123",
        "persons",
        "123 key actors—people closely involved with the innovation",
        "63/123 = 51.2%",
    ),
    _Number("sites", JOB_MOBILITY, 158, "12", "sites", "for our 12 sites"),
    _Number(
        "related_pct",
        JOB_MOBILITY,
        158,
        "83",
        "percent",
        "83 percent were clearly innovation-related",
        "83% of 63 = 52.29 (52/63 = 82.5% rounds to 83; then unrelated = 11 not 14)",
    ),
    _Number(
        "unrelated_moves",
        JOB_MOBILITY,
        160,
        "14",
        "moves",
        "Some job mobility (14 moves",
        "14/63 = 22.2%; 14/77 = 18.2%",
    ),
    _Number(
        "unrelated_pct",
        JOB_MOBILITY,
        160,
        "17",
        "percent",
        "14 moves, or 17 percent of the total",
        "14 is 17% only of a total of 81-84 (e.g. 14/82 = 17.07% with 68 related = 82.9%)",
    ),
    _Number(
        "upward_pct",
        JOB_MOBILITY,
        158,
        "35",
        "percent",
        "About 35 percent of the innovation-related job mobility was upward",
        "35% of 52 = 18.2; of 63 = 22.05; of 68 = 23.8",
        precision=Precision.ABOUT,
    ),
    _Number(
        "users_with_career_plans_pct",
        MOTIVES,
        156,
        "40",
        "percent",
        "about 40 percent of users",
        "conflicts with 'roughly half ... no discernible career motive' (line 79)",
        precision=Precision.ABOUT,
        group=ActorGroup.USER,
    ),
    _Number(
        "admins_with_career_plans_pct",
        MOTIVES,
        156,
        "50",
        "percent",
        "about 40 percent of users and 50 percent of administrators",
        precision=Precision.ABOUT,
        group=ActorGroup.ADMINISTRATOR,
    ),
    _Number(
        "users_admin_pressure",
        MOTIVES,
        46,
        "0.6667",
        "fraction",
        "nearly two-thirds of the “users” in the sample (usually teachers) adopted primarily"
        " because of administrative pressure",
        precision=Precision.NEARLY,
        group=ActorGroup.USER,
    ),
    _Number(
        "users_instructional_improvement",
        MOTIVES,
        55,
        "0.3333",
        "fraction",
        "Less than a third of the users",
        precision=Precision.LESS_THAN,
        group=ActorGroup.USER,
    ),
    _Number(
        "admin_cases",
        MOTIVES,
        65,
        "41",
        "cases",
        "with one exception in forty-one cases",
        group=ActorGroup.ADMINISTRATOR,
    ),
    _Number(
        "interviews",
        FIELD_WORK,
        35,
        "440",
        "interviews",
        "some 440 interviews",
        precision=Precision.ABOUT,
    ),
    _Number("observations", FIELD_WORK, 35, "75", "observations", "75 observations"),
    _Number("documents", FIELD_WORK, 35, "259", "document analyses", "259 document analyses"),
    _Number("visits_min", FIELD_WORK, 35, "3", "visits per site", "between 3 and 7 times each"),
    _Number("visits_max", FIELD_WORK, 35, "7", "visits per site", "between 3 and 7 times each"),
    _Number("days_min", FIELD_WORK, 35, "5", "days per site", "a total of 5 to 11 days"),
    _Number("days_max", FIELD_WORK, 35, "11", "days per site", "a total of 5 to 11 days"),
    _Number(
        "research_questions", FIELD_WORK, 33, "34", "questions", "thirty-four research questions"
    ),
    _Number(
        "field_notes_pages",
        FIELD_WORK,
        35,
        "250",
        "pages",
        "field notes for one site ran about 250 pages",
        precision=Precision.ABOUT,
    ),
    _Number("field_staff", FIELD_WORK, 29, "4", "persons", "four people for eighteen months"),
    _Number("field_months", FIELD_WORK, 29, "18", "months", "four people for eighteen months"),
    _Number(
        "site_visit_months",
        FIELD_WORK,
        29,
        "12",
        "months",
        "about twelve months of spaced visits",
        precision=Precision.ABOUT,
    ),
    _Number("dessi_programs", WHOLE_STUDY, 23, "45", "programs", "45 innovative programs"),
    _Number(
        "dessi_schools_districts",
        WHOLE_STUDY,
        23,
        "146",
        "schools and districts",
        "studies of 146 schools and school districts",
    ),
    _Number("dessi_states", WHOLE_STUDY, 23, "10", "states", "in 10 states"),
    _Number(
        "dessi_interviews_questionnaires",
        WHOLE_STUDY,
        23,
        "5000",
        "items",
        "5,000 interviews and questionnaires",
    ),
    _Number("research_centers", WHOLE_STUDY, 23, "5", "centers", "five research centers"),
    _Number(
        "low_mobility_sites",
        JOB_MOBILITY,
        162,
        "4",
        "sites",
        "At four of the twelve sites, there was little evidence",
        "4 + 8 = 12 ok",
    ),
    _Number("high_mobility_sites", JOB_MOBILITY, 162, "8", "sites", "At the eight others"),
    _Number(
        "mobility_families", SITE_FAMILIES, 162, "4", "families", "four somewhat distinct families"
    ),
    _Number(
        "fig2_accounts_for",
        SITE_FAMILIES,
        162,
        "5",
        "cases",
        "accounts for five of the eight high-mobility cases",
    ),
    _Number(
        "casualty_cases",
        SITE_FAMILIES,
        164,
        "3",
        "cases",
        "Three of the eight cases have similar casualty scenarios",
    ),
    _Number(
        "nondisruptive_cases",
        SITE_FAMILIES,
        169,
        "2",
        "cases",
        "nondisruptive cases of job mobility did exist at two of our eight high-mobility sites",
        "Tindale and Masepa",
    ),
    _Number(
        "fig2_core_staff_moved",
        JOB_MOBILITY,
        164,
        "2",
        "of 3 core staff",
        "two of three core staff",
    ),
    _Number(
        "low_careerism_sites",
        MOTIVES,
        87,
        "5",
        "sites",
        "three of the five sites where administrative careerism was low (Carson, Masepa, Tindale)",
        "5 + 5 + 2 = 12 ok if Proville and Banestown are the other two",
        group=ActorGroup.ADMINISTRATOR,
    ),
    _Number(
        "strong_careerism_sites",
        MOTIVES,
        89,
        "5",
        "sites",
        "In the five remaining sites, administrative careerism was strong",
        "names not given",
        group=ActorGroup.ADMINISTRATOR,
    ),
    _Number(
        "career_paramount_sites",
        MOTIVES,
        75,
        "1",
        "site",
        "At only one site was career advancement the paramount motive",
    ),
    _Number(
        "moving_someone_else_in",
        MOTIVES,
        85,
        "1",
        "site dominant; 2 sub rosa",
        "was a dominant motive in only one site, but a sub rosa one at two others",
        "names partly: Proville and Banestown had intense jockeying",
    ),
    _Number(
        "blunting_family_sites",
        SITE_FAMILIES,
        141,
        "4",
        "sites",
        "three of the four sites",
        "Astoria and Burton named",
    ),
)


def statistic_records() -> Iterator[Base]:
    """Each number as it stands in the study."""
    for number in NUMBERS:
        yield ReportedStatistic(
            id=stable_id("reported statistic", number.key),
            key=number.key,
            subject=number.subject,
            group=number.group,
            value=Decimal(number.value),
            unit=number.unit,
            precision=number.precision,
            words=number.words,
            check_note=number.check,
            **stated(number.line),
        )
