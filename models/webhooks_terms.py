"""The words of webhooks."""

from models.change_terms import ChangeKind
from models.vocabulary import Vocabulary

__all__ = ["DeliveryProblem", "DeliveryState", "WebhookDisabled", "WebhookEventKind"]

OF_CHANGES = {kind.name: kind.value for kind in ChangeKind}


class WebhookEventKind(Vocabulary):
    """What a delivery tells."""

    CREATED = OF_CHANGES["CREATED"]
    UPDATED = OF_CHANGES["UPDATED"]
    DELETED = OF_CHANGES["DELETED"]
    ENTERED_SLICE = OF_CHANGES["ENTERED_SLICE"]
    LEFT_SLICE = OF_CHANGES["LEFT_SLICE"]
    TEST = "Nothing happened: somebody asked for a delivery to try the endpoint with."
    RESTARTED = (
        "What changed before this moment, and was not delivered yet, can't be told any more: read"
        " what you need anew. Another member of the state office has taken the endpoint over, or a"
        " new version of the API has other rules of who sees what."
    )
    DISABLED = (
        "The endpoint was disabled, and why stands on it. Told here alone; nothing is delivered."
    )


class DeliveryState(Vocabulary):
    """How a delivery stands."""

    PENDING = "It is still to be delivered, now or when its next attempt is due."
    DELIVERED = "The receiver took it."
    FAILED = "It was given up, or the receiver is gone; it can be replayed."
    NOTED = "It stands here to be read, and is not delivered."


class DeliveryProblem(Vocabulary):
    """Why the last attempt did not succeed."""

    REFUSED = "The receiver answered with another status than 2xx."
    REDIRECTED = "The receiver answered with a redirection, which is not followed."
    GONE = "The receiver answered 410: it wants no more deliveries."
    TIMED_OUT = "The receiver did not answer in time."
    UNREACHABLE = "There was no connection, or it broke, or its certificate is not trusted."
    ADDRESS_REFUSED = "The receiver's name leads to an address that is not a public one."
    DOCUMENT_REFUSED = "The endpoint's document can't be answered any more: update it."
    NO_PAYLOAD = "The payload could not be made, which is the API's fault; it is tried again."


class WebhookDisabled(Vocabulary):
    """Why an endpoint is disabled."""

    BY_OWNER = "Its owner disabled it."
    GONE = "The receiver answered 410."
    FAILING = "For days every delivery failed."
    OWNER_LEFT = (
        "Nobody is left as whom to ask: the client that registered it was disabled, or the person"
        " is no longer of the state office."
    )
