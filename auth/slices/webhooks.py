"""Who is told of changes: a firm's own endpoints, and those of the state office.

The state office asks as one of its members, and whoever of them changes an endpoint is the one
from then on, by a trigger. What is delivered is written by the program itself, by functions of the
schema `hooks`.
"""

from auth.slices.grants import Slice, across, readers, the_firm
from auth.slices.roles import OFF
from auth.slices.writing import ME, Action, Stays, Writers, nobody, stays, writers
from models.base import Base
from models.webhooks import WebhookDelivery, WebhookEndpoint

OF_THE_STATE = "firm_id IS NULL"
AS_ME = f"firm_id IS NULL AND person_id = {ME}"
OWN = "of the office's own"

OWNERS = readers(the_firm(), across(OFF, where=OF_THE_STATE, says=OWN))

SLICES: dict[type[Base], Slice] = {WebhookEndpoint: OWNERS, WebhookDelivery: OWNERS}

WRITERS: dict[type[Base], Writers] = {
    WebhookEndpoint: writers(
        the_firm(),
        across(OFF, where=AS_ME, says=OWN),
        update=[the_firm(), across(OFF, where=OF_THE_STATE, says=OWN)],
        delete=[the_firm(), across(OFF, where=OF_THE_STATE, says=OWN)],
        handed=["client_id"],
    ),
    WebhookDelivery: nobody(),
}
"""A client is registered by the state office, and not seen by the firm whose it is."""

STAYS: dict[type[Base], tuple[Stays, ...]] = {WebhookEndpoint: (stays("firm_id", "client_id"),)}

ACTIONS: tuple[Action, ...] = (
    Action("update", WebhookEndpoint, OWNERS),
    Action("delete", WebhookEndpoint, OWNERS),
    Action("enable", WebhookEndpoint, OWNERS, "NOT is_enabled", "It is enabled already."),
    Action("disable", WebhookEndpoint, OWNERS, "is_enabled", "It is disabled already."),
    Action("rotateSecret", WebhookEndpoint, OWNERS),
    Action("test", WebhookEndpoint, OWNERS),
    Action("replayFailed", WebhookEndpoint, OWNERS),
)
