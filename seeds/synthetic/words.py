"""The words that synthetic districts, schools, people and plans are named and written with."""

__all__ = [
    "ACTIVITIES",
    "BENCHMARKS",
    "FAMILY_NAMES",
    "FIRMS",
    "GIVEN_NAMES",
    "INITIATIVES",
    "ISSUES",
    "METRICS",
    "OBJECTIVES",
    "OFFICES",
    "SCHOOL_ITEMS",
    "SCHOOL_KINDS",
    "STRATEGIES",
    "TOWN_ENDS",
    "TOWN_SIDES",
    "TOWN_STARTS",
]

TOWN_SIDES = ("", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "New ", "Old ")
TOWN_STARTS = (
    *("Ash", "Alder", "Bar", "Beck", "Birch", "Black", "Brad", "Bridge", "Brook", "Carl", "Cedar"),
    *("Clay", "Cold", "Cran", "Dal", "Deer", "Elm", "Fair", "Fern", "Glen", "Gold", "Green"),
    *("Hart", "Haver", "Hazel", "High", "Holly", "Kings", "Lake", "Lang", "Linden", "Long"),
    *("Maple", "Marsh", "Mead", "Mill", "Moor", "Nor", "Oak", "Orch", "Pine", "Quarry", "Rad"),
    *("Red", "Rock", "Rose", "Salt", "Shel", "Silver", "Stan", "Stone", "Strat", "Thorn"),
    *("Wake", "Wal", "White", "Wil", "Wood", "Wren", "Yar", "York"),
)
TOWN_ENDS = (
    *("borough", "bridge", "bury", "by", "cliff", "combe", "cote", "dale", "den", "field", "ford"),
    *("gate", "ham", "haven", "hill", "holm", "hurst", "land", "leigh", "ley", "low", "mere"),
    *("minster", "mont", "mouth", "port", "shire", "stead", "stow", "thorpe", "ton", "view"),
    *("ville", "well", "wick", "worth"),
)
SCHOOL_KINDS = ("Elementary School", "Elementary School", "Middle School", "High School")
FAMILY_NAMES = (
    *("Abbott", "Adeyemi", "Almeida", "Andersen", "Barros", "Bianchi", "Booker", "Callahan"),
    *("Cardoso", "Chen", "Costa", "Cruz", "Daniels", "Diaz", "Dubois", "Edwards", "Ferreira"),
    *("Fitzgerald", "Flores", "Garcia", "Goldberg", "Gomes", "Greene", "Gupta", "Harris"),
    *("Hernandez", "Ito", "Jackson", "Johansson", "Kaplan", "Kelly", "Kim", "Kowalski"),
    *("Lambert", "Lee", "Lopes", "Martin", "McCarthy", "Medeiros", "Mensah", "Moreau"),
    *("Murphy", "Nguyen", "Novak", "Okafor", "Oliveira", "Ortiz", "Osborne", "Patel", "Pereira"),
    *("Perez", "Quinn", "Ramos", "Rivera", "Rossi", "Santos", "Schmidt", "Shah", "Silva"),
    *("Sullivan", "Tavares", "Tran", "Turner", "Vargas", "Walsh", "Washington", "Wong", "Young"),
)
GIVEN_NAMES = (
    *("Aaron", "Alice", "Amara", "Ana", "Andre", "Beatriz", "Brian", "Carla", "Carmen", "Chloe"),
    *("Daniel", "David", "Denise", "Diego", "Elena", "Elijah", "Emma", "Farah", "Felix", "Grace"),
    *("Hannah", "Henry", "Ines", "Isaac", "James", "Jasmin", "Joana", "John", "Karen", "Kofi"),
    *("Laura", "Leila", "Liam", "Lucas", "Maria", "Mark", "Maya", "Miguel", "Nadia", "Noah"),
    *("Olivia", "Oscar", "Paul", "Priya", "Rachel", "Rosa", "Ruth", "Samuel", "Sofia", "Thomas"),
)
OFFICES = (
    "Director of Curriculum",
    "Director of Assessment",
    "Director of Special Education",
    "Director of English Learning",
    "Director of Human Resources",
)
FIRMS = ("Partners", "Associates", "Group", "Learning", "Education", "Advisors")
ISSUES = (
    "Instruction is uneven between classrooms of the same grade.",
    "Data about pupils' learning reach teachers too late to be used.",
    "Principals spend too little of their time on instruction.",
    "The curriculum is not aligned from grade to grade.",
    "Support for English learners depends on the school.",
    "Turnover of teachers is high in the schools that need them most.",
)
OBJECTIVES = (
    ("Instructional leadership", "Leaders at every level improve what happens in classrooms."),
    ("Use of data", "Educators use data in regular cycles to plan, teach and adjust."),
    ("Curriculum", "Every pupil is taught an aligned and demanding curriculum."),
    ("Capacity of teachers", "Teachers are hired, supported and kept where they are needed."),
    ("Support of pupils", "Pupils who fall behind are noticed early and supported in time."),
)
INITIATIVES = (
    ("Learning walkthroughs", "Leaders visit classrooms together and agree on what they see."),
    ("Teams that use data", "Each grade's team works through a cycle of data every six weeks."),
    ("Units of instruction", "Teachers write and share units for each grade and subject."),
    ("Coaching", "Coaches work beside teachers in their classrooms every week."),
    ("Supervision", "Supervisors give frequent and specific feedback."),
    ("Early warning", "Schools act on attendance, behaviour and marks within two weeks."),
)
ACTIVITIES = (
    "Train all principals in observing instruction",
    "Publish a calendar of assessments",
    "Set up a common planning hour in every school",
    "Review the schedule of interventions",
    "Hold a monthly meeting of instructional leaders",
    "Write feedback after every walkthrough",
    "Audit the curriculum of one subject",
    "Report progress to the school board",
)
BENCHMARKS = (
    "Feedback after walkthroughs names a practice and a next step",
    "Teams record an adjustment of instruction after each cycle of data",
    "Teachers say that they get useful feedback",
    "Observed lessons have a stated and assessed objective",
    "Pupils read at grade level by the end of the year",
    "Pupils score proficient in mathematics",
    "Pupils miss fewer than ten days of school",
    "The index of the group reaches its target",
)
METRICS = (
    ("Share of written feedback with a next step", "per cent", "Walkthrough records"),
    ("Share of teams with a recorded adjustment", "per cent", "Team minutes"),
    ("Share of teachers who agree", "per cent", "Staff survey"),
    ("Share of lessons observed", "per cent", "Walkthrough records"),
    ("Share of pupils at grade level", "per cent", "Reading assessment"),
    ("Share of pupils proficient", "per cent", "State assessment"),
    ("Share of pupils present", "per cent", "Attendance system"),
    ("Progress and Performance Index", "points", "State accountability report"),
)

SCHOOL_ITEMS = (
    "Teams meet weekly over their pupils' work.",
    "Each grade teaches from the district's common units.",
    "The principal visits two classrooms a day.",
    "Pupils who fall behind get a second daily period.",
    "Families hear from the school every month.",
)
STRATEGIES = (
    "Objective posted and explained",
    "Questions that ask for reasons",
    "Pupils talk to pupils",
    "Work at several levels",
    "A check before the next step",
)
