"""How much a client has used, by day: for itself, and for the state office."""

from datetime import date

from sqlalchemy import Date, Integer, Text

from schema.clients import Client
from schema.questions import asked_of, column_of, given, question, questions, record

__all__ = ["ClientUsage"]

MOST_DAYS = 1000

DAYS = (
    given("since", date, "Only from this day on.", Date()),
    given("until", date, "Only until this day.", Date()),
)


@question("client_usage", "id")
class ClientUsage:
    """How much a client has used on a day of the network's time zone; nothing of any person."""

    client = record("Client", "id", says="The client, for who sees the registered clients.")
    client_id = column_of(Text(), "What the client calls itself by: OAuth's `client_id`.")
    day = column_of(Date(), "The day.")
    operations = column_of(Integer(), "How many operations it has sent.")
    points = column_of(Integer(), "How many points they were charged.")
    errors = column_of(Integer(), "How many of them were answered with errors.")
    deliveries = column_of(Integer(), "How many events were delivered to it.")


questions.ask(
    "clientUsage",
    asked_of(
        ClientUsage,
        says="How much the caller's client has used, or every client for the state office: the"
        " latest day first, 1,000 rows at most. What the last seconds brought is added shortly.",
        given=DAYS,
        at_most=MOST_DAYS,
    ),
)
questions.ask_of(
    Client,
    "usage",
    asked_of(
        ClientUsage,
        "id",
        says="How much it has used, the latest day first, 1,000 days at most.",
        given=DAYS,
        at_most=MOST_DAYS,
    ),
)
