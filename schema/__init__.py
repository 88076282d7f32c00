"""The public GraphQL schema, one module a room, and the compiler from a selection to SQL."""
