"""What a delivery says: what happened, and the endpoint's document as its owner sees it now."""

from dataclasses import dataclass
from typing import Any, Final

import orjson

from api.services import AnswersRequests
from auth.webhooks.store import Attempt
from models.failures import ErrorCode
from models.webhooks_terms import DeliveryProblem, WebhookEventKind
from schema.engine import Request
from schema.entities import registry
from schema.webhooks import VARIABLE

__all__ = ["NoPayload", "payload"]

WITHOUT_RECORD: Final = frozenset({WebhookEventKind.DELETED, WebhookEventKind.LEFT_SLICE})
OURS: Final = frozenset({ErrorCode.INTERNAL.value, ErrorCode.TIMEOUT.value})


@dataclass
class NoPayload(Exception):  # noqa: N818 - named by what happened
    """There is nothing to send."""

    problem: DeliveryProblem


async def payload(engine: AnswersRequests, attempt: Attempt) -> bytes:
    """The body of a delivery; raises NoPayload.

    Of a record that was deleted or has left the owner's view, nothing is told but its type and id.
    """
    data: dict[str, Any] = {
        "kind": attempt.kind.name,
        "type": attempt.record_type,
        "id": attempt.record_id,
    }
    if attempt.kind not in WITHOUT_RECORD:
        data["changedFields"] = attempt.changed_fields
        data["result"] = await _result(engine, attempt)
    happened = attempt.happened_at or attempt.created_at
    said = {"type": _type(attempt), "timestamp": happened, "data": data}
    return orjson.dumps(said, option=orjson.OPT_UTC_Z)


def _type(attempt: Attempt) -> str:
    """What Standard Webhooks call the event by: `benchmark.updated`, `webhook.test`."""
    about = "webhook"
    if attempt.record_type in registry.entities and attempt.kind is not WebhookEventKind.TEST:
        about = registry[attempt.record_type].table.name
    return f"{about}.{attempt.kind.name.lower()}"


async def _result(engine: AnswersRequests, attempt: Attempt) -> Any:
    """The answer to the document: its data, and its errors if there are any."""
    if attempt.record_id is None:
        return None
    request = Request(attempt.document, variables={VARIABLE: attempt.record_id})
    reply = await engine.execute(request, attempt.owner.caller, read_only=True)
    if OURS.intersection(reply.error_codes):
        raise NoPayload(DeliveryProblem.NO_PAYLOAD)
    answer = orjson.loads(reply.body)
    if "data" not in answer:
        raise NoPayload(DeliveryProblem.DOCUMENT_REFUSED)
    return {name: answer[name] for name in ("data", "errors") if name in answer}
