"""The clients of the authorization server, as the state office that registers them sees them."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, cast

from models import clients as tables
from models.tables import metadata
from schema.entities import Alias, entity, expression, to_one

__all__ = ["Client", "ClientKey"]

ANY_TEXT: Final = metadata.tables["client"].c.name


def _as_text(row: Alias) -> ColumnElement[Any]:
    return cast(row.c.id, Text)


@entity(tables.Client, plural="clients", order=("name",))
class Client:
    """A program that logs people in, or itself: a client of the authorization server."""

    firm = to_one(back="clients", says="The programs that log themselves in for the firm.")
    client_id = expression(
        _as_text, ANY_TEXT, "What the client calls itself by: OAuth's `client_id`."
    )


@entity(tables.ClientKey, plural="clientKeys", order_within=("kid",))
class ClientKey:
    """A public key that a client signs with; several are good at once."""

    client = to_one(
        back="keys", says="The public keys by which the client proves itself.", always=True
    )
