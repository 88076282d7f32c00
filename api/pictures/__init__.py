"""Pictures of records, for people who would rather look: `GET /pictures/<kind>/<id>.svg`.

Each is drawn from one GraphQL query by the caller, so that it shows what the caller's slice holds
and nothing else. Libraries that draw are loaded with the first picture.
"""

from api.pictures.routes import routes

__all__ = ["routes"]
