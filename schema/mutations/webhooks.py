"""Registering endpoints that are told of changes, and what their owners have done with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import strawberry

from auth.webhooks.desk import KEEP_HOURS, Desk
from models.base import new_id
from models.failures import BadUserInput, Conflict, Fault, Forbidden, NotFound
from models.organizations import District
from models.webhooks import (
    DeliveryState,
    WebhookDelivery,
    WebhookDisabled,
    WebhookEndpoint,
    WebhookEventKind,
)
from schema.changes import exceptional_names
from schema.entities import registry
from schema.ids import decode_id, id_type
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at
from schema.mutations.records import ID, deletes, updates
from schema.mutations.taken import Taken, takes
from schema.mutations.verbs import verb
from schema.mutations.work import ABSENT, Work
from schema.webhooks import check_document, told_tables

__all__: list[str] = []

Given = Mapping[str, Any]

MOST_ENDPOINTS: Final = 50
MOST_DISTRICTS: Final = 500
LONGEST_DESCRIPTION: Final = 1_000

OURS = ("firm_id", "person_id", "client_id", "is_enabled", "disabled_because", "disabled_at")
"""What follows from who is calling, or has its verbs."""

REGISTERED = takes(WebhookEndpoint, without=OURS)
SINCE = Taken(
    "since", datetime, "Deliveries that were made at this moment or later.", is_required=True
)
KEPT = Taken(
    "keepHours",
    int,
    "How many hours the secrets that it has sign on beside the new one, so that receivers can be"
    f" told it meanwhile: {KEEP_HOURS} unless told, 0 to end them at once, 168 at most.",
)
RECORD = Taken(
    "recordId",
    strawberry.ID,
    "The record to ask the endpoint's document of; none, and the payload has no result.",
)
SECRET: dict[str, tuple[Any, str]] = {
    "secret": (
        str | None,
        "The secret that signs deliveries, `whsec_…`, told this once; null where none was made.",
    ),
}


def desk_of(work: Work) -> Desk:
    """What stands behind webhooks; raises Fault where nothing does."""
    if work.webhooks is None:
        raise Fault("There are no webhooks.")
    return work.webhooks


def refuse_kept(work: Work) -> None:
    """A secret must not be kept with an answer."""
    if work.is_kept:
        message = "A secret is told once, and not kept: send this without an idempotency key."
        raise BadUserInput(message, path=("idempotencyKey",))


async def check(work: Work, endpoint: WebhookEndpoint) -> None:
    """Refuse what could never be told, or to nobody."""
    with at("url"):
        desk_of(work).destinations.check_url(endpoint.url)
    if len(endpoint.description or "") > LONGEST_DESCRIPTION:
        message = f"A description has at most {LONGEST_DESCRIPTION:,} characters."
        raise BadUserInput(message, path=("description",))
    with at("types"):
        told_tables(endpoint.types)
    if len(endpoint.districts) > MOST_DISTRICTS:
        message = f"An endpoint is told of at most {MOST_DISTRICTS} districts; or of all."
        raise BadUserInput(message, path=("districts",))
    await refuse_absent(work, endpoint.districts)
    with at("document"):
        if work.documents is None:
            raise Fault("There are no documents.")
        check_document(work.documents, endpoint.document)


async def refuse_absent(work: Work, districts: Sequence[str]) -> None:
    """Raise for what is no district."""
    keys = [work.key(raw, "District", "districts", place) for place, raw in enumerate(districts)]
    found = await work.found(District, "id = ANY($1)", [key[-1] for key in keys])
    there = {district.id for district in found}
    for place, key in enumerate(keys):
        if key[-1] not in there:
            raise NotFound(ABSENT, path=("districts", place))


async def _create(work: Work, given: Given) -> Done:
    refuse_kept(work)
    if work.caller.is_public:
        raise Forbidden("Only a firm's service account or the state office registers webhooks.")
    endpoint = WebhookEndpoint(**{**NOTHING, **work.values(REGISTERED, given)})
    endpoint.id = new_id()
    endpoint.firm_id, endpoint.client_id = work.caller.firm, work.caller.client
    endpoint.person_id = work.caller.person
    await check(work, endpoint)
    if len(await work.found(WebhookEndpoint, "true")) >= MOST_ENDPOINTS:
        raise Conflict(f"There are {MOST_ENDPOINTS} webhooks already: delete one first.")
    key = await work.create(endpoint)
    desk = desk_of(work)
    await begin(work, endpoint)
    secret = await desk.make_secret(work.transaction, endpoint.id, await work.now(), 0)
    return Done({"webhook": key}, {"secret": secret})


NOTHING: Given = {"description": None, "types": [], "districts": [], "is_enabled": True}

mutations.add(
    Mutation(
        "createWebhook",
        "Register an address that is told of changes from now on: a firm's service account for its"
        " firm, a member of the state office for the office. What it is told is what the owner sees"
        " at each delivery. Deliveries are signed with a secret that is made here and told this"
        " once: send it without an idempotency key, since its answer must not be kept.",
        REGISTERED,
        {"webhook": Gives("WebhookEndpoint", "The new endpoint.")},
        _create,
        tells=SECRET,
    )
)


async def begin(work: Work, endpoint: WebhookEndpoint) -> None:
    """Have it told of what changes from now on, as who is calling."""
    tables = told_tables(endpoint.types)
    await desk_of(work).begin(work.transaction, endpoint.id, tables, exceptional_names())


async def taken_over(work: Work, endpoint: WebhookEndpoint) -> None:
    """An endpoint of the office is asked as who changed it last, and told that it begins anew."""
    if endpoint.firm_id is None and endpoint.person_id != work.caller.person:
        endpoint.person_id = work.caller.person
        await begin(work, endpoint)
        await desk_of(work).say(work.transaction, endpoint.id, WebhookEventKind.RESTARTED)


async def looked_through(work: Work, endpoint: WebhookEndpoint) -> None:
    """Refuse what can't be; of the office's, who changes one is asked as from then on."""
    await check(work, endpoint)
    await taken_over(work, endpoint)


updates(
    WebhookEndpoint,
    "Change where deliveries go, of what the endpoint is told, or what is asked of each record."
    " Nothing is lost by it: what was not delivered yet is delivered by the new rules. An endpoint"
    " of the state office is asked as who changes it from then on.",
    without=OURS,
    also=looked_through,
)


async def _forget(work: Work, endpoint: WebhookEndpoint) -> None:
    await desk_of(work).forget(work.transaction, endpoint.id)


deletes(
    WebhookEndpoint, "Delete an endpoint, with all that is known of its deliveries.", clear=_forget
)


@verb(WebhookEndpoint, "disable")
async def disable(work: Work, endpoint: WebhookEndpoint, _given: Given) -> None:
    """Tell an endpoint nothing more. What changes meanwhile is told once it is enabled again."""
    endpoint.is_enabled = False
    endpoint.disabled_because = WebhookDisabled.BY_OWNER
    endpoint.disabled_at = await work.now()


@verb(WebhookEndpoint, "enable")
async def enable(work: Work, endpoint: WebhookEndpoint, _given: Given) -> None:
    """Tell an endpoint again, also of what changed while it was disabled.

    An endpoint of the state office is asked as who enables it from then on.
    """
    endpoint.is_enabled = True
    endpoint.disabled_because = endpoint.disabled_at = None
    await taken_over(work, endpoint)
    await desk_of(work).resume(work.transaction, endpoint.id)


@verb(WebhookEndpoint, "rotateSecret", KEPT, called="rotateWebhookSecret", tells=SECRET)
async def rotate_secret(work: Work, endpoint: WebhookEndpoint, given: Given) -> None:
    """Make a new secret, told this once; those before sign on beside it for a while.

    Send it without an idempotency key, since its answer must not be kept.
    """
    refuse_kept(work)
    hours = given.get("keepHours")
    work.tells["secret"] = await desk_of(work).make_secret(
        work.transaction, endpoint.id, await work.now(), KEEP_HOURS if hours is None else hours
    )


@verb(
    WebhookEndpoint,
    "test",
    RECORD,
    gives={"webhookDelivery": Gives("WebhookDelivery", "The delivery.")},
)
async def test(work: Work, endpoint: WebhookEndpoint, given: Given) -> None:
    """Deliver something that did not happen, once, also to an endpoint that is disabled.

    Nothing follows from whether it succeeds.
    """
    record = None
    if given.get("recordId"):
        with at("recordId"):
            record = _record(given["recordId"])
    delivery = await desk_of(work).say(work.transaction, endpoint.id, WebhookEventKind.TEST, record)
    work.gives["webhookDelivery"] = (delivery,)


def _record(raw: str) -> tuple[str, str]:
    """The type and the id that a test is of, whether or not there is such a record."""
    name = id_type(raw)
    if name is None:
        raise BadUserInput(f"`{raw[:80]}` is no id.")
    decode_id(raw, registry[name])
    return name, raw


async def _replay(work: Work, given: Given) -> Done:
    """Whoever sees a delivery is its owner."""
    delivery = await work.find(WebhookDelivery, given["id"], "id")
    if delivery.state is DeliveryState.NOTED:
        raise Conflict("It stands there to be read; there is nothing to deliver.", path=("id",))
    await desk_of(work).replay(work.transaction, delivery.id)
    return Done({"webhookDelivery": (delivery.id,)})


mutations.add(
    Mutation(
        "replayWebhookDelivery",
        "Deliver once more, under the same `webhook-id`, what the owner sees of the record now.",
        (ID,),
        {"webhookDelivery": Gives("WebhookDelivery", "The delivery as it is now.")},
        _replay,
    )
)


@verb(
    WebhookEndpoint,
    "replayFailed",
    SINCE,
    called="replayWebhookDeliveries",
    tells={"replayed": (int | None, "How many deliveries are tried anew.")},
)
async def replay_failed(work: Work, endpoint: WebhookEndpoint, given: Given) -> None:
    """Deliver once more all that was given up of what was to be told since a moment."""
    work.tells["replayed"] = await desk_of(work).replay_failed(
        work.transaction, endpoint.id, given["since"]
    )
