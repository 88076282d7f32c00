"""What is done beside requests: jobs of a queue in PostgreSQL, and what recurs by the clock.

`entrypoints` is what a job of some kind is, `known` lists all there are, `running` does them, by
PgQueuer, whose tables `queue` names. Work is left behind by `auth.jobs.enqueue`.
"""
