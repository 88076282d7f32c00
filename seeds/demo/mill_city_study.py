"""The study of Mill City: who did it, what it asked, its codes and its themes.

Codes, categories and themes are named in the study's words; which code is part of which category,
and what went into which theme, is ours: the study tells that it was done, not how.
"""

from models.inquiry_terms import CodeKind, StudyMeasure
from seeds.demo.ids import MILL_CITY, STATE
from seeds.demo.study_notation import Figure, Noted, SortedAs, Studied, Theme, Worker

__all__ = ["MEMOS", "MILL_CITY_STUDY"]

CATEGORY, SUB_CATEGORY = CodeKind.CATEGORY, CodeKind.SUB_CATEGORY
PUBLISHED = "2014-07-01"

CODES = (
    SortedAs(
        "momentum",
        "Momentum of the plan",
        CATEGORY,
        "What got the plan going.",
        fact="study: momentum",
        parts=(
            SortedAs("urgency", "District-wide sense of urgency", fact="study: urgency"),
            SortedAs("role in design", "A role in designing the plan", fact="study: role"),
            SortedAs("systemic", "A systemic approach", fact="study: systemic"),
        ),
    ),
    SortedAs(
        "public practice",
        "Making practices public",
        CATEGORY,
        "Practice that others come to see.",
        parts=(
            SortedAs(
                "walkthroughs",
                "Walkthroughs of classrooms",
                SUB_CATEGORY,
                fact="study: walkthroughs",
                parts=(
                    SortedAs("same day", "Immediate feedback", fact="study: same day"),
                    SortedAs("targets", "Target number of walkthroughs", fact="study: targets"),
                ),
            ),
            SortedAs(
                "self-reflection",
                "Self-reflection",
                SUB_CATEGORY,
                fact="study: self-reflection",
                parts=(
                    SortedAs("next steps", "Rationale and next steps", fact="study: next steps"),
                    SortedAs("openness", "Talking openly about practice", fact="study: openly"),
                ),
            ),
        ),
    ),
    SortedAs(
        "feedback",
        "Intensive feedback",
        CATEGORY,
        "What leaders are told about their practice.",
        parts=(
            SortedAs("monthly meeting", "Monthly meetings were rigorous", fact="study: rigorous"),
            SortedAs("joint visit", "Walkthroughs with principals", fact="study: joint"),
            SortedAs("own memo", "The principal's memo", fact="study: memo"),
        ),
    ),
    SortedAs(
        "monitoring",
        "Monitoring",
        CATEGORY,
        "Someone looks whether it is done.",
        parts=(
            SortedAs("follow-through", "Follow-through", fact="study: follow-through"),
            SortedAs("reporting", "Public accountability reporting", fact="study: reporting"),
        ),
    ),
    SortedAs(
        "state",
        "Authority of the state",
        CATEGORY,
        fact="study: mechanisms",
        parts=(
            SortedAs("coercive", "Coercive authority", fact="study: coercive"),
            SortedAs("normative", "Normative authority", fact="study: normative"),
            SortedAs("mimetic", "Mimetic authority", fact="study: mimetic"),
        ),
    ),
    SortedAs(
        "results",
        "Results",
        CATEGORY,
        "What has become of it in classrooms.",
        parts=(SortedAs("not yet", "Not yet in achievement", fact="study: not yet"),),
    ),
)

THEMES = (
    Theme(
        "The through-line",
        "Work at the district level leads to work with principals and other administrators, who"
        " bring important changes to each classroom in every school.",
        ("systemic", "joint visit", "follow-through", "momentum"),
        fact="study: the through-line",
        published=PUBLISHED,
    ),
    Theme(
        "Making practices public",
        "Administrators who make their practice public to each other begin to talk more openly"
        " about it and to seek ideas on how to improve it.",
        ("same day", "targets", "next steps", "openness", "public practice"),
        fact="study: practices public",
        published=PUBLISHED,
    ),
    Theme(
        "Intensive feedback to administrators",
        "Principals receive ongoing feedback, come prepared, and learn to show their progress as"
        " leaders.",
        ("monthly meeting", "joint visit", "own memo", "feedback"),
        fact="study: feedback",
        published=PUBLISHED,
    ),
    Theme(
        "Leadership as the nexus for change",
        "The driving force within a district is a leader who understands how to develop a"
        " systematic change process within a district and within a school.",
        ("urgency", "role in design", "monthly meeting", "monitoring"),
        fact="study: nexus",
        published=PUBLISHED,
    ),
    Theme(
        "The role of the state",
        "The state acts with coercive, normative and mimetic authority at once.",
        ("coercive", "normative", "mimetic", "reporting", "state"),
        fact="study: state role",
        published=PUBLISHED,
    ),
    Theme(
        "Practice before results",
        "Invented, and not published: classroom practice is talked about in new words before"
        " pupils' results move.",
        ("not yet", "openness", "results"),
    ),
)

MILL_CITY_STUDY = Studied(
    name="One district's journey: the Accelerated Improvement Plan in Mill City",
    purpose="To explore how one district used the state's model of accelerated improvement and"
    " targeted administrators as its nexus of change.",
    method="Basic qualitative method: interviews, observations and documents; every transcript"
    " coded, codes sorted into categories and sub-categories, categories combined to themes.",
    workers=(
        Worker(
            "Plan Monitor", (MILL_CITY, "plan-monitor"), starts="2011-03-01", fact="study: monitor"
        ),
        Worker(
            "Associate Commissioner",
            (STATE, "associate-commissioner"),
            collects=False,
            starts="2011-03-01",
            fact="study: commissioner",
        ),
        # Invented, so that coders can be compared.
        Worker("Second coder", (STATE, "researcher"), collects=False, starts="2013-06-01"),
        Worker("Third coder", collects=False, starts="2013-06-01"),
    ),
    questions=(
        (
            "How did one district use the model, and target administrators as its nexus of change?",
            "study: how",
        ),
        ("What should take place next in Mill City?", "study: next"),
        ("What are the leverage and the limitations of the state's role?", "study: leverage"),
        (
            "What is the district's capacity to generate improvement in its local context?",
            "study: capacity",
        ),
    ),
    figures=(
        Figure(
            StudyMeasure.PERSONS_INTERVIEWED,
            30,
            None,
            "well over 30 individuals, some interviewed several times",
            "study: persons",
            is_approximate=True,
        ),
        Figure(StudyMeasure.OBSERVATIONS, 12, 12, "12 full-day observations", "study: full days"),
        Figure(StudyMeasure.RESEARCHERS, 2, 2, "the primary researchers", "study: researchers"),
        Figure(
            StudyMeasure.DAYS_PER_QUARTER,
            1,
            None,
            "one or more days in the district each quarter",
            "study: days",
        ),
    ),
    codes=CODES,
    themes=THEMES,
    fact="study: method",
    starts="2011-03-01",
)

MEMOS = (
    Noted(
        "2013-05-02",
        "When does feedback stop being evaluation?",
        "Three principals use the same phrase for the monthly meeting. It is the memo they write"
        " themselves that they keep.",
        code="own memo",
        about=("P03", "P04"),
    ),
    Noted(
        "2013-05-20",
        "Inspector and researcher",
        "Whoever talks to me talks to the state's monitor. What is said of the state's authority"
        " has to be read with that in mind.",
        code="state",
        about=("P01",),
    ),
    Noted(
        "2013-06-11",
        "Is there a through-line yet?",
        "District to school: in every interview. School to classroom: in some. Classroom to"
        " pupil: nobody claims it.",
        theme="The through-line",
    ),
)
