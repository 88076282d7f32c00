"""Webhooks at work, as jobs: `looking` for what changed, `payloads` of it, `sending` them.

Whose endpoints there are, and what their owners have done with them, is a matter of the schema;
docs/webhooks.md says how it looks from outside.
"""
