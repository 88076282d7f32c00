"""One valid row of every model, in two districts, and for each a second one beside the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.accountability import (
    AccountabilityRating,
    DistrictStandard,
    Enrollment,
    PerformanceIndex,
    SchoolConditionReview,
    StaffRetention,
    StandardIndicator,
    StandardReview,
    StatewideRetention,
)
from models.agenda import Reminder
from models.base import Base, new_id
from models.bulk import BulkOperation
from models.clients import Client, ClientKey
from models.disclosures import DisclosedRecord, Disclosure
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import (
    AnnualSummary,
    DataPresentation,
    HighlightAttendance,
    HighlightMeeting,
    HighlightReport,
    MonitoringVisit,
    Obstacle,
    ProgressNote,
    QuarterlyFinding,
    QuarterlyProgressReport,
    QuarterlySection,
    QuotedBenchmark,
    VisitNote,
)
from models.organizations import District, Firm, School
from models.people import (
    Appointment,
    Engagement,
    Person,
    PersonContact,
    PersonLogin,
    PersonName,
    PlanManager,
    PlanMonitor,
    StateAppointment,
)
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Evidence,
    Initiative,
    KeyIssue,
    Measurement,
    PlanAmendment,
    PlanAmendmentChange,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)
from models.releases import (
    ResearchRelease,
    ResearchReleaseFile,
    StatisticCell,
    StatisticsRelease,
)
from models.webhooks import WebhookDelivery, WebhookEndpoint
from tests.models import examples_of_inquiry as inquiry
from tests.models import examples_of_leadership as leadership
from tests.models import innovation_examples
from tests.rows import Row, row

__all__ = ["Examples", "Rows"]

Rows = Mapping[type[Base], Row]

DUE = datetime(2012, 1, 1, 12, tzinfo=UTC)

SECOND: Rows = {
    District: {"name": "Second District", "state_code": "00020000", "nces_id": "2500002"},
    School: {"name": "Second School", "state_code": "00010002", "nces_id": "250000100002"},
    Firm: {"name": "Second Firm"},
    Client: {"name": "Second client"},
    ClientKey: {"kid": "second"},
    PersonLogin: {"subject": "second"},
    AcceleratedImprovementPlan: {
        "status": "DRAFT",
        "first_submitted_on": None,
        "submitted_on": None,
        "accepted_on": None,
    },
    AccountabilityRating: {"school_year": 2013},
    PerformanceIndex: {"school_year": 2013},
    Enrollment: {"school_year": 2013},
    StaffRetention: {"school_year": 2013},
    SchoolConditionReview: {"condition": "FAMILY_ENGAGEMENT"},
    StatewideRetention: {"school_year": 2013},
    StatisticsRelease: {"number": 2},
    StatisticCell: {"measure": "MOVES"},
    ResearchRelease: {"release_version": "2012-02-01"},
    ResearchReleaseFile: {"name": "second.csv"},
    Disclosure: {"position": 2},
    DisclosedRecord: {"number": 2},
    DistrictStandard: {"edition": "2013"},
    StandardIndicator: {"position": 2},
    KeyIssue: {"position": 2},
    StrategicObjective: {"position": 2},
    Initiative: {"position": 2},
    Activity: {"position": 2},
    Benchmark: {"position": 2},
    PlanAmendmentChange: {"position": 2},
    PlanReviewRating: {"criterion": "BUILDS_LONG_TERM_CAPACITY"},
    HighlightMeeting: {"month": date(2012, 2, 1)},
    HighlightReport: {"month": date(2012, 2, 1)},
    ProgressNote: {"position": 2},
    Obstacle: {"position": 2},
    DataPresentation: {"position": 2},
    VisitNote: {"position": 2},
    QuarterlyProgressReport: {"quarter": 2},
    QuarterlyFinding: {"position": 2},
    AnnualSummary: {"school_year": 2013},
    FrozenDocument: {"revision": 2},
    Reminder: {"reminded_on": date(2012, 2, 1)},
    **inquiry.SECOND,
    **leadership.SECOND,
    **innovation_examples.SECOND,
}


@dataclass(frozen=True, slots=True)
class Examples:
    """What is written before a test, and what could be written next to it."""

    written: dict[type[Base], list[Row]]
    first: Rows
    elsewhere: Rows
    second: Rows

    @classmethod
    def make(cls) -> "Examples":
        book = Book({})
        network = book.network()
        here = book.district(network, "0001")
        elsewhere = book.district(network, "0003")
        first = {**network, **here}
        beside = {
            **book.beside(first),
            **innovation_examples.beside(book, first),
            **leadership.beside(book, first),
        }
        second = {
            model: made | {"id": new_id()} | SECOND.get(model, {}) | beside.get(model, {})
            for model, made in first.items()
        }
        return cls(book.written, first, elsewhere, second)


@dataclass(frozen=True, slots=True)
class Book:
    """Rows as they are made up, to be written together."""

    written: dict[type[Base], list[Row]]

    def add(self, model: type[Base], **given: object) -> Row:
        made = row(model, **given)
        self.written.setdefault(model, []).append(made)
        return made

    def network(self) -> Rows:
        person = self.add(Person)
        whose = {"person_id": person["id"]}
        standard = self.add(DistrictStandard)
        client = self.add(Client, redirect_uris=["https://portal.example.org/back"])
        endpoint = self.add(WebhookEndpoint, person_id=person["id"])
        release = self.add(StatisticsRelease, threshold=10)
        tables = self.add(ResearchRelease, release_version="2012-01-01", sha256="0" * 64)
        return {
            ResearchRelease: tables,
            ResearchReleaseFile: self.add(
                ResearchReleaseFile,
                release_id=tables["id"],
                name="first.csv",
                sha256="0" * 64,
                rows=1,
                record_type="District",
            ),
            StatewideRetention: self.add(StatewideRetention, school_year=2012),
            StatisticsRelease: release,
            StatisticCell: self.add(
                StatisticCell, release_id=release["id"], as_of_id=release["id"], value=1
            ),
            Person: person,
            PersonName: self.add(PersonName, **whose),
            PersonContact: self.add(PersonContact, **whose),
            PersonLogin: self.add(PersonLogin, **whose),
            StateAppointment: self.add(StateAppointment, **whose),
            Firm: self.add(Firm),
            BulkOperation: self.add(BulkOperation, **whose, query="{ districts { nodes { id } } }"),
            Client: client,
            ClientKey: self.add(ClientKey, client_id=client["id"], jwk='{"kty": "EC"}'),
            WebhookEndpoint: endpoint,
            WebhookDelivery: self.add(
                WebhookDelivery, endpoint_id=endpoint["id"], next_attempt_at=DUE
            ),
            DistrictStandard: standard,
            StandardIndicator: self.add(StandardIndicator, standard_id=standard["id"]),
            **inquiry.study(self.add, person),
            **innovation_examples.in_network(self, person["id"]),
        }

    def beside(self, first: Rows) -> Rows:
        """What second rows stand on: another person, who once managed and monitored the plan."""
        school = first[School]
        here = {"district_id": school["district_id"]}
        whose = {"person_id": self.add(Person)["id"]}
        then = {"starts_on": date(1990, 1, 1), "ends_on": date(1990, 12, 31)}
        manager, monitor = (
            self.add(Appointment, **here, position=position, **whose, **then)
            for position in ("PLAN_MANAGER", "PLAN_MONITOR")
        )
        return {
            PersonName: whose,
            PersonContact: whose,
            Appointment: {"position": "TEACHER", "school_id": school["id"]},
            PlanManager: {"appointment_id": manager["id"]},
            PlanMonitor: {"appointment_id": monitor["id"]},
            HighlightAttendance: whose,
            **self.quoted_beside(first),
            **inquiry.beside(self.add, first, here, whose),
        }

    def quoted_beside(self, first: Rows) -> Rows:
        """Another objective and another benchmark: a report quotes each once."""
        objective = first[StrategicObjective] | {"id": new_id(), "position": 3}
        benchmark = first[Benchmark] | {"id": new_id(), "position": 3}
        self.written[StrategicObjective].append(objective)
        self.written[Benchmark].append(benchmark)
        return {
            QuarterlySection: {"position": 2, "strategic_objective_id": objective["id"]},
            QuotedBenchmark: {"position": 2, "benchmark_id": benchmark["id"]},
        }

    def district(self, network: Rows, code: str) -> Rows:
        district = self.add(
            District, name=f"District {code}", state_code=f"{code}0000", nces_id=f"250{code}"
        )
        here = {"district_id": district["id"]}
        school = self.add(
            School, **here, state_code=f"{code}0001", nces_id=f"250{code}00001", name="First"
        )
        plan = self.plan(network, here, school)
        return {
            District: district,
            School: school,
            **self.offices(network, here),
            **self.figures(network, here, school),
            **plan,
            **self.meetings(network, here, plan),
            **self.reports(network, here, plan, school),
            **self.files(network, here, plan, school),
            **leadership.in_district(self, here, {**network, **plan, School: school}),
            **inquiry.material(self.add, network, here, int(code)),
            **innovation_examples.in_district(self, network, here, network[Person]["id"]),
        }

    def offices(self, network: Rows, here: Row) -> Rows:
        leader, manager, monitor = (
            self.add(Appointment, **here, person_id=network[Person]["id"], position=position)
            for position in ("SUPERINTENDENT", "PLAN_MANAGER", "PLAN_MONITOR")
        )
        engagement = self.add(Engagement, **here, firm_id=network[Firm]["id"])
        under = {"acting_district_id": here["district_id"], "appointment_id": leader["id"]}
        position = 1 + 2 * len(self.written.get(Disclosure, ()))
        reader = {"position": position, "person_id": network[Person]["id"]}
        disclosure = self.add(Disclosure, **reader, **under)
        read = {"record_key": "of a record", "is_open": True}
        return {
            Disclosure: disclosure,
            DisclosedRecord: self.add(DisclosedRecord, disclosure_id=disclosure["id"], **read),
            Appointment: leader,
            Engagement: engagement,
            PlanManager: self.add(
                PlanManager,
                **here,
                appointment_id=manager["id"],
                engagement_id=engagement["id"],
            ),
            PlanMonitor: self.add(PlanMonitor, **here, appointment_id=monitor["id"]),
        }

    def figures(self, network: Rows, here: Row, school: Row) -> Rows:
        return {
            AccountabilityRating: self.add(AccountabilityRating, **here, level=4),
            PerformanceIndex: self.add(PerformanceIndex, **here),
            Enrollment: self.add(Enrollment, **here, pupils=10),
            StaffRetention: self.add(StaffRetention, **here, total=10),
            SchoolConditionReview: self.add(
                SchoolConditionReview, **here, school_id=school["id"], condition="SCHOOL_LEADERSHIP"
            ),
            StandardReview: self.add(
                StandardReview,
                **here,
                standard_id=network[DistrictStandard]["id"],
                indicator_id=network[StandardIndicator]["id"],
            ),
        }

    def plan(self, network: Rows, here: Row, school: Row) -> Rows:
        day, person_id = date(2011, 7, 1), network[Person]["id"]
        dates = {"first_submitted_on": day, "submitted_on": day, "accepted_on": day}
        plan = self.add(AcceleratedImprovementPlan, **here, status="IN_IMPLEMENTATION", **dates)
        part = here | {"visibility": "PUBLIC"}
        of_plan = {"plan_id": plan["id"]}
        objective = self.add(StrategicObjective, **part, **of_plan)
        initiative = self.add(Initiative, **part, strategic_objective_id=objective["id"])
        of_initiative = {"initiative_id": initiative["id"]}
        benchmark = self.add(Benchmark, **part, **of_initiative)
        of_benchmark = {"benchmark_id": benchmark["id"], "school_id": school["id"]}
        measurement = self.add(Measurement, **here, **of_benchmark)
        review = self.add(PlanReview, **here, **of_plan, reviewer_id=person_id)
        amendment = self.add(PlanAmendment, **part, **of_plan, requested_by_id=person_id)
        return {
            AcceleratedImprovementPlan: plan,
            KeyIssue: self.add(KeyIssue, **part, **of_plan),
            StrategicObjective: objective,
            Initiative: initiative,
            Activity: self.add(Activity, **part, **of_initiative, owner_id=person_id),
            Benchmark: benchmark,
            Measurement: measurement,
            Evidence: self.add(Evidence, **here, **of_benchmark, measurement_id=measurement["id"]),
            PlanReview: review,
            PlanReviewRating: self.add(PlanReviewRating, **here, review_id=review["id"]),
            PlanAmendment: amendment,
            PlanAmendmentChange: self.add(
                PlanAmendmentChange,
                **part,
                status="REQUESTED",
                amendment_id=amendment["id"],
                proposal="{}",
            ),
        }

    def files(self, network: Rows, here: Row, plan: Rows, school: Row) -> Rows:
        person_id = network[Person]["id"]
        return {
            EvidenceFile: self.add(
                EvidenceFile,
                **here,
                evidence_id=plan[Evidence]["id"],
                media_type="text/plain",
                sha256="0" * 64,
                uploaded_by_id=person_id,
            ),
            FrozenDocument: self.add(
                FrozenDocument,
                **here,
                plan_id=plan[AcceleratedImprovementPlan]["id"],
                revision=1,
                frozen_by_id=person_id,
                html=b"",
                pdf=b"",
            ),
            Reminder: self.add(
                Reminder,
                **here,
                school_id=school["id"],
                person_id=person_id,
                record_id="said",
            ),
        }

    def meetings(self, network: Rows, here: Row, plan: Rows) -> Rows:
        person_id = network[Person]["id"]
        meeting = self.add(HighlightMeeting, **here, monitor_id=person_id, facilitator_id=person_id)
        of_meeting = here | {"meeting_id": meeting["id"]}
        of_initiative = of_meeting | {"initiative_id": plan[Initiative]["id"]}
        return {
            HighlightMeeting: meeting,
            HighlightAttendance: self.add(HighlightAttendance, **of_meeting, person_id=person_id),
            ProgressNote: self.add(ProgressNote, **of_initiative),
            Obstacle: self.add(Obstacle, **of_initiative, owner_id=person_id),
            DataPresentation: self.add(
                DataPresentation,
                **of_meeting,
                benchmark_id=plan[Benchmark]["id"],
                measurement_id=plan[Measurement]["id"],
                evidence_id=plan[Evidence]["id"],
            ),
            HighlightReport: self.add(HighlightReport, **of_meeting, author_id=person_id),
        }

    def reports(self, network: Rows, here: Row, plan: Rows, school: Row) -> Rows:
        person_id = network[Person]["id"]
        author = {"author_id": person_id}
        visit = self.add(MonitoringVisit, **here, monitor_id=person_id)
        report = self.add(
            QuarterlyProgressReport,
            **here,
            **author,
            plan_id=plan[AcceleratedImprovementPlan]["id"],
            revision=1,
        )
        of_report = here | {"report_id": report["id"], "status": "DRAFT"}
        of_objective = of_report | {"strategic_objective_id": plan[StrategicObjective]["id"]}
        section = self.add(QuarterlySection, **of_objective)
        return {
            MonitoringVisit: visit,
            VisitNote: self.add(
                VisitNote,
                **here,
                **author,
                visit_id=visit["id"],
                visited_on=visit["visited_on"],
                school_id=school["id"],
            ),
            QuarterlyProgressReport: report,
            QuarterlySection: section,
            QuotedBenchmark: self.add(
                QuotedBenchmark,
                **here,
                status="DRAFT",
                section_id=section["id"],
                benchmark_id=plan[Benchmark]["id"],
            ),
            QuarterlyFinding: self.add(QuarterlyFinding, **of_objective),
            AnnualSummary: self.add(AnnualSummary, **here, **author),
        }
