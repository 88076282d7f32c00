"""Who creates, changes and deletes which rows: the page's "Doing", worked out a second time.

By the page and the state machines of the texts, and without a look at the policies. That a writer
sees what a row refers to, and the row itself, is added by whoever asks.
"""

from collections.abc import Callable, Mapping

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
from models.base import Base
from models.bulk import BulkOperation
from models.clients import Client, ClientKey
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
from models.releases import (
    ResearchRelease,
    ResearchReleaseFile,
    StatisticCell,
    StatisticsRelease,
)
from models.webhooks import WebhookDelivery, WebhookEndpoint
from tests.auth.slices.doing_filing import FILING_DOING
from tests.auth.slices.doing_leadership import LEADERSHIP_DOING
from tests.auth.slices.doing_monitoring import MONITORING_DOING
from tests.auth.slices.doing_plans import PLANS_DOING
from tests.auth.slices.doing_research import RESEARCH_DOING
from tests.auth.slices.doings import NOBODY, Doing, everything
from tests.auth.slices.oracle import Eyes, webhook
from tests.rows import Row

__all__ = ["DOING"]

BY_THE_STATE = {"SUPERINTENDENT", "SCHOOL_BOARD_MEMBER", "PLAN_MONITOR"}


def office(eyes: Eyes, _row: Row) -> bool:
    """OFF."""
    return eyes.has("OFF")


def owner(eyes: Eyes, row: Row) -> bool:
    """The person, or the firm's service account."""
    person, firm = eyes.caller.person, eyes.caller.firm
    return (person is not None and row["person_id"] == person) or (
        firm is not None and row.get("firm_id") == firm
    )


def leader(eyes: Eyes, row: Row) -> bool:
    """LEAD of the district."""
    return eyes.own(row, "LEAD")


def appoints(eyes: Eyes, row: Row) -> bool:
    """OFF superintendents, boards and monitors; LEAD of the district its staff."""
    return eyes.has("OFF") if row["position"] in BY_THE_STATE else eyes.own(row, "LEAD")


def appoints_anew(eyes: Eyes, row: Row) -> bool:
    """A leader only whom nobody else has now, or a plan manager whom districts share."""
    if row["position"] in BY_THE_STATE:
        return eyes.has("OFF")
    taken = any(
        is_not_over(eyes, other)
        and other["person_id"] == row["person_id"]
        and other.get("district_id") != row["district_id"]
        and not (other["position"] == row["position"] == "PLAN_MANAGER")
        for model in (Appointment, StateAppointment)
        for other in eyes.world.all(model)
    )
    return eyes.own(row, "LEAD") and not taken


def is_not_over(eyes: Eyes, row: Row) -> bool:
    return row["ends_on"] is None or row["ends_on"] >= eyes.world.today


def hires(eyes: Eyes, row: Row) -> bool:
    firm = eyes.world.find(Firm, row["firm_id"])
    vetted_on, withdrawn_on = firm.get("vetted_on"), firm.get("vetting_withdrawn_on")
    is_vetted = vetted_on is not None and vetted_on <= eyes.world.today
    is_withdrawn = withdrawn_on is not None and withdrawn_on <= eyes.world.today
    return leader(eyes, row) and is_vetted and not is_withdrawn


def reviews(eyes: Eyes, row: Row) -> bool:
    """OFF district reviews, LEAD and ADM the district's own assessment; no published one."""
    if row["published_on"] is not None:
        return False
    own = eyes.own(row, "LEAD", "ADM")
    return eyes.has("OFF") if row["kind"] == "DISTRICT_REVIEW" else own


def of_own_school(eyes: Eyes, row: Row) -> bool:
    return eyes.at_school(row, "PRI")


def while_in_office(rule: Callable[[Eyes, Row], bool]) -> Callable[[Eyes, Row], bool]:
    return lambda eyes, row: rule(eyes, row) and is_not_over(eyes, row)


def webhook_as_self(eyes: Eyes, row: Row) -> bool:
    """The firm its own; OFF those of the office, as who is calling."""
    is_mine = row.get("firm_id") is not None or row.get("person_id") == eyes.caller.person
    return webhook(eyes, row) and is_mine


DOING: Mapping[type[Base], Doing] = {
    **dict.fromkeys((District, School, Firm, Person, PersonName), Doing(office, office)),
    **dict.fromkeys((PersonContact, PersonLogin), everything(office)),
    BulkOperation: Doing(owner, owner, handed=("client_id",)),
    Client: Doing(office, office),
    ClientKey: Doing(office, delete=office),
    WebhookEndpoint: Doing(webhook_as_self, webhook, webhook, handed=("client_id",)),
    WebhookDelivery: NOBODY,
    StateAppointment: Doing(office, while_in_office(office)),
    Appointment: Doing(appoints_anew, while_in_office(appoints), handed=("person_id",)),
    PlanManager: Doing(leader, leader),
    PlanMonitor: Doing(office, office),
    Engagement: Doing(hires, while_in_office(leader)),
    **dict.fromkeys(
        (DistrictStandard, StandardIndicator, AccountabilityRating, PerformanceIndex),
        everything(office),
    ),
    **dict.fromkeys((Enrollment, StaffRetention, StatewideRetention), NOBODY),
    **dict.fromkeys((StatisticsRelease, StatisticCell), NOBODY),
    **dict.fromkeys((ResearchRelease, ResearchReleaseFile), NOBODY),
    StandardReview: everything(reviews),
    SchoolConditionReview: everything(of_own_school),
    **PLANS_DOING,
    **MONITORING_DOING,
    **LEADERSHIP_DOING,
    **RESEARCH_DOING,
    **FILING_DOING,
}
