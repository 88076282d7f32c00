"""The DESSI field study as a study: what it reports of itself, its words and its findings.

It names none of its researchers' parts and quotes four of its research questions; the number after
each record is the line of its text.
"""

from functools import partial

from models.inquiry_terms import CodeKind, StudyMeasure
from seeds.demo.study_notation import Figure, SortedAs, Studied, Theme, Worker

__all__ = ["DESSI_STUDY"]

category = partial(SortedAs, kind=CodeKind.CATEGORY)
about = partial(Figure, is_approximate=True)

# Of the publication only the year is known.
theme = partial(Theme, published="1984-01-01")

MOTIVES = category(
    "motives",
    "Motives for adoption",
    description="Why an innovation was taken up; a person may have several.",
    fact=44,
    parts=(
        SortedAs("pressure", "Administrative pressure", fact=46),
        SortedAs("instruction", "Instructional improvement", fact=55),
        SortedAs("growth", "Professional growth", fact=57),
        SortedAs("capacity", "Capacity enhancement", fact=65),
        SortedAs("career", "Career advancement", fact=75),
        SortedAs("moving in", "Moving someone else in", fact=85),
    ),
)
TRAJECTORIES = category(
    "trajectories",
    "Career trajectories",
    description="Where an innovation was to take someone.",
    fact=77,
    parts=(
        SortedAs("move in", "Move in", description="From a leave or a distasteful job."),
        SortedAs("stay in", "Stay in", description="Secure a new role, or avoid demotion."),
        SortedAs("move up", "Move up", description="From aide to teacher, teacher to principal."),
        SortedAs("move away", "Move away", description="To a lateral job or other work."),
    ),
)
OUTCOMES = category(
    "outcomes",
    "Normative outcomes",
    description="More of them at higher levels was perceived as more desirable.",
    fact=100,
    parts=(
        SortedAs("stabilization", "Stabilization of use", fact=102),
        SortedAs("percentage", "Percentage of use", fact=104),
        SortedAs("user capacity", "User capacity change", fact=106),
        SortedAs("student impact", "Student impact", fact=108),
        SortedAs("institutionalization", "Institutionalization", fact=110),
    ),
)
FAMILIES = category(
    "families",
    "Families of sites",
    description="Sites whose key variables cluster alike.",
    fact=116,
    parts=(
        SortedAs("enforcement", "Supported enforcement", fact=114),
        SortedAs("overreaching", "Overreaching", fact=127),
        SortedAs("blunting", "Blunting and downsizing", fact=135),
        SortedAs("failure", "Failure", description="With administrative indifference.", fact=149),
    ),
)
MOBILITY = category(
    "mobility",
    "Job mobility",
    description="Moves of people closely involved, related to the innovation or not.",
    fact=154,
    parts=(
        SortedAs("related", "Related to the innovation", fact=158),
        SortedAs("unrelated", "Not related to the innovation", fact=160),
    ),
)

DESSI_STUDY = Studied(
    name="DESSI field study",
    purpose="To tell the story of twelve sites, to identify typical patterns and local"
    " determinants, and to lend plausibility to the findings of the survey beside it.",
    method="Visits, interviews by a general guide, observations and documents; field notes"
    " dictated, transcribed and coded; interim analyses, identically formatted case reports, a"
    " causal network for each site, cross-site analysis.",
    workers=tuple(Worker(f"Field researcher {number}", fact=29) for number in range(1, 5)),
    questions=(
        ("Why are innovations initially implemented?", 41),
        ("How much job mobility occurred?", 156),
        ("How much of the job mobility was related to the innovation, or was adventitious?", 156),
        ("What were the local effects of job mobility?", 156),
    ),
    figures=(
        about(StudyMeasure.INTERVIEWS, 440, 440, "some 440 interviews", 35),
        Figure(StudyMeasure.OBSERVATIONS, 75, 75, "75 observations", 35),
        Figure(StudyMeasure.DOCUMENTS, 259, 259, "259 document analyses", 35),
        Figure(StudyMeasure.DISTRICTS, 12, 12, "twelve sites", 31),
        Figure(StudyMeasure.RESEARCH_QUESTIONS, 34, 34, "thirty-four research questions", 33),
        Figure(StudyMeasure.RESEARCHERS, 4, 4, "four people", 29),
        Figure(StudyMeasure.MONTHS, 18, 18, "eighteen months", 29),
        about(
            StudyMeasure.MONTHS_ON_SITE,
            12,
            12,
            "about twelve months of spaced visits to schools",
            29,
        ),
        Figure(StudyMeasure.VISITS_PER_SITE, 3, 7, "between 3 and 7 times each", 35),
        Figure(StudyMeasure.DAYS_PER_SITE, 5, 11, "a total of 5 to 11 days", 35),
        about(StudyMeasure.PAGES_OF_NOTES_PER_SITE, 250, 250, "ran about 250 pages", 35),
        Figure(StudyMeasure.KEY_ACTORS, 123, 123, "123 key actors", 158),
    ),
    codes=(MOTIVES, TRAJECTORIES, OUTCOMES, FAMILIES, MOBILITY),
    themes=(
        theme(
            "Adopted under pressure",
            "Nearly two-thirds of the users adopted primarily because of administrative pressure;"
            " being pressured is not inconsistent with wanting to adopt.",
            ("pressure", "instruction"),
            fact=46,
        ),
        theme(
            "Careers are among the motives",
            "About half of those for whom there were data had plans that the innovation served;"
            " at only one site was career advancement the paramount motive.",
            ("career", "moving in", "trajectories"),
            fact=81,
        ),
        theme(
            "Assistance-rich enforcement pays off",
            "Administrative mandating and sustained assistance lead, through teachers' energies,"
            " to stable and institutionalized use.",
            ("enforcement", "stabilization", "institutionalization"),
            fact=116,
        ),
        theme(
            "Latitude trivializes outcomes",
            "Innovations that are handed over to teachers often become blunted or downsized.",
            ("blunting", "student impact"),
            fact=137,
        ),
        theme(
            "The failure of success",
            "Success at the individual level can trigger mobility and so lower institutionalization"
            " at the local level.",
            ("mobility", "user capacity", "institutionalization"),
            fact=167,
        ),
    ),
    fact=25,
)
