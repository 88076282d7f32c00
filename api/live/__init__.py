"""Live updates: what happens is sent to whoever subscribed, over WebSocket or Server-Sent Events.

`hub` knows who subscribed to what, `news` which of them a commit may concern, `groups` asks the
database as each of them, `connections` know who is there still, `outboxes` hold what is to be sent.
`socket` and `events` are transports.
"""
