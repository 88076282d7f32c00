"""PostgreSQL 18 from a Python package: a server of our own in a folder, without installation."""

from api.embedded.programs import EmbeddedServerError
from api.embedded.server import DATABASE, EmbeddedServer, Urls

__all__ = ["DATABASE", "EmbeddedServer", "EmbeddedServerError", "Urls"]
