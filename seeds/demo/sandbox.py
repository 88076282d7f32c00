"""What a firm tries its tools by: a firm of the sandbox's own, engaged by every demo district."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from models.base import Base
from models.clients import Client, ClientAuthentication, ClientKind
from models.organizations import Firm, FirmKind
from models.people import Engagement
from seeds.demo.ids import MILL_CITY, district_id, engagement_id, firm_id
from seeds.demo.organizations import DISTRICTS
from seeds.demo.paper import ILLUSTRATION
from seeds.store import stable_id

__all__ = ["CLIENT", "FIRM", "sandbox_records"]

FIRM = "Sandbox Consulting"
CLIENT: UUID = stable_id("client", "sandbox")

ENGAGED_ON = date(2011, 7, 1)
"""Before the demo's plans, and open-ended: the slice is there whatever the day."""


def sandbox_records() -> Iterator[Base]:
    """The firm, its engagements, and the program that logs itself in for it."""
    firm = firm_id(FIRM)
    yield Firm(id=firm, name=FIRM, kind=FirmKind.COMPANY, vetted_on=ENGAGED_ON, **ILLUSTRATION)
    for name in sorted({MILL_CITY, *DISTRICTS}):
        yield Engagement(
            district_id=district_id(name),
            id=engagement_id(name, FIRM),
            firm_id=firm,
            scope="To try things out.",
            starts_on=ENGAGED_ON,
            **ILLUSTRATION,
        )
    yield Client(
        id=CLIENT,
        name=f"{FIRM}'s tool",
        kind=ClientKind.SERVICE,
        authentication=ClientAuthentication.CLIENT_SECRET_BASIC,
        firm_id=firm,
        redirect_uris=[],
        post_logout_redirect_uris=[],
        scopes=["read", "write"],
        **ILLUSTRATION,
    )
