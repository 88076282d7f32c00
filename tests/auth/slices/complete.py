"""A world in which every sentence of the page of slices has someone to let in and to keep out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from auth.callers import PUBLIC, Caller
from models.accountability import (
    AccountabilityRating,
    DistrictStandard,
    Enrollment,
    StaffRetention,
    StandardIndicator,
    StatewideRetention,
)
from models.bulk import BulkOperation
from models.clients import Client, ClientKey
from models.disclosures import DisclosedRecord, Disclosure
from models.organizations import School
from models.releases import (
    ResearchRelease,
    ResearchReleaseFile,
    StatisticCell,
    StatisticsRelease,
)
from models.webhooks import WebhookDelivery, WebhookEndpoint
from tests.auth.slices import filed, led, studies
from tests.auth.slices.monitored import REPORTS, SUMMARIES, meet, report, summarize, visit
from tests.auth.slices.research_world import research
from tests.auth.slices.world import AT_SCHOOL, World

__all__ = ["Complete"]

POSITIONS = (
    "SUPERINTENDENT",
    "ASSISTANT_SUPERINTENDENT",
    "DIRECTOR",
    "PRINCIPAL",
    "TEACHER",
    "SCHOOL_BOARD_MEMBER",
    "PLAN_MANAGER",
    "PLAN_MONITOR",
)
STATE_POSITIONS = ("STATE_OFFICER", "STATE_BOARD_MEMBER", "RESEARCHER")

DUE = datetime(2012, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, in days from today; for good where there is no end."""

    name: str
    starts: int
    ends: int | None

    def dates(self, today: date) -> tuple[date, date | None]:
        ends_on = None if self.ends is None else today + timedelta(days=self.ends)
        return today + timedelta(days=self.starts), ends_on


OPEN_ENDED = Period("open-ended", -300, None)
LAST_DAY = Period("last day", -300, 0)
ENDED = Period("ended", -300, -1)
FIRST_DAY = Period("first day", 0, 300)
FUTURE = Period("future", 1, None)
PERIODS = (OPEN_ENDED, LAST_DAY, ENDED, FIRST_DAY, FUTURE)

# When the people of a district are in office, and its plans: their status, and whether they have
# ever been submitted. At most one is running and one in preparation.
DISTRICTS: tuple[tuple[Period, tuple[tuple[str, bool], ...]], ...] = (
    (OPEN_ENDED, (("DRAFT", False), ("IN_IMPLEMENTATION", True), ("SUPERSEDED", True))),
    (OPEN_ENDED, (("DRAFT", True), ("ACCEPTED", True), ("COMPLETED", True))),
    (OPEN_ENDED, (("SUBMITTED", True), ("EXITED", True))),
    (OPEN_ENDED, (("UNDER_REVIEW", True),)),
    (OPEN_ENDED, (("RETURNED_WITH_FEEDBACK", True),)),
    (LAST_DAY, (("DRAFT", False), ("IN_IMPLEMENTATION", True))),
    (ENDED, (("DRAFT", False), ("IN_IMPLEMENTATION", True))),
    (FIRST_DAY, (("DRAFT", False), ("IN_IMPLEMENTATION", True))),
    (FUTURE, (("DRAFT", False), ("IN_IMPLEMENTATION", True))),
)


@dataclass(slots=True)
class Complete:
    """The world, and everyone in it under a name that tells who they are."""

    world: World
    callers: dict[str, Caller]
    districts: list[tuple[UUID, list[UUID]]]

    @classmethod
    def make(cls, today: date) -> "Complete":
        complete = cls(World(today), {"PUBLIC": PUBLIC}, [])
        for number, (period, plans) in enumerate(DISTRICTS):
            complete.found(plans)
            complete.staff(number, period)
            complete.monitor(number, period)
            complete.lead(number, period)
            complete.file(number, period)
        complete.state()
        complete.several_roles()
        complete.disclosures()
        complete.studies()
        complete.sites()
        complete.strangers()
        return complete

    def found(self, plans: tuple[tuple[str, bool], ...]) -> None:
        """A district with its schools, plans, figures and firms."""
        district = self.world.district()
        schools = [self.world.school(district) for _ in range(2)]
        for status, submitted in plans:
            self.world.plan(district, schools, status, submitted=submitted)
        for school in (None, *schools):
            for tested in (None, 0, 9, 10, 500):
                self.world.index(district, school_id=school, tested=tested, is_published=False)
            self.world.index(district, school_id=school, tested=9, is_published=True)
        for school in schools:
            self.world.condition(district, school)
        for kind in ("SELF_ASSESSMENT", "DISTRICT_REVIEW"):
            for published_on in (None, self.world.today, FUTURE.dates(self.world.today)[0]):
                self.world.review(district, kind, published_on)
        self.world.add(AccountabilityRating, district_id=district, level=4)
        self.world.add(Enrollment, district_id=district, pupils=3)
        self.world.add(StaffRetention, district_id=district, total=3)
        for period in PERIODS:
            firm = self.world.firm()
            self.world.engage(firm, district, *period.dates(self.world.today))
            self.callers[f"{period.name} FIRM {len(self.districts)}"] = Caller(firm=firm)
        self.districts.append((district, schools))

    def staff(self, number: int, period: Period) -> None:
        """One of each position, and at each school one who has a school."""
        for position in POSITIONS:
            for place in range(2 if position in AT_SCHOOL else 1):
                person = self.world.person()
                self.employ(person, period, position, number, place)
                self.callers[f"{period.name} {position} {number}.{place}"] = Caller(person)

    def monitor(self, number: int, period: Period) -> None:
        """Meetings with and without those invited, visits with several authors, reports."""
        district, schools = self.districts[number]
        invited = [
            self.callers[f"{period.name} {position} {number}.1"].person
            for position in ("PRINCIPAL", "TEACHER")
        ]
        outsider = self.world.person()
        self.callers[f"outsider at meeting {number}"] = Caller(outsider)
        meet(self.world, district, [person for person in (*invited, outsider) if person])
        meet(self.world, district, [])
        monitor = self.callers[f"{period.name} PLAN_MONITOR {number}.0"].person
        visit(
            self.world, district, schools[0], [person for person in (monitor, outsider) if person]
        )
        for status in REPORTS:
            report(self.world, district, status)
        for status in SUMMARIES:
            summarize(self.world, district, status)

    def lead(self, number: int, period: Period) -> None:
        """School plans at each stage, reviews, meetings, walkthroughs by and of all kinds."""
        world, (district, schools) = self.world, self.districts[number]
        principal, other, teacher, director, deputy = (
            self.somebody(f"{period.name} {position} {number}.{place}")
            for position, place in (
                ("PRINCIPAL", 0),
                ("PRINCIPAL", 1),
                ("TEACHER", 0),
                ("DIRECTOR", 0),
                ("ASSISTANT_SUPERINTENDENT", 0),
            )
        )
        outsider = world.person()
        self.callers[f"once at school {number}"] = Caller(outsider)
        listed = led.equip(world, district, principal)
        today = world.today
        yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
        for school, head in zip(schools, (principal, other), strict=True):
            for published_on in (None, yesterday, today, tomorrow):
                plan = led.plan_school(world, district, school, listed, published_on)
                led.review(world, plan, head)
            led.review(world, plan, outsider)
        for released_on in (None, yesterday, today, tomorrow):
            led.convene(world, district, released_on, (principal, director, outsider))
        led.assess(world, district, principal, None)
        last_month = today.replace(day=1) - timedelta(days=1)
        for people in (
            (principal, teacher, None),
            (principal, teacher, deputy),
            (director, outsider, None),
            (outsider, world.person(), principal),
        ):
            for observed_on in (None, last_month, today):
                led.walk(world, world.find(School, schools[0]), listed, people, observed_on)

    def file(self, number: int, period: Period) -> None:
        """Files, documents and reminders of all that the district has."""
        district, schools = self.districts[number]
        names = ("PRINCIPAL", "TEACHER", "SUPERINTENDENT")
        people = [self.somebody(f"{period.name} {name} {number}.0") for name in names]
        filed.keep(self.world, district)
        filed.remind(self.world, district, schools[:1], people)

    def somebody(self, name: str) -> UUID:
        person = self.callers[name].person
        assert person is not None
        return person

    def employ(
        self, person: UUID, period: Period, position: str, number: int, place: int = 0
    ) -> None:
        district, schools = self.districts[number]
        dates = period.dates(self.world.today)
        assert self.world.appoint(person, district, position, schools[place], dates=dates)

    def state(self) -> None:
        """The state's bodies, whose members come and go too."""
        standard = self.world.add(DistrictStandard, edition="state")
        self.world.add(StandardIndicator, standard_id=standard)
        self.world.add(StatewideRetention, schools=1, total=1, retained=1)
        release = self.world.add(StatisticsRelease, threshold=10)
        self.world.add(StatisticCell, release_id=release, as_of_id=release, value=1)
        digest = "0" * 64
        tables = self.world.add(ResearchRelease, release_version="2012-01-01", sha256=digest)
        self.world.add(ResearchReleaseFile, release_id=tables, name="a.csv", sha256=digest)
        client = self.world.add(Client, redirect_uris=["https://portal.example.org/back"])
        self.world.add(ClientKey, client_id=client, jwk='{"kty": "EC"}')
        for period in PERIODS:
            for position in STATE_POSITIONS:
                person = self.world.person()
                self.world.appoint_to_state(person, position, *period.dates(self.world.today))
                self.world.add(BulkOperation, person_id=person)
                self.callers[f"{period.name} {position}"] = Caller(person)
                if position == "STATE_OFFICER":
                    self.webhook(person_id=person)

    def webhook(self, **owner: object) -> None:
        endpoint = self.world.add(WebhookEndpoint, **owner)
        firm = {"firm_id": owner.get("firm_id")}
        self.world.add(WebhookDelivery, endpoint_id=endpoint, next_attempt_at=DUE, **firm)

    def disclosures(self) -> None:
        """What is about nobody, about people in and out of office, told to OFF and not told."""
        people = [
            self.somebody(name)
            for name in (
                "open-ended TEACHER 0.0",
                "ended TEACHER 6.0",
                "open-ended STATE_OFFICER",
                "once at school 0",
            )
        ]
        for position, about in enumerate([[], *([each] for each in people), people[:2]], 1):
            made = self.world.add(Disclosure, position=position, person_id=people[0])
            read = {"disclosure_id": made, "record_key": "of a record"}
            self.world.add(DisclosedRecord, **read, number=1, is_open=True, person_id=None)
            for number, person in enumerate(about, 2):
                known = {"person_id": person, "person_salt": "salt", "person_digest": "digest"}
                is_open = number == position
                self.world.add(DisclosedRecord, **read, **known, number=number, is_open=is_open)

    def several_roles(self) -> None:
        """Whoever holds several roles has the union; what has ended adds nothing."""
        for name, offices in {
            "TEACHER 0.0 and BOARD 1": (
                (OPEN_ENDED, "TEACHER", 0),
                (OPEN_ENDED, "SCHOOL_BOARD_MEMBER", 1),
            ),
            "DIRECTOR 0 and 2": ((OPEN_ENDED, "DIRECTOR", 0), (OPEN_ENDED, "DIRECTOR", 2)),
            "once DIRECTOR 0, now TEACHER 0.0": (
                (ENDED, "DIRECTOR", 0),
                (OPEN_ENDED, "TEACHER", 0),
            ),
            "once SUPERINTENDENT 6, now DIRECTOR 3": (
                (Period("long ago", -900, -600), "SUPERINTENDENT", 6),
                (OPEN_ENDED, "DIRECTOR", 3),
            ),
        }.items():
            person = self.world.person()
            for period, position, number in offices:
                self.employ(person, period, position, number)
            self.callers[name] = Caller(person)
        researcher = self.world.person()
        self.world.appoint_to_state(researcher, "RESEARCHER", self.world.today, None)
        self.employ(researcher, OPEN_ENDED, "PRINCIPAL", 1)
        self.callers["RESEARCHER and PRINCIPAL 1.0"] = Caller(researcher)
        firm = self.world.firm()
        self.webhook(firm_id=firm)
        for number, period in ((0, OPEN_ENDED), (1, LAST_DAY), (2, ENDED)):
            district, _ = self.districts[number]
            self.world.engage(firm, district, *period.dates(self.world.today))
        self.callers["FIRM 0, 1 and once 2"] = Caller(firm=firm)

    def studies(self) -> None:
        """Two studies: members in all kinds of offices and periods, each an author, and codes."""
        offices = (
            ("open-ended PLAN_MONITOR 1.0", OPEN_ENDED),
            ("open-ended PLAN_MONITOR 2.0", LAST_DAY),
            ("open-ended PLAN_MONITOR 3.0", ENDED),
            ("open-ended PLAN_MONITOR 4.0", FUTURE),
            ("ended PLAN_MONITOR 6.0", OPEN_ENDED),
            ("open-ended SUPERINTENDENT 1.0", OPEN_ENDED),
            ("last day STATE_OFFICER", OPEN_ENDED),
        )
        for number, members in enumerate((offices, offices[1:3])):
            study = studies.found(self.world)
            authors = [studies.join(self.world, study, None)]
            for name, period in members:
                person = self.callers[name].person
                dates = period.dates(self.world.today)
                authors.append(studies.join(self.world, study, person, *dates))
            for place, author in enumerate(authors):
                coder, _ = authors[place - 1]
                for withdrawn_on in (None, self.world.today):
                    studies.gather(
                        self.world, self.districts[number][0], author, coder, withdrawn_on
                    )

    def sites(self) -> None:
        """What monitors and researchers in and out of office have recorded."""
        for number, author in (
            (0, "open-ended PLAN_MONITOR 0.0"),
            (1, "open-ended RESEARCHER"),
            (2, "ended RESEARCHER"),
            (6, "ended PLAN_MONITOR 6.0"),
        ):
            person = self.callers[author].person
            assert person is not None
            district, _ = self.districts[number]
            tomorrow = self.world.today + timedelta(days=1)
            for published_on in (None, tomorrow, self.world.today, date(1984, 1, 1)):
                research(self.world, district, person, self.world.person(), published_on)

    def strangers(self) -> None:
        """Nobody known; a firm taken for a person, and a person for a firm."""
        firm = self.callers["open-ended FIRM 0"].firm
        person = self.callers["open-ended SUPERINTENDENT 0.0"].person
        self.callers |= {
            "a person without any office": Caller(self.world.person()),
            "an unknown person": Caller(uuid4()),
            "an unknown firm": Caller(firm=uuid4()),
            "a firm as a person": Caller(person=firm),
            "a person as a firm": Caller(firm=person),
        }
