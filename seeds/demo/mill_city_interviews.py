"""What the plan monitor gathered in Mill City: interviews, observations, documents, texts.

That she interviewed the superintendent, the assistant superintendent, every principal, all other
administrators who worked on the turnaround, and the firm's team, more than thirty people and
some of them several times, is the study's. Days, numbers of each and every word said are invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.inquiry_terms import DocumentKind, InformantKind, InformantRole, ObservationKind
from seeds.demo.study_notation import Coded, Document, Met, Said, Watched

__all__ = ["GATHERED"]

ADMINISTRATOR, SUPPORTER = InformantKind.ADMINISTRATOR, InformantKind.SUPPORTER
LOOKED_THROUGH = "2013-06-14"

SUPERINTENDENT = Said(
    "When the state put us at Level 4 I had a choice between anger and work. We said it every"
    " Monday until people were tired of hearing it: our children cannot wait. {person|Odalys} sat"
    " down with every administrator and each of them wrote a piece of the plan. That is why"
    " nobody could put it on a shelf. And you come, each month, and ask whether we did what we"
    " said. I don't always like it. I would not do without it.",
    (
        Coded("the state put us at Level 4", ("coercive",)),
        Coded("We said it every Monday until people were tired of hearing it", ("urgency",)),
        Coded("each of them wrote a piece of the plan", ("role in design",)),
        Coded(
            "ask whether we did what we said",
            ("follow-through", "normative"),
            ("normative",),
            second_passage="you come, each month, and ask whether we did what we said",
        ),
    ),
    LOOKED_THROUGH,
)
SUPERINTENDENT_LATER = Said(
    "The report on local television was the longest hour of my career. {person|Mr Nightingale-Obi}"
    " told me to read it aloud at the next leaders' meeting, all of it. After that the school"
    " board asked about walkthroughs, not about buses. But I have no scores to show them yet.",
    (
        Coded("The report on local television", ("reporting",)),
        Coded("told me to read it aloud at the next leaders' meeting", ("mimetic",), ("openness",)),
        Coded("I have no scores to show them yet", ("not yet",)),
    ),
    LOOKED_THROUGH,
)
ASSISTANT = Said(
    "I go into classrooms with them. At {school|Shuttle Hill} the principal and I stood in the"
    " same room and saw two different lessons. We sat down and talked until we saw one. Then he"
    " wrote me his memo, and it was better than what I would have written. 🙂 The counts go into"
    " the packet, so everyone sees who has been in classrooms and who has been in the office.",
    (
        Coded("I go into classrooms with them", ("joint visit",), third=("joint visit",)),
        Coded("saw two different lessons", ("joint visit",), ()),
        Coded("Then he wrote me his memo", ("own memo",), third=("own memo",)),
        Coded(
            "everyone sees who has been in classrooms",
            ("targets", "openness"),
            ("targets",),
            third=("targets",),
        ),
    ),
    LOOKED_THROUGH,
)
PRINCIPAL = Said(
    "The first time, I coloured my whole plan green. She looked at it and asked, show me. I could"
    " not. Now I bring less green and more paper. {person|Florian}, who teaches grade 4, found his"
    " copy in the mailbox before the buses left and came to my door to argue about it. That never"
    " happened in {moment|nine years at Bobbin Street}.",
    (
        Coded(
            "She looked at it and asked, show me",
            ("monthly meeting",),
            third=("monthly meeting", "follow-through"),
        ),
        Coded("I bring less green and more paper", ("monthly meeting", "next steps"), ("not yet",)),
        Coded(
            "found his copy in the mailbox before the buses left",
            ("same day",),
            third=("same day",),
        ),
    ),
    LOOKED_THROUGH,
)
SECOND_PRINCIPAL = Said(
    "We rate ourselves in front of each other. I gave myself the lowest of the three on data and"
    " waited for the sky to fall. {person|Clotilde} called that evening and asked whether she"
    " could see how I would fix it. The memo I write after a walkthrough is for {person|Dr"
    " Brackenridge-Lund}, but I am the one who reads it again.",
    (
        Coded("We rate ourselves in front of each other", ("openness",), third=("openness",)),
        Coded(
            "asked whether she could see how I would fix it",
            ("openness", "next steps"),
            third=("openness",),
        ),
        Coded(
            "The memo I write after a walkthrough",
            ("own memo",),
            second_passage="The memo I write after a walkthrough is for Dr Brackenridge-Lund",
        ),
    ),
    LOOKED_THROUGH,
)
DIRECTOR = Said(
    "Everything hangs together now, the plan, the school plans, what we do on the leaders' day."
    " Before, I had eleven initiatives and no calendar. Whether a child in {school|Weaver} reads"
    " better I cannot tell you from here. Not yet.",
    (
        Coded("Everything hangs together now", ("systemic",)),
        Coded("Whether a child in Weaver reads better I cannot tell you", ("not yet",)),
    ),
    LOOKED_THROUGH,
)
FIRM = Said(
    "Our job is to make ourselves unnecessary. {person|Leopold} runs the room for a month, then"
    " somebody from the district runs it, with his agenda in their hand. You copy a routine long"
    " enough and it is yours.",
    (
        Coded("somebody from the district runs it", ("role in design",), ("mimetic",)),
        Coded("You copy a routine long enough and it is yours", ("mimetic",)),
    ),
    LOOKED_THROUGH,
)
# Nobody but its author reads this one: its spans have not been looked through.
NOT_YET = Said(
    "Keep this between us. {person|Bartholomew} has asked for a transfer, and I told him to wait"
    " until the walkthrough counts are in."
)
OBSERVED = Said(
    "Leaders' day, 8.30 to 15.00. A principal keeps the time. Segment 2 runs over; {person|the"
    " director} cuts it. Pairs compare their ratings of a filmed lesson; most differ by one"
    " level, and say so.",
    (
        Coded("A principal keeps the time", ("role in design",)),
        Coded("Pairs compare their ratings of a filmed lesson", ("openness",)),
    ),
    LOOKED_THROUGH,
)


def _several(
    first: int,
    count: int,
    day: str,
    office: tuple[InformantRole, InformantKind],
    who: Sequence[str] = (),
) -> Iterator[Met]:
    """Interviews with one person each, a day apart."""
    start = date.fromisoformat(day)
    for number in range(count):
        yield Met(
            f"P{first + number:02}",
            (start + timedelta(days=number)).isoformat(),
            *office,
            minutes=40 + number % 3 * 10,
            who=who[number] if number < len(who) else None,
        )


PRINCIPALS = ("canal", "weaver", "shuttle", "high", "riverside")
DIRECTORS = ("director-of-data", "director-of-student-services")
LEADER = (InformantRole.SUPERINTENDENT, ADMINISTRATOR)
SECOND = (InformantRole.ASSISTANT_SUPERINTENDENT, ADMINISTRATOR)
HEAD = (InformantRole.PRINCIPAL, ADMINISTRATOR)
CENTRAL = (InformantRole.CENTRAL_OFFICE_ADMINISTRATOR, ADMINISTRATOR)
TEAM = (InformantRole.FIRM_MEMBER, SUPPORTER)

INTERVIEWS = (
    Met(
        "P01",
        "2012-05-16",
        *LEADER,
        60,
        "superintendent",
        SUPERINTENDENT,
        fact="study: superintendent",
    ),
    Met("P01", "2013-05-15", *LEADER, 75, "superintendent", SUPERINTENDENT_LATER),
    Met("P01", "2011-10-19", *LEADER, 45, "superintendent"),
    Met(
        "P02",
        "2012-11-08",
        *SECOND,
        70,
        "assistant-superintendent",
        ASSISTANT,
        fact="study: assistant",
    ),
    Met("P02", "2013-05-16", *SECOND, 50, "assistant-superintendent", NOT_YET),
    Met(
        "P03",
        "2013-04-09",
        *HEAD,
        55,
        "principal-bobbin",
        PRINCIPAL,
        fact="study: principals",
    ),
    Met("P04", "2013-04-10", *HEAD, 50, "principal-canal", SECOND_PRINCIPAL),
    *_several(4, 5, "2012-03-05", HEAD, who=[f"principal-{name}" for name in PRINCIPALS]),
    Met("P03", "2012-03-04", *HEAD, 45, "principal-bobbin"),
    Met(
        "P09",
        "2013-02-06",
        *CENTRAL,
        60,
        "director-of-curriculum",
        DIRECTOR,
        fact="study: central office",
    ),
    *_several(10, 14, "2013-02-11", CENTRAL, who=DIRECTORS),
    Met("P24", "2013-03-12", *TEAM, 65, "plan-manager", FIRM, fact="study: firm"),
    *_several(25, 10, "2013-03-13", TEAM),
)

FULL_DAYS = (
    *("2011-09-14", "2011-11-09", "2012-01-25", "2012-03-14", "2012-05-30", "2012-09-12"),
    *("2012-10-24", "2012-12-05", "2013-01-30", "2013-03-20", "2013-04-24", "2013-06-05"),
)

OBSERVATIONS = (
    *(
        Watched(day, ObservationKind.FULL_DAY, 390, OBSERVED if day == "2012-12-05" else None)
        for day in FULL_DAYS
    ),
    Watched("2012-02-08", ObservationKind.CLASSROOM, 45, fact="study: classes"),
    Watched("2012-02-09", ObservationKind.CONFERENCE, 60, fact="study: conferences"),
    Watched("2012-10-03", ObservationKind.MEETING, 90, fact="study: planning meetings"),
    Watched(
        "2012-10-04",
        ObservationKind.PROFESSIONAL_DEVELOPMENT,
        120,
        fact="study: professional development",
    ),
)

DOCUMENTS = (
    Document("2011-09-01", DocumentKind.PLAN),
    Document("2012-06-20", DocumentKind.DATA, fact="study: highlight data"),
    Document("2012-12-14", DocumentKind.MEMORANDUM, InformantRole.PRINCIPAL),
    Document("2013-01-16", DocumentKind.REPORT),
)

GATHERED: tuple[Met | Watched | Document, ...] = (*INTERVIEWS, *OBSERVATIONS, *DOCUMENTS)
