"""The routes of the authorization server."""

from api.oauth.people import People
from api.oauth.routes import routes

__all__ = ["People", "routes"]
