"""Who acts in Mill City. The study tells of the parts; everyone's name is invented.

Offices that are held today are open-ended, so that the personas work although the plan is of
2011 to 2013.
"""

from models.people import Position
from seeds.demo.ids import OUR_FIRM
from seeds.demo.offices import Held, Somebody

__all__ = ["PEOPLE"]

BOBBIN = "Bobbin Street Elementary School"
CANAL = "Canal Street Elementary School"
WEAVER = "Weaver Elementary School"
SHUTTLE = "Shuttle Hill Middle School"
HIGH = "Mill City High School"
RIVERSIDE = "Riverside Early Childhood Center"


def _principal(part: str, given: str, family: str, school: str, since: str) -> Somebody:
    held = Held(Position.PRINCIPAL, since, school=school)
    return Somebody(f"principal-{part}", f"Principal, {school}, Mill City", (given, family), [held])


def _teacher(part: str, name: tuple[str, str], school: str, title: str, since: str) -> Somebody:
    held = Held(Position.TEACHER, since, school=school, title=title)
    return Somebody(f"teacher-{part}", f"Teacher, {school}, Mill City", name, [held])


LEADERS = [
    Somebody(
        "superintendent",
        "Superintendent, Mill City",
        ("Marisol", "Thackerby"),
        [Held(Position.SUPERINTENDENT, "2010-07-01", title="Superintendent of Schools")],
        telephone="+1 555 0100",
        logs_in=True,
        fact="superintendent",
    ),
    Somebody(
        "former-superintendent",
        "Former superintendent, Mill City",
        ("Ambrose", "Fennimoor"),
        [Held(Position.SUPERINTENDENT, "2005-07-01", "2010-06-30")],
    ),
    Somebody(
        "assistant-superintendent",
        "Assistant Superintendent, Mill City",
        ("Odalys", "Brackenridge-Lund"),
        [Held(Position.ASSISTANT_SUPERINTENDENT, "2010-08-16")],
        telephone="+1 555 0101",
        fact="assistant superintendent",
    ),
]

CENTRAL_OFFICE = [
    Somebody(
        "director-of-curriculum",
        "Director of Curriculum and Instruction, Mill City",
        ("Perpetua", "Quillfeather"),
        [
            Held(Position.PRINCIPAL, "2004-08-15", "2010-06-30", school=CANAL),
            Held(Position.DIRECTOR, "2010-07-01", title="Director of Curriculum and Instruction"),
        ],
    ),
    Somebody(
        "director-of-data",
        "Director of Data and Accountability, Mill City",
        ("Evander", "Sallowmere"),
        [Held(Position.DIRECTOR, "2011-01-10", title="Director of Data and Accountability")],
        telephone="+1 555 0102",
        logs_in=True,
    ),
    Somebody(
        "director-of-student-services",
        "Director of Student Services, Mill City",
        ("Ngozi", "Harrowgate"),
        [Held(Position.DIRECTOR, "2009-09-01", title="Director of Student Services")],
    ),
    Somebody(
        "former-director-of-data",
        "Former director of data, Mill City",
        ("Lucius", "Pennywhistle"),
        [Held(Position.DIRECTOR, "2006-09-01", "2010-12-31", title="Director of Assessment")],
    ),
]

SCHOOLS = [
    Somebody(
        "principal-bobbin",
        f"Principal, {BOBBIN}, Mill City",
        ("Isaura", "Wetherell-Okoro"),
        [Held(Position.PRINCIPAL, "2009-08-15", school=BOBBIN)],
        logs_in=True,
    ),
    _principal("canal", "Thaddeus", "Vimbai-Cole", CANAL, "2010-08-15"),
    _principal("weaver", "Clotilde", "Ashgrove", WEAVER, "2007-08-15"),
    _principal("shuttle", "Bartholomew", "Ilunga", SHUTTLE, "2011-08-15"),
    _principal("high", "Rosalind", "Tamburlane", HIGH, "2010-08-15"),
    _principal("riverside", "Wilhelmina", "Dapplewood", RIVERSIDE, "2008-08-15"),
    Somebody(
        "teacher-bobbin-1",
        f"Teacher, {BOBBIN}, Mill City",
        ("Florian", "Oakapple"),
        [Held(Position.TEACHER, "2008-08-25", school=BOBBIN, title="Grade 4")],
        logs_in=True,
    ),
    _teacher("bobbin-2", ("Amabel", "Strandberg-Ito"), BOBBIN, "Grade 2", "2011-08-25"),
    _teacher("bobbin-3", ("Leontyne", "Pinegrove-Dahl"), BOBBIN, "Grade 5", "2007-08-25"),
    _teacher("canal-1", ("Desmond", "Larkspurr"), CANAL, "Grade 5", "2006-08-25"),
    _teacher("canal-2", ("Ottavia", "Reedmace"), CANAL, "Grade 3", "2009-08-25"),
    _teacher("canal-3", ("Balthazar", "Yarrowby-Osei"), CANAL, "Grade 1", "2011-08-25"),
    _teacher("shuttle-1", ("Yevgenia", "Millrace"), SHUTTLE, "Mathematics", "2010-08-25"),
    _teacher("shuttle-2", ("Isolde", "Cobblestone-Vega"), SHUTTLE, "English", "2008-08-25"),
    _teacher("high-1", ("Cornelius", "Bellwether-Diaz"), HIGH, "English", "2003-08-25"),
    Somebody(
        "former-teacher-shuttle",
        f"Former teacher, {SHUTTLE}, Mill City",
        ("Hollis", "Grapevine"),
        [Held(Position.TEACHER, "2005-08-25", "2012-06-30", school=SHUTTLE, title="Science")],
    ),
]

GUESTS = [
    # On attendee lists of highlight meetings; the mentor has no office that the network knows of.
    Somebody(
        "superintendents-mentor",
        "Superintendent's mentor, Mill City",
        ("Eleazar", "Woodruff-Pines"),
        [],
    ),
    Somebody(
        "union-president",
        "President of the teachers' union, Mill City",
        ("Quentin", "Barleycorn"),
        [Held(Position.TEACHER, "2001-08-25", school=HIGH, title="Mathematics")],
    ),
]

BOARD = [
    Somebody(
        "board-chair",
        "Chair, School Board, Mill City",
        ("Solveig", "Marchbanks-Reyes"),
        [Held(Position.SCHOOL_BOARD_MEMBER, "2009-01-04", title="Chair")],
        logs_in=True,
    ),
    # Without a name on record: whoever reads it gets the label.
    Somebody(
        "board-member",
        "Member, School Board, Mill City",
        None,
        [Held(Position.SCHOOL_BOARD_MEMBER, "2011-01-03")],
    ),
]

PLAN_STAFF = [
    Somebody(
        "plan-manager",
        "Plan Manager, Mill City",
        ("Leopold", "Nightingale-Obi"),
        [
            Held(
                Position.PLAN_MANAGER,
                "2011-02-01",
                firm=OUR_FIRM,
                days=2,
                days_fact="two days a week",
            )
        ],
        telephone="+1 555 0103",
        logs_in=True,
        fact="plan manager",
    ),
    Somebody(
        "plan-monitor",
        "Plan Monitor, Mill City",
        ("Henrietta", "Coldwater-Sen"),
        [Held(Position.PLAN_MONITOR, "2011-03-01", days=1, days_fact="a day each quarter")],
        telephone="+1 555 0104",
        logs_in=True,
        fact="plan monitor",
    ),
]

PEOPLE = [*LEADERS, *CENTRAL_OFFICE, *SCHOOLS, *GUESTS, *BOARD, *PLAN_STAFF]
